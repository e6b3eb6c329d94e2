"""Evidence strip: which document tells of which years, how much, and when it was itself published.

In: the selected events and what supports their dates. Out: a Figure; its picture. An event told by several documents
counts for each of them; what a document says of another's date as a correction is crossed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts.axis import Scale, draw_axis, draw_grid
from briefgen.charts.frame import (
    LEADING,
    ChartOptions,
    Telling,
    cells,
    clean,
    document,
    figure,
    heads,
)
from briefgen.charts.key import draw_key, draw_notes, empty
from briefgen.charts.marks import position
from briefgen.charts.sentences import counted, left_out, numbered, sentence
from briefgen.charts.series import reading
from briefgen.dataset import Dataset
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Event
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

LABELS, LABELS_NARROW = 104.0, 72.0
ROW = 24.0
SLOT = 46.0  # for what lies before the axis, and for what has no date
KEY = (("full", "accent"), ("ring", "accent"), ("tick", "accent2"))
SMALLEST, LARGEST, ROOMY = 2.4, 9.0, 6.0  # radii; a circle that holds its number
MOST = 14  # documents
EARLY = 5  # where the years are many, the earliest one in so many events lies before the axis


class Dot(NamedTuple):
    """The events of one year that a document tells: how many, and whether one of the dates is plainly stated."""

    year: int
    events: int
    stated: bool


class Lane(NamedTuple):
    """A document as it is drawn."""

    name: str
    dots: tuple[Dot, ...]
    undated: int
    published: int


@dataclass(frozen=True, slots=True)
class Strip:
    """What one document tells: its events by year, those without a date, and its own year."""

    source: str
    years: Mapping[int, tuple[str, ...]]
    undated: tuple[str, ...]
    published: int

    @property
    def total(self) -> int:
        """All events it tells."""
        return len(self.undated) + sum(map(len, self.years.values()))


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the selected events by the documents that tell them and by year."""
    events = selection.of(dataset.events)
    strips = _strips(dataset, events)
    return figure(
        "evidence",
        options,
        data=_data(dataset, options, strips),
        telling=_telling(options, strips, events),
        table=_table(dataset, options, strips),
        sources=[strip.source for strip in strips if strip.total],
        cites=[event.id for event in events],
    )


def _strips(dataset: Dataset, events: Sequence[Event]) -> tuple[Strip, ...]:
    told: dict[str, list[Event]] = {source: [] for source in dataset.sources}
    for event in events:
        links = (link for link in dataset.evidence_for(event.id) if link.relation == "supports")
        for source in {passage.source for link in links if (passage := dataset.passages.get(link.passage))}:
            told[source].append(event)
    order = sorted(told, key=lambda key: (dataset.sources[key].issued or "9999", key))
    return tuple(_strip(dataset, source, told[source]) for source in order)


def _strip(dataset: Dataset, source: str, events: Sequence[Event]) -> Strip:
    years: dict[int, tuple[str, ...]] = {}
    for event in events:
        if event.date:
            years[_year(event)] = (*years.get(_year(event), ()), event.id)
    undated = tuple(event.id for event in events if not event.date)
    return Strip(source, dict(sorted(years.items())), undated, int(dataset.sources[source].issued[:4] or 0))


def _year(event: Event) -> int:
    """Return the year an event stands in: that of the middle of its date."""
    start, end = position(event.date)
    return int((start + end) / 2)


def _data(dataset: Dataset, options: ChartOptions, strips: Sequence[Strip]) -> tuple[tuple[str, Any], ...]:
    def dot(year: int, events: Sequence[str]) -> Dot:
        kinds = {reading(dataset, dataset.events[key]).kind for key in events}
        return Dot(year, len(events), "stated" in kinds)

    drawn = strips[: min(options.limit, MOST)]
    rows = tuple(
        Lane(
            document(options, strip.source),
            tuple(dot(year, events) for year, events in strip.years.items()),
            len(strip.undated),
            strip.published,
        )
        for strip in drawn
    )
    return (
        ("axis", _axis(drawn)),
        ("rows", rows if any(strip.total for strip in drawn) else ()),
        ("notes", left_out(options.say, len(strips) - len(drawn), "documents")),
    )


