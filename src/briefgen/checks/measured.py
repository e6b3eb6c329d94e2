"""Rule `unit-not-in-passage`: an indicator's value stands in its passage in the unit that the record gives it.

A percentage is no number of people, an ordinal no count, a year no number of years, a million no billion. What is
counted follows the number; where the passages only number it, the label names it.
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
_PEOPLE = bag(
    "people person population inhabitant citizen resident student refugee migrant worker labourer laborer soldier"
    " troop peacekeeper scholar expert official delegate participant visitor tourist child woman man member speaker"
    " defector victim abductee trainee"
)
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
        fits = any(_fits(token, indicator, texts) for token in with_value) if with_value else _is_labelled(indicator)
        if passages and not fits:
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


def _is_labelled(indicator: Indicator) -> bool:
    """Tell whether the label says what is counted, where the passages only number it: “First … Second … Third …”."""
    unit, said = indicator.unit.lower(), re.findall(r"[a-z]+", indicator.label.lower())
    return not units_of(unit) and not {singular(word) for word in said}.isdisjoint(map(singular, unit.split()))


def _besides(unit: str, texts: list[str], label: str) -> bool:
    """Tell whether what a unit says besides its measure stands in a passage or the label: “days by train”."""
    said = {singular(word) for text in (*texts, label) for word in re.findall(r"[a-z]+", text.lower())}
    words = {singular(word) for word in re.findall(r"[a-z]+", unit.lower())}
    return words - MEASURES - set(_SCALES) - _MONEY <= said


def _counts(token: Token, indicator: Indicator, texts: list[str]) -> bool:
    """Tell whether what a number counts is what the unit says: states, people, or the words that follow the number.

    A part, and a number that nothing follows, are of something that stands elsewhere in the passage or in the label.
    """
    words = {singular(word) for word in re.findall(r"[a-z]+", indicator.unit.lower())} - set(_SCALES)
    nouns = set(token.nouns)
    if words & _STATES or nouns & _STATES:
        return bool(words & _STATES) and bool(nouns & _STATES)
    if (Fraction(indicator.value).denominator == 1) == ("of" in words):
        return False
    said = {singular(w) for text in (*texts, indicator.label) for w in re.findall(r"[a-z]+", text.lower())}
    counted = nouns if nouns and "of" not in words else said - {"of"}
    if "people" in words:
        return bool(_PEOPLE & counted)
    return bool(words & counted) or ("party" in words and "way" in nouns)
