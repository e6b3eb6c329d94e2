"""dataset.load: a project's tables as records; every fault found, and none twice."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from briefgen.dataset import load
from briefgen.errors import Severity
from briefgen.workspace import Workspace
from tests.projects import TINY, copy_tiny, edit


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the tiny project."""
    return copy_tiny(tmp_path / "project")


def _faults(project: Path) -> list[str]:
    return [f"{fault.rule} {fault.place}" for fault in load(Workspace.open(project))[1]]


def test_the_tiny_project_loads_without_fault() -> None:
    """Every table has its records, in file order, with lists, numbers and texts as such."""
    dataset, faults = load(Workspace.open(TINY))
    assert (faults, dataset.faulty) == ((), frozenset())
    assert list(dataset.events) == ["well-dry", "well-reopened", "meeting-2020"]
    assert dataset.events["well-dry"].note == "Two years before 2018;\nthe month is not said."
    assert dataset.events["well-reopened"].line == 4
    assert dataset.events["well-reopened"].importance == 3
    assert dataset.judgements["well-matters"].basis == ("share-of-households", "households")
    assert dataset.editions["meeting-2020-edition"].ordinal is None
    assert dataset.indicators["share-of-households"].value == "1/3"


def test_an_optional_table_may_be_missing(project: Path) -> None:
    """Which is the same as a table without rows; its faults are told as those of any other."""
    assert load(Workspace.open(project))[0].corrections == {}
    row = "c-1,well/reader,one,It was May.,It was June.,2020-06-01,nobody,"
    text = f"id,edition,number,wrong,now,date,claims,note\n{row}\n"
    (project / "data/corrections.csv").write_text(text, encoding="utf-8")
    dataset, faults = load(Workspace.open(project))
    assert [f"{fault.rule} {fault.place}" for fault in faults] == [
        "dangling-reference data/corrections.csv:2 claims",
        "bad-integer data/corrections.csv:2 number",
        "stale-datapackage data/datapackage.json",
    ]
    assert dataset.corrections["c-1"].concerns("well", "reader")
    assert not dataset.corrections["c-1"].concerns("well", "public")


def test_loading_gives_the_garbage_collector_back() -> None:
    """It is off while loading and as it was afterwards."""
    assert gc.isenabled()
    load(Workspace.open(TINY))
    assert gc.isenabled()
    gc.disable()
    try:
        load(Workspace.open(TINY))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_one_fault_does_not_hide_another(project: Path) -> None:
    """Faults of several files and kinds come together, sorted by file and line."""
    edit(project, "data/events.csv", {"economy,held": "economy,heldd", "2020-05-12": "12-May"})
    edit(project, "data/places.csv", {"wold-county": "wold-country", "53.5": "53°"})
    assert _faults(project) == [
        "unknown-value data/events.csv:2 status",
        "mangled-date data/events.csv:5 date",
        "dangling-reference data/places.csv:2 country",
        "bad-number data/places.csv:2 lat",
    ]


def test_a_faulty_record_stays_and_is_marked(project: Path) -> None:
    """References to it hold; what could not be read has the column's default."""
    edit(project, "data/events.csv", {"2020-05-12": "12-May", "alderby,3,well": "alderby,x,well"})
    dataset, faults = load(Workspace.open(project))
    assert len(faults) == 2
    assert dataset.faulty == {"meeting-2020", "well-reopened"}
    assert (dataset.events["meeting-2020"].date, dataset.events["well-reopened"].importance) == ("", 1)


def test_references_to_what_could_not_be_read_are_let_be(project: Path) -> None:
    """A torn row, a table of broken quoting, and a missing table cause no dangling references."""
    edit(project, "data/actors.csv", {"Parish council of Alderby": "Parish council, Alderby"})
    edit(project, "data/mechanisms.csv", {"Well committee of Alderby": '"Well"committee'})
    (project / "data/places.csv").unlink()
    assert _faults(project) == [
        "ragged-row data/actors.csv:3",
        "csv-syntax data/mechanisms.csv:2",
        "file-missing data/places.csv",
    ]


def test_ids_are_one_namespace(project: Path) -> None:
    """An id of another table, and of a source, is taken; the first record keeps it."""
    edit(project, "data/glossary.csv", {"the-well,the old": "parish-2019,the old"})
    edit(project, "data/evidence.csv", {"the-well,*": "parish-2019,*"})
    dataset, faults = load(Workspace.open(project))
    assert [fault.rule for fault in faults] == ["duplicate-id"]
    assert faults[0].message == "“parish-2019” is already the id of data/sources.json:2"
    assert (dataset.table_of("parish-2019"), dict(dataset.glossary)) == ("sources", {})


def test_a_row_without_an_id_is_one_fault(project: Path) -> None:
    """It is not kept: nothing could refer to it."""
    edit(project, "data/glossary.csv", {"the-well,the old": ",the old"})
    edit(project, "data/evidence.csv", {"the-well,*,p-open,context,The keeper says nothing of winter.\n": ""})
    assert _faults(project) == ["empty-cell data/glossary.csv:2 id"]


def test_stray_spaces_are_a_warning_and_are_cut_off(project: Path) -> None:
    """But a passage's own spaces are the source's."""
    edit(project, "data/events.csv", {",held,,": ", held ,,"})
    dataset, faults = load(Workspace.open(project))
    assert {fault.severity for fault in faults} == {Severity.WARNING}
    assert dataset.events["well-dry"].status == "held"
    assert dataset.passages["p-open"].suffix == " in summer"


@pytest.mark.parametrize(
    ("character", "rule"),
    [("\ue000", "reserved-character"), ("\x1b", "control-character"), ("\u2028", "control-character")],
)
def test_characters_that_must_not_occur(project: Path, character: str, rule: str) -> None:
    """In a table by cell, in sources.json by line."""
    edit(project, "data/actors.csv", {"Ada Brook": f"Ada{character} Brook"})
    edit(project, "data/sources.json", {"Wold County": f"Wold{character} County"})
    faults = _faults(project)
    assert f"{rule} data/actors.csv:2 name" in faults
    assert f"{rule} data/sources.json:36" in faults


def test_many_wrong_references_do_not_take_long(project: Path) -> None:
    """The closest id is searched for the first hundred only."""
    rows = "".join(f"pos-{number},month-of-reopning,Text.,\n" for number in range(150))
    (project / "data/positions.csv").write_text("id,dispute,text,note\n" + rows, encoding="utf-8")
    edit(
        project,
        "data/evidence.csv",
        {"reopened-in-june,*,p-reopened-june,supports,\n": "", "reopened-in-july,*,p-reopened-july,supports,\n": ""},
    )
    faults = load(Workspace.open(project))[1]
    assert [bool(fault.hint) for fault in faults].count(True) == 100
    assert len(faults) == 150


def test_a_missing_column_leaves_the_default(project: Path) -> None:
    """It is reported once, however many rows there are."""
    edit(project, "data/positions.csv", {"id,dispute,text,note": "id,dispute,text", '.",\n': '."\n'})
    dataset, faults = load(Workspace.open(project))
    assert [fault.rule for fault in faults] == ["missing-column"]
    assert dataset.positions["reopened-in-june"].note == ""
