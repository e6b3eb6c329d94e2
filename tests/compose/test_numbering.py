"""compose.numbering: the address of a paragraph holds when others are written around it."""

from __future__ import annotations

from briefgen.compose.numbering import Numbering, named
from briefgen.document import Box, Cite, Emph, Figure, ListBlock, Paragraph, Text, Value


def said(*texts: str) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(inlines=tuple(Text(text) for text in texts))


def ids(*blocks: Paragraph) -> list[str]:
    """Return the ids that paragraphs of one section get."""
    return [block.id for block in Numbering().numbered(blocks, "story")]


def test_an_address_holds_when_a_paragraph_is_written_before() -> None:
    """It is made of the section and of the first five words."""
    before = ids(said("The well was dug by hand in May."))
    assert before == ["story-the-well-was-dug-by"]
    assert ids(said("Once upon a time."), said("The well was dug by hand, long ago."))[1] == before[0]


def test_the_same_words_are_told_apart() -> None:
    """By a number."""
    assert ids(said("Again."), said("Again!"), said("Again?")) == ["story-again", "story-again-2", "story-again-3"]


def test_what_has_words_only_inside_is_named_by_them() -> None:
    """Emphasis, lists and boxes; figures of the data do not make an address, other scripts do."""
    inlines = (Value(48, "number"), Emph((Text("Худаг 1901"),)), Cite(("a",)))
    assert named(Paragraph(inlines=inlines), "story") == "story-худаг-1901"
    assert named(ListBlock(items=((said("One thing"),),)), "story") == "story-one-thing"
    assert named(Box(kind="facts", title="F", blocks=(said("Forty"),)), "story") == "story-forty"
    assert named(Paragraph(inlines=(Value(48, "number"),)), "story") == "story"


def test_a_block_without_words_is_not_called_as_its_section() -> None:
    """Such as a box that is filled later: an id stands once on a page."""
    empty = Box(kind="annex", title="What each document contributes", blocks=())
    done = Numbering().numbered((empty, empty), "annex")
    assert [block.id for block in done] == ["annex-1", "annex-2"]


def test_figures_are_counted() -> None:
    """And what they rest on is remembered."""
    from tests.sample import BLOCKS

    figure = next(block for block in BLOCKS if isinstance(block, Figure))
    run = Numbering()
    done = run.numbered((figure, figure), "story")
    assert [f.number for f in done] == [1, 2]
