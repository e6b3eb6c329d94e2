"""Numbers as a language writes them.

In: a number and a language. Out: digits. English keeps the house's thin space between thousands, from 10,000 on.
"""

from __future__ import annotations

from briefgen.words.locales import locale_of

GROUPED = 10_000  # below, a number may be a year, and reads well as it is
_PATTERN = "#,##0.##########"


def numeral(number: float, lang: str) -> str:
    """Return a number in digits."""
    if abs(number) < GROUPED and isinstance(number, int):
        return str(number)
    if lang.partition("-")[0] == "en":
        return str(number) if abs(number) < GROUPED else f"{number:,}".replace(",", "\u202f")
    from babel.numbers import format_decimal

    return str(format_decimal(number, format=_PATTERN, locale=locale_of(lang)))
