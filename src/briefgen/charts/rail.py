"""Draws a timeline in a column: one mark under the other along a rail, dates first, gaps said.

In: the data of the spec and a canvas. Out: the height in points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefgen.charts.frame import LEADING, SIZE, TALLEST
from briefgen.charts.key import draw_key, draw_notes, empty
from briefgen.charts.marks import Mark, Stage
from briefgen.charts.sentences import left_out
from briefgen.charts.series import GLYPH, KINDS

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

RAIL, TEXT = 5.0, 16.0
LONG = 2.5  # years without a mark that are worth a word


def draw(data: Mapping[str, Any], canvas: Canvas) -> float:
    """Draw the chart; return its height."""
    editions = [(Mark(*row), True) for row in data["editions"]]
    others = [(Mark(*row), False) for _, rows in data["lanes"] for row in rows]
    rows = sorted([*editions, *others], key=lambda row: (row[0].start, not row[1], row[0].name))
    if not rows:
        return draw_notes(canvas, data["notes"], empty(canvas, canvas.say("timeline.nothing_to_show")))
    y, last = 2.0, None
    rest: tuple[str, ...] = ()
    stages = sorted(Stage(*stage) for stage in data["stages"])
    for n, (mark, edition) in enumerate(rows):
        if y > TALLEST:
            rest = left_out(canvas.say, len(rows) - n, "dates")
            break
        while stages and stages[0].start <= mark.start:
            y = _stage(canvas, stages.pop(0), y)
            last = None
        if last is not None and mark.start - last > LONG:
            y = _pause(canvas, y, int(mark.start - last))
        elif last is not None:
            canvas.line(RAIL, y - 4, RAIL, y + 2, colour="muted", width=0.7)
        y = _row(canvas, mark, edition, y)
        last = max(last or mark.end, mark.end)
    present = [kind for kind in KINDS if any(mark.kind == kind for mark, _ in rows)]
    y = draw_key(canvas, [(GLYPH[kind], "ink", canvas.say(f"kind_key.{kind}")) for kind in present], y + 2)
    gaps = [words[:1].upper() + words[1:] for _, _, words in data["gaps"]]
    return draw_notes(canvas, [*gaps, *rest, *data["notes"]], y)


def _stage(canvas: Canvas, stage: Stage, y: float) -> float:
    """Head the marks of a stage with its years and name."""
    lines = canvas.wrap(canvas.say("timeline.stage", years=stage.years, name=stage.name), canvas.width - 8, 2)
    high = len(lines) * LEADING + 5
    canvas.box(0, y + 1, canvas.width, high, fill="tint", layer=-1)
    canvas.line(0, y + 1, canvas.width, y + 1, colour="accent", width=1.2)
    canvas.lines(4, y + LEADING, lines)
    return y + high + 5


def _pause(canvas: Canvas, y: float, years: int) -> float:
    canvas.line(RAIL, y - 4, RAIL, y + LEADING + 3, colour="muted", width=0.7, dash=(1.5, 2))
    canvas.text(TEXT, y + SIZE - 2, canvas.say("timeline.pause", n=years), colour="muted")
    return y + LEADING + 2


def _row(canvas: Canvas, mark: Mark, edition: bool, y: float) -> float:  # noqa: FBT001 - what sort of row it is
    colour, radius = ("accent", 4.4) if edition else ("ink", 3.1)
    name = canvas.say("timeline.edition", name=mark.name) if edition else mark.name
    reserves = canvas.say("chart.reserves", reserves=mark.reserves) if mark.reserves else ""
    lines = canvas.wrap(" ".join(filter(None, (name, reserves))), canvas.width - TEXT, 3)
    canvas.glyph(GLYPH.get(mark.kind, "square"), RAIL, y + 5.5, radius, colour)
    bottom = y + LEADING * (1 + len(lines)) + 4
    canvas.line(RAIL, y + 5.5, RAIL, bottom - 4, colour="muted", width=0.7)
    canvas.text(TEXT, y + SIZE, mark.date, weight=600, colour=colour)
    canvas.lines(TEXT, y + SIZE + LEADING, lines, reserves)
    return bottom
