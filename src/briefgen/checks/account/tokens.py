"""What a text says that can be checked: its dates, numbers, names and quotations, each with its place.

In: a plain text, quotations in curly or straight double marks, and a lexicon of names. Out: `Token`s in reading order
that do not overlap. What stands in a quotation or in a computed value is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from briefgen.checks import mentions, numerals
from briefgen.checks.account.lexicon import Lexicon
from briefgen.checks.account.measures import MEASURES, following, measure
from briefgen.checks.mentions import Mention

Spans = Sequence[tuple[int, int]]


class Kind(StrEnum):
    """What a token is."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a text that can be checked.

    Attributes:
        kind: what it is.
        start: where it begins, in characters.
        end: where it ends.
        words: the part itself; of a quotation the words between its marks.
        dates: of a date, what it names.
        values: of a number, what it can be read as.
        unit: of a number, what it counts in: `percent`, `money:usd`, `day`; empty when nothing of the sort follows.
        nouns: of a number, the words that follow, without plural endings.
        ordinal: of a number, whether it is one: `third`, `26th`.
        definite: of a number, whether it counts all there are of something: `the five`, `all five`.
        rounded: of a number, how it is told as not exact: `about`, `over`, `under`, `many` (“dozens of”), or empty.
        ids: of a name, the records that bear it; empty: the dataset does not know it.
    """

    kind: Kind
    start: int
    end: int
    words: str
    dates: tuple[Mention, ...] = ()
    values: frozenset[Fraction] = frozenset()
    unit: str = ""
    nouns: tuple[str, ...] = ()
    ordinal: bool = False
    rounded: str = ""
    definite: bool = False
    ids: frozenset[str] = frozenset()

    @property
    def noun(self) -> str:
        """Of a number, the word that follows."""
        return self.nouns[0] if self.nouns else ""


def tokens(text: str, lexicon: Lexicon, computed: Spans = (), *, strangers: bool = True) -> tuple[Token, ...]:
    """Return the tokens of a text.

    Args:
        text: as a reader sees it.
        lexicon: the names known.
        computed: spans of what carries its own provenance and is not checked.
        strangers: whether names that the dataset does not know are wanted.
    """
    found: list[Token] = []
    taken = list(computed)
    for start, end in quotations(text):
        named = lexicon.bears(text[start + 1 : end - 1])
        kind = Kind.NAME if named else Kind.QUOTATION
        found.append(Token(kind, start, end, text[start + 1 : end - 1].strip(), ids=named))
        taken.append((start, end))
    dated = list(_dates(text, taken))
    named_here = [
        Token(Kind.NAME, start, end, text[start:end], ids=ids)
        for start, end, ids in lexicon.find(text, [*taken, *((d.start, d.end) for d in dated)], strangers=strangers)
    ]
    # A name may hold a year, as a title does; a date does not hold a name.
    names = [(name.start, name.end) for name in named_here]
    dated = [date for date in dated if not _inside(date.start, date.end, names)]
    found += [*named_here, *dated]
    taken += [(token.start, token.end) for token in (*named_here, *dated)]
    found += _numbers(text, taken)
    found += _many(text, taken)
    return tuple(sorted(found, key=lambda token: (token.start, token.end)))


# ---------------------------------------------------------------- quotations


_MARKS = re.compile(r"[“”]")
_STRAIGHT = re.compile(r"\"[^\"\n]+\"")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each outermost quotation, marks included; one that does not end is none."""
    depth, start = 0, 0
    for found in _MARKS.finditer(text) if "“" in text else ():
        if found[0] == "“":
            start = start if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, found.end()
    if "“" not in text and '"' in text:
        yield from (found.span() for found in _STRAIGHT.finditer(text))


# ---------------------------------------------------------------- dates


