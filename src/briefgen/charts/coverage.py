"""Coverage: which document says what about which meeting: in how many passages, and how firmly.

In: the evidence of a mechanism's meetings. Out: a Figure; its picture. Documents of one author are one voice, and are
counted so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
from briefgen.charts.sentences import counted, join, left_out, numbered, sentence
from briefgen.charts.series import Meeting, dates_it, meetings, numbers_it
from briefgen.dataset import Dataset
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

GLYPHS = {
    "dates": ("full", "accent"),
    "names": ("half", "accent"),
    "implies": ("ring", "accent"),
    "contradicts": ("cross", "warn"),
}
GENERAL = "*"


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of a meeting: how (keys of `GLYPHS`) and in which passages."""

    ways: tuple[str, ...]
    passages: frozenset[str]

    @property
    def told(self) -> tuple[str, ...]:
        """The strongest way, and a contradiction beside it."""
        return tuple(dict.fromkeys([*self.ways[:1], *(way for way in self.ways if way == "contradicts")]))

    @property
    def firm(self) -> bool:
        """Whether the document itself identifies the meeting."""
        return bool({"dates", "names"} & set(self.ways))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Documents × meetings."""

    meetings: tuple[Meeting, ...]
    sources: tuple[str, ...]
    general: bool
    said: dict[tuple[str, str], Said]
    cites: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns: an event's id each, then the series as a whole."""
        return (*(m.event.id for m in self.meetings), *((GENERAL,) if self.general else ()))


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return which source covers which meeting of a mechanism.

    The selection is not asked: a claim left out would make a source look more silent than it is.
    """
    del selection
    found = _coverage(dataset, options.mechanism)
    return figure(
        "coverage",
        options,
        data=_matrix(dataset, options, found).data(),
        telling=_telling(dataset, options, found),
        table=_table(dataset, options, found),
        sources=found.sources,
        cites=found.cites,
    )


def _coverage(dataset: Dataset, mechanism: str) -> Coverage:
    found = meetings(dataset, mechanism)
    said: dict[tuple[str, str], Said] = {}
    cites: list[str] = []
    for meeting in found:
        keys = (meeting.event.id, meeting.edition.id)
        about = [row.id for row in dataset.participation.values() if row.subject in keys]
        _gather(dataset, said, meeting.event.id, meeting, (*keys, *about))
        cites += [*keys, *about]
    general = [row.id for row in dataset.participation.values() if row.subject == mechanism]
    if mechanism in dataset.mechanisms:
        _gather(dataset, said, GENERAL, None, (mechanism, *general))
        cites += [mechanism, *general]
    return Coverage(
        found,
        sources=tuple(sorted(dataset.sources, key=lambda key: (dataset.sources[key].issued or "9999", key))),
        general=any(column == GENERAL for _, column in said),
        said=said,
        cites=tuple(cites),
    )


def _gather(
    dataset: Dataset, said: dict[tuple[str, str], Said], column: str, meeting: Meeting | None, records: Iterable[str]
) -> None:
    """Add what each source says in the evidence of the records."""
    for record in records:
        for link in dataset.evidence_for(record):
            passage = dataset.passages.get(link.passage)
            if passage is None:
                continue
            if meeting is None:
                way = ""
            elif link.relation == "contradicts" and record == meeting.event.id and link.field == "date":
                way = "contradicts"
            else:
                way = _way(passage.exact, meeting)
            before = said.get((passage.source, column), Said((), frozenset()))
            ways = tuple(w for w in GLYPHS if w in {*before.ways, way})
            said[passage.source, column] = Said(ways, before.passages | {passage.id})


def _way(words: str, meeting: Meeting) -> str:
    if dates_it(words, meeting.event):
        return "dates"
    return "names" if numbers_it(words, meeting.edition) else "implies"


def _matrix(dataset: Dataset, options: ChartOptions, found: Coverage) -> Matrix:
    def row(source: str) -> Row:
        glyphs = tuple(_cell(found.said.get((source, column))) for column in found.columns)
        return Row(document(options, source), glyphs, _aside(dataset, options, source))

    say = options.say
    columns = [
        Column(
            m.name(say),
            clean(say.short_date(m.event.date)),
            tuple(clean(options.words(words)) for words in m.reading.beside(say)),
        )
        for m in found.meetings
    ]
    if found.general:
        general = say("chart.any" if options.narrow else "chart.in_general")
        columns.append(Column(clean(options.words(general)), apart=True))
    drawn = found.sources[: options.limit]
    used = {way for said in found.said.values() for way in said.told}
    key = [(*look, clean(options.words(say(f"coverage.way.{way}")))) for way, look in GLYPHS.items() if way in used]
    return Matrix(
        columns=tuple(columns) if found.meetings else (),
        groups=(("", tuple(map(row, drawn))),),
        key=(*key, ("dash", "muted", say("coverage.key.silent"))) if key else (),
        notes=left_out(say, len(found.sources) - len(drawn), "documents"),
        nothing=say("chart.no_series"),
    )


def _cell(said: Said | None) -> Cell:
    return (
        Cell(tuple(GLYPHS[way] for way in said.told), str(len(said.passages))) if said else Cell((("dash", "muted"),))
    )


def _aside(dataset: Dataset, options: ChartOptions, source: str) -> str:
    """Return which other documents speak with the same voice."""
    origin = dataset.sources[source].origin
    kin = [key for key, other in dataset.sources.items() if origin and other.origin == origin and key != source]
    if len(kin) > 1:
        return options.say("coverage.voice_of_many", n=options.say.number(len(kin)))
    return options.say("coverage.voice_of", document=document(options, kin[0])) if kin else ""


# ---------------------------------------------------------------- words


def _voices(dataset: Dataset, found: Coverage, meeting: Meeting) -> set[str]:
    """Return the independent voices that date or number a meeting."""
    firm = (source for source in found.sources if (s := found.said.get((source, meeting.event.id))) and s.firm)
    return {dataset.sources[source].origin or source for source in firm}


def _headline(dataset: Dataset, say: Say, found: Coverage) -> Inlines:
    if not found.meetings:
        return sentence(say, "chart.no_series")
    voices = [len(_voices(dataset, found, m)) for m in found.meetings]
    several, one, none = sum(v > 1 for v in voices), sum(v == 1 for v in voices), voices.count(0)
    n_one = counted(say, one, "editions dated or numbered by one origin", none="none")
    n_several = counted(say, several, "editions dated or numbered by two or more origins", none="none")
    n_none = counted(say, none, "editions no source dates or numbers")
    told = [numbered(say, one, "coverage.one_voice", n=n_one), sentence(say, "coverage.several", n=n_several)]
    told += [numbered(say, none, "coverage.implied", n=n_none)] if none else []
    total = counted(say, len(voices), "editions")
    return numbered(say, len(voices), "coverage.headline", total=total, told=join(say, told))


def _telling(dataset: Dataset, options: ChartOptions, found: Coverage) -> Telling:
    say = options.say

    def told(meeting: Meeting) -> str:
        name = say("chart.meeting_on", name=meeting.name(say), date=say.date(meeting.event.date))
        parts = [
            say(
                "coverage.told_document",
                document=document(options, source),
                ways=_ways(say, said),
                passages=say.some(len(said.passages), "count.passages"),
            )
            for source in found.sources
            if (said := found.said.get((source, meeting.event.id)))
        ]
        return say("coverage.told", meeting=name, documents="; ".join(parts) or say("chart.no_document"))

    documents = say.some(len(found.sources), "count.documents")
    alt = say("coverage.alt", documents=documents, editions=say.some(len(found.meetings), "count.editions"))
    said = [told(m) for m in found.meetings]
    return Telling(
        headline=_headline(dataset, say, found),
        subtitle=say("coverage.subtitle"),
        alt=" ".join([alt, *said[:6]]),
        details=" ".join(said[6:]),
    )


def _ways(say: Say, said: Said) -> str:
    return say.listing([say(f"coverage.way.{way}") for way in said.told])


def _table(dataset: Dataset, options: ChartOptions, found: Coverage) -> Table:
    say = options.say

    def cell(said: Said | None) -> str:
        if said is None:
            return say("coverage.cell_none")
        passages, ways = say.some(len(said.passages), "count.passages"), _ways(say, said)
        return say("coverage.cell", passages=passages, ways=ways) if ways else passages

    columns = [say("chart.meeting_head", name=m.name(say), date=say.date(m.event.date)) for m in found.meetings]
    columns += [say("chart.in_general")] * found.general
    rows = [
        cells(
            document(options, source),
            clean(dataset.sources[source].origin or source),
            *(cell(found.said.get((source, column))) for column in found.columns),
        )
        for source in found.sources
    ]
    return Table(
        id="figure-coverage-data",
        caption=heads(say, "coverage.caption")[0],
        header=(*heads(say, "coverage.head.document", "coverage.head.voice"), *cells(*columns)),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
