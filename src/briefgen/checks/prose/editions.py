"""Rule `edition-misdated`: the number of a meeting and the date beside it belong to the same meeting.

“The sixth edition met on 14–15 June 2018” names two meetings when that was the fifth. Each of the two may be supported
by what is cited; only together they are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from briefgen.checks.account import Kind, Token, dates_of
from briefgen.checks.account.measures import bag
from briefgen.checks.mentions import Mention
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.dates import parse
from briefgen.errors import Diagnostic

_BARE = re.compile(r"[,;.]|,? and\b|,? or\b| remain")
_LISTED = re.compile(r"(?:,|,? and|,? or) (?:the )?")
FAR = 60  # characters between a number and its date
_MEETINGS = bag("meeting edition dialogue conference")
_AT_ONCE = re.compile(r",? (?:therefore )?(?:falls? |met |was )?(?:in|of|on) ")
_THAT_YEAR = re.compile(  # “counts the meeting of that year as the sixth”
    r"\b(?:meeting|edition|dialogue|conference) of (?:that|the same) year(?P<between>[^.;]{0,24})$", re.IGNORECASE
)
_OTHER = re.compile(r"\b(?:and|before|after|since|until|paper|essay|analysis|interview|article|text|wrote|summit)\b")


class _Numbered(NamedTuple):
    """A number of a meeting, and the years of a date beside it."""

    span: tuple[int, int]
    words: str
    ordinal: int
    years: frozenset[int]


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each number of a meeting beside the date of another one, or twice in one list."""
    known = _years(view)
    for unit in view.units:
        for span, words in _listed_wrongly(view, unit):
            message = f"“{words}” stands in the list once more, or out of its order"
            yield view.finding("edition-misdated", unit, message, span, "each meeting of a list is named once")
        for told in _told(view, unit):
            own = {year for (_, ordinal), years in known.items() if ordinal == told.ordinal for year in years}
            series = {year for years in known.values() for year in years}
            if own and told.years <= series and own.isdisjoint(told.years):
                message = f"“{told.words}” stands beside the date of another meeting of the series"
                hint = "correct the number or the date"
                yield view.finding("edition-misdated", unit, message, told.span, hint)


def _years(view: ProseView) -> dict[tuple[str, int], frozenset[int]]:
    """Return (mechanism, number) → the years of that edition."""
    found: dict[tuple[str, int], frozenset[int]] = {}
    for edition in view.dataset.editions.values():
        event = view.dataset.events.get(edition.event)
        if edition.ordinal is not None and event is not None and event.date:
            found[edition.mechanism, edition.ordinal] = _years_of(dates_of(parse(event.date)))
    return found


def _years_of(dates: Iterable[Mention]) -> frozenset[int]:
    return frozenset(mention.year for mention in dates if mention.year and mention.span == 1)


def _told(view: ProseView, unit: Unit) -> Iterator[_Numbered]:
    entries = view.account(unit)
    ordinals = [e.token for e in entries if e.token.kind is Kind.NUMBER and e.token.ordinal]
    dates = [(e.token.start, _years_of(e.token.dates)) for e in entries]
    for start, _, computed in unit.said.values:
        if computed.kind == "date":
            dates.append((start, _years_of(dates_of(parse(str(computed.datum))))))
    for token in ordinals:
        if (year := _THAT_YEAR.search(unit.text, 0, token.start)) and not re.search(r"[.!?;]\s", year["between"]):
            before = [years for at, years in dates if at < year.start() and years]
            if before:
                yield _Numbered((token.start, token.end), token.words, _number(token), before[-1])
                continue
        following = [(at, years) for at, years in dates if token.end <= at <= token.end + FAR and years]
        if not following:
            continue
        at, years = min(following, key=lambda date: date[0])
        between = unit.text[token.end : at]
        another = any(token.start < other.start < at for other in ordinals)
        meant = _MEETINGS.intersection(token.nouns) or _AT_ONCE.fullmatch(between)
        if meant and not another and not _OTHER.search(between) and not re.search(r"[.!?;\n]\s", between):
            yield _Numbered((token.start, token.end), token.words, _number(token), years)


def _number(token: Token) -> int:
    return next((v.numerator for v in token.values if v.denominator == 1), 0)


def _listed_wrongly(view: ProseView, unit: Unit) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the numbers of a list that stand in it a second time, or do not rise: “the second, second and fifth”."""
    tokens = (entry.token for entry in view.account(unit))
    bare = [token for token in tokens if token.ordinal and _BARE.match(unit.text, token.end)]
    for start, end in unit.sentences:
        told = [token for token in bare if start <= token.start < end]
        for before, token in pairwise(told):
            listed = _LISTED.fullmatch(unit.text[before.end : token.start])
            again = any(token.values == other.values for other in told if other.start < token.start)
            if again or (listed and max(token.values) < max(before.values)):
                yield (token.start, token.end), token.words
