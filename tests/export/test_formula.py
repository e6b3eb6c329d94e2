"""export.formula and export.codec: nothing runs, nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.export.codec import decode, encode, number, number_text
from briefgen.export.formula import neutralise, restore

DANGEROUS = ("=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("http://x")', "-")
HARMLESS = ("", "1+1", "'tis", "''", "a=b", " =1", "2014-06", "-0.25", "-3", "1/3")
TRICKY = st.text(st.sampled_from("'=+-@\t\r\n␍␛x_0AFaf5 \u00e9\U0001f600"), max_size=14)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_would_run_begins_with_an_apostrophe(text: str) -> None:
    """However it is written, with however many apostrophes before, there is one more."""
    assert neutralise(text) == f"'{text}"
    assert neutralise(f"''{text}") == f"'''{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_would_not_run_stays_as_it_is(text: str) -> None:
    """An apostrophe of the text's own and a negative number are no formulas."""
    assert neutralise(text) == text == restore(text)


@given(st.text() | TRICKY)
def test_the_escape_can_be_taken_back(text: str) -> None:
    """Every text comes back, those that look escaped, too."""
    assert restore(neutralise(text)) == text


@given(st.text() | TRICKY)
def test_a_workbook_gives_back_every_text(text: str) -> None:
    """So does the escape of a workbook, in which no carriage return and no `_x000D_` is left to be misread."""
    assert decode(encode(text)) == text
    assert "\r" not in encode(text)
    assert not re.search("x[0-9A-Fa-f]{4}_", encode(text))


def test_line_ends_of_other_programs_become_lf() -> None:
    """A cell typed on Windows has CR LF, on an old Mac CR."""
    assert decode("a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize("text", ["0", "7", "-0.25", "53.5", "3000000", "13.84"])
def test_a_number_that_reads_the_same_is_a_number(text: str) -> None:
    """Digits as `number_text` would write them are kept as numbers."""
    found = number(text)
    assert found is not None
    assert number_text(found) == text


@pytest.mark.parametrize("text", ["", "007", "53.50", "1/3", "1e3", "-0", "1234567890.1234567890", ".5", "about 5"])
def test_a_number_that_would_change_stays_text(text: str) -> None:
    """Leading and trailing noughts, fractions, and more digits than a spreadsheet keeps."""
    assert number(text) is None


def test_numbers_are_written_without_an_exponent() -> None:
    """However small or large."""
    assert (number_text(1e15), number_text(0.00001), number_text(2014.0)) == ("1000000000000000", "0.00001", "2014")
