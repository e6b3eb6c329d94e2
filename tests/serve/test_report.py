"""The verdict on an edition, links to places, and the files that are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import BriefgenError, Diagnostic, Place, Severity
from briefgen.serve import report
from briefgen.serve.desk import open_desk
from briefgen.serve.editor import Editor, editor_of
from briefgen.serve.files import on_disk, shown
from briefgen.serve.pages import Pages, title_of
from briefgen.serve.preview import Preview, State
from briefgen.serve.proofs import OfEdition, OfProject
from briefgen.workspace import Workspace
from tests.projects import edit

READER = ("well", "reader")
STORY = "templates/topics/well/sections/story.md.j2"
ERROR = Diagnostic("one", "it is wrong", Place(STORY, 3))
WARNING = Diagnostic("other", "it may be wrong", severity=Severity.WARNING)
NOTE = Diagnostic("note", "it is so", severity=Severity.NOTE)


def judged(
    project: Path,
    proof: OfEdition | None,
    data: tuple[Diagnostic, ...] = (),
    series: tuple[Diagnostic, ...] = (),
    papers: tuple[Diagnostic, ...] = (),
) -> Preview:
    """Return a preview in which an edition has been judged so, and nothing is waited for."""
    desk = open_desk(project)
    preview = Preview(desk)
    preview.due.project, preview.due.keys = False, set()
    proofs = {READER: proof} if proof else {}
    preview.state = State(desk, (READER,), (), OfProject((), data), proofs, series, {READER: papers})
    return preview


@pytest.mark.parametrize(
    ("proof", "data", "kind", "words"),
    [
        (OfEdition(), (), "sound", "no problems"),
        (OfEdition((NOTE,)), (), "sound", "no problems"),
        (OfEdition((WARNING,)), (), "warnings", "1 warning"),
        (OfEdition((WARNING,), (ERROR,)), (), "errors", "1 error, 1 warning"),
        (OfEdition(stopped=(ERROR,)), (), "errors", "1 error"),
        (OfEdition(), (ERROR,), "errors", "1 error in evidence or settings"),
        (OfEdition((WARNING,)), (ERROR,), "errors", "1 warning; 1 error in evidence or settings"),
        (OfEdition(), (WARNING,), "sound", "no problems"),
    ],
)
def test_the_verdict(tiny: Path, proof: OfEdition, data: tuple[Diagnostic, ...], kind: str, words: str) -> None:
    """Errors before warnings, notes not counted; what is wrong with the evidence makes any edition a draft."""
    status = report.of_edition(judged(tiny, proof, data), READER).status
    assert (status.kind, status.words) == (kind, words)


def test_what_has_still_to_be_judged(tiny: Path) -> None:
    """It is being checked, with what is known so far."""
    preview = judged(tiny, OfEdition((ERROR,)))
    preview.due.add([READER])
    assert report.of_edition(preview, READER).status.words == "1 error; being checked"
    preview.state = State(preview.state.desk, (READER,))
    assert report.of_edition(preview, READER).status.words == "being checked"


def test_each_finding_once(tiny: Path) -> None:
    """What is said of the evidence is not said of the edition; what editions tell differently, of those that do."""
    beside = Diagnostic("parity", "told differently", Place(STORY, 4))
    elsewhere = Diagnostic("parity", "told differently", Place("templates/topics/other/sections/x.md.j2", 4))
    proof = OfEdition((ERROR, WARNING), used=frozenset({"topics/well/sections/story.md.j2"}))
    found = report.of_edition(judged(tiny, proof, (ERROR,), (beside, elsewhere), (NOTE,)), READER)
    assert (found.project, set(found.edition)) == ((ERROR,), {WARNING, beside, NOTE})


def test_the_list(tiny: Path) -> None:
    """Rows of topics, a verdict in each cell, findings with the place that opens; nothing becomes markup."""
    hostile = Diagnostic("rule", "<script>alert(1)</script>", Place("data/events.csv", 2, "date"), hint="<b>")
    preview = judged(tiny, OfEdition(), (hostile,), (WARNING,))
    page = Pages(preview, editor_of("vscode")).status()
    assert 'href="/brief/well/reader"' in page
    assert '<a class="place" href="/source/data/events.csv?line=2"' in page
    assert f'href="vscode://file{tiny}/data/events.csv:2"' in page
    assert ("<script>" in page, "<b>" in page) == (False, False)
    assert "Between editions" in page
    preview.state = State(preview.state.desk, (READER, ("other", "press")), (ERROR,))
    page = Pages(preview, Editor()).status()
    assert "The settings cannot be read" in page
    assert "not written for" in page
    assert "vscode" not in page
    assert title_of(preview.state.desk, "other") == "other"


def test_an_editor() -> None:
    """By its name, or by an address of one's own; with the file and the line in it, escaped."""
    path = Path("/a folder/data/events.csv")
    assert editor_of("vscode").address(path, 14) == "vscode://file/a%20folder/data/events.csv:14"
    own = editor_of("idea://open?file={path}&line={line}")
    assert own.address(path, 0) == "idea://open?file=/a%20folder/data/events.csv&line=1"
    assert not editor_of("")
    for bad in ("emacs", "vscode://file", "javascript:{path}", "DATA:{path}", "{path}"):
        with pytest.raises(BriefgenError, match="bad-editor") as refused:
            editor_of(bad)
        assert refused.value.exit_code == 2


def test_lines_around_a_place(tiny: Path) -> None:
    """A long file is shown around the line that is asked for, and says that there is more."""
    (tiny / "seeds/long.txt").write_text("\n".join(f"line {n}" for n in range(1, 5001)), encoding="utf-8")
    workspace = Workspace.open(tiny)
    found = shown(workspace, "seeds/long.txt", 2500)
    assert found
    assert (found.first, found.lines[2500 - found.first], found.before, found.after) == (1500, "line 2500", True, True)
    top = shown(workspace, "seeds/long.txt", 0)
    assert top
    assert (top.first, top.lines[0], top.before, top.after) == (1, "line 1", False, True)
    beyond = shown(workspace, "seeds/county.txt", 99_999)
    assert beyond is None or beyond.lines == ()


def test_where_a_file_lies(tiny: Path) -> None:
    """For the editor: of the project, and of what is built in; of nothing else."""
    workspace = Workspace.open(tiny)
    assert on_disk(workspace, "data/events.csv") == tiny / "data/events.csv"
    assert on_disk(workspace, "built-in templates/layout/screen.css") == workspace.builtin / "layout/screen.css"
    (tiny / "data/binary.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("README.md", "data/none.csv", "../x", "data/binary.csv", "built-in templates/none", ""):
        assert on_disk(workspace, name) is None, name


def test_a_page_that_was_never_there(tiny: Path) -> None:
    """What stands in its place says why; a PDF that cannot be made says so, too."""
    edit(tiny, STORY, {"The well ran": "{{ nothing }} The well ran"})
    pages = Pages(judged(tiny, OfEdition()), Editor())
    assert "There is no page yet" in pages.none((ERROR,))
    assert "The PDF cannot be made" in pages.unmade((ERROR,))
