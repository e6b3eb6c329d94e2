"""English in letters that are no one's, so that words which are not in the catalogue stand out.

In: words with `{names}`. Out: the same, every letter with a mark on it.
"""

from __future__ import annotations

import re

PSEUDO = "en-XA"  # as CLDR and Android call it
_NAMED = re.compile(r"(\{[^}]*\})")
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀćďéƒğĥíĵķļɱñöƥɋŕšţùṽŵẋÿžÀƁĆĎÉƑĞĤÎĴĶĻṀÑÖƤɊŔŠŢÙṼŴẊŸŽ",
)


def pseudo(words: str) -> str:
    """Return the words with every letter marked, the names of values left alone.

    >>> pseudo("Note {n}")
    'Ñöţé {n}'
    """
    return "".join(part if part.startswith("{") else part.translate(_LETTERS) for part in _NAMED.split(words))
