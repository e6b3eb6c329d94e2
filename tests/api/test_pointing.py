"""api.pointing: where in a line a finding points."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api.pointing import pointed, reader
from briefgen.errors import Diagnostic, Place
from briefgen.workspace import Workspace

FILES = {
    "data/a.csv": 'id,title,note\nx,"One, or “two”",\ny,b,"never closed\n',
    "t.md.j2": "## Title\n\n  It met in June 2014. [@x]\n",
    "briefgen.toml": 'name = "N"\nas_of = "soon"\n',
}


@pytest.mark.parametrize(
    ("place", "message", "shown"),
    [
        (Place("data/a.csv", 2, "title"), "m", "One, or “two”"),
        (Place("data/a.csv", 2, "title"), "“two” is wrong", "two"),
        (Place("data/a.csv", 2, "note"), "m", ""),
        (Place("data/a.csv", 2, "other"), "m", 'x,"One, or “two”",'),
        (Place("data/a.csv", 3, "note"), "m", '"never closed'),
        (Place("t.md.j2", 3), "“June 2014” is in nothing", "June 2014"),
        (Place("t.md.j2", 3), "no words of it", "It met in June 2014. [@x]"),
        (Place("briefgen.toml", 2, "as_of"), "m", "as_of"),
    ],
)
def test_what_is_pointed_at(place: Place, message: str, shown: str) -> None:
    """The words that the message quotes, else the cell or the key, else the line."""
    found = pointed(Diagnostic("r", message, place), FILES.get)
    assert found is not None
    assert found.line[found.start : found.end] == shown


@pytest.mark.parametrize("place", [Place(), Place("data/a.csv"), Place("data/a.csv", 99), Place("gone.csv", 1)])
def test_nothing_to_point_at(place: Place) -> None:
    """A whole file, a line that is not there, a file that is not there."""
    assert pointed(Diagnostic("r", "m", place), FILES.get) is None


def test_a_row_with_too_few_cells() -> None:
    """A cell that is not there is not pointed at: the line is."""
    found = pointed(Diagnostic("r", "m", Place("a.csv", 2, "b")), {"a.csv": "a,b\nx\n"}.get)
    assert found is not None
    assert (found.start, found.end) == (0, 1)


def test_a_long_line_is_cut_around_the_place() -> None:
    """The caret stays under its words."""
    text = "a " * 200 + "HERE" + " b" * 200
    found = pointed(Diagnostic("r", "“HERE”", Place("x.md", 1)), {"x.md": text}.get)
    assert found is not None
    line, carets = found.shown(60)
    assert (line[0], line[-1], len(line)) == ("…", "…", 62)
    assert line[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_files_are_read_once(tiny: Path) -> None:
    """A project's file, a built-in template, and what is neither."""
    read = reader(Workspace.open(tiny))
    assert (read("data/events.csv") or "").startswith("id,")
    (tiny / "data/events.csv").unlink()
    assert (read("data/events.csv") or "").startswith("id,")
    assert "body" in (read("built-in templates/layout/print.css") or "")
    assert read("built-in templates/layout/none.css") is None
    assert read("data/none.csv") is None