def _axis(strips: Sequence[Strip]) -> tuple[int, int]:
    """Return the first year to scale and the year after the last; the few events of long ago lie before the first."""
    years = sorted(year for strip in strips for year, events in strip.years.items() for _ in events)
    published = [strip.published for strip in strips if strip.published]
    if not years:
        return (0, 0)
    begin = years[len(years) // EARLY] if years[-1] - years[0] > 25 else years[0]
    return (min(begin, years[-1] - 4), max([years[-1], *published]) + 1)


# ---------------------------------------------------------------- words


def _headline(strips: Sequence[Strip], events: Sequence[Event], options: ChartOptions) -> Inlines:
    say, told = options.say, [strip for strip in strips if strip.total]
    if not told:
        return sentence(say, "evidence.nothing")
    most = max(told, key=lambda strip: strip.total)
    who, total = document(options, most.source), counted(say, len(events), "events")
    n = counted(say, most.total, f"events supported by {most.source}")
    if most.total == len(events):
        head = numbered(say, len(events), "evidence.all", document=who, n=n)
    else:
        head = sentence(say, "evidence.some", document=who, n=n, total=total)
    last = max((max(strip.years) for strip in told if strip.years), default=0)
    return sentence(say, "evidence.newest", head=head, year=str(last)) if last else head


def _telling(options: ChartOptions, strips: Sequence[Strip], events: Sequence[Event]) -> Telling:
    say = options.say

    def told(strip: Strip) -> str:
        key = "evidence.told_published" if strip.published else "evidence.told_undated"
        name = say(key, document=document(options, strip.source), year=strip.published)
        counts = {str(year): len(found) for year, found in strip.years.items()}
        counts |= {say("undated"): len(strip.undated)} if strip.undated else {}
        years = [say("evidence.told_year", year=year, n=say.number(count)) for year, count in counts.items()]
        return say("evidence.told", document=name, years="; ".join(years) or say("evidence.told_none"))

    documents, count = say.some(len(strips), "count.documents"), say.some(len(events), "count.events")
    said = [told(strip) for strip in strips]
    return Telling(
        headline=_headline(strips, events, options),
        subtitle=say("evidence.subtitle"),
        alt=" ".join([say("evidence.alt", documents=documents, events=count), *said[:6]]),
        details=" ".join(said[6:]),
    )


def _table(dataset: Dataset, options: ChartOptions, strips: Sequence[Strip]) -> Table:
    say = options.say
    rows = (
        cells(
            document(options, strip.source),
            str(strip.published or say("undated")),
            str(year or say("undated")),
            "; ".join(clean(dataset.events[key].title) for key in events),
        )
        for strip in strips
        for year, events in [*strip.years.items(), *([(0, strip.undated)] if strip.undated else [])]
    )
    return Table(
        id="figure-evidence-data",
        caption=heads(say, "evidence.caption")[0],
        header=heads(say, *(f"evidence.head.{column}" for column in ("document", "published", "year", "events"))),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw a strip for each document; return the height in points."""
    data = dict(spec.data)
    if not data["rows"]:
        return draw_notes(canvas, data["notes"], empty(canvas, canvas.say("evidence.nothing")))
    rows = [Lane(name, tuple(Dot(*dot) for dot in dots), *rest) for name, dots, *rest in data["rows"]]
    begin, end = data["axis"]
    labels = LABELS if canvas.wide else LABELS_NARROW
    early = any(dot.year < begin for row in rows for dot in row.dots)
    late = any(row.undated for row in rows)
    scale = Scale(labels + SLOT * early, canvas.width - SLOT * late - 2, begin, max(end, begin + 1), early)
    most = max([1, *(dot.events for row in rows for dot in (*row.dots, Dot(0, row.undated, stated=False)))])
    y = top = draw_axis(canvas, scale)
    if early:
        canvas.text(labels, top - 4, canvas.say("evidence.by", year=begin - 1), colour="muted")
    if late:
        canvas.text(canvas.width - SLOT / 2, top - 4, canvas.say("undated"), colour="muted", anchor="middle")
    for row in rows:
        y = _lane(canvas, scale, row, most, y)
    draw_grid(canvas, scale, top, y)
    key = [(glyph, colour, canvas.say(f"evidence.key.{glyph}")) for glyph, colour in KEY]
    return draw_notes(canvas, data["notes"], draw_key(canvas, key, y + 4))


def _lane(canvas: Canvas, scale: Scale, row: Lane, most: int, top: float) -> float:
    """Draw the strip of one document; return where it ends."""
    labels = LABELS if canvas.wide else LABELS_NARROW
    say = canvas.say
    said = say("evidence.published", year=row.published) if row.published else say("undated")
    name, aside = canvas.wrap(row.name, labels - 8, 2), canvas.wrap(said, labels - 8, 2)
    height = max(ROW, (len(name) + len(aside)) * LEADING + 4)
    middle, base = top + height / 2, top + (height - (len(name) + len(aside)) * LEADING) / 2 + 8
    canvas.lines(0, base, name)
    canvas.lines(0, base + len(name) * LEADING, aside, colour="muted")
    canvas.line(labels, middle, canvas.width - 2, middle, width=0.6)
    if row.published and scale.begin <= row.published < scale.end:
        canvas.glyph("tick", scale.x(row.published + 0.5), middle, (height - 6) / 2, "accent2", layer=1)
    early = [dot for dot in row.dots if dot.year < scale.begin]
    spots = [(scale.x(dot.year + 0.5), dot) for dot in row.dots if dot.year >= scale.begin]
    if early:
        whole = Dot(0, sum(dot.events for dot in early), any(dot.stated for dot in early))
        spots.append((labels + SLOT / 2 - 6, whole))
    if row.undated:
        spots.append((canvas.width - SLOT / 2, Dot(0, row.undated, stated=False)))
    for x, dot in spots:
        radius = max(LARGEST * math.sqrt(dot.events / most), SMALLEST)
        canvas.glyph("full" if dot.stated else "ring", x, middle, radius, "accent")
        if radius >= ROOMY:
            canvas.text(x, middle + 3, str(dot.events), colour="paper" if dot.stated else "accent", anchor="middle")
    canvas.line(0, top + height, canvas.width - 2, top + height, width=0.4)
    return top + height
