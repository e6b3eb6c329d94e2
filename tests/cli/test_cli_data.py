"""The commands that work on the dataset: export, sheet, stats, coverage, trace of a place, without."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from rich.console import Console

from briefgen import Project
from briefgen.api.coverage import coverage as measure
from briefgen.cli.coverage import coloured
from tests.commands import run, told
from tests.projects import edit


@pytest.mark.parametrize(
    ("kind", "out", "files"),
    [
        ("csv", "tables", {"tables/events.csv", "tables/sources.csv"}),
        ("csv", "tables.zip", {"tables.zip"}),
        ("datapackage", "package", {"package/datapackage.json", "package/events.csv"}),
        ("xlsx", "all.xlsx", {"all.xlsx"}),
        ("sqlite", "all.sqlite", {"all.sqlite"}),
        ("bibtex", "sources.bib", {"sources.bib"}),
    ],
)
def test_export_writes_where_it_is_told(tiny: Path, kind: str, out: str, files: set[str]) -> None:
    """A folder for several files, or a zip; a file for one."""
    done = run(tiny, "export", "-f", kind, "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out}\n", "")
    assert all((tiny / name).is_file() for name in files)


def test_export_speaks_only_text(tiny: Path) -> None:
    """Texts go to standard output when no file is named; what is not for a terminal asks for --out."""
    assert json.loads(run(tiny, "export", "-f", "csl").stdout)[0]["id"] == "parish-2019"
    done = run(tiny, "export", "-f", "xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[no-out]" in done.stderr
    done = run(tiny, "export", "-f", "sqlit")
    assert (done.returncode, "did you mean “sqlite”?" in done.stderr) == (2, True)


def test_export_refuses_unsound_evidence(tiny: Path) -> None:
    """No format lets out what is not supported."""
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    done = run(tiny, "export", "-f", "csv", "-o", "tables")
    assert (done.returncode, "passage-not-found" in done.stderr, (tiny / "tables").exists()) == (1, True, False)


def _workbook(project: Path, title: str) -> None:
    assert run(project, "sheet", "export", "book.xlsx").stdout == "book.xlsx\n"
    book = openpyxl.load_workbook(project / "book.xlsx")
    book["events"]["D2"].value = title
    book.save(project / "book.xlsx")


def test_sheet_import_shows_and_asks_before_it_writes(tiny: Path) -> None:
    """Without a terminal to ask at and without --yes, nothing is written; with it, only what changed."""
    before = (tiny / "data/events.csv").read_bytes()
    _workbook(tiny, "The well falls dry")
    shown = run(tiny, "sheet", "import", "book.xlsx")
    assert shown.returncode == 0
    assert shown.stdout.splitlines() == [
        "events: 1 changed",
        "  ~ well-dry",
        "      title: “The well runs dry” → “The well falls dry”",
        "Nothing was written.",
    ]
    assert "--yes" in shown.stderr
    assert (tiny / "data/events.csv").read_bytes() == before
    done = run(tiny, "sheet", "import", "book.xlsx", "--yes")
    assert done.stdout.splitlines()[-1] == "data/events.csv"
    assert (tiny / "data/events.csv").read_bytes() == before.replace(b"runs dry", b"falls dry")
    assert run(tiny, "sheet", "import", "book.xlsx").stdout == "Nothing would change.\n"


def test_sheet_import_tells_what_else_it_knows(tiny: Path) -> None:
    """Files changed since the export, and what the rules would find; JSON says the same and writes only with --yes."""
    _workbook(tiny, "The well falls dry" * 9)
    book = openpyxl.load_workbook(tiny / "book.xlsx")
    book["events"]["B3"].value = "2017"
    book["evidence"].delete_rows(15)
    book["glossary"].delete_rows(2)
    book["actors"].append(["bob", "Bob", "person"])
    book.save(tiny / "book.xlsx")
    edit(tiny, "data/glossary.csv", {"old well": "older well"})
    shown = run(tiny, "sheet", "import", "book.xlsx")
    assert "Changed since this workbook was exported: data/glossary.csv" in shown.stderr
    assert "date-without-basis" in shown.stderr
    assert "  + bob" in shown.stdout
    assert "  - the-well" in shown.stdout
    assert "…”" in shown.stdout
    found = told(tiny, "sheet", "import", "book.xlsx")
    assert [changes["table"] for changes in found["changes"]] == ["evidence", "events", "actors", "glossary"]
    assert (found["written"], found["outdated"]) == ([], ["data/glossary.csv"])
    assert told(tiny, "sheet", "import", "book.xlsx", "--yes")["written"][1] == "data/events.csv"


def test_sheet_import_refuses_what_could_not_be_read_again(tiny: Path) -> None:
    """The fault names sheet and row; exit code 1, nothing written. A file that is not there is a wrong use."""
    _workbook(tiny, "")
    done = run(tiny, "sheet", "import", "book.xlsx", "--yes")
    assert (done.returncode, "error[empty-cell] book.xlsx events:2 title" in done.stderr) == (1, True)
    assert b"The well runs dry" in (tiny / "data/events.csv").read_bytes()
    assert run(tiny, "sheet", "import", "none.xlsx").returncode == 2


def test_stats_as_text_as_json_and_as_a_picture(tiny: Path) -> None:
    """The same numbers in each."""
    done = run(tiny, "stats", "--svg", "numbers.svg")
    assert "  parish-2019      6 passages" in done.stdout
    assert "5 of 7 sentences used (71%)" in done.stdout
    assert "  1 voice  12" in done.stdout
    assert "3 (events 1, recommendations 1, indicators 1)" in done.stdout
    assert b"71% of 7" in (tiny / "numbers.svg").read_bytes()
    found = told(tiny, "stats")
    assert (found["tables"]["events"], found["sources"][0]["share"]) == (3, 0.7143)
    assert run(tiny, "stats", "--png", "numbers.png").returncode == 0
    assert (tiny / "numbers.png").read_bytes().startswith(b"\x89PNG")


def test_coverage_marks_what_is_used(tiny: Path) -> None:
    """Used words between « and », a bar before what no passage touches, the share at the end."""
    first = "The well at Alderby was reopened in July 2018, two years after it had run dry."
    lines = run(tiny, "coverage", "county-2020").stdout.splitlines()
    assert lines == [
        "| Water in the County",
        "",
        f"«{first}» «About 40 households use it today.»",
        "",
        "county-2020: 2 of 3 sentences (67%) and 85% of the letters are used.",
    ]
    unused = run(tiny, "coverage", "county-2020", "--unused").stdout.splitlines()
    assert unused[0] == "0-19  Water in the County"
    found = told(tiny, "coverage", "county-2020")
    assert (found["covered"], found["share"], found["sentences"][1]["passages"]) == (2, 0.6667, ["p-reopened-july"])
    assert run(tiny, "coverage", "county").returncode == 2


def test_trace_leads_both_ways(tiny: Path) -> None:
    """A place found by `coverage` leads to the claims on it; so do words."""
    assert "nothing rests on it" in run(tiny, "trace", "--source", "county-2020", "--at", "0-19").stdout
    shown = run(tiny, "trace", "--words", "july  2018").stdout
    assert "reopened-in-july  positions, supports *: In July, says the county." in shown
    assert "month-of-reopening  disputes, through reopened-in-july" in shown
    (found,) = told(tiny, "trace", "--source", "county-2020", "--at", "60")
    assert [record["id"] for record in found["passages"][0]["records"]][:2] == ["well-reopened", "well-dry"]
    assert told(tiny, "trace", "well-dry")["id"] == "well-dry"
    assert "The well runs dry" in run(tiny, "trace", "well-dry").stdout


@pytest.mark.parametrize(
    "arguments",
    [(), ("well-dry", "--words", "dry"), ("--at", "1-2"), ("--source", "county-2020"), ("well-dry", "--source", "x")],
)
def test_trace_asks_for_one_way(tiny: Path, arguments: tuple[str, ...]) -> None:
    """None or several are a wrong use: exit code 2."""
    done = run(tiny, "trace", *arguments)
    assert (done.returncode, "error[trace-what]" in done.stderr) == (2, True)


def test_trace_wants_a_stretch(tiny: Path) -> None:
    """Two numbers, or one."""
    done = run(tiny, "trace", "--source", "county-2020", "--at", "here")
    assert (done.returncode, "error[unknown-place]" in done.stderr) == (2, True)


def test_without_names_what_falls(tiny: Path) -> None:
    """Claims, disputes and, where a box of key messages cites them, the messages of each edition."""
    box = '{% call box("key-messages", title="Key messages") %}\n- It ran dry in 2016 [@well-dry].\n{% endcall %}\n\n'
    edit(tiny, "templates/topics/well/sections/story.md.j2", {"The well ran": box + "The well ran"})
    edit(tiny, "templates/topics/well/topic.toml", {"[select]": '[fit]\nreader = "good"\n\n[select]'})
    lines = run(tiny, "without", "county-2020").stdout.splitlines()
    assert lines[0] == "Without county-2020: 2 passages fewer."
    assert "  well-dry  events: The well runs dry" in lines
    assert "Disputes that would vanish: 1" in lines
    assert lines[-2:] == ["  well for reader: It ran dry in 2016.", "    cites well-dry"]
    found = told(tiny, "without", "county-2020")
    assert [claim["id"] for claim in found["disputes"]] == ["month-of-reopening"]
    assert [message["fallen"] for message in found["messages"]] == [["well-dry"]]
    edit(tiny, "templates/topics/well/sections/story.md.j2", {"[@month-of": "[@year-of"})
    assert "not looked at: templates/topics/well" in run(tiny, "without", "county-2020").stderr


def test_a_terminal_shows_coverage_in_colour(tiny: Path) -> None:
    """Used words green, sentences no passage touches red, and no other mark in the text."""
    project = Project.open(tiny)
    found = measure(project.dataset, project.evidenced, "county-2020")
    text = project.evidenced.texts["county-2020"]
    shown = coloured(text, found)
    assert shown.plain == text
    styles = {text[span.start : span.end].strip(): str(span.style) for span in shown.spans}
    assert styles["Water in the County"] == "bold red"
    assert styles["About 40 households use it today."] == "green"
    out = io.StringIO()
    Console(file=out, force_terminal=True, color_system="standard", width=200).print(shown)
    assert "\x1b[" in out.getvalue()
