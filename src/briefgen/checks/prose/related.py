"""Rule `citation-unrelated`: a citation has something to do with the words before it.

The words of a citation's sentences and those of the record, its passages and the names in them share enough, words that
few passages have weighing most. It says nothing of whether the record supports them; it finds citations that have
slipped to another claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from briefgen.checks.account.relation import Relation
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.prose.language import FURNITURE
from briefgen.checks.prose.units import TITLES, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic
from briefgen.selection import select

_OF_EVIDENCE = re.compile(
    # what is cited as an example of evidence need not share its words
    r"\b(?:rests? (?:\w+ )?on|heard (?:only )?through|between the lines|known (?:only )?(?:from|through)|alone"
    r"|stands? in (?:a|an|one|the) [A-Z0-9]?|names? no (?:author|addressee)|corroborat\w+|newest|come mostly from"
    r"|(?:year|date) \w+ (?:\w+ ){0,3}inferred|follows? by inference|whether any|carried out|comes? at second hand)\b",
    re.IGNORECASE,
)
_IN_ONE = frozenset({"row", "quotation", "attribution"})
LEAST = 4  # words below which nothing can be said
ENOUGH = 0.15
NOT_SELECTED = 0.19
FOR_SILENCES = 0.08  # what is not said is told in words of its own


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a warning for each citation that has too little to do with its own sentences and with its paragraph."""
    relation, selected = Relation(view.knowledge), select(view.dataset, view.topic).ids
    for unit in view.units:
        begins = unit.text[unit.said.lead :].lstrip()
        if unit.kind in TITLES or FURNITURE.match(begins) or _OF_EVIDENCE.search(unit.text):
            continue
        for start, end, ids in _parts(unit):
            here, whole = stems(unit.text[start:end]), stems(unit.text if unit.kind in _IN_ONE else unit.text[:end])
            for key in ids if len(whole) >= LEAST else ():
                if max(relation.between(here, key), relation.between(whole, key)) < _least(view, key, selected):
                    message = f"“{key}” has next to nothing to do with the words before it"
                    hint = "has the citation slipped to another claim? if not, use a word of the source"
                    yield view.finding("citation-unrelated", unit, message, (start, end), hint)


def _least(view: ProseView, key: str, selected: Collection[str]) -> float:
    """Return the least relation that a citation must have: what the topic does not select must be closer."""
    if key in view.dataset.silences:
        return FOR_SILENCES
    return ENOUGH if key in selected else NOT_SELECTED


def _parts(unit: Unit) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the citations with the words from the one before; a quotation belongs to all of its own."""
    if unit.kind in ("quotation", "attribution"):
        yield 0, len(unit.text), unit.cites
    else:
        yield from ((cluster.start, cluster.end, cluster.ids) for cluster in unit.clusters)
