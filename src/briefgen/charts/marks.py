"""Marks on an axis of time, and where labels find room beside them.

In: EDTF dates; rectangles. Out: positions in years; the lowest free row. Pure.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from briefgen.dates import parse


class Mark(NamedTuple):
    """An event on the axis: how its date is known, and the years it spans (fractions; an open end gets an arrow)."""

    kind: str
    name: str
    date: str
    reserves: str
    start: float
    end: float
    opens_before: bool = False
    opens_after: bool = False

    @property
    def tail(self) -> float:
        """The length of the arrow that stands for an open end, in points."""
        return 9.0 if self.opens_before or self.opens_after else 0.0


class Gap(NamedTuple):
    """A stretch of the axis about which there is something to say."""

    start: float
    end: float
    words: str


class Stage(NamedTuple):
    """A stretch of the axis that has a name."""

    start: float
    end: float
    name: str

    @property
    def years(self) -> str:
        """Its first and last year: `2015–2016`, `2019`."""
        first, last = int(self.start), int(self.end - 1e-6)
        return str(first) if first == last else f"{first}–{last}"


class Rect(NamedTuple):
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom - 0.01
            and other.top < self.bottom - 0.01
        )


def position(text: str) -> tuple[float, float]:
    """Return the first and last moment of a date as years; an open end is as long as the other end's own span."""
    value = parse(text)
    points = value.points
    start = (value.start or points[0]).first()
    end = (value.end or points[-1]).last()
    return _years(start), _years(end, end=True)


def _years(day: date, *, end: bool = False) -> float:
    length = 366 if calendar.isleap(day.year) else 365
    return round(day.year + (day.timetuple().tm_yday - (0 if end else 1)) / length, 4)


def free(rect: Rect, taken: Iterable[Rect], step: float, limit: int = 200) -> Rect:
    """Return the rectangle moved down by whole steps until it meets none of those taken."""
    others = list(taken)
    for n in range(limit):
        moved = rect._replace(top=rect.top + n * step, bottom=rect.bottom + n * step)
        if not any(moved.meets(other) for other in others):
            return moved
    return rect._replace(top=rect.top + limit * step, bottom=rect.bottom + limit * step)
