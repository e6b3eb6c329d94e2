"""Step 3, second half, and the end of step 7: the rules of truth on data and on prose, each one small module.

In: the dataset and the evidence as located; finished editions. Out: all findings, sorted by place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.checks import (
    cut,
    dates,
    derivations,
    fields,
    measured,
    numbering,
    numbers,
    orphans,
    publication,
    silences,
    speakers,
    status,
    support,
    wording,
)
from briefgen.checks.account import Knowledge
from briefgen.checks.contrast import LOW_CONTRAST
from briefgen.checks.prose import PARITY, PROSE_RULES, ProseView, parity
from briefgen.checks.rule import DataView, Rule
from briefgen.checks.settings import settled
from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic, in_order
from briefgen.evidence import Evidenced
from briefgen.workspace import Config

__all__ = [
    "PROSE_RULES",
    "RULES",
    "SETTABLE",
    "DataView",
    "Knowledge",
    "ProseView",
    "Rule",
    "check_data",
    "check_editions",
    "check_prose",
    "settled",
]

RULES = (
    Rule("unsupported-claim", "Every claim has a passage that supports it; a dispute has two answers.", support.check),
    Rule("evidence-of-unknown-field", "Evidence bears on a column of its record, or on `*`.", fields.check),
    Rule("date-without-basis", "Each part of a date stands in a passage or follows by date_from.", dates.check),
    Rule("derivation-unresolvable", "A date_from can be recomputed.", derivations.check),
    Rule("held-after-publication", "Nothing dated after its source was published is held.", publication.check),
    Rule("number-not-in-passage", "An indicator's value stands in its passage.", numbers.check),
    Rule("passage-cut", "A passage keeps the “not” before it.", cut.check),
    Rule("edition-number", "The numbers of a series rise with its dates.", numbering.check),
    Rule("unit-not-in-passage", "An indicator's value stands there in its unit.", measured.check),
    Rule("wording-unsupported", "Dates and numbers in a record's words stand in its evidence.", wording.check),
    Rule("speaker-unsupported", "Whose words something is, the evidence says.", speakers.check),
    Rule("status-unsupported", "Held and planned are what the passages say.", status.check),
    Rule("silence-ended", "A silence's search finds nothing.", silences.check),
    Rule("orphan-passage", "Every passage is evidence of something (a warning).", orphans.check),
)
SETTABLE = frozenset({*(rule.id for rule in RULES), *(rule.id for rule in PROSE_RULES), PARITY, LOW_CONTRAST})


def check_data(dataset: Dataset, evidenced: Evidenced) -> tuple[Diagnostic, ...]:
    """Return what the rules on data find, sorted by file and line."""
    view = DataView(dataset, evidenced)
    return in_order(found for rule in RULES for found in rule.check(view))


def check_prose(view: ProseView, config: Config) -> tuple[Diagnostic, ...]:
    """Return what the rules on prose find in an edition, as the project's settings want it, sorted by place."""
    found = (replace(found, severity=rule.severity) for rule in PROSE_RULES for found in rule.check(view))
    return in_order(settled(found, config, SETTABLE))


def check_editions(views: Sequence[ProseView], config: Config) -> tuple[Diagnostic, ...]:
    """Return where editions of one topic tell a fact differently."""
    return in_order(settled(parity.check(views), config, SETTABLE))
