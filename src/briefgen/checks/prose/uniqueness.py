"""Rule `unattributed-uniqueness`: “the first … to”, “the only …”, “unique” have an author and stand in a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.prose.attribution import plain_text, says_whose
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic

_FAMILIES = {
    "first": re.compile(
        r"\b(?:the (?:very )?first (?:[\w-]+ ){1,6}?(?:to [a-z]+|ever\b|since\b|in history\b)"
        r"|first[- ]ever|for the first time(?! in [A-Z])|never before|unprecedented)\b", re.IGNORECASE,
    ),
    "only": re.compile(
        r"\b(?:(?:the|its|their|his|her|[A-Z]\w+[’']s) (?:one and )?(?:only|sole)"
        r"|alone (?:among|in|of)|no other (?:country|state|nation|forum|actor|capital))\b", re.IGNORECASE,
    ),
    "unique": re.compile(r"\b(?:unique(?:ly)?|unparalleled|unrivalled|one of a kind|sui generis)\b", re.IGNORECASE),
}  # fmt: skip
_IN_PASSAGE = {
    "first": re.compile(r"\b(?:first|never before|unprecedented|inaugural)\b", re.IGNORECASE),
    "only": re.compile(r"\b(?:only|sole(?:ly)?|alone|unique(?:ly)?|no other)\b", re.IGNORECASE),
    "unique": re.compile(r"\b(?:unique(?:ly)?|only|sole|unparalleled|unrivalled)\b", re.IGNORECASE),
}


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each claim of uniqueness without its author, or without the quantifier in a passage."""
    for unit in view.units:
        plain = plain_text(unit)
        for family, pattern in _FAMILIES.items():
            for found in pattern.finditer(plain):
                if message := _fault(view, unit, plain, family, found):
                    hint = "say who claims it, and cite the passage that does; or leave it out"
                    yield view.finding("unattributed-uniqueness", unit, message, found.span(), hint)


def _fault(view: ProseView, unit: Unit, plain: str, family: str, found: re.Match[str]) -> str:
    words = [view.dataset.passages[e.passage].exact for key in unit.rests_on for e in view.knowledge.seen(key)]
    if not any(_IN_PASSAGE[family].search(text) for text in words):
        return f"“{found[0]}” claims uniqueness that no passage cited claims"
    start, end = next(((a, b) for a, b in unit.sentences if a <= found.start() < b), (0, len(plain)))
    if not says_whose(view, unit, unit.rests_on, plain[start:end]):
        return f"“{found[0]}” claims uniqueness, and the sentence does not say who claims it"
    return ""
