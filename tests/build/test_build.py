"""Editions are written whole or not at all, from the cache where their inputs have not changed."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from briefgen.build import Job, Outcome, build, editions
from briefgen.errors import BriefgenError
from briefgen.inspect.reading import letters
from briefgen.workspace import Workspace
from tests.projects import edit

SECTION = "templates/topics/well/sections/story.md.j2"


def render(project: Path, *formats: str, draft: bool = False) -> Outcome:
    """Render the tiny brief."""
    return build(Workspace.open(project), Job((("well", "reader"),), formats or ("html", "pdf"), draft))


def out(project: Path, kind: str) -> bytes:
    """Return a rendered file."""
    return (project / "out/well" / f"reader.{kind}").read_bytes()


def test_html_and_pdf_of_one_document(tiny: Path) -> None:
    """Both are written; the print page only when asked for."""
    outcome = render(tiny)
    assert outcome.files == ("out/well/reader.html", "out/well/reader.pdf")
    assert out(tiny, "pdf").startswith(b"%PDF-")
    assert b"ran dry, probably in 2016" in out(tiny, "html")
    assert render(tiny, "print").files == ("out/well/reader.print.html",)


def test_an_unchanged_edition_comes_from_the_cache_with_the_same_bytes(tiny: Path) -> None:
    """The second run makes nothing; a change of prose makes the PDF anew."""
    assert render(tiny).editions[0].made == ("pdf",)
    before = out(tiny, "pdf"), out(tiny, "html")
    assert render(tiny).editions[0].made == ()
    assert (out(tiny, "pdf"), out(tiny, "html")) == before
    edit(tiny, SECTION, {"asks the county to pay": "wants the county to pay"})
    assert render(tiny).editions[0].made == ("pdf",)
    assert out(tiny, "pdf") != before[0]


def test_without_a_cache_the_bytes_are_the_same(tiny: Path) -> None:
    """A PDF made twice by two engine processes is one PDF."""
    render(tiny)
    first = out(tiny, "pdf")
    for path in (tiny / ".cache").rglob("*"):
        if path.is_file():
            path.unlink()
    render(tiny)
    assert out(tiny, "pdf") == first


def test_a_damaged_cache_entry_is_not_served(tiny: Path) -> None:
    """What is stored is sealed with its own hash."""
    render(tiny)
    first = out(tiny, "pdf")
    for path in (tiny / ".cache/pdf").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert render(tiny).editions[0].made == ("pdf",)
    assert out(tiny, "pdf") == first


def test_a_failed_render_leaves_the_earlier_output(tiny: Path) -> None:
    """A passage that is not in its source stops the render; a broken template stops its edition."""
    render(tiny)
    before = out(tiny, "html"), out(tiny, "pdf")
    edit(tiny, SECTION, {"[@pay-for-pump]": "[@pay-for-pumps]"})
    outcome = render(tiny)
    assert [d.rule for d in outcome.diagnostics] == ["unknown-citation"]
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    with pytest.raises(BriefgenError, match="passage-not-found"):
        render(tiny)
    assert (out(tiny, "html"), out(tiny, "pdf")) == before


def test_a_draft_renders_in_spite_of_gaps_and_marks_them(tiny: Path) -> None:
    """Unsound evidence and unknown citations are shown as gaps, and the edition says that it is a draft."""
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    edit(tiny, SECTION, {"[@pay-for-pump]": "[@pay-for-pumps]"})
    outcome = render(tiny, "html", "pdf", draft=True)
    assert not outcome.diagnostics
    page = out(tiny, "html").decode()
    assert "Gap in the evidence" in page
    assert "there is no such record" in page
    assert "not in source" in page
    assert "draft" in page.lower()


def test_two_renders_do_not_mix(tiny: Path) -> None:
    """While another run holds the output folder, a render stops at once and says so."""
    (tiny / "out").mkdir()
    with (tiny / "out/.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BriefgenError) as caught:
            render(tiny, "html")
    assert [(d.rule, str(d.place)) for d in caught.value.diagnostics] == [("locked", "out")]
    assert not (tiny / "out/well").exists()


def test_an_output_folder_that_cannot_be_written(tiny: Path) -> None:
    """A file where the folder should be: a diagnostic, no traceback."""
    (tiny / "out").write_text("in the way")
    with pytest.raises(BriefgenError, match="out-not-writable"):
        render(tiny, "html")


def test_an_unknown_topic_stops_before_anything_is_written(tiny: Path) -> None:
    """The exit code is that of a usage fault."""
    with pytest.raises(BriefgenError) as caught:
        build(Workspace.open(tiny), Job((("wall", "reader"),), ("html",)))
    assert caught.value.exit_code == 2
    assert not (tiny / "out").exists()


def test_the_other_editions_still_render(tiny: Path) -> None:
    """A faulty override for one audience does not stop another."""
    (tiny / "templates/audiences/other").mkdir()
    (tiny / "templates/audiences/other/audience.toml").write_text('name = "O"\nedition = "For others"\n')
    (tiny / "templates/topics/well/audiences/reader/sections").mkdir(parents=True)
    (tiny / "templates/topics/well/audiences/reader/sections/story.md.j2").write_text("## A\n\n{{ nothing }}\n")
    outcome = build(Workspace.open(tiny), Job((("well", "reader"), ("well", "other")), ("html",)))
    assert [e.audience for e in outcome.editions] == ["other"]
    (found,) = outcome.diagnostics
    assert (found.rule, str(found.place)) == (
        "template-undefined",
        "templates/topics/well/audiences/reader/sections/story.md.j2:3",
    )


@pytest.mark.parametrize(("key", "rule"), [("pages = 1", "page-budget"), ("words = 5", "length")])
def test_a_budget_that_cannot_be_met_is_an_error(tiny: Path, key: str, rule: str) -> None:
    """Never a cut sentence: an edition over its budget is refused."""
    with (tiny / "templates/audiences/reader/audience.toml").open("a") as file:
        file.write(f"{key}\n")
    if rule == "page-budget":
        (tiny / SECTION).write_text("## Long\n\nThe well. [@well-dry]\n\n" + "### Why\n\nBecause.\n\n" * 120)
    outcome = render(tiny)
    assert [d.rule for d in outcome.diagnostics] == [rule]
    assert not (tiny / "out/well").exists()


def test_a_page_budget_drops_the_lowest_ranked_first(tiny: Path) -> None:
    """Rank 3 goes before rank 2, and the edition says what was left out; the web page has it all."""
    with (tiny / "templates/audiences/reader/audience.toml").open("a") as file:
        file.write("pages = 1\n")
    filler = "### Why\n\nBecause.\n\n" * 60
    (tiny / SECTION).write_text(
        "## Story\n\nShort. [@well-dry]\n\n{% call ranked(2) %}\nKept, as it fits.\n{% endcall %}\n\n"
        "{% call ranked(3) %}\n" + filler + "{% endcall %}\n"
    )
    (edition,) = render(tiny).editions
    assert edition.document.left_out == ("part of “Story”",)
    assert "Because." in edition.files["html"].decode()
    printed = letters(" ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(edition.files["pdf"])))
    assert letters("Kept, as it fits.") in printed
    assert letters("Left out to keep within the page budget: part of “Story”") in printed
    assert letters("Because") not in printed


@pytest.mark.parametrize(("fits", "long"), [(True, False), (False, False), (True, True), (False, True)])
def test_a_figure_stands_on_the_first_page_where_it_fits(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, *, fits: bool, long: bool
) -> None:
    """Else it stays in its section, and leaves no gap on the first page; what is laid out in vain is not written."""
    monkeypatch.setattr(editions, "LONG", 0 if long else 10**9)
    topic = tiny / "templates/topics/well/topic.toml"
    topic.write_text(topic.read_text(encoding="utf-8").replace('["story"]', '["brief", "story"]'), encoding="utf-8")
    items = "* The well. [@well-dry]\n" * (3 if fits else 45)
    (tiny / SECTION).with_name("brief.md.j2").write_text(
        '## In brief\n\n{% call box("key-messages", title="Key") %}\n' + items + "{% endcall %}\n", encoding="utf-8"
    )
    (tiny / SECTION).write_text('## Story\n\nThe well. [@well-dry]\n\n{{ chart("timeline") }}\n', encoding="utf-8")
    (edition,) = render(tiny, "pdf", "print").editions
    page = edition.files["print"].decode()
    assert (page.index("<figure") < page.index("<h2>Story")) == fits
    assert page.count("<figure") == 1
    assert edition.made.count("pdf") == 1
