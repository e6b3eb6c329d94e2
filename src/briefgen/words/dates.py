"""EDTF dates as a language writes them, with the words of the catalogue around them: `about 2014`, `since May 2013`.

In: an EDTF date, a language and its catalogue. Out: words with no-break spaces. English writes itself, as CLDR does for
Great Britain; the others are written by Babel.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefgen.dates import MONTHS, Point, parse
from briefgen.words.locales import locale_of

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
SHORT = 3  # letters of an English month that is cut
_MARKS = {"~": "about", "?": "probably", "%": "perhaps_about"}


class _Manner(NamedTuple):
    """How a date is written: in which language, with which words around it, with months in full or cut."""

    lang: str
    words: Mapping[str, str]
    short: bool

    @property
    def english(self) -> bool:
        """Whether the dates write themselves."""
        return self.lang.partition("-")[0] == "en"

    def month(self, number: int) -> str:
        """Return an English month."""
        return MONTHS[number][: SHORT if self.short else None]


def written(text: str, lang: str, words: Mapping[str, str], *, short: bool = False) -> str:
    """Return the date in words, its months cut if `short`; that of an empty text is undated."""
    if not text:
        return words["undated"]
    manner = _Manner(lang, words, short)
    value = parse(text)
    start, end = value.start, value.end
    if not value.interval or start is None or end is None:
        said = _said(value.points[0], manner)
        key = "" if not value.interval else "since" if start else "until"
        return words[key].format(date=said) if key else said
    if manner.english:
        if start.within_a_month(end):
            return f"{start.day}–{_said(end, manner)}"
        if start.within_a_year(end):
            return f"{manner.month(start.month)}–{_said(end, manner)}"
    plain_years = not any(p.month or p.unspecified or p.mark for p in (start, end))
    if plain_years:
        return f"{start.year}–{end.year}"
    return f"{_said(start, manner)} – {_said(end, manner)}"


def _said(point: Point, manner: _Manner) -> str:
    said = _plain(point, manner)
    return manner.words[_MARKS[point.mark]].format(date=said) if point.mark else said


def _plain(point: Point, manner: _Manner) -> str:
    """Return a point of time without its mark."""
    if point.unspecified:
        return manner.words["decade"].format(year=point.year)
    if season := _SEASONS.get(point.month):
        return manner.words["in_season"].format(season=manner.words[season], year=point.year)
    if not point.month:
        return str(point.year)
    if manner.english:
        return "\u00a0".join(
            part for part in (str(point.day or ""), manner.month(point.month), str(point.year)) if part
        )
    from babel.dates import format_date, format_skeleton

    day, locale = point.first(), locale_of(manner.lang)
    if point.day and not manner.short:
        said = format_date(day, "long", locale)
    else:
        skeleton = ("yMMM" if manner.short else "yMMMM") + ("d" if point.day else "")
        said = format_skeleton(skeleton, day, locale=locale)
    return str(said).replace(" ", "\u00a0")
