"""The dates an English text mentions, each as precise as it is said.

In: a text. Out: `Mention`s: of `14–15 June 2018` two days, of `June, 2014` a month and a year, of `the 1990s` a decade,
of `the 19th century` a century. A part that is not said there is None; nothing is guessed from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from briefgen.dates import MONTHS

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS) if name}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
        ],
        13,
    )
}
_DECADE_WORDS = {
    word: 1900 + 10 * number
    for number, word in enumerate(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], 2
    )
}
_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_NAME = rf"(?:{_FULL}|{_FULL.upper()}|(?:{_SHORT}|{_SHORT.upper()})\b\.?)"  # capitals: “may” and “march” are no months
_TO = r"\s*(?:-|–|—|/|,|&|\band\b|\bto\b|\bor\b|\buntil\b|\bthrough\b|, and\b)\s*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:])"
_DAYS = rf"(?P<days>{_DAY}(?:{_TO}{_DAY}){{0,9}})"
_MONTHS = rf"(?P<months>{_NAME}(?:{_TO}{_NAME}){{0,9}})"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>\d{4})(?![\d,]*\d))?"
_DAY_FIRST = re.compile(rf"(?<![\d.,$€£¥])\b{_DAYS}\s+(?:of\s+)?{_MONTHS}(?!\w){_YEAR}")
_MONTH_FIRST = re.compile(rf"\b{_MONTHS}(?!\w)(?:\s+(?:the\s+)?{_DAYS}(?!\s*(?:%|percent|per cent)))?{_YEAR}")
# What is looked for behind a year is looked for after its digits: a pattern that begins with digits is found faster.
_ISO = re.compile(r"(?P<year>\d{4})(?<!\d\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?(?![\d-])")
_YEARS = re.compile(
    r"(?P<year>\d{4})(?<![\d$€£¥]\d{4})(?<!\d[.,]\d{4})(?!\d|,\d{3}|\.\d|\s*(?:%|percent|per cent))"
    r"(?:\s*[-–—/]\s*(?P<short>\d{2})(?![\d-]))?"
)
_DECADES = re.compile(r"(?<!\d)(?P<decade>\d{3}0)[’']?s\b|[’'‘](?P<short>\d0)s\b")
_DECADES_SPELT = re.compile(rf"\b(?:{'|'.join(_DECADE_WORDS)})\b", re.IGNORECASE)
_CENTURIES = re.compile(
    rf"\b(?:(?P<number>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINAL_WORDS)}))[\s-]+centur(?:y|ies)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?P<season>spring|summer|autumn|winter)\b(?:,?\s+(?:of\s+)?(?P<year>\d{4}))?"
    r"|\b(?P<fall>fall)\s+(?:of\s+)?(?P<fallyear>\d{4})",
    re.IGNORECASE,
)
_MONTH = re.compile(_NAME)
_NUMBER = re.compile(r"\d+")
_LONE_DAY = re.compile(r"\bon the (?P<day>\d{1,2})(?:st|nd|rd|th)\b")
# What a date of each sort cannot do without: a text that lacks it, as most do, is not searched for the whole.
_MONTH_HINT = re.compile("|".join(f"{name[:3]}|{name[:3].upper()}" for name in MONTHS if name))
_DAY_HINT = re.compile(rf"\d(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTH_HINT.pattern})")
_SEASON_HINT = re.compile("|".join(_SEASONS))
_PLURAL = re.compile(r"[’']?s\b")
_FOUR_DIGITS = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as said: a year, or the first year of a decade or century; a month 1–12 or season 21–24; a day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    span: int = 1  # years the year stands for: 1, 10 or 100


def mentions(text: str) -> frozenset[Mention]:
    """Return every date the text mentions."""
    return frozenset(mention for _, _, mention in located(text))


def located(text: str) -> Iterator[tuple[int, int, Mention]]:
    """Yield (start, end, date) of every date the text mentions; the year of `June 2014` is also yielded by itself."""
    if hints := [found.start() for found in _MONTH_HINT.finditer(text)]:
        yield from _with_months(text, hints)
    if "on the " in text:
        yield from _lone_days(text)
    if _FOUR_DIGITS.search(text):
        yield from _iso(text)
        yield from _years(text)
    yield from _vague(text, text.casefold())


def _with_months(text: str, hints: Iterable[int]) -> Iterator[tuple[int, int, Mention]]:
    taken: set[int] = set()
    day_first = _DAY_FIRST.finditer(text) if _DAY_HINT.search(text) else ()
    for found in chain(day_first, _month_first(text, hints)):
        if found.start("months") in taken:
            continue
        taken.add(found.start("months"))
        year = int(found["year"]) if found["year"] else None
        months = [_MONTH_NUMBERS[name[:3].lower()] for name in _MONTH.findall(found["months"])]
        days: list[int | None] = [int(day) for day in _NUMBER.findall(found["days"] or "")]
        for month, day in product(months, days or [None]):
            yield *found.span(), Mention(year, month, day)


def _month_first(text: str, hints: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield what `_MONTH_FIRST` finds, looking only where a month may begin."""
    end = 0
    for start in hints:
        if start >= end and (found := _MONTH_FIRST.match(text, start)):
            end = found.end()
            yield found


def _lone_days(text: str) -> Iterator[tuple[int, int, Mention]]:
    for found in _LONE_DAY.finditer(text):
        yield *found.span(), Mention(day=int(found["day"]))


def _iso(text: str) -> Iterator[tuple[int, int, Mention]]:
    for found in _ISO.finditer(text):
        mention = Mention(int(found["year"]), int(found["month"]), int(found["day"]) if found["day"] else None)
        yield *found.span(), mention


def _years(text: str) -> Iterator[tuple[int, int, Mention]]:
    for found in _YEARS.finditer(text):
        year = int(found["year"])
        ends = _PLURAL.match(text, found.end("year"))
        if not ends or (year % 10 and ends[0] != "s"):  # “2014’s”, but not “the 1990s” or “the 1990’s”
            yield *found.span("year"), Mention(year)
        if found["short"] and int(found["short"]) > year % 100:
            yield *found.span("short"), Mention(year - year % 100 + int(found["short"]))


def _vague(text: str, folded: str) -> Iterator[tuple[int, int, Mention]]:
    for found in _DECADES.finditer(text) if "0" in text else ():
        if found["decade"]:
            decade = int(found["decade"])
            yield *found.span(), Mention(decade, span=10)
            if decade % 100 == 0:
                yield *found.span(), Mention(decade, span=100)
        else:
            short = int(found["short"])
            yield *found.span(), Mention((1900 if short >= 20 else 2000) + short, span=10)
    for found in _DECADES_SPELT.finditer(text) if "ties" in folded else ():
        yield *found.span(), Mention(_DECADE_WORDS[found[0].lower()], span=10)
    for found in _CENTURIES.finditer(text) if "centur" in folded else ():
        number = int(found["number"]) if found["number"] else _ORDINAL_WORDS[found["word"].lower()]
        yield *found.span(), Mention(100 * (number - 1), span=100)
    for found in _SEASON.finditer(text) if _SEASON_HINT.search(folded) else ():
        year = found["year"] or found["fallyear"]
        yield *found.span(), Mention(int(year) if year else None, _SEASONS[(found["season"] or found["fall"]).lower()])
