"""Rule `citation-unrelated`: a citation has something to do with the words before it.

The words of a citation's sentences and those of the record, its passages and the names in them share enough, words that
few passages have weighing most. What has a passage, a dispute or a meeting in common with another citation of the
paragraph may share fewer. It says nothing of whether the record supports them; it finds citations that have slipped to
another claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
ENOUGH = 0.15  # of what is akin to another citation beside it
IN_ONE = 0.25  # of what stands in a table or a quotation set apart, whose words are few
SELECTED, NOT_SELECTED = 0.18, 0.36  # of what the topic selects; what it does not must be closer
OF_EVIDENCE = 0.09  # of what is cited as an example of evidence, and is not selected
FOR_SILENCES = 0.08  # what is not said is told in words of its own
SILENT = re.compile(  # how a sentence says that something is not said
    r"\b(?:no|not|none|nor|nothing|nobody|neither|without|never|un\w+|silen\w+|whether|open|only|missing|lacks?)\b|n[’']t\b|\?",
    re.IGNORECASE,
)
LINKS = ("dispute", "event", "subject", "actor", "mechanism")


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a warning for each citation that has too little to do with its own sentences and with its paragraph."""
    relation, selected = Relation(view.knowledge), select(view.dataset, view.topic).ids
    for unit in view.units:
        if unit.kind in TITLES:
            continue
        exempt = _is_of_evidence(unit)
        for start, end, ids in _parts(unit):
            here, whole = stems(unit.text[start:end]), stems(unit.text if unit.kind in _IN_ONE else unit.text[:end])
            for key in ids if len(whole) >= LEAST else ():
                silent = SILENT.search(unit.text, 0 if unit.kind in _IN_ONE else start, end) is not None
                asked = FOR_SILENCES if silent else NOT_SELECTED
                silence = key in view.dataset.silences
                least = asked if silence else _least(view, key, key in selected, unit, exempt=exempt)
                if max(relation.between(here, key), relation.between(whole, key)) < least:
                    message = f"“{key}” has next to nothing to do with the words before it"
                    hint = "has the citation slipped to another claim? if not, use a word of the source"
                    yield view.finding("citation-unrelated", unit, message, (start, end), hint)


def _is_of_evidence(unit: Unit) -> bool:
    begins = unit.text[unit.said.lead :].lstrip()
    return FURNITURE.match(begins) is not None or _OF_EVIDENCE.search(unit.text) is not None


def _least(view: ProseView, key: str, selected: bool, unit: Unit, *, exempt: bool) -> float:  # noqa: FBT001 - of the key
    """Return the least relation that a citation must have."""
    if exempt:
        return 0.0 if selected or _is_akin(view, key, unit) else OF_EVIDENCE
    if _is_akin(view, key, unit):
        return ENOUGH
    if unit.kind in _IN_ONE:
        return IN_ONE
    return SELECTED if selected else NOT_SELECTED


def _is_akin(view: ProseView, key: str, unit: Unit) -> bool:
    """Tell whether a record has a passage, a dispute or a meeting in common with another one that a unit cites."""
    mine = _links(view, key)
    return any(not mine.isdisjoint(_links(view, other)) for other in unit.cites if other != key)


def _links(view: ProseView, key: str) -> frozenset[str]:
    """Return what a record is linked to, itself among it."""
    record = view.dataset.get(key)
    found = {key, *getattr(record, "basis", ()), *(getattr(record, column, "") for column in LINKS)}
    return frozenset((*found, *(link.passage for link in view.knowledge.seen(key)))) - {""}


def _parts(unit: Unit) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the citations with the words from the one before; a quotation belongs to all of its own."""
    if unit.kind in ("quotation", "attribution"):
        yield 0, len(unit.text), unit.cites
    else:
        yield from ((cluster.start, cluster.end, cluster.ids) for cluster in unit.clusters)
