"""From a workbook back to the tables: what would change is found and checked first; writing is another step.

In: a workspace and a workbook. Out: `Import`. A table that would not change is not written, so its file keeps its
bytes; one that would is written in the form of data/*.csv, its columns in the order its file has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.api.sheet.changes import Changes, compare, rows_of
from briefgen.api.sheet.reading import Book, Grid, read_book
from briefgen.api.sheet.taking import digest, raw
from briefgen.api.sheet.together import write_together
from briefgen.checks import check_data
from briefgen.dataset import load
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only, in_order
from briefgen.evidence import locate
from briefgen.export.as_csv import csv_bytes
from briefgen.model import TABLES, Table
from briefgen.workspace import Workspace
from briefgen.workspace.overlay import Overlay

_FILES = {table.file: table.name for table in TABLES.values()}
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Import:
    """What a workbook would do to a project.

    Attributes:
        changes: the tables that would change.
        files: file → bytes, for those tables.
        errors: what keeps it from being written: the tables could not be read afterwards.
        findings: what `briefgen check` would find in the tables that change; it does not stop an import.
        outdated: files that have changed since the workbook was exported: what differs may be another's work.
    """

    changes: tuple[Changes, ...]
    files: Mapping[str, bytes]
    errors: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...]
    outdated: tuple[str, ...]


def read_import(workspace: Workspace, data: bytes, name: str) -> Import:
    """Find what a workbook would change and whether the result can be read; write nothing.

    Args:
        workspace: the project.
        data: the workbook.
        name: what diagnostics call it.

    Raises:
        BriefgenError: it is no workbook; or the project's own tables cannot be told apart into rows.
    """
    book = read_book(data, name)
    found = [_table(workspace, table, book) for table in TABLES.values() if table.name in book.grids]
    changes = tuple(changed for changed, _ in found if changed)
    files = {TABLES[changed.table].file: data for changed, data in found if changed}
    errors, findings = _examined(workspace, files, book, name)
    noted = ((table.file, book.remarks.get(table.file, "")) for table in TABLES.values())
    outdated = tuple(file for file, hash_ in noted if hash_ and hash_ != digest(workspace, TABLES[_FILES[file]]))
    return Import(changes, files, errors, findings, outdated)


def write_import(workspace: Workspace, wanted: Import) -> tuple[str, ...]:
    """Write what an import would change, all files or none; return their names.

    Raises:
        BriefgenError: the import has errors, another run is writing, or the files cannot be written.
    """
    if wanted.errors:
        raise BriefgenError(wanted.errors)
    with workspace.locked():
        write_together(workspace.root, wanted.files)
    return tuple(wanted.files)


def _table(workspace: Workspace, table: Table, book: Book) -> tuple[Changes, bytes]:
    """Return what would change in a table, and its file as it would be."""
    sheet, grid = raw(workspace, table), book.grids[table.name]
    before = rows_of(sheet.header, (cells for _, cells in sheet.rows))
    after = rows_of(grid.header, (cells for _, cells in grid.rows))
    changes = compare(table.name, before, after)
    header = _header(sheet.header, grid.header)
    if not changes and set(header) == set(sheet.header):
        return changes, b""
    changes = changes or Changes(table.name, reordered=True)
    return changes, csv_bytes([header, *_ordered(grid, header)])


def _header(file: Sequence[str], sheet: Sequence[str]) -> tuple[str, ...]:
    """Return the columns in the order of the file; what the sheet has beside them, the loader judges."""
    known = [name for name in file if name in sheet]
    return (*known, *(name for name in sheet if name not in known))


def _ordered(grid: Grid, header: Sequence[str]) -> Iterator[list[str]]:
    places = [grid.header.index(name) for name in header]
    for _, cells in grid.rows:
        yield [cells[at] for at in places]


def _examined(
    workspace: Workspace, files: Mapping[str, bytes], book: Book, name: str
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return what stops the import, and what the rules find in the tables it changes."""
    refused = errors_only(book.faults)
    noted = [fault for fault in book.faults if fault not in refused]
    if not files:
        return refused, tuple(noted)
    after = Overlay.over(workspace, files)
    dataset, loaded = load(after)
    errors = [fault for fault in errors_only(loaded) if fault.place.file in _FILES]
    rules: list[Diagnostic] = [fault for fault in loaded if fault not in errors]
    if not errors:
        evidenced, located = locate(after, dataset)
        rules += [*located, *check_data(dataset, evidenced)]
    lines = {file: _lines(book.grids[_FILES[file]]) for file in files}

    def told(faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        for fault in faults:
            yield _in_sheet(fault, lines, name)

    findings = [fault for fault in rules if fault.place.file in files]
    return in_order((*refused, *told(errors))), in_order((*noted, *told(findings)))


def _lines(grid: Grid) -> tuple[Sequence[int], Sequence[int]]:
    """Return the line of the file on which each row would begin, and the number of that row in the sheet."""
    begins, line = [1], 2
    for _, cells in grid.rows:
        begins.append(line)
        line += 1 + sum(len(_LINE_END.findall(cell)) for cell in cells)
    return begins, [1, *(number for number, _ in grid.rows)]


def _in_sheet(fault: Diagnostic, lines: Mapping[str, tuple[Sequence[int], Sequence[int]]], name: str) -> Diagnostic:
    """Return the fault with the place where the curator sees it: `book.xlsx events:14 date`."""
    if fault.place.file not in lines:
        return fault
    begins, numbers = lines[fault.place.file]
    at = bisect_right(begins, fault.place.line) - 1
    row = numbers[at] if 0 <= at < len(numbers) else 0
    return replace(fault, place=Place(f"{name} {_FILES[fault.place.file]}", row, fault.place.column))
