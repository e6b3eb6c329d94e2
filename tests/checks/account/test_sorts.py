"""checks.account.sorts: what a number counts, and what bears it out."""

from __future__ import annotations

import pytest

from briefgen.checks.account import account
from briefgen.checks.account.sorts import sort_of
from tests.prose_sample import KNOWLEDGE


@pytest.mark.parametrize(
    ("nouns", "sort"),
    [
        (("document",), "sources"),
        (("independent", "voice"), "voices"),
        (("of", "the", "text"), "part sources"),
        (("of", "them"), ""),
        (("weir",), ""),
        ((), ""),
    ],
)
def test_the_sort_of_what_is_counted(nouns: tuple[str, ...], sort: str) -> None:
    """That of the first word that has one; a part of all there are is a sort of its own."""
    assert sort_of(nouns) == sort


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("six states", True),
        ("six countries", True),
        ("six of them", True),
        ("six delegations", True),
        ("six voices", False),
        ("six documents", False),
        ("six of the states", False),
    ],
)
def test_a_number_is_borne_out_by_one_of_the_same_sort(text: str, supported: bool) -> None:  # noqa: FBT001 - of a case
    """The passage has “six states present”: no six voices, but six of what has no sort that is known."""
    (entry,) = account(text, ("talks-1",), KNOWLEDGE)
    assert entry.supported is supported
