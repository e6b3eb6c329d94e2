"""A CSV file as rows with the physical line each begins on (RFC 4180; cells may hold line breaks).

In: the text of a file and the table it should be. Out: a `Sheet`, with the faults of its header and of its shape.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.errors import Diagnostic, Place, did_you_mean
from briefgen.model import Table

LONGEST = 131_072  # characters of a cell; csv's own limit is the process's, and anybody may have changed it
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SYNTAX = {
    "unexpected end of data": (
        "a quoted cell is never closed",
        'end the cell with "; a quotation mark inside it is written twice',
    ),
    "expected after": (
        "a quotation mark in a quoted cell is neither doubled nor the cell's end",
        'a quotation mark inside a quoted cell is written twice: ""',
    ),
    "field larger": (f"a cell is longer than {LONGEST} characters", ""),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read.

    Attributes:
        header: the column names of the first line.
        rows: the line on which each row begins, and its cells, as many as the header has.
        torn: keys of rows left out because they have too few or too many cells (their first cells).
        faults: what is wrong with the file's shape.
        whole: whether every row of the file could be told apart; otherwise ids may be missing from `rows`.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    torn: tuple[tuple[str, ...], ...]
    faults: tuple[Diagnostic, ...]
    whole: bool


def read_sheet(text: str, table: Table) -> Sheet:
    """Split the text of a table's file into rows."""
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    header: list[str] | None = None
    whole, line = True, 1
    faults: list[Diagnostic] = []
    try:
        for cells in reader:
            if header is None:
                header = cells
            elif cells:  # a blank line is no row
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        whole = False
        faults.append(_syntax(str(error), Place(table.file, line)))
    if header is None:
        if whole:  # not even a header
            faults.append(_no_header(table))
        return Sheet((), (), (), tuple(faults), whole=False)
    header_faults = tuple(_header_faults(header, table))
    if any(fault.rule == "csv-separator" for fault in header_faults):
        return Sheet(tuple(header), (), (), header_faults, whole=False)
    good = tuple(row for row in rows if len(row[1]) == len(header) and any(row[1]))
    ragged = tuple(_ragged(rows, len(header), table))
    torn = tuple(tuple(cells) for _, cells in rows if len(cells) != len(header))
    return Sheet(
        tuple(header), good, torn, (*header_faults, *ragged, *faults), whole and "id" in (*header, *_keyless(table))
    )


def _keyless(table: Table) -> tuple[str, ...]:
    return () if "id" in table.columns else ("id",)


def _syntax(reason: str, place: Place) -> Diagnostic:
    for part, (message, hint) in _SYNTAX.items():
        if part in reason:
            return Diagnostic("csv-syntax", message, place, hint=hint)
    return Diagnostic("csv-syntax", reason, place)


def _no_header(table: Table) -> Diagnostic:
    hint = f"its first line is {','.join(table.columns)}"
    return Diagnostic(
        "missing-column", "the file is empty; even an empty table has its column names", Place(table.file, 1), hint=hint
    )


def _header_faults(header: list[str], table: Table) -> Iterator[Diagnostic]:
    if len(header) == 1 and (found := next((mark for mark in SEPARATORS if mark in header[0]), "")):
        message = f"the columns are separated by {SEPARATORS[found]}, not by commas"
        yield Diagnostic(
            "csv-separator", message, Place(table.file, 1), hint="save the file as CSV with commas (UTF-8)"
        )
        return
    meant: set[str] = set()  # columns that are there under a misspelt name: one fault, not two
    for name in dict.fromkeys(header):
        place = Place(table.file, 1, name)
        if name not in table.columns:
            hint = did_you_mean(name, [column for column in table.columns if column not in header])
            meant |= {column for column in table.columns if hint.startswith("did") and f"“{column}”" in hint}
            yield Diagnostic("unknown-column", f"“{name}” is not a column of {table.name}", place, hint=hint)
        elif header.count(name) > 1:
            yield Diagnostic("duplicate-column", f"the column “{name}” stands there {header.count(name)} times", place)
    missing = [name for name in table.columns if name not in header and name not in meant]
    if missing:
        said = ", ".join(f"“{name}”" for name in missing)
        verb = "are" if len(missing) > 1 else "is"
        hint = f"the first line is {','.join(table.columns)}"
        yield Diagnostic(
            "missing-column",
            f"the column{'s' * (len(missing) > 1)} {said} {verb} missing",
            Place(table.file, 1),
            hint=hint,
        )


def _ragged(rows: list[tuple[int, list[str]]], width: int, table: Table) -> Iterator[Diagnostic]:
    for line, cells in rows:
        if len(cells) != width:
            message = f"the row has {len(cells)} cells; the header has {width}"
            hint = "a cell with a comma in it stands in quotation marks" if len(cells) > width else ""
            yield Diagnostic("ragged-row", message, Place(table.file, line), hint=hint)
        elif not any(cells):
            yield Diagnostic(
                "empty-row", "every cell of the row is empty", Place(table.file, line), hint="delete the row"
            )
