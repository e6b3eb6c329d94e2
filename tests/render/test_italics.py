"""render.italics: slanted letters travel with a page only when it has some."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.document import Emph, Heading, Paragraph, QuoteBlock, Section, Text
from briefgen.render.html import faces, render_html
from briefgen.render.italics import ITALIC, UPRIGHT, needed_fonts
from tests.render.test_pages import LOOK
from tests.sample import DOCUMENT, IMAGES

PLAIN = Paragraph(inlines=(Text("plain"),))
SLANTED = Paragraph(inlines=(Text("so "), Emph((Text("soft"),))))
TITLE = Heading(level=3, inlines=SLANTED.inlines)
QUOTATION = QuoteBlock(inlines=(Text("said"),), attribution=())


@pytest.mark.parametrize(
    ("block", "fonts"),
    [
        (PLAIN, UPRIGHT),
        (SLANTED, (*UPRIGHT, "serif-italic")),
        (QUOTATION, (*UPRIGHT, "serif-italic")),
        (TITLE, (*UPRIGHT, *ITALIC)),
    ],
)
def test_fonts_that_are_needed(block: Paragraph | QuoteBlock | Heading, fonts: tuple[str, ...]) -> None:
    """Emphasis in the text takes the serif's, in what is set in the sans that one's too."""
    document = replace(DOCUMENT, sections=(Section("s", (Text("S"),), (block,)),))
    assert needed_fonts(document, "") == fonts


def test_a_style_sheet_that_slants_gets_all() -> None:
    """And so does an edition that emphasises something and chooses its own faces."""
    document = replace(DOCUMENT, sections=(Section("s", (Text("S"),), (PLAIN,)),))
    assert needed_fonts(document, "p { font-style: italic }") == (*UPRIGHT, *ITALIC)
    chosen = replace(document.metadata, text_font="sans")
    assert needed_fonts(replace(document, metadata=chosen), "") == UPRIGHT
    slanted = replace(document, metadata=chosen, sections=(Section("s", (Text("S"),), (SLANTED,)),))
    assert needed_fonts(slanted, "") == (*UPRIGHT, *ITALIC)


def test_the_page_has_them() -> None:
    """The sample emphasises a word of its text."""
    page = render_html(DOCUMENT, IMAGES, LOOK)
    assert page.count("@font-face") == 3
    assert faces(LOOK).count("@font-face") == 4
