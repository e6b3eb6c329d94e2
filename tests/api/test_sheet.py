"""api.sheet: tables to a workbook and back, without a letter lost and with every change shown before it is made."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from briefgen.api.sheet import read_import, sheet_of, write_import
from briefgen.api.sheet import reading as sheet_reading
from briefgen.api.sheet.together import write_together
from briefgen.errors import BriefgenError, Severity
from briefgen.export.workbook import LISTS
from briefgen.model import TABLES
from briefgen.workspace import Workspace
from tests.projects import edit

Book = Any  # openpyxl's own types tell merged cells and chart sheets from others at every step
BOOK = "book.xlsx"


def _tables(project: Path) -> dict[str, bytes]:
    return {n: (project / t.file).read_bytes() for n, t in TABLES.items() if (project / t.file).exists()}


def _changed(project: Path, change: Callable[[Book], None]) -> bytes:
    """Return the project's workbook after somebody's work in it."""
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(Workspace.open(project))))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(book: Book, table: str, key: str, column: str) -> Book:
    """Return a cell by the id of its row."""
    sheet = book[table]
    at = [cell.value for cell in sheet[1]].index(column) + 1
    return next(sheet.cell(row[0].row, at) for row in sheet.iter_rows(min_row=2) if row[0].value == key)


def test_what_was_not_touched_is_not_written(tiny: Path) -> None:
    """Export and import without a change: nothing would change, no file would be written."""
    workspace = Workspace.open(tiny)
    found = read_import(workspace, sheet_of(workspace), BOOK)
    assert (found.changes, found.files, found.errors, found.findings, found.outdated) == ((), {}, (), (), ())
    assert write_import(workspace, found) == ()


def test_the_shipped_tables_come_back(checkout: Path) -> None:
    """All the project's own tables survive the way, whatever state they are in."""
    workspace = Workspace.open(checkout)
    found = read_import(workspace, sheet_of(workspace), BOOK)
    assert (found.changes, found.errors) == ((), ())


def test_an_optional_table_can_be_begun_in_a_workbook(tiny: Path) -> None:
    """Its sheet is there though its file is not; the first row makes the file, and nothing else is written."""
    values = ["c-1", "well/*", None, "It was May.", "It was June.", "2020-06-01", "reopened-in-june", None]
    data = _changed(tiny, lambda book: book["corrections"].append(values))
    workspace = Workspace.open(tiny)
    found = read_import(workspace, data, BOOK)
    assert (list(found.files), found.errors, found.outdated) == (["data/corrections.csv"], (), ())
    write_import(workspace, found)
    assert (tiny / "data/corrections.csv").read_text(encoding="utf-8").splitlines() == [
        "id,edition,number,wrong,now,date,claims,note",
        "c-1,well/*,,It was May.,It was June.,2020-06-01,reopened-in-june,",
    ]
    assert read_import(workspace, sheet_of(workspace), BOOK).changes == ()


def test_a_workbook_from_before_a_table_was_there(tiny: Path) -> None:
    """It lacks the sheet of an optional table, and is read."""
    data = _changed(tiny, lambda book: book.remove(book["corrections"]))
    found = read_import(Workspace.open(tiny), data, BOOK)
    assert (found.changes, found.errors) == ((), ())


def test_odd_texts_come_back(tiny: Path) -> None:
    """Formulas, carriage returns, tabs, spaces at the ends, codes of the format itself: as they were, byte for byte."""
    odd = '"=1+1\r\nThe _x000D_ and x005F_ ␍␛, ""quoted"";\tend"'
    edit(tiny, "data/events.csv", {'"Two years before 2018;\nthe month is not said."': odd})
    edit(tiny, "data/indicators.csv", {",households,about,": ",'+households,007,"})
    workspace = Workspace.open(tiny)
    found = read_import(workspace, sheet_of(workspace), BOOK)
    assert (found.changes, found.errors) == ((), ())
    data = _changed(tiny, lambda book: _set(_cell(book, "events", "well-dry", "title"), "Drought"))
    before = (tiny / "data/events.csv").read_bytes()
    write_import(workspace, read_import(workspace, data, BOOK))
    assert (tiny / "data/events.csv").read_bytes() == before.replace(b"The well runs dry", b"Drought")


def _set(cell: Book, value: object) -> None:
    cell.value = value


def test_every_change_is_shown_cell_by_cell(tiny: Path) -> None:
    """A changed cell, a new row, a row taken away; other tables are not mentioned, and nothing is written yet."""

    def work(book: Book) -> None:
        _set(_cell(book, "events", "well-dry", "title"), "The well falls dry")
        book["actors"].append(["bob", "Bob", "person"])
        book["glossary"].delete_rows(2)

    before = _tables(tiny)
    found = read_import(Workspace.open(tiny), _changed(tiny, work), BOOK)
    told = {changes.table: [(row.kind, row.key) for row in changes.rows] for changes in found.changes}
    assert told == {
        "events": [("changed", "well-dry")],
        "actors": [("added", "bob")],
        "glossary": [("removed", "the-well")],
    }
    assert found.changes[0].rows[0].cells == (("title", "The well runs dry", "The well falls dry"),)
    assert found.changes[1].rows[0].cells == (("id", "", "bob"), ("name", "", "Bob"), ("kind", "", "person"))
    assert _tables(tiny) == before


