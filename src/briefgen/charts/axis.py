"""An axis of years across a sheet, shared by the charts that stand on one.

In: a `Scale`, a canvas. Out: ink; where what hangs from the axis may begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.charts.frame import SIZE

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas


@dataclass(frozen=True)
class Scale:
    """Where a year lies between `left` and `right`; `broken` says that something lies before."""

    left: float
    right: float
    begin: int
    end: int
    broken: bool

    def x(self, year: float) -> float:
        """Return the place of a moment; one outside the axis stands at its end."""
        inside = min(max(year, self.begin), self.end)
        return self.left + (inside - self.begin) / (self.end - self.begin) * (self.right - self.left)

    @property
    def step(self) -> int:
        """How many years lie between two that are written."""
        room = (self.right - self.left) / (self.end - self.begin)
        return next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if n * room >= 26), 1000)

    @property
    def ticks(self) -> list[int]:
        """The years that are written, each where it begins; every year when there is room."""
        return [year for year in range(self.begin, self.end + 1) if self.step == 1 or year % self.step == 0]


def draw_axis(canvas: Canvas, scale: Scale) -> float:
    """Write the years; return where the lanes begin."""
    y = SIZE + 1
    for year in scale.ticks:
        middle = scale.x(year + 0.5) if scale.step == 1 else scale.x(year)
        half = canvas.measure(str(year)) / 2
        if middle + half <= scale.right + 1 and (scale.step > 1 or year < scale.end):
            canvas.text(max(middle, half), y, str(year), colour="muted", anchor="middle")
    return y + 4


def draw_grid(canvas: Canvas, scale: Scale, top: float, bottom: float) -> None:
    """Draw the line of the axis, with its break, and a hairline down from each year that is written."""
    canvas.line(scale.left, top, scale.right, top, colour="muted", width=0.6)
    for year in scale.ticks:
        canvas.line(scale.x(year), top, scale.x(year), bottom, width=0.4, layer=-2)
    if scale.broken:
        canvas.line(scale.left - 12, top, scale.left - 6, top, colour="muted", width=0.6)
        for x in (scale.left - 6, scale.left - 2.5):
            canvas.line(x - 0.9, top + 2.6, x + 0.9, top - 2.6, colour="muted", width=0.8)  # clear of the years above
