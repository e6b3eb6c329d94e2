"""Disagreements: which document gives which answer to each disputed question.

In: the selected disputes, their answers and the evidence of these. Out: a Figure; its picture. Differences of naming
are in the table only. Documents of one author are one voice, and are counted so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cells,
    clean,
    document,
    figure,
    heads,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.charts.sentences import counted, left_out, numbered, sentence, share
from briefgen.dataset import Dataset
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Dispute, Position
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

WEIGHTS = ("material", "minor", "naming")
MOST, MOST_NARROW = 20, 12  # answers drawn, in whole questions
GIVES = Cell((("full", "accent"),))


@dataclass(frozen=True, slots=True)
class Question:
    """A dispute, and each of its answers with the sources that give it."""

    dispute: Dispute
    answers: tuple[tuple[Position, tuple[str, ...]], ...]

    @property
    def sources(self) -> frozenset[str]:
        """All who give an answer."""
        return frozenset(source for _, sources in self.answers for source in sources)

    def voices(self, dataset: Dataset) -> tuple[frozenset[str], ...]:
        """Return the independent voices of each answer."""
        return tuple(
            frozenset(dataset.sources[source].origin or source for source in sources) for _, sources in self.answers
        )


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the answers to the selected disputes against the documents, material questions first."""
    rows = sorted(
        selection.of(dataset.disputes), key=lambda row: (WEIGHTS.index(row.materiality), -row.importance, row.line)
    )
    found = tuple(_question(dataset, row) for row in rows)
    shown = tuple(question for question in found if question.dispute.materiality != "naming")
    said = {source for question in shown for source in question.sources}
    sources = tuple(sorted(said, key=lambda key: (dataset.sources[key].issued or "9999", key)))
    return figure(
        "disagreements",
        options,
        data=_matrix(dataset, options, shown, sources).data(),
        telling=_telling(dataset, options, shown, sources),
        table=_table(options, found),
        sources=sources,
        cites=(question.dispute.id for question in found),
    )


def _question(dataset: Dataset, dispute: Dispute) -> Question:
    def givers(answer: Position) -> tuple[str, ...]:
        links = (link for link in dataset.evidence_for(answer.id) if link.relation == "supports")
        given = {passage.source for link in links if (passage := dataset.passages.get(link.passage))}
        return tuple(source for source in dataset.sources if source in given)

    answers = (row for row in dataset.positions.values() if row.dispute == dispute.id)
    return Question(dispute, tuple((answer, givers(answer)) for answer in answers))


def _matrix(dataset: Dataset, options: ChartOptions, shown: Sequence[Question], sources: Sequence[str]) -> Matrix:
    most = min(options.limit, MOST_NARROW if options.narrow else MOST)
    ends = accumulate(len(question.answers) for question in shown)
    drawn = [question for question, end in zip(shown, ends, strict=True) if end <= most] or list(shown[:1])

    def row(answer: Position, given: Sequence[str]) -> Row:
        said = clean(options.words(answer.text)).rstrip(".")
        if options.narrow:
            return Row(said, (Cell(words=str(len(given))),), under=clean(options.words(_who(given, options))))
        return Row(said, tuple(GIVES if source in given else Cell() for source in sources))

    def group(question: Question) -> tuple[str, tuple[Row, ...]]:
        rows = (row(answer, given) for answer, given in question.answers[:most])
        asked, weight = clean(options.words(question.dispute.question)), question.dispute.materiality
        if weight != WEIGHTS[0]:
            asked = say("disagreements.weighed", question=asked, weight=say(f"disagreements.weight.{weight}"))
        return asked, tuple(rows)

    say = options.say
    return Matrix(
        columns=_columns(dataset, options, sources) if drawn else (),
        groups=tuple(group(question) for question in drawn),
        notes=left_out(say, len(shown) - len(drawn), "questions"),
        nothing=say("disagreements.nothing"),
        packed=True,
        lines=3,
        share=0.52,
    )


def _columns(dataset: Dataset, options: ChartOptions, sources: Sequence[str]) -> tuple[Column, ...]:
    if options.narrow:
        return (Column(clean(options.words(options.say("disagreements.documents")))),)
    names = {source: document(options, source) for source in sources}
    years = {source: dataset.sources[source].issued[:4] for source in sources}
    return tuple(Column(name, "" if years[source] in name else years[source]) for source, name in names.items())


# ---------------------------------------------------------------- words


def _headline(dataset: Dataset, say: Say, shown: Sequence[Question]) -> Inlines:
    if not shown:
        return sentence(say, "disagreements.nothing")
    voices = [question.voices(dataset) for question in shown]
    alone = sum(all(len(who) < 2 for who in answers) for answers in voices)
    one = sum(len(frozenset().union(*answers)) < 2 for answers in voices)
    what = "disputes no answer of which has two voices"
    head = sentence(say, "disagreements.shared")
    if alone:
        head = share(say, alone, len(shown), "disagreements.alone", what=what, of="disputed questions")
    n = counted(say, one, "disputes within one voice")
    return numbered(say, one, "disagreements.one_voice", head=head, n=n) if one else head


def _telling(dataset: Dataset, options: ChartOptions, shown: Sequence[Question], sources: Sequence[str]) -> Telling:
    say = options.say

    def told(question: Question) -> str:
        answers = [
            say("disagreements.told_answer", answer=clean(answer.text).rstrip("."), documents=_who(given, options))
            for answer, given in question.answers
        ]
        return say("disagreements.told", question=clean(question.dispute.question), answers="; ".join(answers))

    questions, documents = say.some(len(shown), "count.questions"), say.some(len(sources), "count.documents")
    said = [told(question) for question in shown]
    return Telling(
        headline=_headline(dataset, say, shown),
        subtitle=say("disagreements.subtitle"),
        alt=" ".join([say("disagreements.alt", questions=questions, documents=documents), *said[:3]]),
        details=" ".join(said[3:]),
    )


def _who(sources: Sequence[str], options: ChartOptions) -> str:
    return options.say.listing([document(options, source) for source in sources]) or options.say("chart.no_document")


def _table(options: ChartOptions, found: Sequence[Question]) -> Table:
    say = options.say
    rows = (
        cells(
            clean(question.dispute.question),
            say(f"disagreements.weight.{question.dispute.materiality}"),
            clean(answer.text),
            _who(given, options),
        )
        for question in found
        for answer, given in question.answers
    )
    return Table(
        id="figure-disagreements-data",
        caption=heads(say, "disagreements.caption")[0],
        header=heads(
            say, *(f"disagreements.head.{column}" for column in ("question", "weight", "answer", "documents"))
        ),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
