"""export.formats: each format is opened again by the program's own kind of reader."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from frictionless import Package

from briefgen import Project
from briefgen.api.export import exported
from briefgen.dataset import Dataset
from briefgen.errors import BriefgenError
from briefgen.evidence import Evidenced
from briefgen.export.as_csv import to_csv, zipped
from briefgen.export.codec import decode
from briefgen.export.flat import flatten
from briefgen.export.formats import FILES, FOLDERS, TEXTS
from briefgen.export.formula import restore
from briefgen.model import TABLES
from tests.projects import TINY, edit, opened

NAME = "Alderby Well"
TITLE = "=cmd|' /C calc'!A0"


@pytest.fixture(scope="module")
def whole() -> tuple[Dataset, Evidenced]:
    """Return the tiny project's dataset, and where its passages stand."""
    _, dataset, evidenced = opened(TINY)
    return dataset, evidenced


@pytest.fixture
def hostile(tiny: Path) -> tuple[Dataset, Evidenced]:
    """Return a dataset with a title that a spreadsheet would run."""
    edit(tiny, "data/events.csv", {"The well runs dry": TITLE})
    _, dataset, evidenced = opened(tiny)
    return dataset, evidenced


def _frame(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


def test_csv_is_read_by_pandas(whole: tuple[Dataset, Evidenced]) -> None:
    """Every table has its file, its columns and its rows; lists keep their semicolons, passages know their place."""
    files = FOLDERS["csv"](*whole, NAME)
    assert set(files) == {"sources.csv", *(f"{name}.csv" for name in TABLES)}
    for name, table in TABLES.items():
        frame = _frame(files[f"{name}.csv"])
        assert list(frame.columns)[: len(table.columns)] == list(table.columns)
        assert len(frame) == len(whole[0].tables[name])
    assert _frame(files["judgements.csv"]).loc[0, "basis"] == "share-of-households;households"
    sources = _frame(files["sources.csv"]).set_index("id")
    county = (sources.loc["county-2020", "author"], sources.loc["county-2020", "issued"])
    assert county == ("Wold County", "2020-02-03")
    passages = _frame(files["passages.csv"]).set_index("id")
    start, end = int(str(passages.loc["p-pump", "start"])), int(str(passages.loc["p-pump", "end"]))
    assert whole[1].texts["parish-2019"][start:end] == passages.loc["p-pump", "exact"]


def test_xlsx_is_read_by_openpyxl(whole: tuple[Dataset, Evidenced]) -> None:
    """A sheet for each table; numbers are numbers, dates are texts, the first row is frozen and explained."""
    book = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"](*whole, NAME)))
    assert book.sheetnames == ["sources", *TABLES]
    events = book["events"]
    assert [cell.value for cell in events[1]] == list(TABLES["events"].columns)
    assert [row[1] for row in events.iter_rows(min_row=2, values_only=True)] == ["2016", "2018-06", "2020-05-12"]
    assert (events["B3"].number_format, events.freeze_panes) == ("@", "B2")
    assert "EDTF" in str(events["B1"].comment and events["B1"].comment.text)
    places = {cell.value: at for at, cell in enumerate(book["places"][1])}
    assert book["places"][2][places["lon"]].value == -0.25


def test_sqlite_can_be_joined(whole: tuple[Dataset, Evidenced]) -> None:
    """Keys hold, empty cells are NULL, and lists have tables of their own."""
    base = sqlite3.connect(":memory:")
    base.deserialize(FILES["sqlite"](*whole, NAME))
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    asked = """
        SELECT sources.origin FROM evidence
        JOIN passages ON passages.id = evidence.passage JOIN sources ON sources.id = passages.source
        WHERE evidence.record = 'well-reopened' AND evidence.relation = 'supports'"""
    assert base.execute(asked).fetchall() == [("alderby-council",)]
    assert base.execute("SELECT position, value FROM judgements_basis").fetchall() == [
        (1, "share-of-households"),
        (2, "households"),
    ]
    assert base.execute("SELECT count(*) FROM events WHERE mechanism IS NULL").fetchone() == (2,)
    base.close()


def test_the_data_package_is_valid(whole: tuple[Dataset, Evidenced], tmp_path: Path) -> None:
    """Frictionless finds no error in the package: shape, types, enumerations and foreign keys hold."""
    for name, data in FOLDERS["datapackage"](*whole, NAME).items():
        (tmp_path / name).write_bytes(data)
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert {resource.name for resource in package.resources} == {"sources", *TABLES}
    keys = package.get_resource("passages").schema.foreign_keys
    assert {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}} in keys


