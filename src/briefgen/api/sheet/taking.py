"""From the tables to a workbook for editing.

In: a workspace. Out: the bytes of an .xlsx with a sheet for each table, and every cell's text as its file has it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from briefgen.dataset import Dataset, load
from briefgen.dataset.rows import Sheet, read_sheet
from briefgen.dataset.tables import CONTROL
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only
from briefgen.export.flat import Flat
from briefgen.export.workbook import Aids, Choice, to_workbook
from briefgen.model import CLAIM_TABLES, TABLES, Column, Kind, Table
from briefgen.workspace import Workspace


def sheet_of(workspace: Workspace) -> bytes:
    """Return the project's tables as one workbook.

    Raises:
        BriefgenError: a file's rows cannot be told apart, or hold what a workbook cannot.
    """
    tables = [_flat(table, raw(workspace, table)) for table in TABLES.values()]
    dataset, _ = load(workspace)  # its ids are what references are chosen from; other faults may be mended in the sheet
    remarks = {table.file: digest(workspace, table) for table in TABLES.values()}
    return to_workbook(tables, workspace.config.name, Aids(dict(_choices(dataset)), remarks))


def raw(workspace: Workspace, table: Table) -> Sheet:
    """Return a table's rows as its file has them.

    Raises:
        BriefgenError: the file is missing, or not well formed.
    """
    absent = table.optional and not workspace.exists(table.file)
    text = ",".join(table.columns) if absent else workspace.read_text(table.file)
    sheet = read_sheet(text, table)
    faults = [fault for fault in errors_only(sheet.faults) if fault.rule != "empty-row"]
    if CONTROL.search(text):
        faults += _controls(sheet, table)
    if faults:
        raise BriefgenError(faults)
    return sheet


def _controls(sheet: Sheet, table: Table) -> Iterator[Diagnostic]:
    for line, cells in sheet.rows:
        for name, cell in zip(sheet.header, cells, strict=True):
            if found := CONTROL.search(cell):
                message = f"U+{ord(found[0]):04X} is a control character"
                yield Diagnostic("control-character", message, Place(table.file, line, name), hint="remove it")


def digest(workspace: Workspace, table: Table) -> str:
    """Return a hash of a table's file, by which an import knows whether it has changed since; empty: there is none."""
    if table.optional and not workspace.exists(table.file):
        return ""
    return hashlib.sha256(workspace.read_bytes(table.file)).hexdigest()


def _flat(table: Table, sheet: Sheet) -> Flat:
    columns = {name: table.columns[name] for name in sheet.header}
    return Flat(table.name, table.about, columns, tuple(tuple(cells) for _, cells in sheet.rows))


def _choices(dataset: Dataset) -> Iterator[tuple[tuple[str, str], Choice]]:
    ids: Mapping[str, tuple[str, ...]] = {
        "sources": tuple(dataset.sources),
        **{name: tuple(records) for name, records in dataset.tables.items() if name != "evidence"},
    }
    for table in TABLES.values():
        for name, column in table.columns.items():
            if column.values:
                yield (table.name, name), Choice(column.values, binding=True, several=column.many)
            elif column.kind is Kind.REF:
                yield (table.name, name), _reference(column, ids)


def _reference(column: Column, ids: Mapping[str, tuple[str, ...]]) -> Choice:
    targets = column.targets or CLAIM_TABLES
    if len(targets) == 1 and targets[0] in TABLES:
        return Choice(sheet=targets[0], several=column.many)
    return Choice(tuple(key for target in targets for key in ids.get(target, ())), several=column.many)
