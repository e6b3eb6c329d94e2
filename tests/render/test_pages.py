"""The web page and the print page of a Document, block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from briefgen.design import palette
from briefgen.document import Link, Text, Value
from briefgen.errors import BriefgenError
from briefgen.render.footnotes import brief, short
from briefgen.render.html import render_html
from briefgen.render.inline import inlines_html, spoken
from briefgen.render.look import Look, tokens
from briefgen.render.print import render_print
from briefgen.workspace import Workspace
from tests.projects import TINY
from tests.sample import DOCUMENT, HOSTILE, IMAGES, META, NOTES

WORKSPACE = Workspace.open(TINY)


def find(name: str) -> tuple[str, str] | None:
    """Find a built-in template."""
    return WORKSPACE.find_builtin(name if name.startswith("layout/") else f"layout/{name}")


LOOK = Look(find, WORKSPACE.fonts)
WEB = render_html(DOCUMENT, IMAGES, LOOK)
PRINT = render_print(DOCUMENT, IMAGES, LOOK)
PAGES: dict[str, Any] = {"web": html.document_fromstring(WEB), "print": html.document_fromstring(PRINT)}


def one(page: str, path: str) -> str:
    """Return the text of the one element at a path, spaces folded."""
    (found,) = PAGES[page].xpath(path)
    return " ".join(found.text_content().split())


@pytest.mark.parametrize("page", ["web", "print"])
def test_the_first_page_says_what_it_is_and_what_it_rests_on(page: str) -> None:
    """Series, edition, purpose, date, title, standfirst and the evidence horizon."""
    said = one(page, "//header")
    for words in ("Village notes", "For villagers", "For information", "30 June 2020", "The well", "It gives water."):
        assert words in said.replace("\u00a0", " ")
    assert "3 documents of 2 independent voices. Newest reported event: The well is dug, May 1901." in said.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize("page", ["web", "print"])
def test_data_never_becomes_markup(page: str) -> None:
    """Text that looks like markup is text."""
    assert HOSTILE in one(page, "//p[@id='p']")
    assert not PAGES[page].xpath("//b")


@pytest.mark.parametrize("page", ["web", "print"])
def test_inlines(page: str) -> None:
    """Emphasis, links, quotations, dates in words, thousands apart, other languages marked."""
    (paragraph,) = PAGES[page].xpath("//p[@id='p']")
    said = paragraph.text_content().replace("\u00a0", " ").replace("\u202f", " ")
    assert "“verbatim”14–15 June 201848 185well" in said
    assert paragraph.xpath("em/text()") == ["soft"]
    assert paragraph.xpath("strong/text()") == ["loud"]
    assert paragraph.xpath("a/@href")[0] == "https://example.org/a?b=1&c=2"
    assert paragraph.xpath("span[@lang='mn']/text()") == ["Худаг"]


def test_a_link_elsewhere_is_only_its_words() -> None:
    """No javascript:, file: or data: address reaches a page."""
    node = Link("javascript:alert(1)", (Text("here"),))
    assert str(inlines_html((node,), lambda _: inlines_html((), lambda _: inlines_html((), None)))) == "here"  # type: ignore[arg-type] # never called


def test_small_numbers_are_not_grouped() -> None:
    """2014 may be a year; 48185 reads better in two groups."""
    assert [spoken(Value(n, "number")) for n in (2014, -2014, 10000)] == ["2014", "-2014", "10\u202f000"]
    assert spoken(Value("1/3")) == "1/3"


@pytest.mark.parametrize("page", ["web", "print"])
def test_tables_head_their_columns_and_rows(page: str) -> None:
    """Column and row headers have their scope."""
    (table,) = PAGES[page].xpath("//section[@id='story']/div[@class='table']/table[@id='t']")
    assert table.xpath("thead/tr/th[@scope='col']/text()") == ["Year", "Event"]
    assert table.xpath("tbody/tr/th[@scope='row']/text()") == ["1901"]


@pytest.mark.parametrize("page", ["web", "print"])
def test_a_dispute_shows_each_answer_with_its_voices(page: str) -> None:
    """Two readings, whose they are, and what could reconcile them."""
    answers = [" ".join(li.text_content().split()) for li in PAGES[page].xpath("//section[@id='d']//li")]
    assert answers == ["Gazette In 1901.", "Diary, Letters In 1902."]
    assert "Nothing settles it." in one(page, "//section[@id='d']")


@pytest.mark.parametrize("page", ["web", "print"])
def test_a_proposal_says_who_what_by_whom_when_and_how_firmly(page: str) -> None:
    """The condition follows the proposal; an inferred date stands in brackets."""
    rows = [" ".join(tr.text_content().split()) for tr in PAGES[page].xpath("//table[@id='r']/tbody/tr")]
    assert rows == ["Mend it (if dry)councilmayor, 1902should", "Paint itcouncilmayor, [1903]could"]


def test_a_figure_on_the_web_is_inline_with_its_data() -> None:
    """The drawing stands in the page, its table under it."""
    (figure,) = PAGES["web"].xpath("//figure[@id='figure-timeline']")
    assert figure.xpath(".//svg")
    assert figure.xpath(".//details//td/text()") == ["dug"]
    assert b"<?xml" not in WEB.encode().split(b"<body", 1)[1]


def test_a_figure_in_print_is_an_image_with_alternative_text() -> None:
    """The picture says in words what it shows."""
    assert PAGES["print"].xpath("//figure[@id='figure-timeline']//img/@alt") == ["One event in 1901."]
    assert not PAGES["print"].xpath("//svg")


def test_each_citation_on_the_web_opens_its_note_and_the_note_leads_back() -> None:
    """The marker links to the note with passage, speaker and source; ids are unique."""
    assert PAGES["web"].xpath("//sup/a/@href") == ["#note-1", "#note-1", "#note-2"]
    assert PAGES["web"].xpath("//sup/a/@id") == ["cite-1", "cite-2"]
    note = one("web", "//li[@id='note-1']")
    assert "The “well” was dug." in note
    assert "The mayor, in Gazette" in note
    assert note.index("The mayor, in Gazette") < note.index("Also said by") < note.index("Letters")
    assert note.index("Letters") < note.index("Disputed by “in 1902” Diary")
    assert "characters 3–9; not quoted here" in note
    assert "1901 is inferred." in note
    assert PAGES["web"].xpath("//li[@id='note-1']//p[@class='back']/a/@href") == ["#cite-1"]
    ids = PAGES["web"].xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_footnote_stands_where_it_is_cited_first() -> None:
    """Cited again, it is a link to the footnote."""
    (first,) = PAGES["print"].xpath("//span[@class='footnote'][@id='note-1']")
    assert first.text_content() == "The mayor, Gazette; Letters."  # the diary contradicts the claim
    assert PAGES["print"].xpath("//p[@id='again']//sup/a/@href") == ["#note-1"]


def test_in_the_style_of_sources_notes_are_a_list_on_the_reverse() -> None:
    """A one-page note has no footnotes."""
    styled = replace(DOCUMENT, metadata=replace(META, citation_style="sources"))
    page: Any = html.document_fromstring(render_print(styled, IMAGES, LOOK))
    assert not page.xpath("//span[@class='footnote']")
    items = [li.text_content() for li in page.xpath("//section[@id='notes']//li")]
    assert items == [
        "The mayor in Gazette: “The ‘well’ was dug.” ; Letters, characters 3–9; not quoted here; Diary: “in 1902”."
        .replace("” ;", "”;"),
        "No document answers: How deep?",
    ]  # fmt: skip


def test_a_note_in_a_line() -> None:
    """A footnote names each source once; a list quotes what supports the claim before what contradicts it."""
    assert short(NOTES[1]) == "Searched for; no document answers it."
    assert brief(NOTES[0]).startswith("The mayor in Gazette: “The ‘well’ was dug.”")


@pytest.mark.parametrize("page", ["web", "print"])
def test_references_say_what_a_source_is_and_what_is_inferred(page: str) -> None:
    """Descriptor, interest, and what the text does not state."""
    said = one(page, "//section[@id='references']")
    for words in ("The Gazette, [1901].", "Official gazette.", "Interest: Printed by the council.", "[date inferred]"):
        assert words in said


@pytest.mark.parametrize("page", ["web", "print"])
def test_what_was_left_out_is_said(page: str) -> None:
    """An edition that dropped something says what."""
    assert "figure “Depth”" in one(page, "//p[@class='left-out']")


@pytest.mark.parametrize(
    ("theme", "fault"), [((("acent", "#000000"),), "there is no token"), ((("ink", "red"),), "not a colour")]
)
def test_a_theme_sets_tokens(theme: tuple[tuple[str, str], ...], fault: str) -> None:
    """A token of the theme replaces the built-in one; an unknown token or a bad colour is a fault."""
    assert tokens((("ink", "#000000"),)) == {**palette(), "ink": "#000000"}
    with pytest.raises(BriefgenError, match=fault):
        tokens(theme)
