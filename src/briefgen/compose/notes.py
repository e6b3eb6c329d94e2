"""`finish`: citations, notes, figures and ids are numbered last, over the finished blocks.

In: a Document without numbers, the dataset and where its passages stand. Out: the Document with notes, references,
numbers and unique ids. Pure. Citing the same claims twice gives one note; quoted words are counted per source, and a
note beyond the limit gives the place only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from briefgen.compose.author_date import markers
from briefgen.compose.numbering import Numbering
from briefgen.compose.sources import horizon, label, reference
from briefgen.compose.surroundings import with_surroundings
from briefgen.dataset import Dataset
from briefgen.document import (
    ChartSpec,
    DisputeBox,
    Document,
    Note,
    PassageView,
    Quote,
    Reference,
    Section,
    plain,
    walk,
)
from briefgen.evidence import Evidenced
from briefgen.model import TABLES, Dispute, Evidence, Judgement, Passage, Silence
from briefgen.words import ENGLISH, Say


def finish(document: Document, notary: Notary) -> Document:
    """Number citations, notes, figures and blocks; add notes, references and the horizon."""
    run = Numbering()
    sections = tuple(replace(s, blocks=run.numbered(s.blocks, s.id)) for s in document.sections)
    cited = [key for ids in run.notes for key in ids] + run.cited
    used = notary.sources(cited)
    events = [key for key in cited if key in notary.dataset.events]
    return replace(
        document,
        sections=sections,
        notes=_notes(run, sections, notary),
        references=_references(notary, used, document.metadata.citation_style),
        horizon=horizon(notary.dataset, used, events, document.metadata.as_of),
    )


def _notes(run: Numbering, sections: tuple[Section, ...], notary: Notary) -> tuple[Note, ...]:
    notes = tuple(notary.note(number, ids) for ids, number in run.notes.items())
    boxes = tuple(b.id for s in sections for b in walk(s.blocks) if isinstance(b, DisputeBox))
    contested = (replace(note, disputes=contesting(note.ids, boxes, notary.dataset)) for note in notes)
    room = notary.limit - quoted_words(sections)  # quotations in the text may be from any source
    return with_surroundings(contested, notary.dataset, notary.evidenced, room)


def quoted_words(node: Any) -> int:  # noqa: ANN401 - walks any part of a Document
    """Return how many words stand in quotation marks in a part of a Document."""
    if isinstance(node, Quote):
        return len(plain(node.children).split())
    if isinstance(node, tuple):
        return sum(quoted_words(part) for part in node)
    if is_dataclass(node) and not isinstance(node, type | ChartSpec):
        return sum(quoted_words(getattr(node, part.name)) for part in fields(node))
    return 0


def contesting(ids: Iterable[str], disputes: Iterable[str], dataset: Dataset) -> tuple[str, ...]:
    """Return those disputes in which a record takes part: it is an answer, or the passage of an answer gainsays it."""
    cited = frozenset(ids)
    against = {e.passage for key in cited for e in dataset.evidence_for(key) if e.relation == "contradicts"}
    done: list[str] = []
    for dispute in disputes:
        answers = [position.id for position in dataset.positions_of(dispute)]
        said = {e.passage for key in answers for e in dataset.evidence_for(key) if e.relation == "supports"}
        if cited & {dispute, *answers} or against & said:
            done.append(dispute)
    return tuple(done)


def _references(notary: Notary, used: tuple[str, ...], style: str) -> tuple[Reference, ...]:
    """Return the list of sources: in the order of the dataset, or by author and date where the text cites them so."""
    listed = tuple(reference(notary.dataset.sources[s], notary.say) for s in used)
    if style != "author-date":
        return listed
    called = markers((notary.dataset.sources[s] for s in used), notary.say)
    return tuple(sorted((replace(r, marker=called[r.id]) for r in listed), key=lambda r: (r.marker.casefold(), r.id)))


@dataclass
class Notary:
    """Writes notes, keeping count of the words quoted from each source.

    Attributes:
        dataset: where the claims are.
        evidenced: where the passages stand.
        limit: most words quoted from one source.
        words: the audience's words for texts taken from the dataset.
        say: the words of the edition.
        quoted: source → words quoted so far.
        shown: passages quoted so far; each counts once.
    """

    dataset: Dataset
    evidenced: Evidenced
    limit: int
    words: Callable[[str], str]
    say: Say = ENGLISH
    quoted: Counter[str] = field(default_factory=Counter)
    shown: set[str] = field(default_factory=set)

    def sources(self, keys: Iterable[str], *, against: bool = True) -> tuple[str, ...]:
        """Return the ids of the sources of the cited records, in the order of the list of sources.

        Args:
            keys: the records.
            against: also those that only contradict a claim; a marker does not name them as what the claim rests on.
        """
        cited = tuple(keys)
        used = {key for key in cited if key in self.dataset.sources}
        found = [e for key in cited for e in supports(key, self.dataset)]
        bearing = found if against else [e for e in found if e.relation != "contradicts"] or found
        used |= {self.dataset.passages[e.passage].source for e in bearing}
        return tuple(s for s in self.dataset.sources if s in used)

    def note(self, number: int, ids: tuple[str, ...]) -> Note:
        """Return the note that a citation of these records opens."""
        passages: dict[str, str] = {}
        for evidence in (e for key in ids for e in supports(key, self.dataset)):
            passages.setdefault(evidence.passage, evidence.relation)
        shown = (self._view(self.dataset.passages[p], relation) for p, relation in passages.items())
        unanswered = [r.question for key in ids if isinstance(r := self.dataset.get(key), Silence)]
        text = " ".join(self.say("no_answer", question=self.words(question)) for question in unanswered)
        views = tuple(view for view in shown if view)
        return Note(number, ids, text, views, self._inferred(ids), self.sources(ids, against=False), self._kind(ids))

    def _kind(self, ids: tuple[str, ...]) -> str:
        kinds = {type(self.dataset.get(key)) for key in ids}
        return {Judgement: "judgement", Silence: "silence"}.get(kinds.pop(), "") if len(kinds) == 1 else ""

    def _view(self, passage: Passage, relation: str) -> PassageView | None:
        span = self.evidenced.spans.get(passage.id)
        if span is None:  # only a draft comes here; its gap is marked
            return None
        source = self.dataset.sources[passage.source]
        exact = self.evidenced.texts[source.id][span.start : span.end]
        count = len(exact.split())
        new = 0 if passage.id in self.shown else count  # repeating a quotation takes no more from the source
        if source.handling != "public" or self.quoted[source.id] + new > self.limit:
            exact = ""
        else:
            self.quoted[source.id] += new
            self.shown.add(passage.id)
        speaker = self.dataset.actors.get(passage.speaker)
        return PassageView(label(source), exact, speaker.name if speaker else "", span.start, span.end, relation)

    def _inferred(self, ids: tuple[str, ...]) -> str:
        reasons = (inferred(key, self.dataset, self.say) for key in ids)
        return " ".join(dict.fromkeys(self.words(reason) for reason in reasons if reason))


_UNITS = {"Y": "years", "M": "months", "D": "days"}


def inferred(key: str, dataset: Dataset, say: Say = ENGLISH) -> str:
    """Return how the unstated part of a record's date follows, in a sentence; empty when every part is stated."""
    table = dataset.table_of(key)
    record: Any = dataset.get(key)
    derivation = getattr(record, "date_from", "")
    if not derivation or table is None:
        return ""
    known, _, by = derivation.partition(" ")
    kind, _, name = known.partition(":")
    when = say.date(getattr(record, TABLES[table].date)) if TABLES[table].date else say("the_date")
    if kind == "source":
        basis = say("date_of_source", source=label(dataset.sources[name]))
    else:
        event = dataset.events[name]
        basis = say("date_of_event", event=event.title, date=say.date(event.date))
    if by:
        span = say.some(int(by[1:-1]), _UNITS[by[-1]])
        basis = say("earlier" if by[0] == "-" else "later", span=span, basis=basis)
    return say("is_inferred", date=f"{when[:1].upper()}{when[1:]}", basis=basis)


def supports(key: str, dataset: Dataset) -> tuple[Evidence, ...]:
    """Return the evidence a citation opens: a dispute's positions', a judgement's basis', or a passage itself."""
    record = dataset.get(key)
    if isinstance(record, Dispute):
        return tuple(e for p in dataset.positions_of(key) for e in supports(p.id, dataset))
    if isinstance(record, Judgement):
        return tuple(e for b in record.basis for e in supports(b, dataset))
    if isinstance(record, Passage):
        return (Evidence(record=key, field="*", passage=key, relation="supports"),)
    return tuple(e for e in dataset.evidence_for(key) if e.relation != "context" and e.passage in dataset.passages)
