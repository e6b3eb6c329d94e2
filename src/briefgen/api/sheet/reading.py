"""From a workbook to the texts of its cells, whatever program saved it.

In: the bytes of an .xlsx. Out: for each table the header and the rows as texts, each with its row number, and the
faults of cells that hold no text or number. A workbook may be hostile: its size is limited before it is unpacked, and
nothing in it is ever calculated.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from briefgen.errors import BriefgenError, Diagnostic, Place, Severity
from briefgen.export.codec import decode, number_text
from briefgen.export.workbook import LISTS
from briefgen.model import TABLES

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

UNPACKED = 400_000_000  # bytes; a hundred times the sheets of a large dataset


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as texts: the header, and (row number, cells) of every row that is not empty."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as read.

    Attributes:
        grids: table name → its sheet.
        remarks: what the export noted: file → its hash at that time.
        faults: what is wrong with sheets and cells; places name the workbook and the sheet.
    """

    grids: Mapping[str, Grid]
    remarks: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Diagnostic, ...] = ()


def read_book(data: bytes, name: str) -> Book:
    """Read a workbook; `name` is what diagnostics call it.

    Raises:
        BriefgenError: it is no workbook (`not-a-workbook`).
    """
    sheets = _opened(data, name)
    faults: list[Diagnostic] = []
    grids: dict[str, Grid] = {}
    for table in TABLES:
        if table not in sheets and TABLES[table].optional:
            continue
        if table not in sheets:
            message = f"the sheet “{table}” is missing"
            faults.append(Diagnostic("sheet-missing", message, Place(name), hint="even an empty table is a sheet"))
            continue
        grids[table], found = _grid(sheets[table], f"{name} {table}")
        faults += found
    for other in sheets:
        if other not in TABLES and other != LISTS:
            message = f"the sheet “{other}” is no table, and is not read"
            faults.append(Diagnostic("sheet-unknown", message, Place(name), severity=Severity.WARNING))
    return Book(grids, dict(_remarks(sheets.get(LISTS))), tuple(faults))


def _opened(data: bytes, name: str) -> Mapping[str, Worksheet]:
    from openpyxl import load_workbook  # only needed here

    hint = "give the .xlsx that `briefgen sheet export` wrote"
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        book = load_workbook(io.BytesIO(data), data_only=False, keep_links=False) if size <= UNPACKED else None
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError, TypeError, AttributeError) as error:
        # openpyxl has no exception of its own for files that are not as they should be
        message = f"it is no workbook that can be read ({type(error).__name__})"
        raise BriefgenError(Diagnostic("not-a-workbook", message, Place(name), hint=hint)) from None
    if book is None:
        message = f"it would unpack to {size // 1_000_000} MB; the most allowed is {UNPACKED // 1_000_000} MB"
        raise BriefgenError(Diagnostic("not-a-workbook", message, Place(name), hint=hint))
    return {sheet.title: sheet for sheet in book.worksheets}


def _remarks(lists: Worksheet | None) -> Iterator[tuple[str, str]]:
    for row in lists.iter_rows(max_col=2, max_row=len(TABLES), values_only=True) if lists else ():
        if len(row) == 2 and row[0] and row[1]:
            yield str(row[0]), str(row[1])


def _grid(sheet: Worksheet, label: str) -> tuple[Grid, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    for line, cells in enumerate(sheet.iter_rows(), 1):
        if line == 1:
            texts = [_text(cell, label, _letter(cell), faults) for cell in cells]
            header = tuple(_trimmed(texts))
            faults += [
                Diagnostic("duplicate-column", f"the column “{name}” stands there twice", Place(label, 1, name))
                for name in dict.fromkeys(header)
                if header.count(name) > 1
            ]
            continue
        names = [*header, *(_letter(cell) for cell in cells[len(header) :])]
        texts = [_text(cell, label, name, faults) for cell, name in zip(cells, names, strict=False)]
        if not any(texts):
            continue
        beyond = [name for name, text in zip(names[len(header) :], texts[len(header) :], strict=True) if text]
        faults += [
            Diagnostic("cell-without-column", "the cell stands under no column name", Place(label, line, name))
            for name in beyond
        ]
        padded = [*texts, *[""] * (len(header) - len(texts))]
        rows.append((line, tuple(padded[: len(header)])))
    return Grid(header, tuple(rows)), faults


def _letter(cell: Cell | MergedCell) -> str:
    return cell.coordinate.rstrip("0123456789")


def _trimmed(texts: Sequence[str]) -> Sequence[str]:
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]


def _text(cell: Cell | MergedCell, label: str, column: str, faults: list[Diagnostic]) -> str:
    value, place = cell.value, Place(label, cell.row or 0, column)
    if cell.data_type == "f":
        message = "the cell is a formula; a table holds texts and numbers"
        faults.append(Diagnostic("formula-cell", message, place, hint="replace it by its value"))
        return ""
    if cell.data_type == "e":
        faults.append(Diagnostic("error-cell", f"the cell shows the error {value}", place, hint="type the text anew"))
        return ""
    if isinstance(value, str):
        return decode(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    return "" if value is None else str(value)  # of a date, the loader says how to write it
