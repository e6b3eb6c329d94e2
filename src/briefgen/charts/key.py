"""What stands under a chart: the key to its glyphs, in running order, and remarks.

In: a canvas and entries. Out: where the next thing may begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefgen.charts.frame import LEADING, SIZE
from briefgen.charts.glyphs import BANDS

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

RADIUS = 3.1
APART = 9.0  # between two entries


def draw_key(canvas: Canvas, entries: Sequence[tuple[str, str, str]], y: float) -> float:
    """Draw (glyph, colour, words) one after the other, wrapping at the right edge; return the lower end."""
    x, base = 0.0, y + SIZE
    for glyph, colour, words in entries:
        wide = 2 * RADIUS * (2 if glyph in {*BANDS, "bar"} else 1)
        length = wide + 4 + canvas.measure(words) + APART
        if x and x + length - APART > canvas.width:
            x, base = 0.0, base + LEADING + 1
        middle = base - 3
        if glyph == "bar":
            canvas.line(x, middle, x + wide, middle, colour="muted", width=0.9)
            for end in (x, x + wide):
                canvas.line(end, middle - 2, end, middle + 2, colour="muted", width=0.9)
        else:
            canvas.glyph(glyph, x + wide / 2, middle, RADIUS, colour)
        canvas.text(x + wide + 4, base, canvas.fit(words, canvas.width - wide - 4), colour="muted")
        x += length
    return base + 4 if entries else y


def draw_notes(canvas: Canvas, notes: Sequence[str], y: float) -> float:
    """Write remarks in full lines; return the lower end."""
    for note in notes:
        for line in canvas.wrap(note, canvas.width, 3):
            y += LEADING
            canvas.text(0, y - 2, line, colour="muted")
    return y + 2


def empty(canvas: Canvas, words: str) -> float:
    """Say that there is nothing to show; return the lower end."""
    canvas.line(0, 1, canvas.width, 1)
    canvas.text(0, 1 + LEADING + 4, words, colour="muted")
    canvas.line(0, 2 * LEADING + 6, canvas.width, 2 * LEADING + 6)
    return 2 * LEADING + 8
