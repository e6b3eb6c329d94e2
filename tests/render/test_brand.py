"""What settings change of the look: logo, fonts, cover; and citations by author and date."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.document import Cite, Document, Horizon, Inlines, Metadata, Note, Paragraph, Reference, Section, Text
from briefgen.errors import BriefgenError
from briefgen.render.brand import font_rules, logo
from briefgen.render.html import render_html
from briefgen.render.look import Look
from briefgen.render.print import render_print
from briefgen.words import ENGLISH
from briefgen.workspace import Workspace
from tests.projects import TINY

WORKSPACE = Workspace.open(TINY)
META = Metadata("t", "a", "T", "S", "", "E", "The house", "", "en-GB", "2026-01-01", (), "A")
REFERENCES = (
    Reference("rinna-2015", "Essay", "Anthony Rinna, 2015.", "", "", marker="Rinna 2015"),
    Reference("lee-2018", "Talk", "Lee, 2018.", "", "", marker="Lee [2018]"),
)
NOTES = (
    Note(1, ("x",), "", (), sources=("rinna-2015", "lee-2018")),
    Note(2, ("j",), "", (), sources=("rinna-2015",), kind="judgement"),
    Note(3, ("s",), "No document answers: why?", (), kind="silence"),
    Note(4, ("g",), "", ()),
    Note(5, ("k",), "", (), kind="judgement"),
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'


def find(name: str) -> tuple[str, str] | None:
    """Find a built-in template."""
    return WORKSPACE.find_builtin(name if name.startswith("layout/") else f"layout/{name}")


LOOK = Look(find, WORKSPACE.fonts)


def edition(*numbers: int, **changes: object) -> Document:
    """Return an edition that cites notes, in author-date style."""
    meta = replace(META, citation_style="author-date")
    inlines: Inlines = (Text("So"), *(Cite(NOTES[n - 1].ids, n) for n in numbers), Text("."))
    section = Section("s", (Text("S"),), (Paragraph(id="p", inlines=inlines),))
    whole = Document(meta, Horizon(2, 2, "", "", "2026-01-01"), (section,), NOTES, REFERENCES)
    return replace(whole, **changes)  # type: ignore[arg-type] # a test's own fields


def paragraph(page: str) -> str:
    """Return the paragraph as it is written in a page."""
    found = re.search(r'<p id="p">(.*?)</p>', page)
    assert found is not None
    return found[1]


def test_a_marker_names_each_source_and_links_to_its_reference() -> None:
    """In brackets, sorted, separated by semicolons; the reference has that marker and the fragment."""
    page = render_print(edition(1), {}, LOOK)
    assert paragraph(page) == (
        'So <span class="cite author-date">(<a href="#source-lee-2018">Lee [2018]</a>;'
        ' <a href="#source-rinna-2015">Rinna 2015</a>)</span>.'
    )
    assert '<p id="source-rinna-2015"><strong>Rinna 2015.</strong>' in page


def test_on_the_web_a_marker_opens_its_note_too() -> None:
    """The first one of a note is what the note leads back to."""
    said = paragraph(render_html(edition(1, 1), {}, LOOK))
    assert said.count('<a href="#note-1" aria-label="Note 1">+</a>') == 2
    assert said.count('id="cite-1"') == 1


def test_what_has_no_author_says_so() -> None:
    """A judgement is the publisher's own, a silence no document's; a marker of nothing names nobody."""
    said = re.sub(r"<[^>]+>", "", paragraph(render_print(edition(2, 3, 4, 5), {}, LOOK)))
    assert said == "So (editors’ judgement, from Rinna 2015) (no document answers) (no source) (editors’ judgement)."
    unknown = edition(1, notes=())
    assert paragraph(render_print(unknown, {}, LOOK)) == "So."


def test_doubts_are_told_on_the_first_page() -> None:
    """Few voices, old or undated evidence, each with a class of its own; none when there are none."""
    horizon = Horizon(2, 1, "", "", "2026-01-01", 7, ("few-origins", "old"))
    page = render_print(edition(1, horizon=horizon), {}, LOOK)
    assert f'<strong class="sufficiency few-origins">{ENGLISH("doubt_few-origins", origins=1)}</strong>' in page
    assert f'<strong class="sufficiency old">{ENGLISH("doubt_old", age=7)}</strong>' in page
    assert ENGLISH("doubt_old_one") in render_html(edition(1, horizon=replace(horizon, age=1)), {}, LOOK)
    undated = replace(horizon, age=-1, doubts=("undated",))
    assert ENGLISH("doubt_undated") in render_html(edition(1, horizon=undated), {}, LOOK)
    assert 'class="sufficiency' not in render_html(edition(1), {}, LOOK)


def test_a_sheet_stands_after_everything_else_with_its_own_notes() -> None:
    """Its notes are not among those of the reverse page, and go on counting."""
    whole = edition(1, metadata=replace(META, citation_style="sources"))
    asked = Paragraph(id="pq", inlines=(Text("A"), Cite(("j",), 2)))
    sheet = Section("q", (Text("Q"),), (asked,), side=True, sheet=True)
    notes = (replace(NOTES[0], text="One."), replace(NOTES[1], text="Two."))
    page = render_print(replace(whole, sections=(*whole.sections, sheet), notes=notes), {}, LOOK)
    main, _, after = page.partition('<section id="q" class="part sheet">')
    assert 'id="note-1"' in main
    assert 'id="note-2"' not in main
    assert "colophon" in main
    assert '<ol class="notes" style="counter-reset: list-item 1">' in after
    assert '<li id="note-2" value="2">Two.</li>' in after


# ---------------------------------------------------------------- logo and fonts


def test_a_logo_is_a_picture_in_the_page_with_words(tmp_path: Path) -> None:
    """From templates/assets/, with the publisher's name where no words are given; on screen and in print."""
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
    whole = edition(1, metadata=replace(META, logo="logo.svg"))
    look = replace(LOOK, assets=tmp_path)
    for page in (render_html(whole, {}, look), render_print(whole, {}, look)):
        assert 'class="logo" src="data:image/svg+xml;base64,' in page
        assert 'alt="The house"' in page
    assert 'alt="Us"' in logo(replace(META, logo="logo.svg", logo_alt="Us"), tmp_path)
    assert 'class="brand"' not in render_html(edition(1), {}, LOOK)


