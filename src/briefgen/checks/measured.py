"""Rule `unit-not-in-passage`: an indicator's value stands in its passage in the unit that the record gives it.

A percentage is no number of people, an ordinal no count, a year no number of years, a million no billion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from briefgen.checks.account import Kind, Token
from briefgen.checks.account.measures import MEASURES, bag, singular, units_of
from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic
from briefgen.model import Indicator

_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_STATES = bag("state country nation power neighbor neighbour")
_MONEY = bag("us dollar euro pound yen per cent percent american")
_RANKED = re.compile(r"\brank", re.IGNORECASE)


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each indicator of which no supporting passage has the value in its unit."""
    for key, indicator in view.dataset.indicators.items():
        if not indicator.value or not view.judgeable(key):
            continue
        passages = tuple(view.supporting(key, "value"))
        texts = [passage.exact for passage in passages]
        tokens = [token for passage in passages for token in view.knowledge.read(passage.id)]
        with_value = [token for token in tokens if _has(token, indicator)]
        if with_value and not any(_fits(token, indicator, texts) for token in with_value):
            message = f"{indicator.value} stands in its passages, but not as “{indicator.unit}”"
            details = tuple(dict.fromkeys(f"a passage has: “{text}”" for text in texts))[:2]
            hint = "give the unit as the passage does"
            yield Diagnostic("unit-not-in-passage", message, view.place(indicator, "unit"), details, hint)


def _value(indicator: Indicator) -> tuple[Fraction, int]:
    """Return the value, and the scale that its unit begins with."""
    return Fraction(indicator.value), _SCALES.get(indicator.unit.split(" ", 1)[0], 1)


def _has(token: Token, indicator: Indicator) -> bool:
    value, scale = _value(indicator)
    if token.kind is Kind.DATE:
        return any(mention.year == value for mention in token.dates)
    known = {value, value * scale, *(value * other for other in _SCALES.values())}
    return token.kind is Kind.NUMBER and not token.values.isdisjoint(known)


def _fits(token: Token, indicator: Indicator, texts: list[str]) -> bool:
    """Tell whether a number of a passage counts in an indicator's unit."""
    value, scale = _value(indicator)
    unit = indicator.unit.lower()
    if token.kind is Kind.DATE or unit == "year":
        return token.kind is Kind.DATE and unit == "year"
    if unit in ("ordinal", "rank"):
        return (token.ordinal and value.denominator == 1) or (unit == "rank" and any(map(_RANKED.search, texts)))
    if value * scale not in token.values:
        return False
    measured = units_of(unit)
    if measured or token.unit:
        return measured == token.unit and _besides(unit, texts, indicator.label)
    if (token.ordinal and value.denominator == 1) or unit.split(" ")[0] in MEASURES:
        return False
    return _counts(token, indicator, texts)


def _besides(unit: str, texts: list[str], label: str) -> bool:
    """Tell whether what a unit says besides its measure stands in a passage or the label: “days by train”."""
    said = {singular(word) for text in (*texts, label) for word in re.findall(r"[a-z]+", text.lower())}
    words = {singular(word) for word in re.findall(r"[a-z]+", unit.lower())}
    return words - MEASURES - set(_SCALES) - _MONEY <= said


def _counts(token: Token, indicator: Indicator, texts: list[str]) -> bool:
    """Tell whether what a number counts is what the unit says: states, people, or a word of the passage."""
    words = {singular(word) for word in re.findall(r"[a-z]+", indicator.unit.lower())} - set(_SCALES)
    of_states = bool(_STATES & set(token.nouns))
    if words & _STATES or of_states:
        return bool(words & _STATES) and of_states
    if "people" in words or (Fraction(indicator.value).denominator == 1) != ("of" not in words):
        return "people" in words
    said = {singular(w) for text in (*texts, indicator.label) for w in re.findall(r"[a-z]+", text.lower())}
    return bool(words & (said - {"of"})) or ("party" in words and "way" in token.nouns)
