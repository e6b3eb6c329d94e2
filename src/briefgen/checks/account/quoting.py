"""Whether a quotation is verbatim: segment by segment, with the changes a careful editor may make.

In: the words between quotation marks, and the texts they may come from. Out: the passages that have them, or the
segment that none has. `[…]` and `…` part segments, which keep the order of their source; `[inserted words]` may stand
for what was there or for nothing; the first letter may change its case, and the end may have another mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from briefgen.checks.account.support import Knowledge, comparable

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
    return _in_order((text,), segments(quotation))


def quoted_in(words: str, passages: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the passages that have a quotation: the first that has all of it, or several of one source.

    Segments that stand in several passages must follow one another as they do in that source.
    """
    whole = next((p for p in passages if holds(knowledge.passage_words(p), words)), "")
    parts = segments(words)
    if whole or len(parts) < 2:
        return (whole,) if whole else ()
    for own, stretches in _stretches(passages, knowledge):
        if _in_order(stretches, parts):
            texts = {passage: knowledge.passage_words(passage) for passage in own}
            having = (next((p for p in own if _pattern(part).search(texts[p])), "") for part in parts)
            return tuple(dict.fromkeys(passage for passage in having if passage))
    return ()


def _stretches(passages: Iterable[str], knowledge: Knowledge) -> Iterator[tuple[list[str], list[str]]]:
    """Yield, source by source, the passages and the texts of the stretches that they cover together, in order."""
    known = knowledge.evidenced.spans
    spans = sorted((known[p] for p in passages if p in known), key=lambda s: (s.source, s.start, s.end))
    for source, group in groupby(spans, key=lambda span: span.source):
        own, covered = list(group), list[tuple[int, int]]()
        for span in own:
            if covered and span.start <= covered[-1][1]:
                covered[-1] = covered[-1][0], max(covered[-1][1], span.end)
            else:
                covered.append((span.start, span.end))
        text = knowledge.evidenced.texts[source]
        yield [span.passage for span in own], [comparable(text[start:end]) for start, end in covered]


def _in_order(texts: Sequence[str], parts: Iterable[str]) -> bool:
    """Tell whether texts have all segments, each after the one before."""
    number = at = 0
    for part in parts:
        pattern = _pattern(part)
        while number < len(texts) and (found := pattern.search(texts[number], at)) is None:
            number, at = number + 1, 0
        if number == len(texts) or found is None:
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
