"""Sentences: messages of the catalogue with values in them."""

from __future__ import annotations

import pytest

from briefgen.charts.sentences import counted, join, left_out, numbered, sentence, share
from briefgen.document import Text, Value, plain
from briefgen.words import ENGLISH, PSEUDO, say_in


def test_counts_remember_what_was_counted() -> None:
    """A count in a headline is a Value with its computation; no one has a word of its own."""
    n = counted(ENGLISH, 2, "editions", begins=True)
    said = sentence(ENGLISH, "timeline.some", n=n, told="firmly dated")
    assert said == (Value("Two", "text", "count(editions)"), Text(" firmly dated"))
    assert [counted(ENGLISH, 0, "x").datum, counted(ENGLISH, 0, "x", none="none").datum] == ["no", "none"]


def test_a_sentence_holds_another() -> None:
    """Texts that meet become one; a value that is missing is a fault."""
    head = sentence(ENGLISH, "map.single.one", where="Ulaanbaatar", n="one")
    assert sentence(ENGLISH, "visits.in_years", head=head, years="2014–2019") == (
        Text("Ulaanbaatar is the one place known, of one event (2014–2019)"),
    )
    with pytest.raises(KeyError):
        sentence(ENGLISH, "visits.in_years", head=head)


def test_one_and_many() -> None:
    """The count chooses the words, and need not be among them."""
    said = [plain(numbered(ENGLISH, n, "coverage.implied", n=counted(ENGLISH, n, "x"))) for n in (1, 2)]
    assert said == ["one is only implied", "two are only implied"]


def test_lists() -> None:
    """They read as in a sentence."""
    parts = [(Text(letter),) for letter in "abc"]
    assert [plain(join(ENGLISH, parts[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert plain(join(say_in(PSEUDO), parts)) == "a, b àñď c"


@pytest.mark.parametrize(
    ("number", "total", "words"),
    [
        (1, 1, "One mechanism is active"),
        (0, 1, "No mechanism is active"),
        (2, 2, "Both mechanisms are active"),
        (3, 3, "All three mechanisms are active"),
        (0, 3, "None of three mechanisms is active"),
        (1, 3, "One of three mechanisms is active"),
        (2, 13, "Two of 13 mechanisms are active"),
    ],
)
def test_shares(number: int, total: int, words: str) -> None:
    """How many of all, as a sentence begins."""
    said = share(ENGLISH, number, total, "mechanisms.active", what="active mechanisms", of="mechanisms")
    assert plain(said) == words


def test_what_is_left_out() -> None:
    """Nothing is said of nothing."""
    assert [left_out(ENGLISH, n, "rows") for n in (0, 1, 2)] == [
        (),
        ("1 further row in the table only.",),
        ("2 further rows in the table only.",),
    ]
