"""dataset.rows: RFC 4180 read strictly, each row with the physical line it begins on."""

from __future__ import annotations

import pytest

from briefgen.dataset.rows import Sheet, read_sheet
from briefgen.model import TABLES

GLOSSARY = TABLES["glossary"]
HEADER = "id,term,definition,aliases,note\n"


def _read(text: str, table: str = "glossary") -> Sheet:
    return read_sheet(text, TABLES[table])


def _faults(text: str) -> list[str]:
    return [f"{fault.rule} {fault.place.line} {fault.place.column}".rstrip() for fault in _read(text).faults]


def test_a_row_knows_the_line_it_begins_on() -> None:
    """Cells with line breaks, blank lines and Windows line ends do not confuse the count."""
    sheet = _read(HEADER.replace("\n", "\r\n") + 'a,"t\r\nwo",d,,\r\n\r\nb,t,"x\n\ny",,\r\nc,t,d,,\r\n')
    assert [(line, cells[0]) for line, cells in sheet.rows] == [(2, "a"), (5, "b"), (8, "c")]
    assert (sheet.faults, sheet.whole) == ((), True)


def test_quotes_and_commas_inside_cells_are_kept() -> None:
    """As the RFC says: quoted cells, doubled quotation marks."""
    (row,) = _read(HEADER + 'a,"x, y","say ""no""",,\n').rows
    assert row[1][1:3] == ["x, y", 'say "no"']


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_another_separator_is_said_and_nothing_else(mark: str, name: str) -> None:
    """One fault for the file, not one a row."""
    sheet = _read((HEADER + "a,t,d,,\n").replace(",", mark))
    assert [fault.message for fault in sheet.faults] == [f"the columns are separated by {name}, not by commas"]
    assert not sheet.whole


def test_a_misspelt_column_is_one_fault() -> None:
    """The column it was meant for is not reported as missing as well."""
    assert _faults("id,term,definiton,aliases,note\n") == ["unknown-column 1 definiton"]


def test_columns_that_are_too_many_too_few_or_twice() -> None:
    """All faults of the header together."""
    assert _faults("id,term,term,xyzzy\n") == ["duplicate-column 1 term", "unknown-column 1 xyzzy", "missing-column 1"]


def test_the_order_of_columns_is_free() -> None:
    """A spreadsheet may move columns."""
    assert _faults("term,id,note,aliases,definition\nt,a,,,d\n") == []


def test_ragged_and_empty_rows_are_left_out_and_reported() -> None:
    """Their ids are remembered, so that references to them are not reported too."""
    sheet = _read(HEADER + "a,t,d\nb,t,d,,,\n,,,,\nc,t,d,,\n")
    assert [fault.rule for fault in sheet.faults] == ["ragged-row", "ragged-row", "empty-row"]
    assert [cells[0] for _, cells in sheet.rows] == ["c"]
    assert [cells[0] for cells in sheet.torn] == ["a", "b"]


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ('a,"t,d,,\nb,t,d,,\n', "a quoted cell is never closed"),
        ('a,"t"x,d,,\n', "a quotation mark in a quoted cell is neither doubled nor the cell's end"),
        ("a," + "x" * 200_000 + ",d,,\n", "a cell is longer than 131072 characters"),
    ],
)
def test_broken_quoting_is_reported_at_the_row_where_it_begins(rest: str, message: str) -> None:
    """What follows cannot be told apart, so the file is not whole."""
    sheet = _read(HEADER + "z,t,d,,\n" + rest)
    assert [(fault.message, fault.place.line) for fault in sheet.faults] == [(message, 3)]
    assert not sheet.whole


def test_an_empty_file_lacks_its_header() -> None:
    """Even an empty table has its first line; a header alone is a table without rows."""
    assert _faults("") == ["missing-column 1"]
    assert _faults('"') == ["csv-syntax 1"]
    assert _read(HEADER).rows == ()


def test_a_table_without_ids_is_whole_without_them() -> None:
    """Evidence has no ids; any other table without its id column is not whole."""
    assert _read("record,field,passage,relation,note\n", "evidence").whole
    assert not _read("term,definition,aliases,note\n").whole
