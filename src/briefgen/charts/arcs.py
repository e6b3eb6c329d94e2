"""Draws who met whom: arcs over the heads of columns, and under them a row of joined dots for each meeting.

In: the data of the spec and a canvas. Out: the height in points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts.frame import LEADING, TALLEST
from briefgen.charts.glyphs import CURVE, MOVE, ROUND
from briefgen.charts.key import draw_key, draw_notes, empty
from briefgen.charts.sentences import left_out

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

LABELS = (166.0, 300.0)  # the least and the most room of what a meeting was
PITCH = (24.0, 60.0)  # the narrowest and the widest column
RADIUS = 3.4
RISE = 15.0  # of an arc, for each column it spans
WIDEST = 3.4  # an arc
MORE = 24.0  # room for the number of states without a column
KEY = (("full", "accent"), ("house", "accent2"), ("ring", "accent"))


class Row(NamedTuple):
    """A meeting: words, the columns of those there, the host's (-1: none), how many others, whether only planned."""

    date: str
    title: str
    reserves: str
    parties: tuple[int, ...]
    host: int
    others: int
    planned: bool


class Bow(NamedTuple):
    """How often two columns are named together."""

    one: int
    other: int
    times: int


def draw(data: Mapping[str, Any], canvas: Canvas) -> float:
    """Draw the chart; return its height."""
    rows = [Row(*row) for row in data["rows"]]
    if not rows:
        return draw_notes(canvas, data["notes"], empty(canvas, canvas.say("visits.nothing")))
    columns: Sequence[str] = data["columns"]
    more = MORE if any(row.others for row in rows) else 0.0
    left, widths = _share(canvas, columns, more)
    ends = list(accumulate(widths, initial=left))
    spots = [(start + end) / 2 for start, end in pairwise(ends)]
    top = _bows(canvas, [Bow(*bow) for bow in data["arcs"]], spots)
    heads = [canvas.wrap(name, width - 4, 3, weight=600) for name, width in zip(columns, widths, strict=True)]
    first = top + max(map(len, heads)) * LEADING + 3
    for x, lines in zip(spots, heads, strict=True):
        canvas.lines(x, first - 4 - (len(lines) - 1) * LEADING, lines, anchor="middle", weight=600)
    canvas.line(0, first, canvas.width, first, colour="muted", width=0.6)
    y, drawn = first, 0
    while drawn < len(rows) and y <= TALLEST:
        y = _row(canvas, rows[drawn], spots, left, y)
        drawn += 1
    looks = {"full"} | {"house" for row in rows if row.host >= 0} | {"ring" for row in rows if row.planned}
    notes = [*left_out(canvas.say, len(rows) - drawn, "meetings"), *data["notes"]]
    key = [(look, colour, canvas.say(f"visits.key.{look}")) for look, colour in KEY if look in looks]
    return draw_notes(canvas, notes, draw_key(canvas, key, y + 4))


def _share(canvas: Canvas, columns: Sequence[str], more: float) -> tuple[float, list[float]]:
    """Return how much room the labels take, and each column: as much as its longest word asks for."""
    needs = [max(canvas.measure(word, weight=600) for word in name.split()) + 6 for name in columns]
    needs = [min(max(need, PITCH[0]), PITCH[1]) for need in needs]
    room = canvas.width - more - (LABELS[0] if canvas.wide else 0.0)
    scale = min(room / sum(needs), PITCH[1] * len(needs) / sum(needs))
    widths = [need * scale for need in needs]
    if not canvas.wide:
        return 0.0, widths
    return min(canvas.width - more - sum(widths), LABELS[1]), widths


def _bows(canvas: Canvas, bows: Sequence[Bow], spots: Sequence[float]) -> float:
    """Draw the arcs, wider for more meetings, each with its number on top; return the line they stand on."""
    if not bows:
        return 0.0
    base = LEADING + RISE * max(abs(bow.one - bow.other) for bow in bows) + 2
    most = max(bow.times for bow in bows)
    for bow in sorted(bows, key=lambda bow: bow.times):
        x0, x1 = sorted((spots[bow.one], spots[bow.other]))
        rise = RISE * abs(bow.one - bow.other)
        middle, across, up = (x0 + x1) / 2, (x1 - x0) / 2 * ROUND, rise * ROUND
        steps = (
            (MOVE, (x0, base)),
            (CURVE, (x0, base - up, middle - across, base - rise, middle, base - rise)),
            (CURVE, (middle + across, base - rise, x1, base - up, x1, base)),
        )
        canvas.path(steps, colour="accent", width=0.8 + (WIDEST - 0.8) * bow.times / most)
    for bow in bows:
        middle, rise = (spots[bow.one] + spots[bow.other]) / 2, RISE * abs(bow.one - bow.other)
        wide = canvas.measure(str(bow.times), weight=600) + 4
        canvas.box(middle - wide / 2, base - rise - 5, wide, 10, fill="paper", layer=2)
        canvas.text(middle, base - rise + 3, str(bow.times), weight=600, colour="accent", anchor="middle")
    return base


def _row(canvas: Canvas, row: Row, spots: Sequence[float], left: float, top: float) -> float:
    """Draw one meeting; return where it ends."""
    room = (left or canvas.width) - 10
    date = row.date or canvas.say("undated")
    reserves = canvas.say("chart.reserves", reserves=row.reserves) if row.reserves else ""
    indent = canvas.measure(f"{date} ", weight=600)
    first, *rest = canvas.wrap(" ".join(filter(None, (row.title, reserves))), room, 3, indent=indent)
    canvas.text(0, top + LEADING, date, weight=600)
    inside = max(len(reserves.split()) - sum(len(line.split()) for line in rest), 0)
    canvas.lines(indent, top + LEADING, (first,), " ".join(["."] * inside))
    canvas.lines(0, top + 2 * LEADING, rest, reserves)
    bottom = top + (1 + len(rest)) * LEADING + 5
    start, bottom = (top, bottom) if canvas.wide else (bottom, bottom + 12)
    middle = (start + bottom) / 2 - (0 if canvas.wide else 2)
    for x in spots:
        canvas.line(x, start, x, bottom, width=0.4, layer=-2)
    there = [spots[n] for n in row.parties]
    if there:
        dash = (2.0, 2.0) if row.planned else ()
        canvas.line(min(there), middle, max(there), middle, colour="accent", width=1.2, dash=dash)
    for n in row.parties:
        glyph, colour = ("house", "accent2") if n == row.host else ("ring" if row.planned else "full", "accent")
        canvas.glyph(glyph, spots[n], middle, RADIUS, colour)
    if row.others:
        canvas.text(canvas.width, middle + 3, f"+{row.others}", colour="muted", anchor="end")
    canvas.line(0, bottom, canvas.width, bottom, width=0.4)
    return bottom
