"""What changed between two moments: a pure function of two snapshots.

In: two `Snapshot`s. Out: `Changes`, each change by itself, in a fixed order. Laid the other way round, the same changes
come out turned round: what was added was removed, what was gained was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.changes.snapshot import Entry, Ground, Snapshot
from briefgen.export.bundle.quoted import WITHHELD
from briefgen.model import TABLES, Kind

FRONT, MESSAGES, SECTIONS = "front", "key-messages", "sections"  # the tables that only an edition has
WORDS = "words"  # the column of a section that tells whether its words are the same
_ORDER = (FRONT, MESSAGES, *TABLES, "sources", SECTIONS)


class Sort(StrEnum):
    """What sort of change it is."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    DATE = "date"
    STATUS = "status"
    NUMBER = "number"
    GAINED = "evidence gained"
    LOST = "evidence lost"
    OTHER = "other"
    EDITED = "edited"


_OF_KIND: Mapping[Kind, Sort] = {
    Kind.TEXT: Sort.REWORDED,
    Kind.INTEGER: Sort.NUMBER,
    Kind.NUMBER: Sort.NUMBER,
    Kind.EDTF: Sort.DATE,
    Kind.DERIVATION: Sort.DATE,
    Kind.ENUM: Sort.STATUS,
    Kind.SLUG: Sort.OTHER,
    Kind.REF: Sort.OTHER,
}
_SIGNS = re.compile(r"\w+|[-+−%‰]")  # what a text is made of, without its marks and spaces
_NUMERIC = frozenset({"unit", "qualifier"})  # texts that are a part of a number


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record.

    Attributes:
        sort: what sort of change it is.
        table: the record's table.
        id: the record's id.
        text: what the record says now; of one that was removed, what it said.
        column: the column that changed, or on which evidence bears; empty for a whole record and for its words.
        old: the value before.
        new: the value now.
    """

    sort: Sort
    table: str
    id: str
    text: str
    column: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two moments.

    Attributes:
        old: what the earlier moment is called.
        new: what the later one is called.
        changes: each change, in a fixed order.
    """

    old: str
    new: str
    changes: tuple[Change, ...] = ()

    @property
    def of_substance(self) -> tuple[Change, ...]:
        """The changes of what is said; the wording between the claims is none."""
        return tuple(change for change in self.changes if change.sort is not Sort.EDITED)


def what_changed(old: Snapshot, new: Snapshot) -> Changes:
    """Return what changed from one moment to another.

    Of two parts of a dataset, a text that one of them does not quote is taken for unchanged: nobody can tell.
    """
    before, after = old.by_key(), new.by_key()
    keys = sorted(dict.fromkeys((*after, *before)), key=lambda key: _ORDER.index(key[0]))
    found: list[Change] = []
    for key in keys:
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            found.append(Change(Sort.ADDED, *key, now.text, new=now.text))
        elif now is None and was is not None:
            found.append(Change(Sort.REMOVED, *key, was.text, old=was.text))
        elif was is not None and now is not None and was != now:
            found += _altered(was, now, unsure=old.part or new.part)
    return Changes(old.label, new.label, tuple(found))


def _altered(was: Entry, now: Entry, *, unsure: bool) -> Iterator[Change]:
    if was.text != now.text and WITHHELD not in (was.text, now.text):
        yield Change(_reworded(was.text, now.text), *now.key, now.text, "", was.text, now.text)
    for column in _columns(was, now):
        old, new = was.value(column), now.value(column)
        if old != new and not (unsure and _untold(now.table, column, old, new)):
            sort = _sort(now.table, column)
            sort = _reworded(old, new) if sort is Sort.REWORDED else sort
            yield Change(sort, *now.key, now.text, column, old, new)
    lost, gained = sorted({*was.grounds} - {*now.grounds}), sorted({*now.grounds} - {*was.grounds})
    for ground in lost:
        yield Change(Sort.LOST, *now.key, now.text, ground.field, old=place(ground))
    for ground in gained:
        yield Change(Sort.GAINED, *now.key, now.text, ground.field, new=place(ground))


def _reworded(old: str, new: str) -> Sort:
    """Tell a new wording from one in which only marks or spaces are others."""
    return Sort.EDITED if _SIGNS.findall(old) == _SIGNS.findall(new) else Sort.REWORDED


def _columns(was: Entry, now: Entry) -> Iterator[str]:
    """Yield the columns that either has, in the order of the table."""
    held = dict.fromkeys(name for name, _ in (*now.values, *was.values))
    known = TABLES[now.table].columns if now.table in TABLES else held
    yield from (name for name in known if name in held)


def _untold(table: str, column: str, old: str, new: str) -> bool:
    """Tell whether a text may be left out on one side because it may not be quoted there."""
    textual = table not in TABLES or TABLES[table].columns[column].kind is Kind.TEXT
    return textual and (WITHHELD in f"{old}{new}" or not (old and new))


def _sort(table: str, column: str) -> Sort:
    if table == SECTIONS:
        return Sort.EDITED
    if table not in TABLES:
        return {"issued": Sort.DATE, "handling": Sort.STATUS, "sha256": Sort.OTHER}.get(column, Sort.REWORDED)
    return Sort.NUMBER if column in _NUMERIC else _OF_KIND[TABLES[table].columns[column].kind]


def place(ground: Ground) -> str:
    """Return how a place is told: its relation, its source and its characters."""
    return f"{ground.relation}: {ground.source}, characters {ground.start}–{ground.end}"
