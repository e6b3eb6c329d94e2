"""Spaces at which a line must not break: in dates, in names, between a number and what it counts.

In: a text, and the names it may hold. Out: the same text with no-break spaces; nothing else in it changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.document import Document

NO_BREAK = "\u00a0"
JOINER = "\u2060"  # no space, and no place to break
_LONGEST_NAME = 3  # words: a longer one may be broken
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_COUNTED = "per cent|percent|million|billion|trillion|thousand|km|kg|cm|mm|m|t|US dollars"
_PLACES = "[Ff]igure|[Tt]able|[Nn]ote|[Nn]o\\.|[Pp]p?\\.|[Tt]rack|[Tt]racks|[Cc]hapter|[Pp]art|§"
_TITLES = "Mr|Mrs|Ms|Dr|Prof\\.|St"
_BOUND = re.compile(
    rf"(?<=\d) (?=(?:{_MONTHS})\b)|(?<=\d) (?=(?:{_COUNTED})\b)"
    rf"|\b(?:{_MONTHS})\b (?=\d{{4}}\b)|\b(?:{_PLACES}) (?=\d)|\b(?:{_TITLES}) (?=[A-Z])|\b[A-Z]\. (?=[A-Z])"
)
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_LAST = re.compile(r" (?=\S{1,12}$)")


def unbroken(text: str, names: Iterable[str] = ()) -> str:
    """Return a text whose dates, numbers with units, initials and names stay on one line.

    >>> unbroken("on 14–15 June 2018").replace(NO_BREAK, "~").replace(JOINER, "")
    'on 14–15~June~2018'
    """
    for name in names:
        text = text.replace(name, name.replace(" ", NO_BREAK))
    text = _BOUND.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return _RANGE.sub(f"{JOINER}–{JOINER}", text)


def titled(text: str) -> str:
    """Return a heading whose last line has more than one short word."""
    return _LAST.sub(NO_BREAK, unbroken(text))


def names_in(document: Document) -> tuple[str, ...]:
    """Return the names of those whom an edition quotes, the longest first; of three words at most."""
    said = {view.speaker for note in document.notes for view in note.passages}
    return tuple(sorted((name for name in said if _is_name(name)), key=lambda name: (-len(name), name)))


def _is_name(text: str) -> bool:
    words = text.split(" ")
    return 2 <= len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words)
