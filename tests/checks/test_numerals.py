"""checks.numerals: numbers in English text, in digits and in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.numerals import numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("about three million people", ["3", "3000000"]),
        ("one-third of it", ["1/3"]),
        ("two thirds", ["2/3"]),
        ("three quarters", ["3/4"]),
        ("half a million", ["1/2", "500000"]),
        ("a quarter of a million", ["1/4", "250000"]),
        ("a half", ["1/2"]),
        ("two and a half million", ["5/2", "2500000"]),
        ("a third meeting, or a third of them", ["1/3", "3"]),
        ("just $13.84 billion", ["13.84", "13840000000"]),
        ("13,84 billion", ["13.84", "13840000000"]),
        ("US$5bn", ["5", "5000000000"]),
        ("7,381 students", ["7381"]),
        ("48 185 people", ["48", "185", "48185"]),
        ("1.234.567,5", ["1234567.5"]),
        ("0,333", ["0.333"]),
        ("ranking 26th", ["26"]),
        ("the twenty-sixth", ["26"]),
        ("fourth-largest", ["4"]),
        ("the second", ["2"]),
        ("a dozen", ["12"]),
        ("three dozen", ["3", "36"]),
        ("a hundred and five", ["105"]),
        ("one hundred and fifth", ["105"]),
        ("two thousand and fourteen", ["2014"]),
        ("two million three hundred thousand", ["2300000"]),
        ("three hundred thousand", ["300", "300000"]),
        ("between three and four", ["3", "4"]),
        ("nineteen eighty", ["19", "80"]),
        ("one, two", ["1", "2"]),
        ("1/3 of", ["1", "3", "1/3"]),
        ("-3.5 percent", ["-3.5"]),
        ("minus 4 degrees", ["-4"]),
        ("14-15 June", ["14", "15"]),
        ("14.06.2018", ["14", "6", "2018"]),
        ("twice, or a couple of times", ["2"]),
        ("once", ["1"]),
        ("twenty zero", ["20", "0"]),
        ("a well and an oak", []),
        ("million hundred", []),
        ("", []),
    ],
)
def test_every_reading_of_a_number(text: str, values: list[str]) -> None:
    """All that a careful reader could take it for, and nothing more."""
    assert numbers(text) == {Fraction(value) for value in values}


@pytest.mark.parametrize("text", ["often", "tension", "someone", "weights", "seventeenths ago is no seven"])
def test_letters_inside_words_are_no_numbers(text: str) -> None:
    """`often` has no ten in it."""
    assert Fraction(10) not in numbers(text)
    assert Fraction(1) not in numbers(text)


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _say(number: int) -> str:
    for scale, word in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            return f"{_say(number // scale)} {word}" + (f"{' and' if rest < 100 else ''} {_say(rest)}" if rest else "")
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")


@given(st.integers(0, 999_999_999))
def test_a_number_in_words_is_the_number(number: int) -> None:
    """Any whole number below a thousand million, as it is said."""
    assert Fraction(number) in numbers(f"There were {_say(number)}, it is said.")


@given(st.integers(0, 10**12))
def test_a_number_with_separators_is_the_number(number: int) -> None:
    """Commas, no-break-like spaces and plain digits."""
    for written in (f"{number:,}", str(number), f"{number:,}".replace(",", " ")):
        assert Fraction(number) in numbers(f"some {written} people")
