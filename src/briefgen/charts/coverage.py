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
    counted,
    figure,
    join,
    listing,
    plural,
    say,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.charts.series import Meeting, dates_it, meetings, numbers_it, short_date
from briefgen.dataset import Dataset
from briefgen.dates import humanise
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

WORDS = {
    "dates": "gives its date",
    "names": "gives its number, not its date",
    "implies": "only implies it or says something of it",
    "contradicts": "gives another date",
}
GLYPHS = {
    "dates": ("full", "accent"),
    "names": ("half", "accent"),
    "implies": ("ring", "accent"),
    "contradicts": ("cross", "warn"),
}
GENERAL = "*"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of a meeting: how (keys of `WORDS`) and in which passages."""

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
            ways = tuple(w for w in WORDS if w in {*before.ways, way})
            said[passage.source, column] = Said(ways, before.passages | {passage.id})


def _way(words: str, meeting: Meeting) -> str:
    if dates_it(words, meeting.event):
        return "dates"
    return "names" if numbers_it(words, meeting.edition) else "implies"


def _matrix(dataset: Dataset, options: ChartOptions, found: Coverage) -> Matrix:
    def row(source: str) -> Row:
        glyphs = tuple(_cell(found.said.get((source, column))) for column in found.columns)
        return Row(clean(options.labels.get(source, source)), glyphs, _aside(dataset, options, source))

    columns = [
        Column(
            m.name,
            clean(short_date(m.event.date)),
            tuple(clean(options.words(r)) for r in m.reading.reserves if r != "undated"),
        )
        for m in found.meetings
    ]
    if found.general:
        columns.append(Column(clean(options.words("Any" if options.narrow else "In general")), apart=True))
    drawn = found.sources[: options.limit]
    rest = len(found.sources) - len(drawn)
    used = {way for said in found.said.values() for way in said.told}
    key = [(*GLYPHS[way], clean(options.words(words))) for way, words in WORDS.items() if way in used]
    return Matrix(
        columns=tuple(columns) if found.meetings else (),
        groups=(("", tuple(map(row, drawn))),),
        key=(*key, ("dash", "muted", f"says {NOTHING} of it")) if key else (),
        notes=(f"{rest:,} further {plural(rest, 'document')} in the table only.",) if rest else (),
        nothing="No meeting of the series is on record",
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
        return f"same voice as {len(kin)} others"
    return f"same voice as {clean(options.labels.get(kin[0], kin[0]))}" if kin else ""


# ---------------------------------------------------------------- words


def _voices(dataset: Dataset, found: Coverage, meeting: Meeting) -> set[str]:
    """Return the independent voices that date or number a meeting."""
    firm = (source for source in found.sources if (s := found.said.get((source, meeting.event.id))) and s.firm)
    return {dataset.sources[source].origin or source for source in firm}


def _headline(dataset: Dataset, found: Coverage) -> Inlines:
    if not found.meetings:
        return say("No meeting of the series is on record")
    voices = [len(_voices(dataset, found, m)) for m in found.meetings]
    several, one, none = sum(v > 1 for v in voices), sum(v == 1 for v in voices), voices.count(0)
    total = len(voices)
    told = [
        say(
            "{n} {verb} on one voice",
            n=counted(one, "editions dated or numbered by one origin", none="none"),
            verb=plural(one, "rests", "rest"),
        ),
        say("{n} on two or more", n=counted(several, "editions dated or numbered by two or more origins", none="none")),
        say(
            "{n} {verb} only implied",
            n=counted(none, "editions no source dates or numbers"),
            verb=plural(none, "is", "are"),
        ),
    ]
    head = say("Of {n} {noun}, ", n=counted(total, "editions"), noun=plural(total, "edition"))
    return (*head, *join([told[0], told[1], told[2]] if none else told[:2]))


def _telling(dataset: Dataset, options: ChartOptions, found: Coverage) -> Telling:
    def told(meeting: Meeting) -> str:
        parts = [
            f"{clean(options.labels.get(source, source))} {listing([WORDS[w] for w in said.told])} ({_passages(said)})"
            for source in found.sources
            if (said := found.said.get((source, meeting.event.id)))
        ]
        return f"{meeting.name}, {humanise(meeting.event.date)}: {'; '.join(parts) or 'no document'}."

    documents = f"{len(found.sources)} {plural(len(found.sources), 'document')}"
    alt = f"Matrix of {documents} and {len(found.meetings)} {plural(len(found.meetings), 'edition')}."
    said = [told(m) for m in found.meetings]
    return Telling(
        headline=_headline(dataset, found),
        subtitle="How each document covers each edition; the number counts its passages in the evidence",
        alt=" ".join([alt, *said[:6]]),
        details=" ".join(said[6:]),
    )


def _passages(said: Said) -> str:
    return f"{len(said.passages)} {plural(len(said.passages), 'passage')}"


def _table(dataset: Dataset, options: ChartOptions, found: Coverage) -> Table:
    def cell(said: Said | None) -> str:
        return ": ".join(filter(None, [_passages(said), listing([WORDS[w] for w in said.told])])) if said else NOTHING

    heads = [f"{m.name} ({humanise(m.event.date)})" for m in found.meetings] + ["In general"] * found.general
    rows = [
        cells(
            clean(options.labels.get(source, source)),
            clean(dataset.sources[source].origin or source),
            *(cell(found.said.get((source, column))) for column in found.columns),
        )
        for source in found.sources
    ]
    return Table(
        id="figure-coverage-data",
        caption=cells("Documents by edition")[0],
        header=cells("Document", "Voice", *heads),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