def test_only_what_changed_is_written(tiny: Path) -> None:
    """The file of the changed table differs in that cell alone; every other file keeps its bytes."""
    before = _tables(tiny)
    workspace = Workspace.open(tiny)
    data = _changed(tiny, lambda book: _set(_cell(book, "events", "well-dry", "importance"), 1))
    assert write_import(workspace, read_import(workspace, data, BOOK)) == ("data/events.csv",)
    after = _tables(tiny)
    assert after.pop("events") == before.pop("events").replace(b'alderby,2,well,"Two', b'alderby,1,well,"Two')
    assert after == before


def test_a_change_of_evidence_is_shown_by_claim_and_passage(tiny: Path) -> None:
    """Rows without an id are known by what they link; a second row of the same link is a row of its own."""

    def work(book: Book) -> None:
        sheet = book["evidence"]
        _set(sheet["D3"], "qualifies")
        sheet.append([cell.value for cell in sheet[2]])

    found = read_import(Workspace.open(tiny), _changed(tiny, work), BOOK)
    assert [(row.kind, row.key, row.cells) for row in found.changes[0].rows] == [
        ("changed", "well-reopened.date p-reopened-july", (("relation", "contradicts", "qualifies"),)),
        (
            "added",
            "well-reopened.* p-reopened-june",
            tuple(zip(TABLES["evidence"].columns, [""] * 4, ["well-reopened", "*", "p-reopened-june", "supports"],
                      strict=False)),
        ),
    ]  # fmt: skip


def test_rows_in_another_order_are_a_change(tiny: Path) -> None:
    """Sorting a sheet changes no row, but it changes the file; that is said."""

    def work(book: Book) -> None:
        sheet = book["actors"]
        rows = sorted(([cell.value for cell in row] for row in sheet.iter_rows(min_row=2)), key=str, reverse=True)
        for line, row in enumerate(rows, 2):
            for at, value in enumerate(row, 1):
                sheet.cell(line, at).value = value

    (changes,) = read_import(Workspace.open(tiny), _changed(tiny, work), BOOK).changes
    assert (changes.table, changes.rows, changes.reordered) == ("actors", (), True)


def test_columns_in_another_order_change_nothing(tiny: Path) -> None:
    """A column moved in the spreadsheet stays where it was in the file."""

    def work(book: Book) -> None:
        for row in book["actors"].iter_rows():
            row[0].value, row[1].value = row[1].value, row[0].value

    assert read_import(Workspace.open(tiny), _changed(tiny, work), BOOK).changes == ()


def _put(key: str, column: str, value: object) -> Callable[[Book], None]:
    """Return the work of writing a value into a cell of the events."""
    return lambda book: _set(_cell(book, "events", key, column), value)


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (_put("well-dry", "date", datetime.fromisoformat("2014-06-01")), "mangled-date", "events:2 date"),
        (_put("meeting-2020", "status", "hold"), "unknown-value", "events:4 status"),
        (_put("well-dry", "place", "alderbi"), "dangling-reference", "events:2 place"),
        (_put("well-dry", "title", "=1+1"), "formula-cell", "events:2 title"),
        (_put("well-dry", "title", "#REF!"), "error-cell", "events:2 title"),
        (lambda book: _set(book["events"]["Z3"], "see above"), "cell-without-column", "events:3 Z"),
        (lambda book: _set(book["events"]["B1"], "day"), "unknown-column", "events:1 day"),
        (lambda book: _set(book["events"]["B1"], "id"), "duplicate-column", "events:1 id"),
        (lambda book: book["events"].delete_cols(4), "missing-column", "events:1"),
        (lambda book: book.remove(book["places"]), "sheet-missing", ""),
    ],
)
def test_a_fault_stops_the_import_and_names_the_cell(
    tiny: Path, change: Callable[[Book], None], rule: str, place: str
) -> None:
    """What the loader would refuse is told with sheet and row as the curator sees them, and cannot be written."""
    workspace, before = Workspace.open(tiny), _tables(tiny)
    found = read_import(workspace, _changed(tiny, change), BOOK)
    assert (rule, f"{BOOK} {place}".strip()) in [(d.rule, str(d.place)) for d in found.errors]
    with pytest.raises(BriefgenError, match=rule):
        write_import(workspace, found)
    assert _tables(tiny) == before


def test_the_row_is_right_after_cells_with_line_breaks(tiny: Path) -> None:
    """A row above that takes two lines of the file is one row of the sheet."""
    data = _changed(tiny, lambda book: _set(_cell(book, "events", "meeting-2020", "date"), "Jun-14"))
    (fault,) = read_import(Workspace.open(tiny), data, BOOK).errors
    assert (fault.rule, fault.place.line) == ("mangled-date", 4)


