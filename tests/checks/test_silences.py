"""checks.silences and checks.sentences: what is said not to be said is searched for, sentence by sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks import DataView
from briefgen.checks.sentences import sentences
from briefgen.checks.silences import check, search
from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced, Span
from briefgen.model import Silence
from tests.checks.conftest import Run

RULE = "silence-ended"
TEXT = "The council met. Its budget is small, says the U.S. envoy.\n\nA pump costs money\nand time. What else?"


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("budget", True),
        ("BUDGET", True),
        ("small+budget", True),
        ("cost*+pump", True),
        ("money+time", True),
        ("small  envoy", False),
        ("budget is", True),
        ("money and time", True),
        ("its budget+envoy", True),
        ("envoy+small", True),
        ("cost+pump", False),
        ("budge", False),
        ("council+budget", False),
        ("time+else", False),
        ("envoy+pump", False),
        ("well", False),
    ],
)
def test_words_in_one_sentence(run: Run, term: str, *, found: bool) -> None:
    """Any order and case, whole words, `*` for any ending; a stop and a blank line part, `U.S.` does not."""
    silence = ("silences", Silence(id="s", terms=(term,)))
    assert bool(run(RULE, silence, texts={"s0": TEXT})) is found


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("the council’s budget", "council's"),
        ("the council's budget", "council’s"),
        ("a no\u2011fly zone", "no-fly"),
        ("cafe\u0301 x", "café"),
        ("the\u00a0well", "the well"),
    ],
)
def test_a_silence_does_not_hold_for_its_typography(text: str, term: str) -> None:
    """Apostrophes, hyphens, spaces, composed letters: a search finds what a reader would; the span is the file's."""
    assert search(text, term) == (0, len(text))


def test_only_the_named_sources_are_searched(run: Run) -> None:
    """None named: all."""
    texts = {"a": "No word of it.", "b": "The budget."}
    assert run(RULE, ("silences", Silence(id="s", terms=("budget",), sources=("a",))), texts=texts) == []
    assert run(RULE, ("silences", Silence(id="s", terms=("budget",), sources=("a", "none"))), texts=texts) == []
    (found,) = run(RULE, ("silences", Silence(id="s", terms=("x", "budget"))), texts=texts)
    assert found == "terms: the search “budget” finds something in “b”"


def test_a_search_for_nothing_is_a_fault(run: Run) -> None:
    """It would hold whatever the sources say."""
    assert run(RULE, ("silences", Silence(id="s", terms=("+ *",))), texts={"a": "x"}) == [
        "terms: “+ *” searches for nothing"
    ]


def test_the_sentence_and_the_passages_in_it_are_shown() -> None:
    """So that a curator can decide at once."""
    text = "One. The budget is small. Three."
    spans = {
        "p": Span("p", "s", 9, 15),
        "q": Span("q", "s", 0, 3),
        "r": Span("r", "t", 9, 15),
        "u": Span("u", "s", 16, 20),
    }
    dataset = Dataset({}, {"silences": {"x": Silence(id="x", terms=("budget",))}})
    (found,) = check(DataView(dataset, Evidenced(spans, {"s": text})))
    assert found.details == ("at character 5: “The budget is small.”", "in passages p, u")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ("He said “Stop.” Then he went.", ["He said “Stop.” ", "Then he went."]),
        (
            "Dr. Smith of the U.S. Army met J. Doe, etc. Then no. 5 came.",
            ["Dr. Smith of the U.S. Army met J. Doe, etc. Then no. 5 came."],
        ),
        ("It fell by 3.5 percent. It rose.", ["It fell by 3.5 percent. ", "It rose."]),
        ("A note.[3] And more.", ["A note.[3] ", "And more."]),
        ("Title\n\nText\nruns on\n \nNew", ["Title\n\n", "Text\nruns on\n \n", "New"]),
        ("He came. and went", ["He came. and went"]),
        ("  \n\n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    """Where it is unclear whether a sentence ends, it does not."""
    assert [text[start:end] for start, end in sentences(text)] == parts


@given(st.text(alphabet="Aa.! \n”", max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    """Nothing but white space lies between them: nothing can hide from a search."""
    end = 0
    for start, after in sentences(text):
        assert not text[end:start].strip()
        end = after
    assert not text[end:].strip()


def test_a_word_is_found_where_it_stands_and_next_to_it() -> None:
    """In a later sentence than its first, at the end of a longer word not, and not across a boundary."""
    text = "A budgetary matter. No subbudget. The low\n\nbudget. A low budget was set in May."
    assert search(text, "low budget") == (text.index("A low"), len(text))
    assert search(text, "budget+May") == (text.index("A low"), len(text))
    assert search("A subbudget.", "budget") is None


def test_a_text_of_stops_takes_linear_time() -> None:
    """A hostile source does not hold the check up."""
    assert search("." * 300_000 + " budget " * 1000, "budget") is not None
    assert search("." * 100_000 + "\n" * 100_000 + "budget", "x+budget") is None
