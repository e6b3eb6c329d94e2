"""What may be quoted in what travels with an edition: the passages its own notes quote, and not a word more.

In: a Document, the part of the dataset it uses, where passages stand. Out: the ids of the passages that may be
quoted, and the dataset without the words of all others. Their places stay: characters [start:end) of a pinned source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from briefgen.compose.sources import label
from briefgen.dataset import Dataset
from briefgen.document import Document
from briefgen.evidence import Evidenced, Span
from briefgen.model import TABLES, Kind, Passage, Record

WITHHELD = "[withheld]"
RUN = 8  # words in a row that make a quotation of what would otherwise be common language
_WORD = re.compile(r"\w+")


def quotable(document: Document, part: Dataset, evidenced: Evidenced) -> frozenset[str]:
    """Return the ids of the passages whose words the notes of the edition show."""
    shown = {(view.source, view.start, view.end) for note in document.notes for view in note.passages if view.exact}
    return frozenset(
        key
        for key, passage in part.passages.items()
        if (span := evidenced.spans.get(key))
        and part.sources[passage.source].handling == "public"
        and (label(part.sources[passage.source]), span.start, span.end) in shown
    )


def redacted(part: Dataset, evidenced: Evidenced, spoken: frozenset[str], printed: Iterable[str] = ()) -> Dataset:
    """Return the dataset without the words of the passages that may not be quoted, in whatever column they stand.

    A passage loses its words, those around it, and what was noted of it. Another text that repeats a run of them is
    left empty, or is `WITHHELD` where one is required; save that a public source's words may stand where the edition
    itself prints them.

    Args:
        part: the dataset of an edition.
        evidenced: where its passages stand.
        spoken: the passages that may be quoted.
        printed: the texts of the edition.
    """
    own = Runs(printed)
    withheld = {key: span for key in part.passages if key not in spoken and (span := evidenced.spans.get(key))}
    secret = {key for key in withheld if part.sources[part.passages[key].source].handling != "public"}
    runs = Runs(_words_at(evidenced, withheld[key]) for key in withheld if key not in secret).without(own)
    runs = runs.united(Runs(_words_at(evidenced, withheld[key]) for key in secret))
    tables = {
        name: MappingProxyType(
            {
                key: _without(record, spoken) if isinstance(record, Passage) else _clean(record, runs)
                for key, record in records.items()
            }
        )
        for name, records in part.tables.items()
    }
    sources = {
        key: replace(source, note="" if runs.touch(source.note) else source.note)
        for key, source in part.sources.items()
    }
    return Dataset(MappingProxyType(sources), MappingProxyType(tables))


class Runs:
    """The runs of words that may not be repeated: a short passage is one run, a longer one many that overlap."""

    def __init__(self, texts: Iterable[str] = (), runs: Iterable[tuple[str, ...]] = ()) -> None:
        """Take the texts apart, and take runs as they are."""
        self._runs = set(runs)
        for text in texts:
            words = words_of(text)
            self._runs |= {words[at : at + RUN] for at in range(max(0, len(words) - RUN + 1))}

    def without(self, other: Runs) -> Runs:
        """Return these runs without those of another."""
        return Runs(runs=self._runs - other._runs)

    def united(self, other: Runs) -> Runs:
        """Return these runs and those of another."""
        return Runs(runs=self._runs | other._runs)

    def touch(self, text: str) -> bool:
        """Tell whether a text repeats a run."""
        return bool(self.found(text))

    def found(self, text: str) -> str:
        """Return the first run that a text repeats, as words; empty when there is none."""
        words = words_of(text) if self._runs else ()
        return next(
            (" ".join(run) for at in range(len(words) - RUN + 1) if (run := words[at : at + RUN]) in self._runs), ""
        )


def _words_at(evidenced: Evidenced, span: Span) -> str:
    return evidenced.texts[span.source][span.start : span.end]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without marks and capitals."""
    return tuple(_WORD.findall(text.casefold()))


def _without(passage: Passage, spoken: frozenset[str]) -> Passage:
    if passage.id in spoken:
        return replace(passage, prefix="", suffix="", note="")
    return replace(passage, exact="", prefix="", suffix="", note="")


def _clean(record: Record, runs: Runs) -> Record:
    table = next(table for table in TABLES.values() if table.record is type(record))
    changed: dict[str, Any] = {}
    for name, column in table.columns.items():
        value = getattr(record, name)
        if column.kind is not Kind.TEXT or not value:
            continue
        if column.many:
            changed[name] = tuple(WITHHELD if runs.touch(item) else item for item in value)
        elif runs.touch(value):
            changed[name] = WITHHELD if column.required else ""
    return replace(record, **changed) if changed else record