def test_what_the_rules_find_is_told_but_does_not_stop(tiny: Path) -> None:
    """A date no passage gives is a matter for `check`: the curator may bring the passage next."""
    data = _changed(tiny, lambda book: _set(_cell(book, "events", "well-reopened", "date"), 2017))
    found = read_import(Workspace.open(tiny), data, BOOK)
    assert found.errors == ()
    assert [(d.rule, str(d.place)) for d in found.findings] == [
        ("date-without-basis", f"{BOOK} events:2 date"),  # it follows from the date below
        ("date-without-basis", f"{BOOK} events:3 date"),
    ]
    assert found.changes[0].rows[0].cells == (("date", "2018-06", "2017"),)


def test_a_sheet_of_one_s_own_is_let_be(tiny: Path) -> None:
    """It is not read, which is said, and is no fault."""
    found = read_import(Workspace.open(tiny), _changed(tiny, lambda book: book.create_sheet("ideas")), BOOK)
    assert (found.changes, found.errors) == ((), ())
    assert [(d.rule, d.severity) for d in found.findings] == [("sheet-unknown", Severity.WARNING)]


def test_work_of_others_since_the_export_is_noticed(tiny: Path) -> None:
    """The workbook remembers the files it was made from."""
    workspace = Workspace.open(tiny)
    data = sheet_of(workspace)
    edit(tiny, "data/actors.csv", {"Ada Brook": "Ada Brooke"})
    found = read_import(workspace, data, BOOK)
    assert found.outdated == ("data/actors.csv",)
    assert found.changes[0].rows[0].cells == (("name", "Ada Brooke", "Ada Brook"),)


def test_cells_offer_what_they_may_hold(tiny: Path) -> None:
    """Enumerations are a list that binds; references offer the ids of their table, new ones too; lists only help."""
    book: Book = openpyxl.load_workbook(io.BytesIO(sheet_of(Workspace.open(tiny))))
    rules = {str(rule.sqref).split("2:")[0]: rule for rule in book["events"].data_validations.dataValidation}
    header = {cell.value: cell.column_letter for cell in book["events"][1]}
    status, place, actors = (rules[header[name]] for name in ("status", "place", "actors"))
    assert (status.errorStyle or "stop", place.errorStyle, actors.showErrorMessage) == ("stop", "warning", False)
    assert (place.formula1, book[LISTS].sheet_state) == ("places!$A$2:$A$1001", "hidden")
    column = status.formula1.split("$")[1]
    assert [cell.value for cell in book[LISTS][column] if cell.value] == ["held", "planned", "proposed", "ongoing"]
    assert book["events"].freeze_panes == "B2"
    assert book["events"][header["date"]][1].number_format == "@"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no zip", b"id,name\n"])
def test_what_is_no_workbook_is_told(tiny: Path, data: bytes) -> None:
    """Without a traceback."""
    with pytest.raises(BriefgenError, match="not-a-workbook"):
        read_import(Workspace.open(tiny), data, BOOK)


def test_a_workbook_that_would_unpack_without_end_is_refused(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is looked at before it is unpacked."""
    workspace = Workspace.open(tiny)
    data = sheet_of(workspace)
    monkeypatch.setattr(sheet_reading, "UNPACKED", 1000)
    with pytest.raises(BriefgenError, match="it would unpack to"):
        read_import(workspace, data, BOOK)


@pytest.mark.parametrize(
    ("change", "rule"), [({"id,name": "id;name"}, "column"), ({"Ada Brook": "Ada\x07Brook"}, "control-character")]
)
def test_tables_that_cannot_be_told_apart_give_no_workbook(tiny: Path, change: dict[str, str], rule: str) -> None:
    """The file's own faults are told instead."""
    edit(tiny, "data/actors.csv", change)
    with pytest.raises(BriefgenError, match=rule):
        sheet_of(Workspace.open(tiny))


def test_all_files_or_none_are_written(tiny: Path) -> None:
    """When one cannot be put in its place, those before it get their old content back, and nothing is left lying."""
    before = sorted(path.name for path in (tiny / "data").iterdir())
    (tiny / "data/blocked.csv/inside").mkdir(parents=True)
    with pytest.raises(BriefgenError, match="not-writable"):
        write_together(tiny, {"data/actors.csv": b"new", "data/new.csv": b"new", "data/blocked.csv": b"new"})
    assert b"Ada Brook" in (tiny / "data/actors.csv").read_bytes()
    assert sorted(path.name for path in (tiny / "data").iterdir()) == sorted([*before, "blocked.csv"])
    write_together(tiny, {"data/actors.csv": b"new"})
    assert (tiny / "data/actors.csv").read_bytes() == b"new"


def test_files_already_renamed_are_renamed_back(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second file cannot take its place, the first gets its old content back, and a new one goes again."""
    replace, names = Path.replace, ["actors.csv", "new.csv"]

    def failing(self: Path, target: Path) -> Path:
        if target.name not in names:
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    before = (tiny / "data/actors.csv").read_bytes()
    with pytest.raises(BriefgenError, match="permission denied"):
        write_together(tiny, {"data/actors.csv": b"1", "data/new.csv": b"2", "data/events.csv": b"3"})
    assert (tiny / "data/actors.csv").read_bytes() == before
    assert not (tiny / "data/new.csv").exists()
