"""From a place in a source to what rests on it: the other way of `briefgen trace`.

In: the dataset, the evidence as located, and a stretch of a source or some words. Out: frozen `Found` places, each with
the passages that touch it and the records that rest on those, directly or through a dispute or a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.api.coverage import known_source, spans_of
from briefgen.dataset import Dataset
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.evidence import Evidenced, Normalised, Span, normalise, normalised
from briefgen.model import TABLES


@dataclass(frozen=True, slots=True)
class Resting:
    """A record that rests on a passage: the link's field and relation, or the record it rests on in turn, `through`."""

    id: str
    table: str
    text: str
    field: str = ""
    relation: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Touched:
    """A passage that touches a place, and what rests on it."""

    passage: str
    start: int
    end: int
    exact: str
    records: tuple[Resting, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a source, in context, and the passages that touch it: none when nothing rests on it."""

    source: str
    start: int
    end: int
    before: str
    exact: str
    after: str
    passages: tuple[Touched, ...]


def at_place(dataset: Dataset, evidenced: Evidenced, source: str, place: tuple[int, int], context: int = 160) -> Found:
    """Return what rests on characters [start, end) of a source, or on the character at `start` when they are equal.

    Raises:
        BriefgenError: there is no such source, or no such place in it (exit code 2).
    """
    known_source(dataset, source)
    text = evidenced.texts.get(source, "")
    start, end = place[0], max(place[1], place[0] + 1)
    if not 0 <= start < end <= len(text):
        message = f"“{source}” has characters 0 to {len(text)}; {start}-{end} is no place in it"
        raise BriefgenError(Diagnostic("unknown-place", message, hint="as in --at 120-180"), exit_code=2)
    touching = [span for span in spans_of(evidenced, source) if span.start < end and start < span.end]
    around = (text[:start][-context:], text[start:end], text[end:][:context])
    return Found(source, start, end, *around, tuple(_touched(dataset, evidenced, span) for span in touching))


def at_words(
    dataset: Dataset, evidenced: Evidenced, words: str, source: str = "", context: int = 160
) -> tuple[Found, ...]:
    """Return what rests on each place where the words stand, in one source or in all.

    Spaces and line ends count as one space, small and capital letters as the same.

    Raises:
        BriefgenError: there is no such source, or the words stand nowhere (exit code 2).
    """
    if source:
        known_source(dataset, source)
    places = [
        (key, place)
        for key, text in evidenced.texts.items()
        if source in ("", key)
        for place in _occurrences(normalised(text), words)
    ]
    if not places:
        where = f"source “{source}”" if source else "any source"
        message = f"“{words}” does not stand in {where}"
        raise BriefgenError(Diagnostic("words-not-found", message, hint="fewer words find more"), exit_code=2)
    return tuple(at_place(dataset, evidenced, key, place, context) for key, place in places)


def _occurrences(text: Normalised, words: str) -> Iterator[tuple[int, int]]:
    parts = normalise(words).split()
    if parts:
        for found in re.finditer(r"\s+".join(map(re.escape, parts)), text.text, re.IGNORECASE):
            yield text.offset(found.start()), text.offset(found.end())


def _touched(dataset: Dataset, evidenced: Evidenced, span: Span) -> Touched:
    exact = evidenced.texts[span.source][span.start : span.end]
    return Touched(span.passage, span.start, span.end, exact, tuple(_resting(dataset, span.passage)))


def _resting(dataset: Dataset, passage: str) -> Iterator[Resting]:
    """Yield the records linked to a passage, then what rests on those, each once."""
    seen: set[str] = set()
    waiting: list[str] = []
    for link in dataset.evidence:
        if link.passage == passage:
            yield _record(dataset, link.record, link.field, link.relation)
            if link.relation == "supports" and link.record not in seen:
                waiting.append(link.record)
            seen.add(link.record)
    while waiting:
        key = waiting.pop(0)
        for above in _above(dataset, key):
            if above not in seen:
                seen.add(above)
                waiting.append(above)
                yield _record(dataset, above, through=key)


def _above(dataset: Dataset, key: str) -> Iterator[str]:
    """Yield the records that rest on a record: a position's dispute, judgements that have it as a basis."""
    if position := dataset.positions.get(key):
        yield position.dispute
    yield from (judgement.id for judgement in dataset.judgements.values() if key in judgement.basis)


def _record(dataset: Dataset, key: str, field: str = "", relation: str = "", through: str = "") -> Resting:
    table = dataset.table_of(key) or ""
    return Resting(key, table, words_of(dataset, key), field, relation, through)


def words_of(dataset: Dataset, key: str) -> str:
    """Return the column of a record that says it in words, or nothing."""
    table, record = dataset.table_of(key), dataset.get(key)
    if table is None or table not in TABLES or record is None:
        return ""
    return str(getattr(record, TABLES[table].text)) if TABLES[table].text else ""
