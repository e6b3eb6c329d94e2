"""What stands around a quoted passage: a few words before and after it, so that a reader sees what it was said among.

In: notes with their passages, and the sources. Out: the notes with surroundings. They count as quoted words, after all
passages have been counted: a passage is never left out for the sake of another's surroundings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefgen.compose.sources import label
from briefgen.dataset import Dataset
from briefgen.document import Note, PassageView
from briefgen.evidence import Evidenced

_WORD = re.compile(r"\S+\s*")
_TOKEN = re.compile(r"\s*\S+")
WORDS = 10  # on either side, within the paragraph
Around = dict[tuple[str, int, int], tuple[str, str]]


def with_surroundings(notes: Iterable[Note], dataset: Dataset, evidenced: Evidenced, limit: int) -> tuple[Note, ...]:
    """Return the notes, each passage that is quoted with the words around it while its source's limit allows.

    Args:
        notes: the notes of one edition, in order.
        dataset: where the sources are named.
        evidenced: their texts.
        limit: most words quoted from one source in one edition.
    """
    listed = tuple(notes)
    texts = {label(source): evidenced.texts.get(key, "") for key, source in dataset.sources.items()}
    quoted = {_place(view): view for note in listed for view in note.passages if view.exact}
    count = Counter[str]()
    for view in quoted.values():
        count[view.source] += len(view.exact.split())
    around: Around = {}
    for place, view in quoted.items():
        before, after = surroundings(texts[view.source], view.start, view.end)
        more = len(f"{before} {after}".replace("…", "").split())
        if count[view.source] + more <= limit:
            count[view.source] += more
            around[place] = before, after
    return tuple(replace(n, passages=tuple(_surrounded(view, around) for view in n.passages)) for n in listed)


def _place(view: PassageView) -> tuple[str, int, int]:
    return view.source, view.start, view.end


def _surrounded(view: PassageView, around: Around) -> PassageView:
    before, after = around.get(_place(view), ("", "")) if view.exact else ("", "")
    return replace(view, before=before, after=after)


def surroundings(text: str, start: int, end: int, most: int = WORDS) -> tuple[str, str]:
    """Return at most `most` words on either side of a span, within its paragraph; an ellipsis where more stands there.

    What follows keeps the space, or the lack of one, that parts it from the span.

    >>> surroundings("The well was dug by hand in May.", 13, 19, 2)
    ('… well was ', ' hand in …')
    """
    stop = text.find("\n", end)
    before = _WORD.findall(text[text.rfind("\n", 0, start) + 1 : start])
    after = _TOKEN.findall(text[end : stop if stop >= 0 else len(text)])
    head, tail = "".join(before[-most:]), "".join(after[:most])
    return (f"… {head}" if len(before) > most else head), (f"{tail} …" if len(after) > most else tail)
