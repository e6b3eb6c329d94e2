"""dataset.schema: datapackage.json is generated, deterministic, and read by the Frictionless library."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

from briefgen.dataset import DATAPACKAGE_FILE, datapackage_json, write_datapackage
from briefgen.dataset.schema import stale
from briefgen.model import TABLES
from briefgen.workspace import Workspace
from tests.projects import TINY, copy_tiny, edit

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import frictionless


def test_every_table_and_column_is_described() -> None:
    """With types, enumerations and the sources; nothing counts or hashes the rows."""
    package = json.loads(datapackage_json("Alderby Well"))
    assert [resource["name"] for resource in package["resources"]] == ["sources", *TABLES]
    assert package["name"] == "alderby-well"
    for resource in package["resources"][1:]:
        assert [f["name"] for f in resource["schema"]["fields"]] == list(TABLES[resource["name"]].columns)
        assert all(f["description"] for f in resource["schema"]["fields"])
    events = {f["name"]: f for f in package["resources"][3]["schema"]["fields"]}
    assert events["status"]["constraints"]["enum"] == ["held", "planned", "proposed", "ongoing"]
    assert events["importance"]["constraints"]["enum"] == [1, 2, 3]
    assert "separated by “;”" in events["actors"]["description"]


def test_the_description_does_not_depend_on_the_rows_and_always_has_a_name() -> None:
    """The same name gives the same bytes; a name without Latin letters still makes a valid package."""
    assert datapackage_json("X") == datapackage_json("X")
    assert json.loads(datapackage_json("Улаанбаатар"))["name"] == "briefgen"


def test_frictionless_accepts_the_tiny_project() -> None:
    """Types, constraints, primary and foreign keys hold for the real rows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.Package(str(TINY / DATAPACKAGE_FILE)).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_frictionless_sees_what_the_description_forbids(tmp_path: Path) -> None:
    """The description says something: a wrong value, a wrong pattern and a dangling key are found through it."""
    project = copy_tiny(tmp_path / "project")
    edit(project, "data/events.csv", {"economy,held": "economy,heldd", ",alderby,3,": ",aldrby,3,"})
    edit(project, "data/places.csv", {"53.5": "53°"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        report = frictionless.Package(str(project / DATAPACKAGE_FILE)).validate()
    assert sorted(kind for (kind,) in report.flatten(["type"])) == [
        "constraint-error",
        "constraint-error",
        "foreign-key",
    ]


def test_an_optional_table_is_described_when_it_is_there(tmp_path: Path) -> None:
    """Frictionless would miss the file of a table that is described."""
    project = copy_tiny(tmp_path / "project")
    described = json.loads((project / DATAPACKAGE_FILE).read_bytes())["resources"]
    assert [resource["name"] for resource in described] == [
        "sources",
        *(n for n, t in TABLES.items() if not t.optional),
    ]
    row = "c-1,well/reader,1,It was May.,It was June.,2020-06-01,reopened-in-june,"
    text = f"id,edition,number,wrong,now,date,claims,note\n{row}\n"
    (project / "data/corrections.csv").write_text(text, encoding="utf-8")
    assert write_datapackage(Workspace.open(project))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = frictionless.Package(str(project / DATAPACKAGE_FILE))
        assert package.validate().valid
    assert package.resource_names[-1] == "corrections"


def test_a_stale_description_is_found_and_mended(tmp_path: Path) -> None:
    """Missing or different is stale; writing it anew is done once."""
    project = copy_tiny(tmp_path / "project")
    workspace = Workspace.open(project)
    assert not write_datapackage(workspace)
    (project / DATAPACKAGE_FILE).write_text("{}", encoding="utf-8")
    assert [fault.rule for fault in stale(workspace)] == ["stale-datapackage"]
    (project / DATAPACKAGE_FILE).unlink()
    assert [fault.message for fault in stale(workspace)] == ["the file is missing"]
    assert write_datapackage(workspace)
    assert list(stale(workspace)) == []
