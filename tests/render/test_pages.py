"""The web page and the print page of a Document, block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from briefgen.design import palette
from briefgen.document import (
    Answer,
    AnyBlock,
    Cite,
    DisputeBox,
    Document,
    Figure,
    Link,
    Paragraph,
    Proposal,
    QuoteBlock,
    Recommendations,
    Section,
    Text,
    Value,
)
from briefgen.errors import BriefgenError
from briefgen.render.footnotes import brief, short
from briefgen.render.html import render_html
from briefgen.render.inline import inlines_html, spoken
from briefgen.render.look import Look, tokens
from briefgen.render.print import leading, render_print
from briefgen.workspace import Workspace
from tests.projects import TINY
from tests.sample import BLOCKS, DOCUMENT, HOSTILE, IMAGES, META, NOTES, TABLE, cell

WORKSPACE = Workspace.open(TINY)


def find(name: str) -> tuple[str, str] | None:
    """Find a built-in template."""
    return WORKSPACE.find_builtin(name if name.startswith("layout/") else f"layout/{name}")


LOOK = Look(find, WORKSPACE.fonts)
WEB = render_html(DOCUMENT, IMAGES, LOOK)
PRINT = render_print(DOCUMENT, IMAGES, LOOK)
PAGES: dict[str, Any] = {"web": html.document_fromstring(WEB), "print": html.document_fromstring(PRINT)}


def printed(document: Document, lead: Figure | None = None) -> Any:  # noqa: ANN401 - lxml has no types
    """Return a print page."""
    return html.document_fromstring(render_print(document, IMAGES, LOOK, lead))


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
    assert "“verbatim”14\u2060–\u206015 June 201848 185well" in said
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
    assert answers == ["Gazette one voice In 1901.", "Diary, Letters 2 voices In 1902."]
    assert "Nothing settles it." in one(page, "//section[@id='d']")


@pytest.mark.parametrize("page", ["web", "print"])
def test_a_proposal_says_who_what_by_whom_when_and_how_firmly(page: str) -> None:
    """The condition follows the proposal; an inferred date stands in brackets."""
    rows = [" ".join(tr.text_content().split()) for tr in PAGES[page].xpath("//table[@id='r']/tbody/tr")]
    assert rows == ["Mend it (if dry)councilmayor1902should one voice", "Paint itcouncilmayor[1903]could 4 voices"]


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


def test_a_note_stands_beside_the_text_that_cites_it_first() -> None:
    """Marker and note lead to each other; cited again, the marker is a link to the same note."""
    (first,) = PAGES["print"].xpath("//div[@class='noted'][p/@id='p']/aside[@class='beside']/p[@id='note-1']")
    assert first.text_content() == "1 The mayor, Gazette; Letters."  # the diary contradicts the claim
    assert first.xpath("a/@href") == ["#call-note-1"]
    assert PAGES["print"].xpath("//p[@id='p']//a[@id='call-note-1']/@href") == ["#note-1"]
    assert PAGES["print"].xpath("//p[@id='again']//sup/a[not(@id)]/@href") == ["#note-1"]


def test_the_notes_of_a_table_a_dispute_and_a_quotation_stand_below() -> None:
    """They take the whole width, so that nothing stands beside them."""
    cited = (*cell("dug"), Cite(("x",), 1))
    blocks: tuple[AnyBlock, ...] = (
        replace(TABLE, rows=((cell("1901"), cited),)),
        DisputeBox(id="d", question="When?", answers=(Answer(cited, ("Diary",)),), reconcile=(), relation="scope",
                   materiality="minor"),
        QuoteBlock(id="q", inlines=cell("Dig!"), attribution=cited),
        Recommendations(id="r", caption="", rows=(Proposal("m", cited, "", "", Value(""), "", ""),)),
    )  # fmt: skip
    for block in blocks:
        page = printed(replace(DOCUMENT, sections=(Section("s", cell("S"), (block,)),)))
        assert page.xpath("//p[@class='below']/span[@id='note-1']/a/@href") == ["#call-note-1"]
        assert not page.xpath("//aside[@class='beside']")


def test_a_figure_can_be_moved_to_the_first_page() -> None:
    """The first figure of an edition that key messages open, when its section has more to say; once, and no other."""
    opening = Section("brief", cell("In brief"), BLOCKS[:1])
    figure = next(block for block in BLOCKS if isinstance(block, Figure))
    told = replace(
        DOCUMENT, sections=(opening, Section("story", cell("Story"), (Paragraph(id="x", inlines=()), figure)))
    )
    assert leading(told) is figure
    page = printed(told, figure)
    (moved,) = page.xpath("//figure[@id='figure-timeline']")
    assert moved.getparent().getprevious().get("id") == "brief"
    for sections in (
        (opening, Section("alone", cell("Alone"), (figure,))),
        (opening, Section("back", cell("Back"), (Paragraph(id="x", inlines=()), figure), side=True)),
        (Section("story", cell("Story"), BLOCKS[2:]),),
        (),
    ):
        assert leading(replace(DOCUMENT, sections=sections)) is None


@pytest.mark.parametrize("page", ["web", "print"])
def test_how_many_independent_voices_there_are_is_said_in_words(page: str) -> None:
    """Beside each answer and each proposal; the dots are the style sheet's."""
    assert [e.text_content() for e in PAGES[page].xpath("//span[contains(@class, 'strength')]")] == [
        "one voice", "2 voices", "one voice", "4 voices",
    ]  # fmt: skip
    classes = [e.get("class") for e in PAGES[page].xpath("//span[contains(@class, 'strength')]")]
    assert classes == ["strength s1", "strength s2", "strength s1", "strength s3"]


def test_the_colophon_says_how_to_verify() -> None:
    """Version, date of the review, hash of the evidence, what the dots mean, and the command."""
    made = replace(DOCUMENT, metadata=replace(META, version="1.2.3", evidence="0123456789abcdef"))
    (said,) = (printed(made).xpath("string(//p[@class='colophon'])"),)
    for words in (
        "briefgen 1.2.3, evidence 0123456789ab)",
        "briefgen verify reader.pdf",
        "30\u00a0June\u00a02020",
        "Rings",
    ):
        assert words in said


def test_numbers_in_a_table_have_figures_of_one_width() -> None:
    """Only in cells that are numbers: in words they tear hyphens apart."""
    rows = tuple((cell("a"), cell(text)) for text in ("1 000", "4.50", "–", "2014–2015", "no 5", "Six-Party"))
    page = printed(replace(DOCUMENT, sections=(Section("s", cell("S"), (replace(TABLE, rows=rows),)),)))
    assert [td.text_content() for td in page.xpath("//td[@class='num']")] == ["1 000", "4.50", "2014\u2060–\u20602015"]


def test_in_the_style_of_sources_notes_are_a_list_on_the_reverse() -> None:
    """A one-page note has no footnotes."""
    styled = replace(DOCUMENT, metadata=replace(META, citation_style="sources"))
    page: Any = html.document_fromstring(render_print(styled, IMAGES, LOOK))
    assert not page.xpath("//*[@class='note']")
    items = [li.text_content() for li in page.xpath("//section[@id='notes']//li")]
    assert items == [
        "The mayor in Gazette: “The ‘well’ was dug.” ; Letters, characters 3–9; not quoted here; Diary: “in 1902”."
        .replace("” ;", "”;"),
        "No document answers: How deep?",
    ]  # fmt: skip


def test_a_note_in_a_line() -> None:
    """A footnote names each source once; a list quotes what supports the claim before what contradicts it."""
    assert short(NOTES[1]) == "Searched for; not answered."
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
