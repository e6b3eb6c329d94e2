"""What a body of evidence says at one moment, as data that can be laid beside what it says at another.

In: a dataset and where its passages stand. Out: a frozen `Snapshot`. It holds what a reader could challenge: each
record's words and values, and the places it rests on, without a source's words. Not in it is what only concerns
curators: notes, topics, importance, the order of rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256

from briefgen.dataset import Dataset
from briefgen.evidence import Span
from briefgen.export.flat import SEPARATOR
from briefgen.model import TABLES, Source

CURATING = frozenset({"id", "note", "topics", "importance", "terms"})  # columns that tell a reader nothing
UNTOLD = ("passages", "evidence")  # tables that stand with the records they belong to
SOURCE_VALUES = ("title", "issued", "origin", "descriptor", "interest", "handling", "sha256")
Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, order=True)
class Ground:
    """A place a record rests on.

    Attributes:
        source: id of the source.
        start: first character.
        end: character after the last.
        field: the column it bears on, or `*`.
        relation: how it bears on it.
    """

    source: str
    start: int
    end: int
    field: str
    relation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as it stood.

    Attributes:
        table: its table; `key-messages`, `front` and `sections` are those of an edition.
        id: its id.
        text: what it says, in words.
        values: (column, value) of its other columns that are not empty, as written.
        grounds: the places it rests on, sorted.
    """

    table: str
    id: str
    text: str
    values: Values = ()
    grounds: tuple[Ground, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same record at another moment."""
        return self.table, self.id

    def value(self, column: str) -> str:
        """Return a value as written; empty when there is none."""
        return dict(self.values).get(column, "")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was said at one moment.

    Attributes:
        label: what a reader calls the moment: a file, a revision, an edition.
        date: the day of the review, where it is known.
        entries: what was said, in order.
        part: only what one edition uses, and without what it may not quote.
    """

    label: str
    date: str = ""
    entries: tuple[Entry, ...] = ()
    part: bool = False

    def by_key(self) -> Mapping[tuple[str, str], Entry]:
        """Return the entries by table and id."""
        return {entry.key: entry for entry in self.entries}

    @property
    def digest(self) -> str:
        """SHA-256 of what is said; neither the moment's name nor the order of entries is part of it."""
        ordered = sorted(self.entries, key=lambda one: one.key)
        listed = [[*one.key, one.text, one.values, [astuple(ground) for ground in one.grounds]] for one in ordered]
        return sha256(json.dumps(listed, ensure_ascii=False).encode()).hexdigest()


def of_dataset(
    dataset: Dataset, spans: Mapping[str, Span], label: str, date: str = "", *, part: bool = False
) -> Snapshot:
    """Return what a dataset says.

    Args:
        dataset: the records.
        spans: where its passages stand; one that is nowhere is no ground.
        label: what a reader calls the moment.
        date: the day of the review.
        part: whether it is the part that one edition uses.
    """
    ids = (*dataset.sources, *(key for name in TABLES if name not in UNTOLD for key in dataset.tables.get(name, {})))
    return Snapshot(label, date, tuple(entries_of(ids, dataset, spans)), part)


def entries_of(ids: Iterable[str], dataset: Dataset, spans: Mapping[str, Span]) -> Iterator[Entry]:
    """Yield the records and sources of these ids as entries; an id that has none is left out."""
    for key in ids:
        table, record = dataset.table_of(key), dataset.get(key)
        if isinstance(record, Source):
            yield source_entry(record)
        elif table is not None and table not in UNTOLD:
            cells = {column: _cell(getattr(record, column)) for column in TABLES[table].columns}
            who = cells.get("actor", "")
            names = {who: dataset.actors[who].name} if who in dataset.actors else {}
            yield entry(table, cells, names, _grounds(key, dataset, spans))


def _grounds(key: str, dataset: Dataset, spans: Mapping[str, Span]) -> Iterator[Ground]:
    for link in dataset.evidence_for(key):
        if span := spans.get(link.passage):
            yield Ground(span.source, span.start, span.end, link.field, link.relation)


def source_entry(source: Source) -> Entry:
    """Return a source as an entry."""
    told = ((name, str(getattr(source, name))) for name in SOURCE_VALUES)
    return Entry("sources", source.id, source.title, _filled(told))


def entry(table: str, cells: Mapping[str, str], names: Mapping[str, str], grounds: Iterable[Ground]) -> Entry:
    """Return a row of a table as an entry.

    Args:
        table: the table.
        cells: column → value as written, lists joined.
        names: actor → name, for records that have no words of their own.
        grounds: the places it rests on.
    """
    words = TABLES[table].text
    told = ((name, cell) for name, cell in cells.items() if name not in CURATING and name != words)
    text = cells.get(words, "") or _called(table, cells, names)
    return Entry(table, cells["id"], text, _filled(told), tuple(sorted(set(grounds))))


def _called(table: str, cells: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return what a record without words of its own is called."""
    if table == "participation":
        return f"{names.get(cells['actor'], cells['actor'])}, {cells['subject']}"
    return cells["id"]


def _filled(values: Iterable[tuple[str, str]]) -> Values:
    return tuple((name, value) for name, value in values if value)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)
