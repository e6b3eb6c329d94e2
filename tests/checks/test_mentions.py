"""checks.mentions: the dates a text mentions, each as precise as it is said."""

from __future__ import annotations

import pytest

from briefgen.checks.mentions import Mention, mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14–15 June 2018", {Mention(2018, 6, 14), Mention(2018, 6, 15), Mention(2018)}),
        ("June 20 percent fewer", {Mention(None, 6)}),
        ("on the 14th", {Mention(day=14)}),
        ("2010-12", {Mention(2010, 12), Mention(2010), Mention(2012)}),
        ("2010-12-03", {Mention(2010, 12, 3), Mention(2010)}),
        ("the 2000s", {Mention(2000, span=10), Mention(2000, span=100)}),
        ("the ’10s and ’60s", {Mention(2010, span=10), Mention(1960, span=10)}),
        ("the twenty-first century", {Mention(2000, span=100)}),
        ("spring", {Mention(month=21)}),
        ("prices fall", set()),
        ("meet at 14:30", set()),
        ("section 12345 of 1.2014", set()),
    ],
)
def test_mentions(text: str, expected: set[Mention]) -> None:
    """What is a date, and what only looks like one."""
    assert mentions(text) == expected


def test_a_long_list_of_numbers_takes_linear_time() -> None:
    """A hostile passage does not hold the check up."""
    assert mentions("1, " * 40_000) == frozenset()
