"""The way in for Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from briefgen import BriefgenError, Project
from briefgen.api import examine, trace_of
from tests.projects import edit


def test_a_brief_as_values(tiny: Path) -> None:
    """An edition gives its Document, its web page, its print page and its PDF without writing anything."""
    brief = Project.open(tiny).brief("well", audience="reader")
    assert brief.document.metadata.title == "The well of Alderby"
    assert "ran dry, probably in 2016" in brief.html()
    assert "ran dry, probably in 2016" in brief.print_html()
    assert brief.pdf().startswith(b"%PDF-")
    assert not (tiny / "out").exists()


def test_a_table_as_a_data_frame(tiny: Path) -> None:
    """Texts stay as written: `2016` is no number, an empty cell no missing value; a list is a tuple."""
    events = Project.open(tiny).frame("events")
    assert events.loc[0, "date"] == "2016"
    assert events.loc[0, "mechanism"] == ""
    assert events.loc[1, "actors"] == ("alderby-council",)
    with pytest.raises(BriefgenError, match="did you mean “events”"):
        Project.open(tiny).frame("event")


def test_unsound_evidence_gives_no_document(tiny: Path) -> None:
    """Nothing can be had from a project whose evidence does not hold, not even an export."""
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    project = Project.open(tiny)
    for made in (lambda: project.brief("well", audience="reader").document, project.export_json):
        with pytest.raises(BriefgenError, match="passage-not-found"):
            made()


def test_check_finds_faults_of_data_and_of_text_sorted_by_place(tiny: Path) -> None:
    """An unknown citation is found in every edition that has it, and told once."""
    assert Project.open(tiny).check() == ()
    edit(tiny, "templates/topics/well/sections/story.md.j2", {"[@pay-for-pump]": "[@pay-for-pumps]"})
    (found,) = Project.open(tiny).check()
    assert (found.rule, str(found.place), found.hint) == (
        "unknown-citation",
        "templates/topics/well/sections/story.md.j2:6",
        "did you mean “pay-for-pump”?",
    )


def test_a_trace_shows_passages_in_context(tiny: Path) -> None:
    """The offsets are those of the source file, the context is what stands around."""
    found = trace_of(Project.open(tiny), "well-reopened", context=10)
    assert (found.table, found.values["date"]) == ("events", "2018-06 (June 2018)")
    for shown in found.passages:
        source = next(s for s in Project.open(tiny).dataset.sources.values() if s.id == shown.source)
        text = (tiny / source.file).read_text(encoding="utf-8")
        assert text[shown.start : shown.end] == shown.exact
        assert text[: shown.start].endswith(shown.before)
        assert text[shown.end :].startswith(shown.after)
    with pytest.raises(BriefgenError, match="did you mean “well-reopened”"):
        trace_of(Project.open(tiny), "well-reopend")


def test_the_doctor_renders_a_page(tiny: Path) -> None:
    """All is well, or it says what is not."""
    lines, faults = examine(Project.open(tiny))
    assert faults == ()
    assert dict(lines)["PDF engine"].startswith("renders (1 page")
    (tiny / "out").rmdir() if (tiny / "out").is_dir() and not any((tiny / "out").iterdir()) else None
    project = Project.open(tiny, out=tiny / "briefgen.toml")
    assert [d.rule for d in examine(project)[1]] == ["out-not-writable"]


def test_the_package_has_no_other_names() -> None:
    """`import briefgen` is lazy, and still says what it does not have."""
    assert briefgen.BriefgenError is BriefgenError
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = briefgen.nothing
