"""Whether a quotation is verbatim: segment by segment, with the changes a careful editor may make.

In: the words between quotation marks, and the texts they may come from. Out: the text that has them, or the segment
that none has. `[…]` and `…` part segments, `[inserted words]` may stand for what was there or for nothing; the first
letter may change its case, and the end may have another mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.checks.account.support import comparable

_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")
_INSERTED = re.compile(r"\[[^\[\]]*\]")
_CASE = re.compile(r"\[([^\W\d_])\](?=\w)")  # “[T]he” stands for “the”
_CLOSING = ".,;:!?'— "


def segments(quotation: str) -> tuple[str, ...]:
    """Return the parts of a quotation between its gaps, in the form in which they are compared."""
    parts = (comparable(part).strip(_CLOSING) for part in _GAP.split(_CASE.sub(r"\1", quotation)))
    return tuple(part for part in parts if part)


def holds(text: str, quotation: str) -> bool:
    """Tell whether a comparable text has all segments of a quotation, in their order."""
    at = 0
    for segment in segments(quotation):
        found = _pattern(segment).search(text, at)
        if found is None:
            return False
        at = found.end()
    return True


def missing(texts: Iterable[str], quotation: str) -> str:
    """Return the first segment that none of the texts has; empty when each stands somewhere."""
    known = tuple(texts)
    return next((s for s in segments(quotation) if not any(_pattern(s).search(text) for text in known)), "")


def _pattern(segment: str) -> re.Pattern[str]:
    kept = [part.strip() for part in _INSERTED.split(segment)]
    words = [re.escape(part) for part in kept]
    first = kept[0][:1]
    if first.isalpha():
        words[0] = f"[{first.lower()}{first.upper()}]" + re.escape(kept[0][1:])
    # What is inserted may replace a few words, or none.
    body = r"(?:\W+(?:[\w'-]+\W+){0,6}?)?".join(words)
    return re.compile(rf"(?<!\w){body}(?!\w)")