@pytest.mark.parametrize(
    ("name", "rule", "hint"),
    [
        ("loog.svg", "file-missing", "did you mean “logo.svg”?"),
        ("../secret.svg", "file-missing", "known: bad.svg, logo.svg"),
        ("bad.svg", "bad-picture", ""),
    ],
)
def test_a_logo_that_cannot_be_shown(tmp_path: Path, name: str, rule: str, hint: str) -> None:
    """Missing, outside the assets, or a drawing with a script."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "logo.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    (assets / "bad.svg").write_text(SVG.replace("<rect", "<script>1</script><rect"), encoding="utf-8")
    with pytest.raises(BriefgenError) as caught:
        logo(replace(META, logo=name), assets)
    (found,) = caught.value.diagnostics
    assert (found.rule, found.hint) == (rule, hint)
    with pytest.raises(BriefgenError):
        logo(replace(META, logo=name), None)


def test_fonts_are_chosen_without_css() -> None:
    """Text and headings each serif or sans; nothing is written for the usual choice; extra.css comes after."""
    assert font_rules(META) == ""
    rules = font_rules(replace(META, text_font="sans", heading_font="serif"))
    assert 'html{font-family:"Inter"' in rules
    assert 'font-family:"Source Serif 4"' in rules
    own = replace(LOOK, find=lambda name: ("extra.css", "/* mine */") if name == "extra.css" else find(name))
    page = render_print(edition(1, metadata=replace(META, text_font="sans", cover=True, paper="Letter")), {}, own)
    assert page.index("print") < page.index('html{font-family:"Inter"') < page.index("/* mine */")
    assert "@page{size:Letter}" in page
    assert '<body class="a cover">' in page
