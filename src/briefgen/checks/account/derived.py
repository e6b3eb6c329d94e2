"""Numbers that a reader works out alone: rounded ones, parts told as percentages, the years between two dates.

In: a number as told, and one that is supported, or the other parts of its text. Out: whether the first follows from the
second. Only what is told as rounded may differ, and no more than its last figure and one in twenty allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from briefgen.checks.account.support import Ground
from briefgen.checks.account.tokens import Kind, Token

NEAR = Fraction(1, 20)  # how far from a number, as a part of it, a rounded one may be
FEWEST, MOST = 2, 1000  # “hundreds” are two of them at least, and no thousand of them


def follows(token: Token, unit: str, known: Fraction, other: str) -> bool:
    """Tell whether a number as told follows from one that is supported.

    Args:
        token: the number as told.
        unit: what it counts in.
        known: the number that is supported.
        other: what that one counts in.
    """
    if token.rounded == "many":
        (size,) = token.values
        return (not other or other.startswith("money:")) and FEWEST * size <= known < MOST * size
    told = max(token.values, key=abs)
    if (unit, other) == ("", "percent") and 0 < told < 1:
        told *= 100
    elif (unit, other) == ("percent", "") and 0 < known < 1:
        known *= 100
    elif unit != other or other == "ordinal":
        return False
    return told == known or (known > 0 and _rounds(token.rounded, told, known))


def _rounds(how: str, told: Fraction, known: Fraction) -> bool:
    figure = _last_figure(told)
    if abs(told - known) > NEAR * known:
        return False
    match how:
        case "about":
            return abs(told - known) <= figure / 2
        case "over":
            return told < known < told + figure
        case "under":
            return told - figure < known < told
        case _:
            return False


def _last_figure(number: Fraction) -> Fraction:
    """Return what the last figure of a number stands for: of 48,000 a thousand, of 2.5 a tenth."""
    if not number:
        return Fraction(1)
    figure = Fraction(1)
    while (number / figure).denominator != 1 and figure > Fraction(1, 10**6):
        figure /= 10
    while (number / (figure * 10)).denominator == 1:
        figure *= 10
    return figure


def between(token: Token, told: Iterable[Token]) -> Iterator[Ground]:
    """Yield the ground of a number of years that lie between two years told beside it: “in 2003 … five years later”."""
    years = sorted({m.year for other in told if other.kind is Kind.DATE for m in other.dates if m.year and m.span == 1})
    for first, last in combinations(years, 2):
        if last - first in token.values:
            yield Ground("", column=f"{last} − {first}")
