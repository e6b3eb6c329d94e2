"""Tables as one workbook (Office Open XML): typed cells, a frozen first row that explains itself, drop-downs.

In: flat tables, and what a cell may be chosen from. Out: the bytes of an .xlsx, the same for the same input. Dates and
all other texts are cells of the format “text”, so that no spreadsheet reads `2014-06` as a day.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import ZipFile

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.export.as_csv import zipped
from briefgen.export.codec import LONGEST, encode, number
from briefgen.export.flat import Cell, Flat, text_of
from briefgen.model import Column, Kind

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LISTS = "lists"  # the hidden sheet that drop-downs take their entries from
SPARE = 1000  # rows below the last one that have drop-downs, too
NARROW, WIDE = 9, 48  # characters
LINE, LINES = 15.0, 12  # points; the most lines of a row that are shown
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the cells of a column are chosen from.

    Attributes:
        entries: the entries, for a fixed list; or empty.
        sheet: the sheet whose ids are the entries, so that new rows count at once; or empty.
        binding: whether anything else is refused (an enumeration), or only asked about (a reference to a new row).
        several: whether a cell may hold several, so that anything may be typed.
    """

    entries: tuple[str, ...] = ()
    sheet: str = ""
    binding: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Aids:
    """What makes a workbook fit for editing: choices by (sheet, column), and remarks kept in the hidden sheet."""

    choices: Mapping[tuple[str, str], Choice] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


def to_workbook(tables: Iterable[Flat], title: str, aids: Aids | None = None) -> bytes:
    """Return the tables as a workbook, a sheet each.

    Raises:
        BriefgenError: a text is longer than a cell can hold (`cell-too-long`).
    """
    from openpyxl import Workbook  # only needed here

    listed = tuple(tables)
    if faults := tuple(_too_long(listed)):
        raise BriefgenError(faults)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = title, "briefgen"
    for table in listed:
        _fill(book.create_sheet(table.name), table)
    if aids is not None:
        _assist(book, {table.name: table for table in listed}, aids)
    return _saved(book)


def _too_long(tables: Iterable[Flat]) -> Iterable[Diagnostic]:
    for table in tables:
        for number_, row in enumerate(table.rows, 2):
            for name, cell in zip(table.columns, row, strict=True):
                if len(encode(text_of(cell))) > LONGEST:
                    message = f"the text has more than {LONGEST} characters, the most a cell of a workbook can hold"
                    yield Diagnostic("cell-too-long", message, Place(table.name, number_, name))


def _fill(sheet: Worksheet, table: Flat) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    bold, grey = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor="E7E6E3")
    top = Alignment(horizontal="left", vertical="top")
    wrapped = Alignment(horizontal="left", vertical="top", wrap_text=True)
    for at, (name, column) in enumerate(table.columns.items(), 1):
        head = sheet.cell(1, at, name)
        head.font, head.fill = bold, grey
        note = Comment(explained(column), "briefgen", width=300, height=30 + 18 * (len(explained(column)) // 40 + 1))
        head.comment = note
        width = _width(name, [text_of(row[at - 1]) for row in table.rows])
        sheet.column_dimensions[head.column_letter].width = width
        sheet.column_dimensions[head.column_letter].number_format = "@"  # rows a person adds are text, too
        for line, row in enumerate(table.rows, 2):
            cell = sheet.cell(line, at)
            value = _typed(row[at - 1], column)
            if isinstance(value, str):
                cell.number_format = "@"
                if value:
                    cell.value, cell.data_type = value, "s"
            else:
                cell.value = value
            cell.alignment = wrapped if width == WIDE else top
    for line, row in enumerate(table.rows, 2):
        sheet.row_dimensions[line].height = _height(row)
    sheet.freeze_panes = "B2" if "id" in table.columns else "A2"
    sheet.auto_filter.ref = f"A1:{_letter(len(table.columns))}{len(table.rows) + 1}"


def explained(column: Column) -> str:
    """Return what a column means and takes, in a few lines."""
    lines = [column.about]
    if column.kind is Kind.EDTF:
        lines.append("EDTF, as text: 2014, 2014-06, 2014-06-14, 2000~, 2018-06-14/2018-06-15.")
    if column.values:
        lines.append(f"One of: {', '.join(column.values)}.")
    if column.many:
        lines.append("Several are separated by “;”.")
    lines.append("Required." if column.required else "May be empty.")
    return "\n".join(lines)


def _typed(cell: Cell, column: Column) -> str | float | None:
    text = text_of(cell)
    found = number(text) if column.kind in (Kind.INTEGER, Kind.NUMBER) else None
    return encode(text) if found is None else found


def _width(name: str, texts: Sequence[str]) -> int:
    """Return a width that shows every cell whole, up to `WIDE`, where texts are wrapped."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(NARROW, len(name) + 4, longest + 2), WIDE)


def _height(row: Sequence[Cell]) -> float:
    """Return how tall a row is, in points, so that wrapped texts are seen, up to `LINES` lines.

    A program that opens the file would not work it out by itself.
    """
    lines = (sum(1 + len(line) // (WIDE - 4) for line in text_of(cell).split("\n")) for cell in row)
    return LINE * min(max(lines, default=1), LINES)


def _letter(number_: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number_)


def _assist(book: Workbook, tables: Mapping[str, Flat], aids: Aids) -> None:
    """Add drop-downs, and the hidden sheet they and the remarks need."""
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for line, (key, value) in enumerate(aids.remarks.items(), 1):
        lists.cell(line, 1, key)
        lists.cell(line, 2, value)
    ranges: dict[tuple[str, ...], str] = {}
    for (name, column), choice in aids.choices.items():
        if choice.sheet:
            at = _letter(list(tables[choice.sheet].columns).index("id") + 1)
            source = f"{choice.sheet}!${at}$2:${at}${len(tables[choice.sheet].rows) + SPARE}"
        elif choice.entries:
            source = ranges.get(choice.entries) or _listed(lists, choice.entries, 4 + len(ranges))
            ranges[choice.entries] = source
        else:
            continue
        rule = DataValidation(
            type="list",
            formula1=source,
            allow_blank=True,
            showErrorMessage=not choice.several,
            errorStyle="stop" if choice.binding else "warning",
            errorTitle=column,
            error="Choose from the list." if choice.binding else "This is not in the list (yet). Keep it?",
        )
        letter = _letter(list(tables[name].columns).index(column) + 1)
        rule.add(f"{letter}2:{letter}{len(tables[name].rows) + SPARE}")
        book[name].add_data_validation(rule)


def _listed(lists: Worksheet, entries: Sequence[str], at: int) -> str:
    for line, entry in enumerate(entries, 1):
        found = number(entry)
        lists.cell(line, at, entry if found is None else found)
    return f"{LISTS}!${_letter(at)}$1:${_letter(at)}${len(entries)}"


def _saved(book: Workbook) -> bytes:
    """Return the file without the time it was made."""
    out = io.BytesIO()
    book.save(out)
    with ZipFile(out) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    core = "docProps/core.xml"
    parts[core] = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", parts[core])
    parts[core] = parts[core].replace(_created(parts[core]), b"1980-01-01T00:00:00Z")
    return zipped(parts)


def _created(core: bytes) -> bytes:
    found = re.search(rb"<dcterms:created[^>]*>([^<]*)", core)
    return found[1] if found else b"\x00"
