"""The common frame: labels, and texts that are too long."""

from __future__ import annotations

import pytest

from briefgen.charts.frame import clean, label, shortened
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


def test_shortened() -> None:
    """A long text ends at a clause, or within a word when there is none."""
    rest = "The table has the rest."
    assert shortened("short", 10, rest) == "short"
    named = shortened("Named: A, B and C; invited: D and E. Inferred: F.", 44, rest)
    assert named == "Named: A, B and C. The table has the rest."
    assert shortened("x" * 100, 40, rest).endswith("x…. The table has the rest.")
