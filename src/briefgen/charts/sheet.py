"""Draws a map: land, borders, names of states, circles at places, and labels that keep out of each other's way.

In: the data of the spec and a canvas. Out: the height in points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts.frame import LEADING
from briefgen.charts.globe import EARTH, Frame, Point, Projection, land
from briefgen.charts.glyphs import polygon
from briefgen.charts.key import draw_notes, empty
from briefgen.charts.marks import Rect

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas
    from briefgen.words import Say

SMALLEST, LARGEST, ROOMY = 3.2, 11.0, 6.5  # radii of circles; one that holds its number
PAD, PAD_NARROW = 66.0, 34.0  # from the outermost place to the edge
LEAST = 0.36  # radians, about 2,300 km: the places of a map lie in a stretch at least so wide
FLAT, TALL = (0.48, 0.62), (0.85, 1.15)  # height by width on a page and in a column
TOGETHER = 7.0  # points: places closer than this share a circle
LABELLED = 16
KILOMETRES = (100, 200, 500, 1000, 2000, 5000)
WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))


class Pin(NamedTuple):
    """A place: its name, how many events and when, where, the number of events, and the state's ISO code."""

    name: str
    said: str
    lat: float
    lon: float
    events: int
    iso: str


class Mark(NamedTuple):
    """A circle on the sheet, and its label: a line in bold and muted ones."""

    x: float
    y: float
    radius: float
    events: int
    lines: tuple[str, ...]

    @property
    def rect(self) -> Rect:
        """What it covers."""
        r = self.radius + 1
        return Rect(self.x - r, self.y - r, self.x + r, self.y + r)


def draw(data: Mapping[str, Any], canvas: Canvas) -> float:
    """Draw the map; return its height."""
    pins = [Pin(*pin) for pin in data["pins"]]
    if not pins:
        return draw_notes(canvas, data["notes"], empty(canvas, canvas.say("map.nothing")))
    project, frame = _fit(canvas, pins)
    countries = land(project, frame)
    for ring in (ring for rings in countries.values() for ring in rings):
        canvas.path(polygon(*ring), fill="tint", colour="faint", width=0.8, layer=0)
    marks = _marks(canvas, pins, project, frame)
    taken = [mark.rect for mark in marks] + [_ruler(canvas, project, frame)]
    for mark in marks:
        canvas.glyph("full", mark.x, mark.y, mark.radius, "accent")
        if mark.radius >= ROOMY:
            canvas.text(mark.x, mark.y + 3, str(mark.events), colour="paper", weight=600, anchor="middle")
    states = [(name, max(countries[code], key=_area), code) for code, name in data["states"] if code in countries]
    here = {pin.iso for pin in pins}
    for name, ring, code in states:  # states with places first, then the places, then the other states
        if code in here:
            _name(canvas, name, ring, frame, taken)
    unnamed = sum(not _label(canvas, mark, frame, taken) for mark in marks[:LABELLED]) + len(marks[LABELLED:])
    for name, ring, code in states:
        if code not in here:
            _name(canvas, name, ring, frame, taken)
    edge = polygon(
        (frame.left, frame.top), (frame.right, frame.top), (frame.right, frame.bottom), (frame.left, frame.bottom)
    )
    canvas.path(edge, colour="faint", width=0.7, layer=2)
    notes = [canvas.say.some(unnamed, "map.unnamed")] if unnamed else []
    return draw_notes(canvas, [*notes, *data["notes"]], frame.bottom + 3)


# ---------------------------------------------------------------- where


def _fit(canvas: Canvas, pins: Sequence[Pin]) -> tuple[Projection, Frame]:
    """Return the projection and the frame that show all places with some land around."""
    first = pins[0].lon
    easts = [(pin.lon - first + 180) % 360 - 180 for pin in pins]
    lat, lon = (min(p.lat for p in pins) + max(p.lat for p in pins)) / 2, first + (min(easts) + max(easts)) / 2
    flat = [Projection(lat, lon)(pin.lon, pin.lat) for pin in pins]
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*flat, strict=True))
    wide, high = max(right - left, LEAST), max(bottom - top, LEAST / 2)
    least, most = FLAT if canvas.wide else TALL
    height = canvas.width * min(max(high / wide, least), most)
    pad = PAD if canvas.wide else PAD_NARROW
    scale = min((canvas.width - 2 * pad) / wide, (height - 2 * pad) / high)
    x, y = canvas.width / 2 - scale * (left + right) / 2, height / 2 - scale * (top + bottom) / 2
    return Projection(lat, lon, scale, x, y), Frame(0.4, 0.4, canvas.width - 0.4, height)


def _marks(canvas: Canvas, pins: Sequence[Pin], project: Projection, frame: Frame) -> list[Mark]:
    """Return the circles; places too close to tell apart share the one of the first of them."""
    groups: list[tuple[Point, list[Pin]]] = []
    for pin in pins:
        spot = project(pin.lon, pin.lat)
        near = next((g for g in groups if hypot(g[0][0] - spot[0], g[0][1] - spot[1]) < TOGETHER), None)
        if near:
            near[1].append(pin)
        elif frame.holds(spot):
            groups.append((spot, [pin]))
    most = max(sum(pin.events for pin in group) for _, group in groups)
    return [_mark(canvas.say, spot, group, most) for spot, group in groups]


