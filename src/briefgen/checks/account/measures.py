"""What a number counts in: per cent, a currency, days, kilometres; and the words that follow it.

In: a text and where a number stands. Out: a unit such as `percent`, `money:usd`, `day` (empty: none); the words.
"""

from __future__ import annotations

import re


def bag(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


_BEFORE = re.compile(r"(?:(?P<sign>US\$|\$|€|£|¥|₮)|\b(?P<code>USD|EUR|GBP|JPY|MNT|US dollars?)) ?$")
_AFTER = re.compile(
    r"\s*(?:[- ]?(?P<percent>%|percent(?:age points?)?|per cent)"
    r"|(?P<money>(?:US |American )?dollars?|USD|euros?|EUR|pounds?|yen|tugriks?|tögrögs?)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"(?:[-\s]+[^\W\d_]+){1,5}")
_CURRENCIES = {"$": "usd", "us$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₮": "mnt", "usd": "usd", "eur": "eur"}
MEASURES = bag(
    "second minute hour day week fortnight month year decade century kilometre kilometer km mile metre meter hectare"
    " tonne ton kilogram kg litre liter barrel degree percent"
)
_SPELT_ALIKE = {"kilometer": "kilometre", "km": "kilometre", "meter": "metre", "liter": "litre", "kg": "kilogram"}


def measure(text: str, start: int, end: int) -> str:
    """Return the unit of the number at text[start:end]; empty: it has none."""
    before, after = _BEFORE.search(text, max(0, start - 12), start), _AFTER.match(text, end)
    if after and after["percent"]:
        return "percent"
    if before:
        return f"money:{_currency(before['sign'] or before['code'])}"
    if after and after["money"]:
        return f"money:{_currency(after['money'])}"
    noun = next(iter(following(text, end)), "")
    noun = _SPELT_ALIKE.get(noun, noun)
    return noun if noun in MEASURES else ""


def following(text: str, end: int) -> tuple[str, ...]:
    """Return the five words after a number, in the singular: what it counts is one of them."""
    found = _WORDS.match(text, end)
    return tuple(singular(word.lower()) for word in _WORD.findall(found[0])) if found else ()


def units_of(words: str) -> str:
    """Return the unit that the words of a column name: `days by train` a day, `million US dollars` money."""
    return measure(f"1 {re.sub(r'^(?:hundred|thousand|million|billion|trillion) ', '', words)}", 0, 1)


def _currency(words: str) -> str:
    word = words.lower()
    if "dollar" in word:
        return "usd"
    for stem, code in (("euro", "eur"), ("pound", "gbp"), ("yen", "jpy"), ("t", "mnt")):
        if word.startswith(stem):
            return code
    return _CURRENCIES.get(word, word)


def singular(word: str) -> str:
    """Return a word without its plural ending, near enough to compare two of them."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
