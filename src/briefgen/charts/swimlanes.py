"""Draws a timeline on a page's width: editions on top, a lane for each kind of event, years across.

In: the data of the spec and a canvas. Out: the height in points. What lies long before the series has its own lane,
in order but not to scale; the axis shows the break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts.axis import Scale, draw_axis, draw_grid
from briefgen.charts.frame import LEADING, SIZE, TALLEST
from briefgen.charts.key import draw_key, draw_notes, empty
from briefgen.charts.marks import Mark, Rect, Stage, free
from briefgen.charts.sentences import left_out
from briefgen.charts.series import GLYPH, KINDS

if TYPE_CHECKING:
    from briefgen.charts.canvas import Anchor, Canvas

LANE_NAMES = 70.0
RADIUS, SMALL = 4.6, 3.1
LABELS = (400.0, 270.0, 200.0)  # the widest label of one line, two, three
GAP = 5.0
PAD = 4.0
STAGE_LINES = 4


class Span(NamedTuple):
    """Where a mark lies: glyph, bar from `left` to `right`."""

    x: float
    left: float
    right: float

    @property
    def wide(self) -> bool:
        """Whether the bar is longer than the glyph on it."""
        return self.right - self.left > 2 * SMALL + 2


class Placed(NamedTuple):
    """A label that found room: its rectangle, its lines, and the side of the mark it stands on."""

    rect: Rect
    lines: tuple[str, ...]
    side: str


def draw(data: Mapping[str, Any], canvas: Canvas) -> float:
    """Draw the chart; return its height."""
    editions = [Mark(*row) for row in data["editions"]]
    lanes = [(name, [Mark(*row) for row in rows]) for name, rows in data["lanes"]]
    marks = [*editions, *(mark for _, row in lanes for mark in row)]
    if not marks:
        return draw_notes(canvas, data["notes"], empty(canvas, canvas.say("timeline.nothing_to_show")))
    begin, end, broken = data["axis"]
    scale = Scale(LANE_NAMES + 10 * broken, canvas.width - 1, begin, end, broken)
    top = draw_axis(canvas, scale)
    y = _stages(canvas, scale, [Stage(*stage) for stage in data["stages"]], top)
    y = _editions(canvas, scale, editions, data["gaps"], y) if editions else y
    unseen = 0
    for name, row in lanes:
        if inside := [mark for mark in row if mark.end > begin]:
            y, more = _lane(canvas, scale, name, inside, y)
            unseen += more
    draw_grid(canvas, scale, top, y)
    if earlier := sorted((mark for _, row in lanes for mark in row if mark.end <= begin), key=lambda mark: mark.start):
        y, more = _before(canvas, scale, earlier, y)
        unseen += more
    canvas.line(0, y, scale.right, y, width=0.5)
    present = [kind for kind in KINDS if any(mark.kind == kind for mark in marks)]
    key = [(GLYPH[kind], "ink", canvas.say(f"kind_key.{kind}")) for kind in present]
    if any(_span(mark, scale, SMALL).wide for mark in marks):
        key.append(("bar", "ink", canvas.say("timeline.within")))
    y = draw_key(canvas, key, y + 4)
    return draw_notes(canvas, [*left_out(canvas.say, unseen, "events"), *data["notes"]], y)


def _before(canvas: Canvas, scale: Scale, marks: Sequence[Mark], top: float) -> tuple[float, int]:
    """List what lies before the axis in two columns, oldest first; return where they end, and how many had no room."""
    canvas.line(0, top, scale.right, top, width=0.5)
    base, room = top + PAD + SIZE - 1, LANE_NAMES - 8
    before = canvas.wrap(canvas.say("timeline.before", year=scale.begin), room, 2, weight=600)
    canvas.lines(0, base, before, weight=600)
    canvas.lines(0, base + LEADING, canvas.wrap(canvas.say("timeline.not_to_scale"), room, 2), colour="muted")
    wide = (scale.right - LANE_NAMES) / 2
    half, unseen = -(-len(marks) // 2), 0
    lowest = top + PAD + 2 * LEADING
    for x, column in ((LANE_NAMES + 4, marks[:half]), (LANE_NAMES + 4 + wide, marks[half:])):
        y = top + PAD
        for mark in column:
            if y > TALLEST:
                unseen += 1
            else:
                y = _entry(canvas, mark, x, y, wide - 22)
        lowest = max(lowest, y)
    return lowest + PAD - 1, unseen


def _entry(canvas: Canvas, mark: Mark, x: float, y: float, width: float) -> float:
    """Write a mark with its date before its name; return where it ends."""
    reserves = canvas.say("chart.reserves", reserves=mark.reserves) if mark.reserves else ""
    date = canvas.measure(f"{mark.date} ", weight=600)
    first, *rest = canvas.wrap(" ".join(filter(None, (mark.name, reserves))), width, 3, indent=date)
    base = y + LEADING / 2 + 3
    canvas.glyph(GLYPH.get(mark.kind, "square"), x, y + LEADING / 2, SMALL, "ink")
    canvas.text(x + SMALL + GAP, base, mark.date, weight=600)
    tail = len(reserves.split())
    canvas.lines(x + SMALL + GAP, base + LEADING, rest, reserves)
    inside = max(tail - sum(len(line.split()) for line in rest), 0)
    canvas.lines(x + SMALL + GAP + date, base, (first,), " ".join(["."] * inside))
    return y + (1 + len(rest)) * LEADING + 2


# ---------------------------------------------------------------- stages


def _stages(canvas: Canvas, scale: Scale, stages: Sequence[Stage], top: float) -> float:
    """Draw the stages as boxes under the years, each with its name; return where they end."""
    inside = [stage for stage in stages if stage.end > scale.begin and stage.start < scale.end]
    if not inside:
        return top
    boxes = [(scale.x(stage.start) + 1, scale.x(stage.end) - 1, stage.name) for stage in inside]
    named = [canvas.wrap(name, right - left - 4, STAGE_LINES) for left, right, name in boxes]
    high = max(map(len, named)) * LEADING + 5
    canvas.text(0, top + 2 + (high + SIZE) / 2 - 1, canvas.say("timeline.stages"), weight=600)
    for (left, right, _), lines in zip(boxes, named, strict=True):
        canvas.box(left, top + 3, right - left, high, fill="tint", layer=-1)
        canvas.line(left, top + 3, right, top + 3, colour="accent", width=1.2)
        first = top + 3 + (high - len(lines) * LEADING) / 2 + SIZE - 1
        canvas.lines((left + right) / 2, first, lines, anchor="middle")
    return top + high + 4


# ---------------------------------------------------------------- editions


def _editions(canvas: Canvas, scale: Scale, marks: Sequence[Mark], gaps: Sequence[Any], top: float) -> float:
    """Draw the lane of the meetings; return where it ends."""
    rail = top + LEADING + 9
    canvas.text(0, rail + 3, canvas.say("timeline.lane.editions"), weight=600)
    spots = [(mark, _span(mark, scale, RADIUS).x) for mark in marks]
    for (a, left), (b, right) in pairwise(spots):
        firm = a.kind == b.kind == "stated"
        canvas.line(left, rail, right, rail, colour="accent", width=1.1, dash=() if firm else (1.5, 2.5), layer=2)
    closest = min((right - left for (_, left), (_, right) in pairwise(spots)), default=70)
    width = min(max(closest - 4, 36), 70)
    taken: list[Rect] = []
    lowest = rail + RADIUS
    for mark, spot in (*spots[:1], *spots[:0:-1]):  # the first and the last come first; of the others, those that fit
        canvas.glyph(GLYPH[mark.kind], spot, rail, RADIUS, "accent")
        lines = _stack(canvas, mark, width)
        half = max(canvas.measure(line, weight=500) for line, _ in lines) / 2
        x = min(max(spot, LANE_NAMES - 4 + half), scale.right - half)
        rect = Rect(x - half - 1.5, rail, x + half + 1.5, rail + 1)
        if any(rect.meets(other) for other in taken):
            continue
        taken.append(rect)
        canvas.text(x, rail - RADIUS - 4, mark.name, weight=600, colour="accent", anchor="middle")
        canvas.mask(x, rail + RADIUS + LEADING - 1, [line for line, _ in lines[1:]], "middle")
        for row, (line, colour) in enumerate(lines[1:], 1):
            canvas.text(x, rail + RADIUS + row * LEADING - 1, line, colour=colour, anchor="middle")
        lowest = max(lowest, rail + RADIUS + (len(lines) - 1) * LEADING)
    for start, end, words in gaps:
        left, right = scale.x(start) + RADIUS + 2, scale.x(end) - RADIUS - 2
        if canvas.measure(words) <= right - left:
            canvas.text((left + right) / 2, rail - 4, words, colour="muted", anchor="middle")
    return lowest + PAD


def _stack(canvas: Canvas, mark: Mark, width: float) -> list[tuple[str, str]]:
    """Return the lines of an edition's label: number, date, reserves."""
    lines = [(mark.name, "accent"), *((line, "ink") for line in canvas.wrap(mark.date, width, 3))]
    for reserve in filter(None, mark.reserves.split(", ")):
        lines += [(line, "muted") for line in canvas.wrap(reserve, width, 2)]
    return lines