def _mark(say: Say, spot: Point, group: Sequence[Pin], most: int) -> Mark:
    events = sum(pin.events for pin in group)
    radius = max(min(LARGEST, 2.6 * sqrt(most)) * sqrt(events / most), SMALLEST)
    first, *rest = group
    others = [say("map.together", place=pin.name, events=pin.said) for pin in rest[:2]]
    others += [say("map.together_more", n=say.number(len(rest) - 2))] if len(rest) > 2 else []
    return Mark(*spot, radius, events, (first.name, first.said, *others))


def _ruler(canvas: Canvas, project: Projection, frame: Frame) -> Rect:
    """Draw a bar of so many kilometres in the lower left corner; return what it covers."""
    kilometres = max((n for n in KILOMETRES if n / EARTH * project.scale <= canvas.width / 5), default=KILOMETRES[0])
    long, x, y = kilometres / EARTH * project.scale, frame.left + 8, frame.bottom - 8
    canvas.line(x, y, x + long, y, colour="muted", width=0.9, layer=2)
    for end in (x, x + long):
        canvas.line(end, y - 2.5, end, y, colour="muted", width=0.9, layer=2)
    words = canvas.say("map.kilometres", n=canvas.say.amount(kilometres))
    canvas.text(x, y - 5, words, colour="muted")
    return Rect(x - 2, y - 16, x + max(long, canvas.measure(words)) + 4, y + 3)


# ---------------------------------------------------------------- labels


def _label(canvas: Canvas, mark: Mark, frame: Frame, taken: list[Rect]) -> bool:
    """Put a label where it meets nothing, beside its circle or led to by a line; tell whether there was room."""
    widest = canvas.width * 0.4
    first, *rest = mark.lines
    lines = [(line, "ink", 600) for line in canvas.wrap(first, widest, 2, weight=600)]
    lines += [(line, "muted", 400) for said in rest for line in canvas.wrap(said, widest, 2)]
    wide = max(canvas.measure(line, weight=weight) for line, _, weight in lines)
    high = len(lines) * LEADING
    for rect, led in _places(mark, wide, high):
        corners = ((rect.left, rect.top), (rect.right, rect.bottom))
        if all(frame.holds(corner, 2) for corner in corners) and not any(rect.meets(other) for other in taken):
            taken.append(rect)
            if led:
                x = min(max(mark.x, rect.left), rect.right)
                y = min(max(mark.y, rect.top), rect.bottom)
                canvas.line(mark.x, mark.y, x, y, colour="muted", width=0.6, layer=2)
            for n, (line, colour, weight) in enumerate(lines):
                canvas.text(rect.left, rect.top + (n + 1) * LEADING - 2.5, line, colour=colour, weight=weight)
            return True
    return False


def _places(mark: Mark, wide: float, high: float) -> Iterator[tuple[Rect, bool]]:
    """Yield where a label could stand, the best first, and whether a line must lead to it."""
    for away in (2.0, 14.0, 28.0, 44.0, 64.0):
        gap = mark.radius + away
        for across, down in WAYS:
            left = mark.x + {1: gap, 0: -wide / 2, -1: -gap - wide}[across]
            top = mark.y + {1: gap, 0: -high / 2, -1: -gap - high}[down]
            if across and down:  # at a corner the circle leaves more room
                left, top = left - across * gap * 0.3, top - down * gap * 0.3
            yield Rect(left, top, left + wide, top + high), away > 2


def _name(canvas: Canvas, name: str, ring: Sequence[Point], frame: Frame, taken: list[Rect]) -> None:
    """Write the name of a state on its land, as near its middle as there is room; nothing where there is none."""
    half = canvas.measure(name) / 2
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    spots = [
        (min(xs) + (max(xs) - min(xs)) * (n + 0.5) / 12, min(ys) + (max(ys) - min(ys)) * (m + 0.5) / 12)
        for n in range(12)
        for m in range(12)
    ]
    spots.sort(key=lambda spot: (hypot(spot[0] - middle[0], spot[1] - middle[1]), spot))
    spots = [spot for spot in spots if _within(spot, ring)]
    whole = [(x, y) for x, y in spots if _within((x - half, y), ring) and _within((x + half, y), ring)]
    for x, y in (*whole, *spots):
        rect = Rect(x - half - 2, y - 6, x + half + 2, y + 5)
        inside = frame.holds((rect.left, rect.top), 3) and frame.holds((rect.right, rect.bottom), 3)
        if inside and not any(rect.meets(other) for other in taken):
            taken.append(rect)
            canvas.text(x, y + 3, name, colour="muted", anchor="middle")
            return


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)))


def _within(point: Point, ring: Sequence[Point]) -> bool:
    """Tell whether a point lies inside a ring: a ray to its right crosses the ring an odd number of times."""
    x, y = point
    sides = zip(ring, [*ring[1:], ring[0]], strict=True)
    return (
        sum((y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in sides) % 2 == 1
    )
