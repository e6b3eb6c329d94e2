"""build.proofs: the rules on prose stop an edition; a draft shows what they find; settings decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.build import Job, Outcome, build
from briefgen.build.proofs import Proofs, with_gaps
from briefgen.document import Box, Paragraph, walk
from briefgen.errors import Diagnostic, Place
from briefgen.workspace import Workspace
from tests.projects import copy_tiny

STORY = "templates/topics/well/sections/story.md.j2"
FAULT = "Wold County refused to pay for the pump."


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Give a copy of the tiny project with a sentence that nothing supports, in its third paragraph."""
    project = copy_tiny(tmp_path / "project")
    story = project / STORY
    story.write_text(story.read_text(encoding="utf-8") + f"\n{FAULT}\n\nIt ends. [@well-reopened]\n", encoding="utf-8")
    return project


def render(project: Path, *, draft: bool = False) -> Outcome:
    """Render the one edition as a page."""
    return build(Workspace.open(project), Job((("well", "reader"),), ("html",), draft))


def test_an_error_in_the_prose_stops_the_edition(tiny: Path) -> None:
    """What stood in out/ before stays."""
    outcome = render(tiny)
    assert [(d.rule, str(d.place)) for d in outcome.diagnostics] == [("unsupported-sentence", f"{STORY}:8")]
    assert not (tiny / "out/well").exists()


def test_a_draft_marks_what_is_to_be_mended_after_its_paragraph(tiny: Path) -> None:
    """In a gap box, with an id of its own."""
    (edition,) = render(tiny, draft=True).editions
    (section,) = edition.document.sections
    kinds = [block.kind if isinstance(block, Box) else "" for block in section.blocks]
    assert kinds == ["", "", "", "gap", ""]
    ids = [block.id for block in walk(section.blocks)]
    assert len(set(ids)) == len(ids)
    assert FAULT in edition.files["html"].decode()
    assert "a factual sentence in a paragraph that cites nothing" in edition.files["html"].decode()


def test_what_belongs_to_no_block_is_marked_first(tiny: Path) -> None:
    """A finding in the settings or the title."""
    project = Project.open(tiny)
    document = project.brief("well", audience="reader").document
    marked = with_gaps(document, [Diagnostic("length", "too long", Place("templates/x.toml"))])
    first = marked.sections[0].blocks[0]
    assert isinstance(first, Box)
    assert isinstance(first.blocks[0], Paragraph)
    assert with_gaps(document, []) == document


def test_a_warning_stops_nothing(tiny: Path) -> None:
    """The project may set the severity of a rule."""
    with (tiny / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write('\n[rules]\nunsupported-sentence = "warning"\n')
    assert [edition.audience for edition in render(tiny).editions] == ["reader"]
    assert [(d.rule, str(d.severity)) for d in Project.open(tiny).check()] == [("unsupported-sentence", "warning")]


def test_an_accepted_finding_stops_nothing(tiny: Path) -> None:
    """It stands in the report as a note with its reason."""
    with (tiny / "briefgen.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[suppress]]\nrule = "unsupported-sentence"\ntext = "refused"\nreason = "Known."\n')
    assert [edition.audience for edition in render(tiny).editions] == ["reader"]
    (note,) = Project.open(tiny).check()
    assert (str(note.severity), note.details[-1]) == ("note", "accepted: Known.")


def test_an_audience_with_faulty_settings_is_left_out_of_the_comparison(tiny: Path) -> None:
    """Its own edition reports them."""
    folder = tiny / "templates/audiences/other"
    folder.mkdir()
    (folder / "audience.toml").write_text("name = 1\n", encoding="utf-8")
    project = Project.open(tiny)
    brief = project.brief("well", audience="reader")
    from briefgen.briefs import open_brief

    proofs = Proofs(project.workspace, project.verified.material)
    view = proofs.view(brief.document, open_brief(project.workspace, "well", "reader"))
    assert "other" not in view.audiences
    assert view.read("templates/nowhere.md.j2") is None
