"""Numbers as a language writes them.

In: a number and a language. Out: digits. English keeps the house's thin space between thousands, from 10,000 on; in
amounts a comma, as the documents do.
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
    return _babel(number, lang)


def amount(number: float, lang: str) -> str:
    """Return a number in digits, its thousands apart whatever its size, to twelve digits."""
    if lang.partition("-")[0] == "en":
        return f"{number:,}" if isinstance(number, int) else f"{number:,.12g}"
    return _babel(number, lang)


def _babel(number: float, lang: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(number, format=_PATTERN, locale=locale_of(lang)))
