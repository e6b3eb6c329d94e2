"""api.coverage: what of a source stands in passages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.api.coverage import coverage, covered, merged
from briefgen.errors import BriefgenError
from briefgen.evidence import Evidenced, Span
from tests.evidence_sample import TEXTS, dataset, evidenced


def test_a_sentence_is_used_when_a_passage_holds_a_word_of_it() -> None:
    """Two of three sentences of the gazette; the third is shown without passages."""
    found = coverage(dataset(), evidenced(), "gazette")
    assert [(sentence.text, sentence.passages) for sentence in found.sentences] == [
        ("The well was dug in May 1901.", ("p-dug",)),
        ("It serves forty families.", ("p-forty",)),
        ("Somebody wrote that the water is sweet.", ()),
    ]
    assert (found.covered, round(found.share, 3)) == (2, 0.667)
    assert [TEXTS["gazette"][start:end] for start, end in found.used] == [
        "The well was dug in May 1901",
        "It serves forty families",
    ]


def test_letters_count_once_where_passages_overlap() -> None:
    """Two passages over the same words use them once."""
    found = covered("s", "abc def. Ghi.", [Span("a", "s", 0, 3), Span("b", "s", 0, 7)])
    assert (found.letters, found.letters_used, found.used) == (9, 6, ((0, 7),))
    assert found.sentences[0].passages == ("a", "b")


def test_a_passage_over_two_sentences_uses_both() -> None:
    """And one that ends with the full stop before a sentence does not use that sentence."""
    text = "One is. Two is. Three is."
    both = covered("s", text, [Span("a", "s", 4, 10)])
    assert [bool(sentence.passages) for sentence in both.sentences] == [True, True, False]
    first = covered("s", text, [Span("a", "s", 0, 7)])
    assert [bool(sentence.passages) for sentence in first.sentences] == [True, False, False]


def test_an_empty_text_has_no_share() -> None:
    """No sentence, no division by nought."""
    assert (covered("s", "", []).share, covered("s", "", []).sentences) == (0.0, ())


def test_a_source_that_is_not_there() -> None:
    """The closest id is named; a source whose file cannot be read says so."""
    with pytest.raises(BriefgenError, match="did you mean “gazette”"):
        coverage(dataset(), evidenced(), "gazete")
    with pytest.raises(BriefgenError, match="could not be read"):
        coverage(dataset(), Evidenced({}, {}), "gazette")


@given(st.text("aB .!\n“”", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
def test_every_letter_belongs_to_one_sentence(text: str, places: list[tuple[int, int]]) -> None:
    """Sentences hold every letter of the text; a sentence is used if and only if a stretch holds a letter of it."""
    spans = sorted(
        (
            Span(f"p{n}", "s", at, min(at + length, len(text)))
            for n, (at, length) in enumerate(places)
            if at < len(text)
        ),
        key=lambda span: (span.start, span.end),
    )
    found = covered("s", text, spans)
    assert sum(sum(map(str.isalnum, sentence.text)) for sentence in found.sentences) == found.letters
    used = {at for start, end in merged(spans) for at in range(start, end) if text[at].isalnum()}
    assert len(used) == found.letters_used
    for sentence in found.sentences:
        assert bool(sentence.passages) == any(at in used for at in range(sentence.start, sentence.end))