def test_the_data_package_notices_a_dangling_source(whole: tuple[Dataset, Evidenced], tmp_path: Path) -> None:
    """The keys are really checked: a source taken away makes the package invalid."""
    for name, data in FOLDERS["datapackage"](*whole, NAME).items():
        (tmp_path / name).write_bytes(data.replace(b"\ncounty-2020,", b"\ntown-2020,", 1))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert {row[0] for row in report.flatten(["type"])} == {"foreign-key"}


def test_formulas_are_neutralised_and_come_back(hostile: tuple[Dataset, Evidenced]) -> None:
    """What a spreadsheet would run begins with an apostrophe in CSV and XLSX, and is as it was after reading."""
    files = FOLDERS["csv"](*hostile, NAME)
    title = str(_frame(files["events.csv"]).loc[0, "title"])
    assert (title, restore(title)) == (f"'{TITLE}", TITLE)
    book = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"](*hostile, NAME)))
    cell = book["events"]["D2"]
    assert (cell.value, cell.data_type, decode(str(cell.value))) == (f"'{TITLE}", "s", TITLE)
    assert _frame(files["places.csv"]).loc[0, "lon"] == "-0.25"


def test_no_exported_cell_begins_like_a_formula(hostile: tuple[Dataset, Evidenced]) -> None:
    """In no CSV file a cell begins with =, +, @, a tab or a line end; with - only when it is a number."""
    for data in FOLDERS["csv"](*hostile, NAME).values():
        for cell in _frame(data).to_numpy().ravel():
            assert cell[:1] not in set("=+@\t\r\n")
            assert cell[:1] != "-" or float(cell) < 0


@pytest.mark.parametrize("kind", [*FILES, *FOLDERS])
def test_the_same_data_gives_the_same_bytes(kind: str, whole: tuple[Dataset, Evidenced]) -> None:
    """No format holds the time it was made."""
    make = FILES.get(kind) or FOLDERS[kind]
    assert make(*whole, NAME) == make(*whole, NAME)
    assert kind in (*TEXTS, *FOLDERS, "xlsx", "sqlite")


def test_a_workbook_holds_no_time() -> None:
    """Nor do its parts."""
    _, dataset, evidenced = opened(TINY)
    with ZipFile(io.BytesIO(FILES["xlsx"](dataset, evidenced, NAME))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_csv_can_be_one_zip(whole: tuple[Dataset, Evidenced]) -> None:
    """The zip holds the same files, the same whenever it is made."""
    files = to_csv(flatten(*whole))
    with ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert zipped(files) == zipped(files)


def test_a_text_too_long_for_a_cell_is_told(tiny: Path) -> None:
    """A workbook would cut it silently; instead the export names the cell."""
    edit(tiny, "data/events.csv", {"the month is not said.": "x" * 40_000})
    _, dataset, evidenced = opened(tiny)
    with pytest.raises(BriefgenError) as told:
        FILES["xlsx"](dataset, evidenced, NAME)
    assert [(d.rule, str(d.place)) for d in told.value.diagnostics] == [("cell-too-long", "events:2 note")]


def test_a_passage_that_is_not_found_has_no_place(whole: tuple[Dataset, Evidenced]) -> None:
    """Its offsets are empty rather than wrong."""
    dataset, evidenced = whole
    without = Evidenced({key: span for key, span in evidenced.spans.items() if key != "p-pump"}, evidenced.texts)
    (passages,) = (table for table in flatten(dataset, without) if table.name == "passages")
    rows = {row[0]: row[-2:] for row in passages.rows}
    assert (rows["p-pump"], rows["p-forty"] == (None, None)) == ((None, None), False)


def test_a_format_that_is_not_there(tiny: Path) -> None:
    """The closest name is given."""
    with pytest.raises(BriefgenError, match="did you mean “sqlite”"):
        exported(Project.open(tiny), "sqlit")
