"""What an import would change, row by row and cell by cell.

In: two tables as texts. Out: `Changes`. Rows are known by their `id`; rows of evidence, which have none, by claim,
field and passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Row = Mapping[str, str]
_EVIDENCE = ("record", "field", "passage")


@dataclass(frozen=True, slots=True)
class Change:
    """A row that would be added, removed or changed.

    Attributes:
        table: name of the table.
        kind: `added`, `removed` or `changed`.
        key: the row's id; for evidence `claim.field passage`.
        cells: (column, text before, text after) of each cell that differs; of a row added or removed, each not empty.
    """

    table: str
    kind: str
    key: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change in one table; `reordered` when the rows that stay would stand in another order."""

    table: str
    rows: tuple[Change, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything would change."""
        return bool(self.rows) or self.reordered


def compare(table: str, before: Iterable[Row], after: Iterable[Row]) -> Changes:
    """Return what makes `after` of `before`."""
    old, new = _keyed(before), _keyed(after)
    rows = tuple(_changes(table, old, new))
    staying = [key for key in old if key in new]
    return Changes(table, rows, staying != [key for key in new if key in old])


def _keyed(rows: Iterable[Row]) -> dict[tuple[str, int], Row]:
    """Return the rows by key; of several with one key each gets its number, so that none is lost."""
    found: dict[tuple[str, int], Row] = {}
    count: dict[str, int] = {}
    for row in rows:
        key = _key(row)
        count[key] = count.get(key, 0) + 1
        found[key, count[key]] = row
    return found


def _key(row: Row) -> str:
    if "id" in row:
        return row["id"]
    record, column, passage = (row.get(name, "") for name in _EVIDENCE)
    return f"{record}.{column} {passage}"


def _changes(table: str, old: Mapping[tuple[str, int], Row], new: Mapping[tuple[str, int], Row]) -> Iterator[Change]:
    for key, row in old.items():
        if key not in new:
            yield Change(table, "removed", key[0], tuple((name, text, "") for name, text in row.items() if text))
        elif cells := tuple(_cells(row, new[key])):
            yield Change(table, "changed", key[0], cells)
    for key, row in new.items():
        if key not in old:
            yield Change(table, "added", key[0], tuple((name, "", text) for name, text in row.items() if text))


def _cells(old: Row, new: Row) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield name, old.get(name, ""), new.get(name, "")


def rows_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Row]:
    """Yield rows as column → text."""
    for cells in rows:
        yield dict(zip(header, cells, strict=True))
