"""Rule `citation-unrelated`: a citation has something to do with the words before it.

The words of a citation's sentences and those of the record, its passages and the names in them share at least one that
is not on everybody's lips in this dataset. It says nothing of whether the record supports them; it finds citations that
have slipped to another claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.account.vocabulary import stems
from briefgen.checks.prose.language import FURNITURE
from briefgen.checks.prose.units import TITLES, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic

_OF_EVIDENCE = re.compile(
    # what is cited as an example of evidence need not share its words
    r"\b(?:rests? (?:\w+ )?on|heard (?:only )?through|between the lines|known (?:only )?(?:from|through)|alone)\b",
    re.IGNORECASE,
)
LEAST = 4  # telling words on both sides below which nothing can be said


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a warning for each citation that shares no telling word with its paragraph up to it."""
    common = view.knowledge.common
    for unit in view.units:
        if (
            unit.kind in TITLES
            or _OF_EVIDENCE.search(unit.text)
            or FURNITURE.match(unit.text[unit.said.lead :].lstrip())
        ):
            continue
        for start, end, ids in _parts(unit):
            words = stems(unit.text[:end])
            for key in ids if len(words - common) >= LEAST else ():
                told = words if key in view.dataset.silences else words - common
                known = view.knowledge.vocabulary(key) - (frozenset() if key in view.dataset.silences else common)
                if len(known) >= LEAST and not told & known:
                    message = f"nothing in “{key}” has to do with the words before it"
                    hint = "has the citation slipped to another claim? if not, use a word of the source"
                    yield view.finding("citation-unrelated", unit, message, (start, end), hint)


def _parts(unit: Unit) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the citations with the words they may be about: in a row of a table all of it."""
    if unit.kind in ("row", "quotation", "attribution"):
        yield 0, len(unit.text), unit.cites
    else:
        yield from ((cluster.start, cluster.end, cluster.ids) for cluster in unit.clusters)
