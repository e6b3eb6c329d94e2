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
    figure,
    heads,
    label,
    supporters,
)
from briefgen.charts.globe import Projection
from briefgen.charts.sentences import counted, left_out, numbered, sentence
from briefgen.charts.series import reading
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Event, PlaceRecord
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

REACH = cos(radians(32))  # places farther from the main one are named under the map
MOST, MOST_NARROW = 40, 12
LISTED = 4  # places named under the map


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

    def said(self, say: Say) -> str:
        """Return how many events, and when."""
        events = say.some(len(self.events), "count.events")
        return say("map.events_in", events=events, years=self.years) if self.years else events


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
        telling=_telling(options.say, found, len(events) - known),
        table=_table(dataset, options.say, found),
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
    say, near = options.say, _near(found)
    drawn = near[: min(options.limit, MOST_NARROW if options.narrow else MOST)]
    pins = tuple(
        sheet.Pin(
            label(options, s.place.name),
            s.said(say),
            float(s.place.lat),
            float(s.place.lon),
            len(s.events),
            s.place.iso,
        )
        for s in drawn
    )
    states = tuple(
        (actor.iso, label(options, actor.name))
        for actor in dataset.actors.values()
        if actor.kind == "state" and actor.iso
    )
    return (("pins", pins), ("states", states), ("notes", _notes(say, found, near, drawn, nowhere)))


def _notes(
    say: Say, found: Sequence[Spot], near: Sequence[Spot], drawn: Sequence[Spot], nowhere: int
) -> tuple[str, ...]:
    if not found:
        return ()
    far = [spot for spot in found if spot not in near]
    said = []
    if far:
        names = [say("map.far_place", place=clean(spot.place.name), events=spot.said(say)) for spot in far[:LISTED]]
        names += [say.some(len(far) - LISTED, "map.far_more")] if len(far) > LISTED else []
        said.append(say("map.far", places=say.listing(names)))
    said += left_out(say, len(near) - len(drawn), "places")
    said += [say.some(nowhere, "map.nowhere")] if nowhere else []
    return (*said, say("map.borders"))


# ---------------------------------------------------------------- words


def _headline(say: Say, found: Sequence[Spot]) -> Inlines:
    if not found:
        return sentence(say, "map.nothing")
    first, total = found[0], counted(say, sum(len(spot.events) for spot in found), "events with a place")
    where = clean(first.place.name)
    if len(found) == 1:
        return numbered(say, len(first.events), "map.single", where=where, n=total)
    n = counted(say, len(first.events), f"events in {first.place.id}")
    return sentence(say, "map.most", where=where, n=n, total=total)


def _telling(say: Say, found: Sequence[Spot], nowhere: int) -> Telling:
    def told(spot: Spot) -> str:
        events = (say("map.event", date=say.date(event.date), title=clean(event.title)) for event in spot.events)
        return say("map.place_events", place=clean(spot.place.name), events="; ".join(events))

    places = [say("map.place", place=clean(spot.place.name), events=spot.said(say)) for spot in found]
    alt = [say("map.alt", places=say.some(len(found), "count.places"), told="; ".join(places))]
    alt += [say.some(nowhere, "map.alt_nowhere")] if nowhere else []
    return Telling(
        headline=_headline(say, found),
        subtitle=say("map.subtitle"),
        alt=" ".join(alt) if found else say("map.alt_nothing"),
        details=" ".join(map(told, found)),
    )


def _table(dataset: Dataset, say: Say, found: Sequence[Spot]) -> Table:
    rows = (
        cells(
            clean(spot.place.name),
            say.date(event.date),
            clean(event.title),
            ", ".join(reading(dataset, event).told(say)),
        )
        for spot in found
        for event in spot.events
    )
    return Table(
        id="figure-map-data",
        caption=heads(say, "map.caption")[0],
        header=heads(say, "map.head.place", "map.head.date", "map.head.event", "map.head.reserves"),
        rows=tuple(rows),
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the map; return its height in points."""
    return sheet.draw(dict(spec.data), canvas)
