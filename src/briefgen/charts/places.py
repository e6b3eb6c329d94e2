"""A map of the places of events: circles as large as the events are many, on the outlines of the countries around.

In: the selected events that have a place. Out: a Figure; its picture. The map shows the
region with most events; places beyond it are named under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

from briefgen.charts import sheet
from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cells,
    clean,
    counted,
    figure,
    label,
    listing,
    plural,
    say,
    supporters,
)
from briefgen.charts.globe import Projection
from briefgen.charts.series import reading
from briefgen.dataset import Dataset
from briefgen.dates import humanise, parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Event, PlaceRecord
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

REACH = cos(radians(32))  # places farther from the main one are named under the map
MOST, MOST_NARROW = 40, 12
BORDERS = "Outlines: Natural Earth, 1:110 million, simplified; they take no position on any border, territory or name."


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and the selected events there, oldest first."""

    place: PlaceRecord
    events: tuple[Event, ...]

    @property
    def years(self) -> str:
        """The years of the events: `2014–2019`, `2015`, or nothing."""
        years = sorted(point.year for event in self.events if event.date for point in parse(event.date).points)
        if not years:
            return ""
        return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"

    @property
    def said(self) -> str:
        """How many events, and when."""
        return ", ".join(filter(None, (f"{len(self.events)} {plural(len(self.events), 'event')}", self.years)))


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the places of the selected events on a map."""
    events = selection.of(dataset.events)
    found = _spots(dataset, events)
    known = sum(len(spot.events) for spot in found)
    cites = [event.id for spot in found for event in spot.events]
    return figure(
        "map",
        options,
        data=_data(dataset, options, found, len(events) - known),
        telling=_telling(found, len(events) - known),
        table=_table(dataset, found),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def _spots(dataset: Dataset, events: Sequence[Event]) -> tuple[Spot, ...]:
    """Return the places, that with most events first."""
    at: dict[str, list[Event]] = {}
    for event in events:
        place = dataset.places.get(event.place)
        if place and place.lat and place.lon:
            at.setdefault(place.id, []).append(event)
    spots = (Spot(dataset.places[key], tuple(sorted(found, key=_when))) for key, found in at.items())
    return tuple(sorted(spots, key=lambda spot: (-len(spot.events), spot.place.id)))


def _when(event: Event) -> tuple[bool, int, str]:
    return not event.date, parse(event.date).first().toordinal() if event.date else 0, event.id


def _near(found: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return the places within reach of one of them: of that which has most events around it."""

    def around(middle: Spot) -> tuple[Spot, ...]:
        here = Projection(float(middle.place.lat), float(middle.place.lon))
        return tuple(s for s in found if here.nearness(float(s.place.lon), float(s.place.lat)) >= REACH)

    every = map(around, found[:MOST])
    return max(every, key=lambda spots: sum(len(spot.events) for spot in spots), default=())


def _data(dataset: Dataset, options: ChartOptions, found: Sequence[Spot], nowhere: int) -> tuple[tuple[str, Any], ...]:
    near = _near(found)
    drawn = near[: min(options.limit, MOST_NARROW if options.narrow else MOST)]
    pins = tuple(
        sheet.Pin(
            label(options, s.place.name), s.said, float(s.place.lat), float(s.place.lon), len(s.events), s.place.iso
        )
        for s in drawn
    )
    states = tuple(
        (actor.iso, label(options, actor.name))
        for actor in dataset.actors.values()
        if actor.kind == "state" and actor.iso
    )
    return (("pins", pins), ("states", states), ("notes", _notes(found, near, drawn, nowhere)))


def _notes(found: Sequence[Spot], near: Sequence[Spot], drawn: Sequence[Spot], nowhere: int) -> tuple[str, ...]:
    far = [spot for spot in found if spot not in near]
    said = []
    if far:
        names = [f"{clean(spot.place.name)} ({spot.said})" for spot in far[:4]]
        rest = len(far) - 4
        names += [f"{rest} more {plural(rest, 'place')}"] if rest > 0 else []
        said.append(f"Beyond the map: {listing(names)}.")
    if len(near) > len(drawn):
        rest = len(near) - len(drawn)
        said.append(f"{rest:,} further {plural(rest, 'place is', 'places are')} in the table only.")
    if nowhere and found:
        said.append(f"{nowhere:,} {plural(nowhere, 'event has', 'events have')} no place in the record.")
    return (*said, BORDERS) if found else ()


# ---------------------------------------------------------------- words


def _headline(found: Sequence[Spot]) -> Inlines:
    if not found:
        return say("No event has a place on record")
    first, total = found[0], counted(sum(len(spot.events) for spot in found), "events with a place")
    if len(found) == 1:
        return say(
            "{where} is the one place known, of {n} {noun}",
            where=clean(first.place.name),
            n=total,
            noun=plural(len(first.events), "event"),
        )
    return say(
        "{where} is the place of {n} of the {total} events whose place is known",
        where=clean(first.place.name),
        n=counted(len(first.events), f"events in {first.place.id}"),
        total=total,
    )


def _telling(found: Sequence[Spot], nowhere: int) -> Telling:
    places = [f"{clean(spot.place.name)}, {spot.said}" for spot in found]
    size = f"Map of {len(found)} {plural(len(found), 'place')}"
    rest = f" {nowhere} further {plural(nowhere, 'event has', 'events have')} no place." if nowhere else ""
    return Telling(
        headline=_headline(found),
        subtitle="Places of the events in this brief; the area of a circle counts the events",
        alt=f"{size}: {'; '.join(places)}.{rest}" if found else "Map without places.",
        details=" ".join(
            f"{clean(spot.place.name)}: {'; '.join(f'{humanise(e.date)}, {clean(e.title)}' for e in spot.events)}."
            for spot in found
        ),
    )


def _table(dataset: Dataset, found: Sequence[Spot]) -> Table:
    rows = (
        cells(
            clean(spot.place.name),
            humanise(event.date),
            clean(event.title),
            ", ".join(reading(dataset, event).reserves),
        )
        for spot in found
        for event in spot.events
    )
    return Table(
        id="figure-map-data",
        caption=cells("Events by place")[0],
        header=cells("Place", "Date", "Event", "Reserves"),
        rows=tuple(rows),
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the map; return its height in points."""
    return sheet.draw(dict(spec.data), canvas)
