"""Rule `number-not-in-passage` (rule 4): an indicator's value stands in a supporting passage, in digits or in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from briefgen.checks.numerals import numbers
from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each indicator whose value no supporting passage has."""
    for key, indicator in view.dataset.indicators.items():
        words = view.words(key, "value")
        supported = any(link.relation == "supports" for link in view.dataset.evidence_for(key))
        if not indicator.value or not supported or not view.judgeable(key):
            continue  # reported as an unsupported claim, or when it was loaded
        read = frozenset[Fraction]().union(*(numbers(text) for text in words))
        if Fraction(indicator.value) not in read:
            message = f"{indicator.value} stands in no passage that supports the value"
            said = ", ".join(_say(number) for number in sorted(read))
            details = (f"the passages have {said}",) if said else ("the passages have no number",)
            hint = "give the value as the passage gives it, or cite the passage that has it"
            yield Diagnostic("number-not-in-passage", message, view.place(indicator, "value"), details, hint)


def _say(number: Fraction) -> str:
    decimal = f"{float(number):.12g}"
    return decimal if Fraction(decimal) == number else str(number)