def _dates(text: str, taken: Spans) -> Iterator[Token]:
    """Yield the dates, the longest where one holds another."""
    spans: dict[tuple[int, int], list[Mention]] = {}
    for start, end, mention in mentions.located(text):
        season = mention.year is None and (mention.month or 0) > 12  # “open in summer” dates nothing
        if not season and not _touches(start, end, taken):
            spans.setdefault((start, end), []).append(mention)
    for (start, end), said in spans.items():
        if not any((a <= start and end < b) or (a < start and end <= b) for a, b in spans):
            decade = any(mention.span == 10 for mention in said)  # “the 2000s” is a decade before it is a century
            dates = tuple(mention for mention in said if not (decade and mention.span == 100))
            yield Token(Kind.DATE, start, end, text[start:end], dates=dates)


# ---------------------------------------------------------------- numbers

_SCALED = re.compile(r"\b(?:hundred|thousand|million|billion|trillion|dozen)\b|\d ?(?:bn|mn|tn|[mk])\b", re.IGNORECASE)
_LABELLED = r"(?:pages?|figure|table|box|notes?|section|chapter|item|no\.|option|step|annex) \d+(?:[–-]\d+)?"
_NO_NUMBER = re.compile(
    # ways of speaking in which a number word counts nothing
    r"\b(?:at (?:first|second) (?:hand|glance|sight)|(?:first|second)[- ]hand|at first|first of all"
    r"|in the first place|(?:first|second|third)[- ](?:rate|party|parties|person|nature|class)|first and foremost"
    r"|on second thoughts?|once|zero[- ]sum|one(?:self| another|[- ]sided|[- ]off|[- ]page|[- ]way|[- ]time| by one)"
    r"|(?:no|any|every|some)[- ]?one|two[- ]way|half[- ](?:hearted|way|brother|sister)|second only to"
    r"|a second\b(?= thought| look)|split second|third way|twice|thrice|double|pair|couple|quarters? (?:from"
    r"|of opinion)"
    rf"|{_LABELLED}"
    r"|the one|one day|one thing|one hand|for one)\b"
    # what points back to things named before
    r"|\b(?:the|these|those) two\b(?! (?!sides|parties|leaders)(?:\w+ )?[a-z]{3,}[A-Za-z]*s\b)",
    re.IGNORECASE,
)
_OF_THREE = re.compile(r", [^,.]{2,60} and [^.]{2,60}\.\s+(The three)\b")  # people or things listed just before
_OF_THOSE = re.compile(
    r"\b(?:two|both|first(?! [a-z]+ and\b)|one of)\b.{0,200}?\bthe (first|second|third)(?=[.;:)]|$)", re.IGNORECASE
)
_NO_NUMBER_IN_DIGITS = re.compile(rf"\b{_LABELLED}\b", re.IGNORECASE)
_ENUMERATION = re.compile(r"(?:^|[.:;–—]\s+|\n\s*)(First|Second|Third|Fourth|Fifth|Sixth)(?:ly)?,", re.IGNORECASE)
_NUMBERED_TRACK = r"(?:one(?: and a half)?|two|1(?:\.5)?|2)(?![\w.]*\d)"
_TRACK = re.compile(rf"\btracks?[- ]{_NUMBERED_TRACK}(?:\s*(?:,|and|or|/)\s*{_NUMBERED_TRACK}\b)*", re.IGNORECASE)
_BARE_ONE = re.compile(
    r"one\b(?![- ](?:third|half|quarter|fifth|tenth|sixth|hundred|thousand|million|billion|in\b|per ?cent|out of))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:first|second|third|\dst|\dnd|\drd|th)$", re.IGNORECASE)
_ROUNDED = re.compile(
    r"\b(?:(?P<about>about|around|some|roughly|approximately|circa|c\.)"
    r"|(?P<over>(?:more|better) than|over|above|upwards of|at least|no (?:fewer|less) than)"
    r"|(?P<under>nearly|almost|(?:just )?under|(?:fewer|less) than|up to|close to))\s+(?:US\$|[$€£¥₮])?$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|all|our|these|those|on) $", re.IGNORECASE)
