"""An audience's words for the dataset's."""

from __future__ import annotations

import pytest

from briefgen.compose.vocabulary import Vocabulary
from briefgen.document import Cite, Emph, Heading, Metadata, Paragraph, Quote, Reference, Text, Value

WORDS = Vocabulary({"North Village": "the NV", "North Villager": "NV", "Old–North Village": "Old–NV"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In North Village it rains.", "In the NV it rains."),
        ("North Village’s well.", "The NV’s well."),
        ("It rains. North Village is dry.", "It rains. The NV is dry."),
        ("The North Villager well", "The NV well"),
        ("of the North Village", "of the NV"),
        ("Old–North Village relations", "Old–NV relations"),
        ("NorthVillage and North Villages stay", "NorthVillage and North Villages stay"),
        ("e.g. a.North Village", "e.g. a.the NV"),
    ],
)
def test_words(text: str, said: str) -> None:
    """A term is replaced as a whole word, longest first, capitalised where a sentence begins, with one article."""
    assert WORDS.words(text) == said


def test_words_inside_a_sentence() -> None:
    """A text that continues a sentence is not capitalised."""
    assert WORDS.words("North Village", begins=False) == "the NV"


def test_a_sentence_may_begin_after_another_inline() -> None:
    """After a bold lead-in or a citation that ends a sentence, the article is capitalised; after a comma it is not."""
    said = WORDS.rewrite((Emph((Text("Rebuff."),)), Text(" North Village left."), Cite(("a",)), Text(" North Village")))
    assert said[1:] == (Text(" The NV left."), Cite(("a",)), Text(" The NV"))
    assert WORDS.rewrite((Emph((Text("Then,"),)), Text(" North Village")))[1] == Text(" the NV")


def test_the_standfirst_is_rewritten_and_the_title_is_not() -> None:
    """Titles keep their own words."""
    meta = Metadata("t", "a", "North Village", "North Village", "", "", "", "", "en", "2026-01-01", (), "A")
    done = WORDS.rewrite(meta)
    assert (done.title, done.standfirst) == ("North Village", "The NV")


def test_no_terms() -> None:
    """An audience without a term table reads the dataset's words."""
    paragraph = Paragraph(inlines=(Text("North Village"),))
    assert Vocabulary({}).rewrite(paragraph) is paragraph
    assert Vocabulary({}).words("North Village") == "North Village"


def test_a_document_is_rewritten_but_for_quotations_and_references() -> None:
    """Prose, headings and text values change; quotations, citations, references and dates keep their own words."""
    quote = Quote((Text("North Village"),))
    date = Value("1901", "date", "North Village")
    paragraph = Paragraph(
        inlines=(
            Text("North Village, "),
            Emph((Text("North Village"),)),
            quote,
            Cite(("a",)),
            Value("North Village"),
            date,
        )
    )
    done = WORDS.rewrite((paragraph, Heading(level=3, inlines=(Text("North Village"),))))
    assert done[0].inlines == (
        Text("The NV, "),
        Emph((Text("the NV"),)),
        quote,
        Cite(("a",)),
        Value("the NV"),
        date,
    )
    assert done[1].inlines == (Text("The NV"),)
    reference = Reference("a", "North Village", "", "", "")
    assert WORDS.rewrite(reference) is reference
