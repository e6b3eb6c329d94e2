"""A small reader of numbers in English text: digits in all their notations, and words.

In: a text. Out: every value a reader could take a number in it for: of `2.5 million` both 2.5 and 2,500,000, of
`one-third` 1/3, of `26th` and `twenty-sixth` 26. Values are exact fractions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_OTHERS = {"once": 1, "twice": 2, "thrice": 3, "couple": 2, "pair": 2, "double": 2, "triple": 3}
_IRREGULAR = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}


def _ordinals() -> dict[str, int]:
    found = dict(_IRREGULAR)
    for word, value in (_UNITS | _TENS).items():
        if value not in found.values():
            found[(word[:-1] + "ie" if word.endswith("y") else word) + "th"] = value
    return found | {"hundredth": 100, "thousandth": 1000}


_ORDINALS = _ordinals()
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}s": value for word, value in _ORDINALS.items() if value > 2
}
_BEGINNINGS = frozenset({*_UNITS, *_TENS, *_ORDINALS, *_OTHERS, "half", "quarter", "a", "an"})
_DIGITS = re.compile(
    r"(?P<number>\d{1,3}(?:[ '’]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"(?:/(?P<below>\d+)(?![\d/]))?"
    r"(?:[  -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|m|k)(?!\w))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_MINUS = re.compile(r"(?<![\w.,)])(?:[-−]|minus )$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_SPELT = (_BEGINNINGS - {"a", "an"}) | _SCALES.keys()  # no number in words does without one of them
_GROUPING = re.compile(r"[ '’]")
_RUN = re.compile(r"\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_MILLIONS_WITH_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")


def numbers(text: str) -> frozenset[Fraction]:
    """Return every value that a number in the text can be read as."""
    return frozenset(value for _, _, values in located(text) for value in values)


def located(text: str) -> Iterator[tuple[int, int, frozenset[Fraction]]]:
    """Yield (start, end, values) of every number in the text, with all it can be read as."""
    if _DIGIT.search(text):
        for found in _DIGITS.finditer(text):
            start, end = found.span()
            minus = _MINUS.search(text, max(0, start - 6), start) if start and text[start - 1] in "-− " else None
            values = _of_digits(-1 if minus else 1, *found.group("number", "below", "scale"))
            yield minus.start() if minus else start, end, values
    if not _SPELT.isdisjoint(_WORD.findall(text.lower())):
        yield from _in_words(text)


# ---------------------------------------------------------------- digits


@lru_cache(maxsize=65536)
def _of_digits(sign: int, number: str, below: str | None, scale: str | None) -> frozenset[Fraction]:
    if number.isdecimal() and not (sign < 0 or below or scale):
        return frozenset((Fraction(int(number)),))
    factor = (_SCALES | _SHORT)[scale.lower()] if scale else 1
    part = int(below or 1)
    found: set[Fraction] = set()
    for value in _readings(number):
        found |= {sign * value, sign * value * factor}
        if part > 1:
            found |= {sign * value / part, Fraction(part)}
    return frozenset(found)


def _readings(number: str) -> Iterator[Fraction]:
    """Yield what a run of digits with points, commas, spaces or apostrophes can mean."""
    grouped = _GROUPING.sub("", number)
    if grouped != number:
        yield from (Fraction(int(part)) for part in _RUN.findall(number))  # perhaps they only stand side by side
    if _THOUSANDS.fullmatch(grouped):
        yield Fraction(grouped.replace(",", ""))
    elif _MILLIONS_WITH_POINTS.fullmatch(grouped):
        yield Fraction(grouped.replace(".", "").replace(",", "."))
    elif _DECIMAL.fullmatch(grouped):
        yield Fraction(grouped.replace(",", "."))
    else:  # a date such as 14.06.2018, a version, a list without spaces
        yield from (Fraction(int(part)) for part in _RUN.findall(grouped))


# ---------------------------------------------------------------- words


def _in_words(text: str) -> Iterator[tuple[int, int, frozenset[Fraction]]]:
    for run in _runs(text):
        at = 0
        words = [found[0].lower() for found in run]
        while at < len(run):
            if words[at] not in _BEGINNINGS:
                at += 1
                continue
            values, step = _phrase(words[at:])
            if values:
                yield run[at].start(), run[at + step - 1].end(), frozenset(values)
            at += step


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of words joined by spaces and hyphens only: a comma or a stop ends a number."""
    run: list[re.Match[str]] = []
    last = 0
    for found in _WORD.finditer(text):
        if run and text[last : found.start()] not in (" ", "-", "\n", "‑"):
            yield run
            run = []
        run.append(found)
        last = found.end()
    if run:
        yield run


