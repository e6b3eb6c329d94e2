"""Rule `citation-unrelated`: a citation has something to do with the words before it.

The words of a citation's sentences and those of the record, its passages and the names in them share enough, words that
few passages have weighing most; and few records of the dataset share more. What has a passage, a dispute or a meeting
in common with another citation of the paragraph may share fewer. It says nothing of whether the record supports them;
it finds citations that have slipped to another claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

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
CLOSE = 0.6  # what has so much to do with the words need not be closer than others
NEARER, NEARER_SELECTED, NEARER_IN_ONE = 0.05, 0.4, 0.6  # of all claims, how many may have more to do with the words
NEARER_OF_EVIDENCE = 0.15  # of what is cited as an example of evidence, and is not selected
FEW = 12  # claims that may do so in a dataset of any size
ON_TEXTS = ("judgements", "disputes", "editions")  # are cited for the evidence itself
_JUDGED = re.compile(r"\beditors[’'] (?:own )?judgement\b")
_DATING = re.compile(r"\binfer|\bannual rhythm\b", re.IGNORECASE)
LINKS = ("dispute", "event", "subject", "actor", "mechanism")


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a warning for each citation that has too little to do with its own sentences and with its paragraph."""
    selected = select(view.dataset, view.topic).ids
    for unit in view.units:
        if unit.kind in TITLES:
            continue
        for start, end, ids in _parts(unit):
            if _JUDGED.search(unit.text, start, end) and view.dataset.judgements.keys().isdisjoint(ids):
                message = "no judgement of the editors is cited for what is told as theirs"
                yield view.finding("citation-unrelated", unit, message, (start, end), "has the citation slipped?")
            here, whole = stems(unit.text[start:end]), stems(unit.text if unit.kind in _IN_ONE else unit.text[:end])
            silent = SILENT.search(unit.text, 0 if unit.kind in _IN_ONE else start, end) is not None
            for key in ids if len(whole) >= LEAST else ():
                if not _is_related(_Cited(view, unit, key, silent, key in selected), {here, whole}):
                    message = f"“{key}” has next to nothing to do with the words before it"
                    hint = "has the citation slipped to another claim? if not, use a word of the source"
                    yield view.finding("citation-unrelated", unit, message, (start, end), hint)


@dataclass(frozen=True)
class _Cited:
    """A citation.

    Attributes:
        view: the edition.
        unit: the text that cites.
        key: the record cited.
        silent: whether its words say that something is not said.
        selected: whether the topic selects the record.
    """

    view: ProseView
    unit: Unit
    key: str
    silent: bool
    selected: bool

    @cached_property
    def exempt(self) -> bool:
        """Whether it is cited as an example of evidence."""
        begins = self.unit.text[self.unit.said.lead :].lstrip()
        return FURNITURE.match(begins) is not None or _OF_EVIDENCE.search(self.unit.text) is not None

    @cached_property
    def akin(self) -> bool:
        """Whether it has a passage, a dispute or a meeting in common with another one that the unit cites."""
        mine = _links(self.view, self.key)
        return any(not mine.isdisjoint(_links(self.view, other)) for other in self.unit.cites if other != self.key)

    @property
    def silence(self) -> bool:
        """Whether it is a silence."""
        return self.key in self.view.dataset.silences

    @property
    def on_texts(self) -> bool:
        """Whether it tells of the evidence itself: what counts it, weighs it, numbers it, made it public, dates it."""
        event = self.view.dataset.events.get(self.key)
        if event is None:
            return self.view.dataset.table_of(self.key) in ON_TEXTS
        return event.category == "publication" or (bool(event.date_from) and bool(_DATING.search(self.unit.text)))


def _is_related(cited: _Cited, texts: Collection[frozenset[str]]) -> bool:
    """Tell whether a citation has enough to do with its words, and more than most others would."""
    relation = Relation.of(cited.view.knowledge)
    near = max(relation.between(told, cited.key) for told in texts)
    if near < _least(cited):
        return False
    if near >= CLOSE or (share := _most(cited)) >= 1:
        return True
    return relation.nearer(texts, near) <= max(FEW, share * len(relation.claims))


def _least(cited: _Cited) -> float:
    """Return the least relation that a citation must have."""
    if cited.silence:
        return FOR_SILENCES if cited.silent else NOT_SELECTED
    if cited.exempt:
        return 0.0 if cited.selected or cited.akin else OF_EVIDENCE
    if cited.akin:
        return ENOUGH
    if cited.unit.kind in _IN_ONE:
        return IN_ONE
    return SELECTED if cited.selected else NOT_SELECTED


def _most(cited: _Cited) -> float:
    """Return the share of all claims that may have more to do with its words than a citation."""
    excused = cited.selected or cited.on_texts
    if cited.akin or (cited.silence and cited.silent) or (cited.exempt and excused):
        return 1
    if not cited.selected and cited.key not in cited.view.dataset.passages:
        return NEARER_OF_EVIDENCE if cited.exempt else NEARER
    return NEARER_IN_ONE if cited.unit.kind in _IN_ONE else NEARER_SELECTED


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
