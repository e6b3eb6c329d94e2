"""checks.account.counting: numbers that count what is cited."""

from __future__ import annotations

import pytest

from briefgen.checks.account import account, scoped_account
from tests.prose_sample import KNOWLEDGE


def counted(text: str, *ids: str) -> list[str]:
    """Return the counts that support the numbers of a text."""
    return [ground.column for entry in account(text, ids, KNOWLEDGE) for ground in entry.grounds]


@pytest.mark.parametrize(
    ("text", "ids", "count"),
    [
        ("two states", ("talks-1",), "count(states of talks-1)"),
        ("two persons", ("open-weir", "common-good"), "count(persons of common-good)"),
        ("two proposals", ("common-good", "only-state"), "count(statements)"),
        ("two answers", ("start",), "count(positions)"),
        ("two papers", ("start",), "count(sources)"),
        ("two origins", ("start",), "count(origins)"),
        ("two rounds", ("edition-1", "talks-3"), "count(events)"),
        ("two voices", ("probably-three",), "count(origins)"),
    ],
)
def test_what_may_be_counted(text: str, ids: tuple[str, ...], count: str) -> None:
    """States, persons, voices, proposals, answers, papers, meetings: each noun its own things."""
    assert counted(text, *ids) == [count]


@pytest.mark.parametrize("text", ["two weirs", "fifty states", "two days of states", "second states"])
def test_what_may_not_be_counted(text: str) -> None:
    """Another noun, too many to count on fingers, a measure, an ordinal."""
    assert counted(text, "talks-1") == []


def test_a_voice_is_an_origin() -> None:
    """Two persons of one text are two persons, not two voices."""
    assert counted("two persons", "open-weir", "common-good") != []
    assert counted("two voices", "open-weir", "common-good") == []


def test_a_count_may_go_over_the_whole_paragraph() -> None:
    """“Two persons are quoted”, one in each of the sentences that follow."""
    text = "Two persons speak. One. Two."
    scopes = [(0, 20, ("open-weir",)), (20, len(text), ("common-good",))]
    first = scoped_account(text, scopes, KNOWLEDGE)[0]
    assert [ground.column for ground in first.grounds] == ["count(persons of common-good)"]