def _phrase(words: list[str]) -> tuple[list[Fraction], int]:
    """Read the number phrase that the words begin with; return its values and how many words to go on by."""
    if words[0] in _OTHERS:
        return [Fraction(_OTHERS[words[0]])], 1
    if words[0] in ("half", "quarter"):
        return _scaled([Fraction(1, _PARTS[words[0]])], words, 1)
    if words[0] in ("a", "an"):
        return _after_article(words)
    value, step, ordinal = _whole(words)
    if not step or ordinal:
        return [Fraction(value)] * ordinal, max(step, 1)
    return _after_cardinal(words, value, step)


def _after_cardinal(words: list[str], value: int, step: int) -> tuple[list[Fraction], int]:
    """Read what follows a whole number: `two thirds`, `two and a half million`, or nothing that belongs to it."""
    following = words[step] if step < len(words) else ""
    if following in _PARTS or (value == 1 and _ORDINALS.get(following, 0) > 2):
        return [Fraction(value, _PARTS.get(following) or _ORDINALS[following])], step + 1
    if words[step : step + 3] == ["and", "a", "half"]:
        return _scaled([Fraction(value) + Fraction(1, 2)], words, step + 3)
    return [Fraction(value), *_mantissa(words, step)], step


def _after_article(words: list[str]) -> tuple[list[Fraction], int]:
    """Read `a dozen`, `a hundred and five`, `a half`, `a third` (which can be a part, or the next after the second)."""
    following = words[1] if len(words) > 1 else ""
    if following in _SCALES:
        value, step, _ = _whole(["one", *words[1:]])
        return [Fraction(value)], step
    if following in ("half", "quarter"):
        return _scaled([Fraction(1, _PARTS[following])], words, 2)
    if _ORDINALS.get(following, 0) > 2:
        return [Fraction(1, _ORDINALS[following]), Fraction(_ORDINALS[following])], 2
    return [], 1


def _scaled(values: list[Fraction], words: list[str], step: int) -> tuple[list[Fraction], int]:
    """Add the reading with the scale that follows: `half a million`, `two and a half million`."""
    rest = [word for word in words[step : step + 3] if word not in ("a", "of")]
    if rest and rest[0] in _SCALES:
        return [*values, *(value * _SCALES[rest[0]] for value in values)], step + words[step:].index(rest[0]) + 1
    return values, step


def _mantissa(words: list[str], step: int) -> list[Fraction]:
    """Return what stands before a closing scale word: of `three million` also 3, for a unit of “million people”."""
    large = _SCALES.keys() - {"hundred"}
    if step > 1 and words[step - 1] in _SCALES and not large & set(words[: step - 1]):
        value, used, _ = _whole(words[: step - 1])
        return [Fraction(value)] if used == step - 1 else []
    return []


def _whole(words: list[str]) -> tuple[int, int, bool]:
    """Read a whole number in words; return its value, the words it took (0: none) and whether it is an ordinal."""
    total, current, step, room = 0, 0, 0, 10**15  # room: what may still be added must be smaller
    while step < len(words):
        word = words[step]
        joined = word == "and" and step and words[step - 1] in _SCALES and step + 1 < len(words)
        if joined and words[step + 1] in _UNITS | _TENS | _ORDINALS:
            word, jump = words[step + 1], 2
        else:
            jump = 1
        if word in _ORDINALS:
            if _ORDINALS[word] < room:
                return total + current + _ORDINALS[word], step + jump, True
            break
        small = _UNITS.get(word, _TENS.get(word, -1))
        if small >= 0:
            if small >= room or (small == 0 and step):
                break
            current, room = current + small, 10 if word in _TENS else 0
        elif word in ("hundred", "dozen") and 0 < current < 100:
            current, room = current * _SCALES[word], 100 if word == "hundred" else 0
        elif word in _SCALES and current:
            total, current, room = total + current * _SCALES[word], 0, _SCALES[word]
        else:
            break
        step += jump
    return total + current, step, False
