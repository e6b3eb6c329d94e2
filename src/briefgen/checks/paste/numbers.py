"""A number in anybody's text: supported when a claim that its sentence is about has it in the same unit.

In: a number and what its sentence is about. Out: a `Verdict`; contradicted when such a claim has another number of the
same unit, or of the same things.
"""

from __future__ import annotations

from fractions import Fraction

from briefgen.checks.account import Kind, Token, derived
from briefgen.checks.account.counting import Counts
from briefgen.checks.account.support import unit_of
from briefgen.checks.mentions import Mention
from briefgen.checks.paste.verdict import About, Status, Verdict, supported, weighed


def numbered(token: Token, about: About) -> Verdict:
    """Return what the dataset says of a number."""
    unit = unit_of(token)

    def contradicts(key: str) -> Verdict | None:
        counted = next(iter(Counts(about.knowledge, (key,)).grounds(token)), None)
        return None if counted else _other(about, key, token, unit)

    verdict = weighed(about, lambda key: _has(about, key, token, unit), contradicts)
    if verdict.status is not Status.SUPPORTED:
        for key in about.clear():
            for counted in Counts(about.knowledge, (key,)).grounds(token):
                return supported(key, counted)
    return verdict


def _has(about: About, key: str, token: Token, unit: str) -> Verdict | None:
    """Return where a claim has a number."""
    known = about.knowledge.support(key)
    for value in sorted(token.values, key=abs, reverse=True):
        year = not unit and value.denominator == 1 and 1000 <= value < 2200
        grounds = known.numbers.get((value, unit)) or (known.dates.get(Mention(int(value))) if year else None)
        if grounds:
            return supported(key, grounds[0])
    follows = (g for (value, other), g in known.numbers.items() if derived.follows(token, unit, value, other))
    return next((supported(key, grounds[0]) for grounds in follows), None)


def _other(about: About, key: str, token: Token, unit: str) -> Verdict | None:
    """Return the number that a claim has instead: of the same unit, or of the same things."""
    knowledge = about.knowledge
    for passage in knowledge.support(key).passages:
        for other in knowledge.read(passage):
            if other.kind is Kind.NUMBER and unit_of(other) == unit and (unit or _same_things(token, other)):
                return _contradicted(key, passage, other.values)
    indicator = knowledge.dataset.indicators.get(key)
    if indicator is not None and (unit and any(u == unit for _, u in knowledge.support(key).numbers)):
        return _contradicted(key, "", frozenset({Fraction(indicator.value)}))
    edition = knowledge.dataset.editions.get(key)
    if edition is not None and edition.ordinal and unit == "ordinal":
        return _contradicted(key, "", frozenset({Fraction(edition.ordinal)}))
    return None


def _same_things(token: Token, other: Token) -> bool:
    return bool(set(token.nouns[:2]) & set(other.nouns[:2]))


def _contradicted(key: str, passage: str, values: frozenset[Fraction]) -> Verdict:
    return Verdict(Status.CONTRADICTED, key, passage, f"the dataset has {plain_values(values)}")


def plain_values(values: frozenset[Fraction]) -> str:
    """Return a number as a person writes it: the largest of what it can be read as."""
    value = max(values, key=abs)
    return f"{float(value):,.12g}" if 10**6 % value.denominator == 0 else str(value)