# ---------------------------------------------------------------- lanes


def _span(mark: Mark, scale: Scale, radius: float) -> Span:
    left, right = scale.x(mark.start), scale.x(mark.end)
    if mark.opens_after:
        right = left
    if mark.opens_before:
        left = right
    x = (left + right) / 2
    return Span(x, min(left, x - radius), max(right, x + radius))


def _lane(canvas: Canvas, scale: Scale, name: str, marks: Sequence[Mark], top: float) -> tuple[float, int]:
    """Draw a lane; return where it ends, and how many marks found no room above the lower end of a page."""
    canvas.line(0, top, scale.right, top, width=0.5)
    taken: list[Rect] = []
    first = top + PAD
    for mark in sorted(marks, key=lambda m: m.start):
        span = _span(mark, scale, SMALL)
        placed = _place(canvas, scale, mark, span, taken=taken, top=first)
        if placed.rect.bottom > TALLEST:
            continue
        taken.append(placed.rect)
        _put(canvas, mark, span, placed)
    named = canvas.wrap(name, LANE_NAMES - 8, 3, weight=600)
    canvas.lines(0, first + SIZE - 1, named, weight=600)
    end = max([first + len(named) * LEADING, *(rect.bottom for rect in taken)]) + PAD - 1
    return end, len(marks) - len(taken)


