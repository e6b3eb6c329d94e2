"""The murder board: the hardest questions a reader will be asked, computed from where the evidence is weak.

In: the dataset, a selection, the day of the review. Out: `Question`s, and the box that shows them. Weak is what only
one voice says, what the sources dispute, what none of them answers, and what is old. An answer says only what the
sources say, names them where they differ, and cites it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from briefgen.compose.parts import source_labels
from briefgen.compose.sources import label
from briefgen.compose.sufficiency import years_between
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import Box, Cite, Inline, Inlines, ListBlock, Paragraph, Strong, Text, Value
from briefgen.model import Dispute, Event, Indicator, Recommendation, Silence, Statement
from briefgen.selection import Selection
from briefgen.words import ENGLISH, Say

MOST = 5
Claim = Event | Statement | Indicator | Recommendation


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answer, and why it is hard: `dispute`, `single-origin`, `silence` or `age`."""

    why: str
    asked: Inlines
    answer: Inlines


def hardest(  # noqa: PLR0913 - what the board is made of
    dataset: Dataset, selection: Selection, as_of: str, *, fresh_years: int, most: int = MOST, say: Say = ENGLISH
) -> tuple[Question, ...]:
    """Return the hardest questions, at most `most`: the weightiest of each kind in turn.

    Args:
        dataset: the evidence.
        selection: what the edition may use.
        as_of: the day of the review (YYYY-MM-DD).
        fresh_years: years after which the newest event raises the question what has happened since.
        most: how many.
        say: the words of the edition.
    """
    kinds = (
        _disputes(dataset, selection, say),
        _alone(dataset, selection, say),
        _silences(dataset, selection, say),
        _age(dataset, selection, as_of, fresh_years, say),
    )
    in_turn = [question for row in zip_longest(*kinds) for question in row if question]
    return tuple(in_turn[: max(most, 0)])


def questions_box(questions: tuple[Question, ...], title: str) -> Box:
    """Return the questions with their answers, numbered."""
    items = tuple((Paragraph(inlines=(Strong(q.asked),)), Paragraph(inlines=q.answer)) for q in questions)
    return Box(kind="questions", title=title, blocks=(ListBlock(items=items, ordered=True),))


def _disputes(dataset: Dataset, selection: Selection, say: Say) -> Iterator[Question]:
    material = [d for d in selection.of(dataset.disputes) if d.materiality == "material"]
    for dispute in sorted(material, key=_weight):
        yield Question("dispute", (Text(dispute.question),), _answers(dataset, dispute, say))


def _answers(dataset: Dataset, dispute: Dispute, say: Say) -> Inlines:
    said: list[Inline] = [Text(f"{say('disagree')} ")]
    for position in dataset.positions_of(dispute.id):
        sources = source_labels(dataset, position.id)
        named = f"{position.text.removesuffix('.')} ({', '.join(sources)})" if sources else position.text
        said += [Text(_stop(named)), Cite((position.id,)), Text(" ")]
    return (*said, Text(_stop(dispute.reconcile)))


def _alone(dataset: Dataset, selection: Selection, say: Say) -> Iterator[Question]:
    """Yield what matters most and has one voice only."""
    claims: list[Claim] = [
        *selection.of(dataset.events),
        *selection.of(dataset.statements),
        *selection.of(dataset.indicators),
        *selection.of(dataset.recommendations),
    ]
    alone = [c for c in claims if c.importance == 3 and len(dataset.origins_of(c.id)) == 1]
    for claim in sorted(alone, key=lambda c: not isinstance(c, Event)):
        sources = [s for s in dataset.sources.values() if s.id in _sources(dataset, claim.id)]
        named = f" {say('and')} ".join(label(source) for source in sources)
        interests = [f" {label(s)}: {_stop(s.interest)}" for s in sources if s.interest]
        answer = (Text(say("one_voice", names=named)), Cite((claim.id,)))
        asked = (Text(f"{say('who_else')} "), Text(_stop(_words(claim))))
        yield Question("single-origin", asked, (*answer, *(Text(text) for text in interests)))


def _words(claim: Claim) -> str:
    match claim:
        case Event():
            return claim.title
        case Statement():
            return claim.claim
        case Indicator():
            hedge = f"{claim.qualifier} " if claim.qualifier else ""
            return f"{claim.label}: {hedge}{claim.value} {claim.unit}"
        case Recommendation():
            return claim.text


def _sources(dataset: Dataset, key: str) -> frozenset[str]:
    evidence = (e for e in dataset.evidence_for(key) if e.relation == "supports" and e.passage in dataset.passages)
    return frozenset(dataset.passages[e.passage].source for e in evidence)


def _silences(dataset: Dataset, selection: Selection, say: Say) -> Iterator[Question]:
    silences: list[Silence] = sorted(selection.of(dataset.silences), key=_weight)
    for silence in silences:
        where = len(silence.sources) or len(dataset.sources)
        told = say("unknown_one") if where == 1 else say("unknown_many", n=where)
        answer = (Text(told), Cite((silence.id,)))
        yield Question("silence", (Text(silence.question),), answer)


def _age(dataset: Dataset, selection: Selection, as_of: str, fresh_years: int, say: Say) -> Iterator[Question]:
    held = [e for e in selection.of(dataset.events) if e.status == "held" and e.date]
    if not held or not fresh_years:
        return
    newest = max(held, key=lambda e: (parse(e.date).last(), e.importance, e.id))
    age = years_between(newest.date, as_of)
    if age < fresh_years:
        return
    when = Value(newest.date, "date", newest.id)
    asked = (Text(f"{say('since_then')} "), when, Text("?"))
    found = (Text(f"{say('newest_here', event=newest.title)}, "), when, Text("."))
    reviewed = (Text(f" {say('reviewed')} "), Value(as_of, "date", "as_of"), Text("."))
    yield Question("age", asked, (*found, Cite((newest.id,)), *reviewed))


def _weight(record: Dispute | Silence) -> int:
    return -record.importance


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
