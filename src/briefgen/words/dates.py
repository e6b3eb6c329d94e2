"""EDTF dates as a language writes them, with the words of the catalogue around them: `about 2014`, `since May 2013`.

In: an EDTF date, a language and its catalogue. Out: words with no-break spaces. English writes itself, as CLDR does for
Great Britain; the others are written by Babel.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.dates import MONTHS, Point, parse
from briefgen.words.locales import locale_of

_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MARKS = {"~": "about", "?": "probably", "%": "perhaps_about"}


def written(text: str, lang: str, words: Mapping[str, str]) -> str:
    """Return the date in words; that of an empty text is undated."""
    if not text:
        return words["undated"]
    value = parse(text)
    start, end = value.start, value.end
    if not value.interval or start is None or end is None:
        said = _said(value.points[0], lang, words)
        key = "" if not value.interval else "since" if start else "until"
        return words[key].format(date=said) if key else said
    if _english(lang):
        if start.day and end.day and (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{_said(end, lang, words)}"
        if start.month and end.month and start.year == end.year and not (start.day or end.day):
            return f"{MONTHS[start.month]}–{_said(end, lang, words)}"
    plain_years = not any(p.month or p.unspecified or p.mark for p in (start, end))
    if plain_years:
        return f"{start.year}–{end.year}"
    return f"{_said(start, lang, words)} – {_said(end, lang, words)}"


def _said(point: Point, lang: str, words: Mapping[str, str]) -> str:
    said = _plain(point, lang, words)
    return words[_MARKS[point.mark]].format(date=said) if point.mark else said


def _plain(point: Point, lang: str, words: Mapping[str, str]) -> str:
    """Return a point of time without its mark."""
    if point.unspecified:
        return words["decade"].format(year=point.year)
    if season := _SEASONS.get(point.month):
        return words["in_season"].format(season=words[season], year=point.year)
    if not point.month:
        return str(point.year)
    if _english(lang):
        return "\u00a0".join(part for part in (str(point.day or ""), MONTHS[point.month], str(point.year)) if part)
    from babel.dates import format_date, format_skeleton

    day, locale = point.first(), locale_of(lang)
    said = format_date(day, "long", locale) if point.day else format_skeleton("yMMMM", day, locale=locale)
    return str(said).replace(" ", "\u00a0")


def _english(lang: str) -> bool:
    return lang.partition("-")[0] == "en"
