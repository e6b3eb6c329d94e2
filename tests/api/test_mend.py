"""api.mend: `--fix` mends only what is mechanical and safe, and shows it first."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api.mend import diff, mended
from briefgen.workspace import Workspace
from tests.commands import run
from tests.projects import edit


def _changes(project: Path) -> dict[str, tuple[str, str]]:
    return dict(mended(Workspace.open(project)))


def test_nothing_to_mend(tiny: Path) -> None:
    """A sound project stays as it is, byte for byte."""
    assert _changes(tiny) == {}
    assert run(tiny, "check", "--fix").stderr == "nothing to mend mechanically\n"


def test_spaces_and_columns(tiny: Path) -> None:
    """Spaces at the ends of cells go, columns come into their order; marks, line ends and all else stay."""
    before = (tiny / "data/glossary.csv").read_bytes()
    header = before.decode().splitlines()[0]
    rows = [line.split(",", 1) for line in before.decode().splitlines()[1:]]
    assert header.startswith("id,term")
    text = "term,id" + header.removeprefix("id,term") + "\r\n"
    split = [(key, *rest.split(",", 1)) for key, rest in rows if '"' not in rest]
    text += "".join(f'" {term} ",{key},{rest}\r\n' for key, term, rest in split)
    (tiny / "data/glossary.csv").write_bytes(text.encode())
    ((name, (_, after)),) = _changes(tiny).items()
    assert name == "data/glossary.csv"
    assert after.splitlines()[0] == header
    assert after.count("\r\n") == text.count("\r\n")
    assert '" ' not in after


def test_a_passage_keeps_its_spaces(tiny: Path) -> None:
    """The words of a source, and what stands around them, are never touched."""
    assert ", in summer" in (tiny / "data/passages.csv").read_text(encoding="utf-8")
    edit(tiny, "data/passages.csv", {",keeper of the key,": ", keeper of the key ,"})
    ((_, (before, after)),) = _changes(tiny).items()
    assert after == before.replace(", keeper of the key ,", ",keeper of the key,")


@pytest.mark.parametrize(
    "text",
    ["id,term\na, b \n", "id,term,definition,aliases,note\na, b \n", 'id,term,definition,aliases,note\na," b\n', ""],
    ids=["columns missing", "ragged", "never closed", "empty"],
)
def test_what_is_not_sure_is_left_alone(tiny: Path, text: str) -> None:
    """A file whose form is faulty is for a person to mend."""
    (tiny / "data/glossary.csv").write_text(text, encoding="utf-8")
    assert "data/glossary.csv" not in _changes(tiny)


def test_a_file_that_is_not_there_or_not_utf8(tiny: Path) -> None:
    """Neither is made up."""
    (tiny / "data/glossary.csv").unlink()
    (tiny / "data/places.csv").write_bytes(b"\xff\xfe")
    assert _changes(tiny) == {}


def test_datapackage_is_written_anew(tiny: Path) -> None:
    """Missing or stale, with a diff; then the project is sound, and a second run finds nothing."""
    (tiny / "data/datapackage.json").unlink()
    assert next(iter(diff(_changes(tiny)))) == "--- a/data/datapackage.json"
    said = run(tiny, "check", "--fix")
    assert (said.returncode, "+++ b/data/datapackage.json" in said.stderr) == (0, True)
    assert "mended: data/datapackage.json" in said.stderr
    assert _changes(tiny) == {}


def test_fix_then_check(tiny: Path) -> None:
    """What is left after mending is told as ever."""
    edit(tiny, "data/events.csv", {",meeting,planned": ", meeting ,planned", "2020-05-12": "2021-05-12"})
    said = run(tiny, "check", "--fix")
    assert said.returncode == 1
    assert "stray-space" not in said.stderr.split("mended:")[1]
    assert "date-without-basis" in said.stderr


def test_a_folder_that_cannot_be_written(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A diagnostic, not a traceback."""
    (tiny / "data/datapackage.json").unlink()

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("briefgen.api.mend.write_atomically", refuse)
    said = run(tiny, "check", "--fix")
    assert (said.returncode, "error[not-writable] data/datapackage.json" in said.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [("--html", "x.html"), ("memo.md", "--fix"), ("memo.md", "--format", "sarif"), ("memo.md", "--explain", "x")],
)
def test_what_does_not_go_together(tiny: Path, arguments: tuple[str, ...]) -> None:
    """A usage fault."""
    said = run(tiny, "check", *arguments)
    assert (said.returncode, "error[check-what]" in said.stderr) == (2, True)
