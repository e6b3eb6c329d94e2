"""A table's file as records, by itself: what holds between tables is for the loader.

In: the text of a file and the table it should be. Out: `Rows`, with every fault of its cells. The same text gives the
same rows, so that whoever reads a project again and again may keep them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from briefgen.dataset.cells import CellError, Value, reader
from briefgen.dataset.rows import Sheet, read_sheet
from briefgen.errors import Diagnostic, Place, Severity
from briefgen.model import Kind, Record, Table

RESERVED = re.compile("[\ue000-\ue00f]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_TEXTUAL = (Kind.SLUG, Kind.ENUM, Kind.REF)
VERBATIM = frozenset({"exact", "prefix", "suffix"})  # spaces at the ends of these belong to the source


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as read.

    Attributes:
        text: what it was read from.
        records: each record with its id (or, of evidence, its number), in file order; an id may come twice.
        torn: ids of rows that could not be read; None when every row could.
        whole: whether every row of the file could be told apart.
        faults: what is wrong with the file's shape and with its cells.
    """

    text: str
    records: tuple[tuple[str, Record], ...]
    torn: tuple[str, ...] | None
    whole: bool
    faults: tuple[Diagnostic, ...]


def read_rows(text: str, table: Table) -> Rows:
    """Return the rows of a table's file."""
    sheet = read_sheet(text, table)
    faults = list(sheet.faults)
    if RESERVED.search(text) or CONTROL.search(text):  # one look at the whole file; the cells when there is something
        faults += _cell_characters(sheet, table)
    records = tuple(_records(sheet, table, faults))
    return Rows(text, records, _torn(sheet), sheet.whole, tuple(faults))


def _torn(sheet: Sheet) -> tuple[str, ...] | None:
    if not sheet.torn:
        return None
    at = sheet.header.index("id") if "id" in sheet.header else len(sheet.header)
    return tuple(cells[at] for cells in sheet.torn if len(cells) > at)


def _records(sheet: Sheet, table: Table, faults: list[Diagnostic]) -> Iterator[tuple[str, Record]]:
    plan = _plan(sheet.header, table)
    keyed = "id" in table.columns
    for number, (line, cells) in enumerate(sheet.rows, 1):
        values = _values(cells, plan, table, line, faults)
        key = values.get("id") if keyed else f"evidence:{number}"
        if key:  # an empty one is reported as an empty cell, or as a missing column
            yield key, table.record(line=line, **values)


def _cell_characters(sheet: Sheet, table: Table) -> Iterator[Diagnostic]:
    for line, cells in sheet.rows:
        for name, cell in zip(sheet.header, cells, strict=True):
            if fault := bad_character(cell, Place(table.file, line, name)):
                yield fault


def bad_character(text: str, place: Place) -> Diagnostic | None:
    """Return what is wrong with the characters of a text, if anything is."""
    for rule, pattern, what in (
        ("reserved-character", RESERVED, "is reserved for briefgen's own marks"),
        ("control-character", CONTROL, "is a control character"),
    ):
        if found := pattern.search(text):
            return Diagnostic(rule, f"U+{ord(found[0]):04X} {what}", place, hint="remove it")
    return None


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a table's rows become records: what to read, what must not be empty, what an empty cell becomes."""

    columns: tuple[tuple[int, str], ...]
    readers: tuple[tuple[str, Callable[[str], Value]], ...]
    required: tuple[str, ...]
    defaults: Mapping[str, Any]


def _plan(header: Collection[str], table: Table) -> _Plan:
    places = {name: at for at, name in reversed(list(enumerate(header))) if name in table.columns}
    readers = ((name, reader(table.columns[name])) for name in places)
    defaults = {f.name: f.default for f in fields(table.record) if f.default is not MISSING}
    return _Plan(
        tuple((at, name) for name, at in places.items()),
        tuple((name, read) for name, read in readers if read is not None),
        tuple(name for name in places if table.columns[name].required),
        {name: default for name, default in defaults.items() if name in places and default != ""},
    )


def _values(cells: list[str], plan: _Plan, table: Table, line: int, faults: list[Diagnostic]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for at, name in plan.columns:
        cell = cells[at]
        if cell and (cell[0].isspace() or cell[-1].isspace()) and name not in VERBATIM:
            message, hint = "a space stands at the beginning or the end of the cell", "remove it"
            place = Place(table.file, line, name)
            faults.append(Diagnostic("stray-space", message, place, hint=hint, severity=Severity.WARNING))
            cell = cell.strip()
        values[name] = cell
    for name in plan.required:
        if not values[name]:
            place = Place(table.file, line, name)
            faults.append(
                Diagnostic(
                    "empty-cell", f"“{name}” must not be empty", place, hint=table.columns[name].about.rstrip(".")
                )
            )
    for name, read in plan.readers:
        cell = values[name]
        if not cell:
            values[name] = plan.defaults.get(name, "")
            continue
        try:
            values[name] = read(cell)
        except CellError as fault:
            faults.append(fault.at(Place(table.file, line, name)))
            keep = table.columns[name].required and table.columns[name].kind in _TEXTUAL
            values[name] = plan.defaults.get(name, cell if keep else "")
    return values
