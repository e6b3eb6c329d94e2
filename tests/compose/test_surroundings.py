"""compose.surroundings: what stands around a passage, as far as the limit of quoted words goes."""

from __future__ import annotations

import pytest

from briefgen.compose.notes import contesting, quoted_words
from briefgen.compose.surroundings import surroundings, with_surroundings
from briefgen.document import Note, Paragraph, PassageView, Quote, Text
from tests.evidence_sample import dataset, evidenced

TEXT = "Before that.\nThe well was dug by hand in May. It was deep.\nAfter that."


@pytest.mark.parametrize(
    ("words", "around"),
    [
        ("dug by", ("… well was ", " hand in …")),
        ("The well", ("", " was dug …")),
        ("was deep", ("… May. It ", ".")),
        ("by hand in May. It was deep.", ("… was dug ", "")),
    ],
)
def test_words_around_a_span(words: str, around: tuple[str, str]) -> None:
    """At most so many, within the paragraph, an ellipsis where more stands there; the stop stays at its word."""
    start = TEXT.index(words)
    assert surroundings(TEXT, start, start + len(words), 2) == around


def note(source: str, start: int, end: int, key: str) -> Note:
    """Return a note with a passage of the sample."""
    exact = evidenced().texts[key][start:end]
    return Note(1, ("a",), "", (PassageView(source, exact, "", start, end), PassageView(source, "", "", 0, 3)))


def around(limit: int, *notes: Note) -> list[tuple[str, str]]:
    """Return what stands around the quoted passages of notes."""
    done = with_surroundings(notes, dataset(), evidenced(), limit)
    return [(view.before, view.after) for n in done for view in n.passages]


def test_surroundings_count_as_quoted_words() -> None:
    """Within the limit they are shown, one word beyond it they are not; what may not be quoted has none."""
    dug = note("Gazette", 0, 28, "gazette")  # seven words; ten stand after it
    more = ". It serves forty families. Somebody wrote that the water …"
    assert around(18, dug) == [("", more), ("", "")]
    assert around(16, dug) == [("", ""), ("", "")]


def test_a_passage_is_never_left_out_for_anothers_surroundings() -> None:
    """All passages are counted first; one that is shown twice is counted once."""
    dug, forty = note("Gazette", 0, 28, "gazette"), note("Gazette", 30, 53, "gazette")
    assert around(20, dug, forty)[0] == ("", "")
    assert around(18, dug, dug)[0] == around(18, dug, dug)[2] != ("", "")


def test_words_in_quotation_marks_are_counted() -> None:
    """Wherever they stand in a block."""
    quote = Quote((Text("two words"),))
    assert quoted_words((Paragraph(inlines=(Text("She said "), quote, quote)),)) == 4


def test_a_note_says_in_which_dispute_of_the_edition_its_claim_is_contested() -> None:
    """An answer and the dispute itself take part; a claim that nothing gainsays does not."""
    dispute = next(iter(dataset().disputes))
    assert contesting(("pos-1901",), (dispute,), dataset()) == (dispute,)
    assert contesting((dispute,), (dispute,), dataset()) == (dispute,)
    assert contesting(("families",), (dispute,), dataset()) == ()
    assert contesting(("pos-1901",), (), dataset()) == ()
