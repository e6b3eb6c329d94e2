"""Sentences of a plain text, told apart with care not to cut one in two.

In: a text. Out: the spans of its sentences. Where it is unclear whether a sentence ends, it does not: a search within
sentences then finds too much rather than too little, which is the safe side for proving that something is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    # a stop, with a capital or a digit next
    r"(?<![.!?…])(?P<mark>[.!?…]+)[”’\"'»)\]]*(?:\[\d+\])?\s+(?=[“‘\"'«(\[]*[^\W_a-z])"
    r"|\n[ \t\r]*\n\s*"  # a blank line
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Gov|Sen|Rep|Rev|Lt|Col|Capt|St|[Nn]os?|vs|etc|cf|ca|c|e\.g|i\.e|al|Inc|Ltd"
    r"|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec)|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; a blank line ends one, too, a line end alone does not."""
    start = 0
    for found in _END.finditer(text):
        if found["mark"] == "." and _ABBREVIATION.search(text, max(start, found.start() - 12), found.start()):
            continue
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
