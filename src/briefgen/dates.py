"""Dates as the Library of Congress writes them: EDTF level 1 (ISO 8601-2:2019), as far as briefs need it.

In: strings such as `2014-06`, `2018-06-14/2018-06-15`, `2000~`, `198X`, `2012/..`. Out: frozen `Edtf` values that can
be compared, shifted and split into the parts a passage must support. No clock is read here.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

MONTHS = tuple(calendar.month_name)  # index 1–12; English names, the language of the shipped sources
_POINT = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>0[1-9]|1[0-2]|2[1-4])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?"
    r"(?P<mark>[~?%]?)",
    re.ASCII,
)
_SHIFT = re.compile(r"(?P<sign>[+-])(?P<count>\d+)(?P<unit>[YMD])", re.ASCII)
SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day, as precise as it is written.

    Attributes:
        year: astronomical year; the first year of a decade or century when `unspecified` is 1 or 2.
        month: 1–12, or a season 21–24, or 0 when not given.
        day: 1–31, or 0 when not given.
        unspecified: digits of the year written as X (0, 1 or 2).
        mark: `~` approximate, `?` uncertain, `%` both, or empty.
    """

    year: int
    month: int = 0
    day: int = 0
    unspecified: int = 0
    mark: str = ""

    def first(self) -> date:
        """Return the earliest day the point can mean."""
        month = _SEASONS[self.month][0] if self.month > 12 else self.month or 1
        return date(max(self.year, 1), month, self.day or 1)

    def last(self) -> date:
        """Return the latest day the point can mean."""
        year = max(self.year + 10**self.unspecified - 1, 1)
        month = _SEASONS[self.month][1] if self.month > 12 else self.month or 12
        return date(year, month, self.day or calendar.monthrange(year, month)[1])

    def within_a_year(self, end: Point) -> bool:
        """Tell whether both are months of one year, and neither is in doubt: `May–July 2014` is enough for them."""
        months = 0 < self.month <= 12 and 0 < end.month <= 12 and not (self.day or end.day)
        return months and self.year == end.year and not (self.mark or end.mark)

    def within_a_month(self, end: Point) -> bool:
        """Tell whether both are days of one month, and neither is in doubt: `14–15 June 2018` is enough for them."""
        days = self.day and end.day and (self.year, self.month) == (end.year, end.month)
        return bool(days) and not (self.mark or end.mark)

    def __str__(self) -> str:
        """Return the EDTF spelling."""
        year = f"{self.year:0{5 if self.year < 0 else 4}d}"
        if self.unspecified:
            year = year[: -self.unspecified] + "X" * self.unspecified
        return (
            year + (f"-{self.month:02d}" if self.month else "") + (f"-{self.day:02d}" if self.day else "") + self.mark
        )


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval; an end that is None is open (`..`)."""

    start: Point | None
    end: Point | None
    interval: bool = False

    @property
    def uncertain(self) -> bool:
        """Tell whether any part is marked approximate or uncertain, or left unspecified."""
        return any(p is not None and (p.mark or p.unspecified) for p in (self.start, self.end))

    @property
    def points(self) -> tuple[Point, ...]:
        """Return the ends that are given, once each."""
        return tuple(dict.fromkeys(p for p in (self.start, self.end) if p is not None))

    def first(self) -> date:
        """Return the earliest day meant (`date.min` for an open start)."""
        return self.start.first() if self.start else date.min

    def last(self) -> date:
        """Return the latest day meant (`date.max` for an open end)."""
        return self.end.last() if self.end else date.max

    def __str__(self) -> str:
        """Return the EDTF spelling."""
        if not self.interval:
            return str(self.start)
        return "/".join(str(p) if p else ".." for p in (self.start, self.end))


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Read an EDTF level 1 date.

    Raises:
        ValueError: the text is not a date of this profile, or names a day that does not exist.
    """
    ends = text.split("/")
    if len(ends) > 2:
        message = "an interval has two ends"
        raise ValueError(message)
    points = [None if end == ".." and len(ends) == 2 else _point(end) for end in ends]
    if len(points) == 1:
        return Edtf(points[0], points[0])
    if points == [None, None]:
        message = "an interval needs at least one end"
        raise ValueError(message)
    if points[0] and points[1] and points[0].first() > points[1].last():
        message = "the interval ends before it begins"
        raise ValueError(message)
    return Edtf(points[0], points[1], interval=True)


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        message = f"“{text}” is not an EDTF date"
        raise ValueError(message)
    digits = found["year"]
    unspecified = digits.count("X")
    if unspecified and found["month"]:
        message = f"“{text}” gives a month in an unspecified year"
        raise ValueError(message)
    point = Point(
        int(digits.replace("X", "0")), int(found["month"] or 0), int(found["day"] or 0), unspecified, found["mark"]
    )
    if point.day and point.month > 12:
        message = f"“{text}” gives a day in a season"
        raise ValueError(message)
    point.first()  # a day that does not exist, such as 2019-02-30, raises here
    return point


def shift(value: Edtf, by: str) -> Edtf:
    """Return the date moved by `-1Y`, `+2M` or `-3D`, at the precision it had.

    Raises:
        ValueError: the shift is not understood, is finer than the date, or leads to a day that does not exist.
    """
    found = _SHIFT.fullmatch(by)
    if not found:
        message = f"“{by}” is not a shift such as -1Y, +2M or -3D"
        raise ValueError(message)
    count = int(found["sign"] + found["count"])
    start, end = (point and _shifted(point, count, found["unit"]) for point in (value.start, value.end))
    for point in (start, end):
        if point:
            point.first()  # a day that does not exist there, such as 30 February, raises here
    return replace(value, start=start, end=end)


def _shifted(point: Point, count: int, unit: str) -> Point:
    if unit == "Y":
        return replace(point, year=point.year + count)
    if unit == "M":
        if not 1 <= point.month <= 12:
            message = f"{point} has no month to shift"
            raise ValueError(message)
        years, month = divmod(point.month - 1 + count, 12)
        return replace(point, year=point.year + years, month=month + 1)
    if not point.day:
        message = f"{point} has no day to shift"
        raise ValueError(message)
    moved = date.fromordinal(point.first().toordinal() + count)
    return replace(point, year=moved.year, month=moved.month, day=moved.day)


def humanise(text: str) -> str:
    """Return an EDTF date as an English reader would write it, such as `14–15 June 2018`, with no-break spaces."""
    if not text:
        return "undated"
    value = parse(text)
    start, end = value.start, value.end
    if not value.interval or start is None or end is None:
        lead = "" if not value.interval else "since " if start else "until "
        return lead + _say(value.points[0])
    if start.within_a_month(end):
        return f"{start.day}–{_say(end)}"
    if start.within_a_year(end):
        return f"{MONTHS[start.month]}–{_say(end)}"
    plain_years = not any(p.month or p.unspecified or p.mark for p in (start, end))
    return f"{start.year}–{end.year}" if plain_years else f"{_say(start)} – {_say(end)}"


def _say(point: Point) -> str:
    year = f"the {point.year}s" if point.unspecified else str(point.year)
    month = SEASON_NAMES.get(point.month) or (MONTHS[point.month] if point.month else "")
    said = "\u00a0".join(part for part in (str(point.day or ""), month, year) if part)
    return {"": said, "~": f"about {said}", "?": f"probably {said}", "%": f"perhaps about {said}"}[point.mark]
