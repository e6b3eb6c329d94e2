"""The common frame: words, sentences, theme."""

from __future__ import annotations

import pytest

from briefgen.charts.frame import cardinal, clean, counted, join, label, listing, ordinal, plural, say, shortened
from briefgen.document import Text, Value, plain
from tests.charts.sample import options


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\n b\x00c", "a b c"), ("a\u202eb\u2069", "ab"), ("\ud800x\u2028y", "x y"), ("  plain  ", "plain")],
)
def test_clean(text: str, expected: str) -> None:
    """Control characters, lone surrogates and direction marks leave no trace; blanks are single."""
    assert clean(text) == expected


def test_label() -> None:
    """A label has a capital, and no article in front."""
    assert label(options(words=lambda t: t.replace("X", "the DPRK")), "X") == "DPRK"
    assert label(options(), "trust") == "Trust"


@pytest.mark.parametrize(
    ("n", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinal(n: int, word: str) -> None:
    """English ordinals, the teens included."""
    assert ordinal(n) == word


def test_numbers() -> None:
    """Counts are words up to twelve, then digits."""
    assert [cardinal(n) for n in (0, 1, 12, 13, 1200)] == ["no", "one", "twelve", "13", "1,200"]
    assert [plural(n, "edition") for n in (0, 1, 2)] == ["editions", "edition", "editions"]
    assert plural(2, "is", "are") == "are"


def test_listing() -> None:
    """Lists read as in a sentence."""
    assert [listing(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert plain(join([say("a"), say("b"), say("c")])) == "a, b and c"


def test_counts_remember_what_was_counted() -> None:
    """A count in a headline is a Value with its computation."""
    sentence = say("{n} of them", n=counted(2, "editions", begins=True))
    assert sentence == (Value("Two", "text", "count(editions)"), Text(" of them"))
    assert counted(0, "x", none="none").datum == "none"


def test_shortened() -> None:
    """A long text ends at a clause, or within a word when there is none."""
    assert shortened("short", 10) == "short"
    assert (
        shortened("Named: A, B and C; invited: D and E. Inferred: F.", 44)
        == "Named: A, B and C. The table has the rest."
    )
    assert shortened("x" * 100, 40).endswith("x…. The table has the rest.")