def _words(canvas: Canvas, mark: Mark) -> tuple[str, str]:
    """Return what a label says: the name, after its date where the axis does not tell it; the reserves in brackets."""
    name = f"{mark.date} {mark.name}" if mark.opens_after or mark.opens_before else mark.name
    return name, canvas.say("chart.reserves", reserves=mark.reserves) if mark.reserves else ""


def _place(  # noqa: PLR0913 - where a label can go depends on all of this
    canvas: Canvas, scale: Scale, mark: Mark, span: Span, *, taken: Sequence[Rect], top: float
) -> Placed:
    """Return the highest free place for a mark with its label: right of it, left of it, or under its bar."""
    whole = " ".join(filter(None, _words(canvas, mark)))
    gap = GAP + mark.tail
    options: list[Placed] = []
    for lines in (1, 2, 3):
        for side, room in (("right", scale.right - span.right - gap), ("left", span.left - gap - LANE_NAMES)):
            said = canvas.balanced(whole, min(room, LABELS[lines - 1]), lines)
            if room < 40 or said[-1].endswith("…"):
                continue
            wide = max(canvas.measure(line) for line in said) + gap
            ends = (span.left - 2, span.right + wide) if side == "right" else (span.left - wide, span.right + 2)
            rect = free(Rect(ends[0] - 3, top, ends[1] + 3, top + len(said) * LEADING), taken, LEADING / 2)
            options.append(Placed(rect, said, side))
    if not options:
        said = canvas.wrap(whole, min(scale.right - scale.left, LABELS[0]), 3)
        wide = max(canvas.measure(line) for line in said)
        left = max(scale.left, min(span.left, scale.right - wide))
        rect = Rect(min(left, span.left) - 2, top, max(left + wide, span.right) + 4, top + (len(said) + 1) * LEADING)
        return Placed(free(rect, taken, LEADING / 2), said, "under")
    return min(options, key=lambda p: (p.rect.bottom, len(p.lines), p.side != "right"))


def _put(canvas: Canvas, mark: Mark, span: Span, placed: Placed) -> None:
    y = placed.rect.top + LEADING / 2
    if span.wide:
        canvas.line(span.left, y, span.right, y, colour="muted", width=0.9, layer=1)
        for end in (span.left, span.right):
            canvas.line(end, y - 2, end, y + 2, colour="muted", width=0.9, layer=1)
    for opens, end, way in ((mark.opens_after, span.right, 1), (mark.opens_before, span.left, -1)):
        if opens:
            tip = end + way * mark.tail
            canvas.line(end, y, tip, y, colour="ink", width=0.9, layer=1)
            canvas.line(tip, y, tip - way * 3, y - 2.2, colour="ink", width=0.9, layer=1)
            canvas.line(tip, y, tip - way * 3, y + 2.2, colour="ink", width=0.9, layer=1)
    canvas.glyph(GLYPH.get(mark.kind, "square"), span.x, y, SMALL, "ink")
    base = y + 3 + (LEADING if placed.side == "under" else 0)
    x = {"right": span.right + GAP + mark.tail, "left": span.left - GAP - mark.tail, "under": placed.rect.left + 2}[
        placed.side
    ]
    anchor: Anchor = "end" if placed.side == "left" else "start"
    canvas.mask(x, base, placed.lines, anchor)
    canvas.lines(x, base, placed.lines, _words(canvas, mark)[1], anchor)
