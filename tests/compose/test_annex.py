"""The evidence annex."""

from __future__ import annotations

from dataclasses import replace

from briefgen.compose.annex import by_source, empty_annex, fill_annex, shortened
from briefgen.compose.notes import Notary, finish
from briefgen.document import Box, Cite, Document, Horizon, ListBlock, Metadata, Paragraph, Section, Text, plain, walk
from tests.evidence_sample import dataset, evidenced

META = Metadata("t", "a", "T", "", "", "", "", "", "en", "2026-01-01", (), "A", citation_style="author-date")


def document(*keys: str, limit: int = 100) -> Document:
    """Return a finished edition that cites these records and has an annex."""
    text = tuple(Paragraph(inlines=(Text("Said"), Cite((key,)))) for key in keys)
    sections = (Section("s", (Text("S"),), text), Section("e", (Text("E"),), (empty_annex("Annex"),)))
    whole = Document(META, Horizon(0, 0, "", "", ""), sections)
    return fill_annex(finish(whole, Notary(dataset(), evidenced(), limit, str)))


def lines(document: Document) -> list[str]:
    """Return what the annex says, paragraph by paragraph."""
    (box,) = document.sections[1].blocks
    assert isinstance(box, Box)
    return [plain(b.inlines) for b in walk(box.blocks) if isinstance(b, Paragraph)]


def test_for_each_source_what_the_edition_rests_on() -> None:
    """Source with its marker; places in the order of the text; whose words; what it is cited for."""
    assert lines(document("families", "well-dug", "pos-1901", "mend-rope")) == [
        "A Diary (Lee n.d.)",
        "Characters 56–88, The mayor: “the council should mend the rope” – mend-rope",
        "Gazette (Gazette [1901])",
        "Characters 0–28: “The well was dug in May 1901” – well-dug, pos-1901",
        "Characters 30–54: “It serves forty families” – families",
    ]


def test_the_limit_of_quoted_words_holds_in_the_annex() -> None:
    """Beyond the limit only the place is given."""
    assert lines(document("families", "well-dug", limit=4)) == [
        "Gazette (Gazette [1901])",
        "Characters 0–28, not quoted here – well-dug",
        "Characters 30–54: “It serves forty families” – families",
    ]


def test_words_shown_in_one_note_are_shown_though_another_note_had_no_room() -> None:
    """The same passage, with words in the later note."""
    first, second = document("well-dug", "pos-1901").notes
    bare = replace(first, passages=(replace(first.passages[0], exact=""),))
    (found,) = by_source((bare, second)).values()
    assert [(view.exact, ids) for view, ids in found] == [("The well was dug in May 1901", ("well-dug", "pos-1901"))]


def test_long_passages_are_cut_and_say_so() -> None:
    """The first words, then […]."""
    assert shortened("one two three", 3) == "one two three"
    assert shortened("one two three four", 3) == "one two three […]"


def test_ids_in_the_annex_are_unique() -> None:
    """So that they can be fragments of the page."""
    ids = [b.id for s in document("families", "mend-rope").sections for b in walk(s.blocks)]
    assert len(ids) == len(set(ids))
    assert all(ids)


def test_an_edition_without_annex_stays_as_it_is() -> None:
    """Nothing is added that no template asked for."""
    whole = document("families")
    bare = replace(whole, sections=whole.sections[:1])
    assert fill_annex(bare) == bare
    assert isinstance(whole.sections[1].blocks[0].blocks[1], ListBlock)  # type: ignore[union-attr] # the box
