"""The dataset as an SQLite database, ready for joins.

In: flat tables. Out: the bytes of a database file, the same for the same input and version of SQLite. Each table has
its columns; single references are foreign keys where they lead to one table; a column that holds a list has, beside its
text, a table `<table>_<column>` with a row for each item. Texts are stored as they are: nothing runs them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from briefgen.export.flat import SEPARATOR, Cell, Flat
from briefgen.model import Column, Kind


def to_sqlite(tables: Iterable[Flat]) -> bytes:
    """Return the database."""
    listed = tuple(tables)
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = OFF")  # rows come in file order; the keys are checked on loading
        for table in listed:
            _write(connection, table)
        for table in listed:
            for name, column in table.columns.items():
                if column.many:
                    _write_list(connection, table, name, column)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _quoted(name: str) -> str:
    return f'"{name}"'


def _write(connection: sqlite3.Connection, table: Flat) -> None:
    defined = [f"{_quoted(name)} {_type(name, column)}{_reference(column)}" for name, column in table.columns.items()]
    connection.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(defined)})")
    marks = ", ".join("?" * len(table.columns))
    required = [column.required for column in table.columns.values()]
    rows = (tuple(map(_value, row, required)) for row in table.rows)
    connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608 - our own names
    if table.name == "evidence":
        for name in ("record", "passage"):
            connection.execute(f"CREATE INDEX evidence_{name} ON evidence ({_quoted(name)})")


def _type(name: str, column: Column) -> str:
    kind = "INTEGER" if column.kind is Kind.INTEGER else "TEXT"
    return kind + (" PRIMARY KEY" if name == "id" else "") + (" NOT NULL" if column.required else "")


def _reference(column: Column) -> str:
    if column.kind is Kind.REF and not column.many and len(column.targets) == 1:
        return f" REFERENCES {_quoted(column.targets[0])} (id)"
    return ""


def _value(cell: Cell, required: bool) -> Cell:  # noqa: FBT001 - mapped over cells and columns
    """Return an empty cell as NULL, so that it is no dangling key and sorts apart; words withheld stay empty."""
    return None if cell == "" and not required else cell


def _write_list(connection: sqlite3.Connection, table: Flat, name: str, column: Column) -> None:
    joined = f"{table.name}_{name}"
    target = f" REFERENCES {_quoted(column.targets[0])} (id)" if len(column.targets) == 1 else ""
    connection.execute(
        f"CREATE TABLE {_quoted(joined)} (record TEXT NOT NULL REFERENCES {_quoted(table.name)} (id),"
        f" position INTEGER NOT NULL, value TEXT NOT NULL{target}, PRIMARY KEY (record, position)) WITHOUT ROWID"
    )
    connection.executemany(f"INSERT INTO {_quoted(joined)} VALUES (?, ?, ?)", _items(table, name))  # noqa: S608 - our own names


def _items(table: Flat, name: str) -> Iterator[tuple[Cell, int, str]]:
    names = list(table.columns)
    key, at = names.index("id"), names.index(name)
    for row in table.rows:
        if text := row[at]:
            for position, item in enumerate(str(text).split(SEPARATOR), 1):
                yield row[key], position, item
