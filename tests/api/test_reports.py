"""api.reports: findings for other programs; SARIF is valid by its official schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from briefgen.api import Project
from briefgen.api.pointing import reader
from briefgen.api.reports import github, sarif
from briefgen.errors import Diagnostic, Place, Severity
from tests.commands import run
from tests.projects import BROKEN, copy_tiny, edit, overlay

Json = Any
SCHEMA = Path(__file__).parents[1] / "sarif" / "sarif-2.1.0.schema.json"


def _log(project: Path) -> Json:
    opened = Project.open(project)
    return json.loads(sarif(opened.check(), reader(opened.workspace)))


def _validate(log: object) -> None:
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(log)


def _none(_: str) -> str | None:
    return None


@pytest.mark.parametrize(
    "case",
    ["several-faults", "row-ragged", "seed-missing", "date-other-year", "quotation-not-verbatim", "unknown-citation"],
)
def test_sarif_is_valid(case: str, tmp_path: Path) -> None:
    """Findings with and without a line, in data, seeds and templates, keep to the schema of SARIF 2.1.0."""
    project = copy_tiny(tmp_path / "project")
    overlay(BROKEN / case, project)
    log = _log(project)
    _validate(log)
    assert log["runs"][0]["results"]


def test_sarif_of_nothing(tiny: Path) -> None:
    """A sound project gives a run without results."""
    log = _log(tiny)
    _validate(log)
    assert log["runs"][0]["results"] == []


def test_a_schema_that_is_broken_is_noticed() -> None:
    """The check itself can fail: a level that SARIF does not know."""
    log = json.loads(sarif([Diagnostic("bad-date", "m")], _none))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        _validate(log)


def test_sarif_points_at_the_place(tmp_path: Path) -> None:
    """The region is the cell; the rule brings its explanation."""
    project = copy_tiny(tmp_path / "project")
    overlay(BROKEN / "date-other-year", project)
    run_ = _log(project)["runs"][0]
    (result,) = run_["results"]
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    assert place["artifactLocation"]["uri"] == "data/events.csv"
    assert region["snippet"]["text"][region["startColumn"] - 1 : region["endColumn"] - 1] == "2021-05-12"
    assert run_["tool"]["driver"]["rules"][result["ruleIndex"]]["help"]["text"].endswith("event:ID -1Y.")


def test_an_accepted_finding_is_suppressed(tmp_path: Path) -> None:
    """What the project lives with is a note, and SARIF says why."""
    project = copy_tiny(tmp_path / "project")
    overlay(BROKEN / "date-other-year", project)
    accepted = '\n[[suppress]]\nrule = "date-without-basis"\nplace = "data/events.csv"\nreason = "known"\n'
    with (project / "briefgen.toml").open("a", encoding="utf-8") as stream:
        stream.write(accepted)
    log = _log(project)
    _validate(log)
    (result,) = log["runs"][0]["results"]
    assert (result["level"], result["suppressions"]) == ("note", [{"kind": "external", "justification": "known"}])


def test_github_annotations() -> None:
    """One line a finding; what would end the command or its values is escaped."""
    place = Place("data/a,b.csv", 3, "date")
    found = Diagnostic("a-rule", "100 % wrong\nhere", place, hint="x", severity=Severity.NOTE)
    assert list(github([found, Diagnostic("b", "m")], _none)) == [
        "::notice file=data/a%2Cb.csv,line=3,title=briefgen a-rule::100 %25 wrong%0Ahere%0Ahint: x",
        "::error title=briefgen b::m",
    ]


def test_the_command(tiny: Path) -> None:
    """Each format on standard output, exit code 1 when something is wrong; an unknown one is a usage fault."""
    edit(tiny, "data/events.csv", {"2020-05-12": "2021-05-12"})
    sarif_said = run(tiny, "check", "--format", "sarif")
    assert (sarif_said.returncode, json.loads(sarif_said.stdout)["version"]) == (1, "2.1.0")
    github_said = run(tiny, "check", "--format", "github")
    begins = "::error file=data/events.csv,line=5,title=briefgen date-without-basis,col=14,"
    assert github_said.stdout.startswith(begins)
    as_json = run(tiny, "check", "--format", "json")
    assert as_json.stdout == run(tiny, "check", "--json").stdout
    unknown = run(tiny, "check", "--format", "sarf")
    assert (unknown.returncode, "did you mean “sarif”?" in unknown.stderr) == (2, True)


def test_people_see_the_line_and_a_caret(tiny: Path) -> None:
    """The line of the file, and carets under the cell or the words."""
    edit(tiny, "data/events.csv", {"2020-05-12": "2021-05-12"})
    lines = run(tiny, "check").stderr.splitlines()
    assert lines[0] == "error[date-without-basis] data/events.csv:5 date"
    start, end = lines[2].index("^"), lines[2].rindex("^") + 1
    assert lines[1][start:end] == "2021-05-12"
