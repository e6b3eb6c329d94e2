"""Step 3, second half: the rules of truth on data. Each is one small module; all findings are collected.

In: the dataset and the evidence as located. Out: diagnostics, sorted by place.
"""

from __future__ import annotations

from briefgen.checks import (
    dates,
    derivations,
    fields,
    numbers,
    orphans,
    publication,
    silences,
    support,
)
from briefgen.checks.rule import DataView, Rule
from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic, in_order
from briefgen.evidence import Evidenced

__all__ = ["RULES", "DataView", "Rule", "check_data"]

RULES = (
    Rule("unsupported-claim", "Every claim has a passage that supports it; a dispute has two answers.", support.check),
    Rule("evidence-of-unknown-field", "Evidence bears on a column of its record, or on `*`.", fields.check),
    Rule("date-without-basis", "Each part of a date stands in a passage or follows by date_from.", dates.check),
    Rule("derivation-unresolvable", "A date_from can be recomputed.", derivations.check),
    Rule("held-after-publication", "Nothing dated after its source was published is held.", publication.check),
    Rule("number-not-in-passage", "An indicator's value stands in its passage.", numbers.check),
    Rule("silence-ended", "A silence's search finds nothing.", silences.check),
    Rule("orphan-passage", "Every passage is evidence of something (a warning).", orphans.check),
)


def check_data(dataset: Dataset, evidenced: Evidenced) -> tuple[Diagnostic, ...]:
    """Return what the rules on data find, sorted by file and line."""
    view = DataView(dataset, evidenced)
    return in_order(found for rule in RULES for found in rule.check(view))