_SIZES = ("dozens", "hundreds", "thousands", "millions", "billions", "scores")
_MANY = re.compile(r"\b(?:tens of )?(dozen|hundred|thousand|million|billion)s\b|\b(scores) of\b", re.IGNORECASE)
_NEXT_LETTER = re.compile(r"[- ]([^\W\d_])")
_BEGINNING = re.compile(r"(?:^|[.!?:;“(\n]\s*)$")
_CAPITAL_BEFORE = re.compile(r"[A-Z]\w+ (?:of )?$")
_LETTERED = re.compile(r"(?<![\w$€£¥])[A-Za-z]+[-–]?\d[\w.–-]*|\b\d+(?:D|G|th-|[A-Z][A-Za-z]+)\b")


def _numbers(text: str, taken: Spans) -> Iterator[Token]:
    numbers = list(numerals.located(text))
    if not numbers:
        return
    spelt = any(not text[start:end].isdecimal() for start, end, _ in numbers)
    patterns = [_NO_NUMBER if spelt else _NO_NUMBER_IN_DIGITS]
    patterns += [_TRACK] if "track" in text.lower() else []
    patterns += [_LETTERED] if any(_adjoins(text, start, end) for start, end, _ in numbers) else []
    passed = [*taken, *(found.span() for pattern in patterns for found in pattern.finditer(text))]
    if spelt:
        passed += [
            found.span(1) for pattern in (_ENUMERATION, _OF_THOSE, _OF_THREE) for found in pattern.finditer(text)
        ]
    read: list[tuple[int, int]] = []
    for start, end, values in numbers:
        if _touches(start, end, passed) or _touches(start, end, read) or _part_of_a_name(text, start, end):
            continue
        if _BARE_ONE.match(text, start) and end - start == 3:
            continue  # “one of them”: an article, not a count
        words = text[start:end]
        read.append((start, end))
        exact = frozenset([max(values, key=abs)]) if _SCALED.search(words) and "/" not in words else values
        unit = measure(text, start, end)
        parts = frozenset(value for value in exact if value.denominator > 1)
        a_part = bool(parts) and (parts == exact or text.startswith(" of ", end))  # “one-fifth”, “a third of”
        exact = parts if a_part else exact
        ordinal = not a_part and _ORDINAL.search(words) is not None
        unit = "" if ordinal and unit in MEASURES else unit  # “the third year” is no three years
        hedge = _ROUNDED.search(text, max(0, start - 24), start)
        rounded = (hedge.lastgroup or "") if hedge else ""
        definite = _DEFINITE.search(text, max(0, start - 7), start) is not None
        counted = (unit, following(text, end), ordinal, rounded, definite)
        yield Token(Kind.NUMBER, start, end, words, (), exact, *counted)


def _many(text: str, taken: Spans) -> Iterator[Token]:
    """Yield the numbers that are told by their size alone: “dozens of delegates”."""
    folded = text.casefold()
    for found in _MANY.finditer(text) if any(size in folded for size in _SIZES) else ():
        if not _touches(*found.span(), taken):
            value = max(numerals.numbers(f"one {found[1]}")) if found[1] else Fraction(20)
            yield Token(Kind.NUMBER, *found.span(), found[0], values=frozenset([value]), rounded="many")


def _adjoins(text: str, start: int, end: int) -> bool:
    """Tell whether letters, a hyphen or a point stand right beside a number: “A4”, “26th-century”."""
    before = text[start - 1 : start] if start else ""
    return before.isalnum() or before in ("-", "–", ".", "_") or text[end : end + 1].isalpha()


def _part_of_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether a number word belongs to a name: “Six-Party”, “Group of Seven”, “the Third Neighbour policy”."""
    if not text[start].isupper():
        return False
    following = _NEXT_LETTER.match(text, end)
    hyphen = text[end : end + 1] == "-"
    begins = _BEGINNING.search(text[:start]) is not None
    return (following is not None and following[1].isupper() and (hyphen or not begins)) or (
        not begins and _CAPITAL_BEFORE.search(text[:start]) is not None
    )


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    for a, b in spans:  # noqa: SIM110 - asked for every number and date of every text
        if start < b and a < end:
            return True
    return False


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)
