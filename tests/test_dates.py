"""dates: EDTF level 1 as briefs need it, held against the `edtf` library where the two speak of the same thing."""

from __future__ import annotations

import calendar
import warnings
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.dates import Edtf, Point, humanise, parse, shift

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # edtf 5.0.2 uses what pyparsing is about to drop
    from edtf import parse_edtf


def _oracle(text: str) -> Any:  # noqa: ANN401 - edtf comes without types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parse_edtf(text)


@st.composite
def _points(draw: st.DrawFn) -> str:
    year = draw(st.integers(1, 9899))
    shape = draw(st.sampled_from(["year", "decade", "century", "month", "season", "day"]))
    text = f"{year:04d}"
    if shape == "decade":
        return text[:3] + "X"
    if shape == "century":
        return text[:2] + "XX"
    if shape == "season":
        return f"{text}-{draw(st.integers(21, 24))}"
    if shape in ("month", "day"):
        month = draw(st.integers(1, 12))
        text += f"-{month:02d}"
        if shape == "day":
            text += f"-{draw(st.integers(1, calendar.monthrange(year, month)[1])):02d}"
    return text + draw(st.sampled_from(["", "~", "?", "%"]))


@settings(deadline=None, max_examples=60)
@given(_points())
def test_a_point_means_the_days_that_edtf_says(text: str) -> None:
    """First and last day of any date of the profile are those of the reference implementation."""
    mine, theirs = parse(text), _oracle(text)
    if mine.first() > date(1, 1, 1):  # decade 000X begins in year 0, which Python's dates have not
        assert tuple(theirs.lower_strict()[:3]) == mine.first().timetuple()[:3]
    assert tuple(theirs.upper_strict()[:3]) == mine.last().timetuple()[:3]


@settings(deadline=None, max_examples=30)
@given(_points(), _points())
def test_an_interval_runs_from_its_first_day_to_its_last(one: str, two: str) -> None:
    """An interval means what edtf says; one that ends before it begins is refused, which edtf does not do."""
    if parse(one).first() > parse(two).last():
        with pytest.raises(ValueError, match="before it begins"):
            parse(f"{one}/{two}")
        return
    mine = parse(f"{one}/{two}")
    assert (mine.first(), mine.last()) == (parse(one).first(), parse(two).last())
    if "X" not in one + two:  # edtf has no intervals between decades
        assert _oracle(f"{one}/{two}") is not None


@given(_points(), _points())
def test_reading_and_writing_are_inverse(one: str, two: str) -> None:
    """What is parsed is spelled again as it was."""
    assert str(parse(one)) == one
    assert str(parse(f"{one}/..")) == f"{one}/.."
    assert str(parse(f"../{two}")) == f"../{two}"


def test_years_before_the_common_era_keep_their_spelling() -> None:
    """A negative year has four digits beside its sign."""
    assert str(parse("-0100")) == "-0100"


@given(st.text(alphabet="0123456789-/X~?%. JunTZ", max_size=12))
def test_whatever_is_accepted_is_edtf(text: str) -> None:
    """Nothing that edtf refuses is a date here; anything else raises ValueError and nothing worse."""
    try:
        parse(text)
    except ValueError:
        return
    assert _oracle(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2014-6",
        "Jun-14",
        "2019-02-30",
        "2019-13",
        "20XX-06",
        "2014-24-01",
        "2018/2017",
        "../..",
        "1/2/3",
        "..",
        "٢٠١٤",
        "2014-06-14T10",
    ],
)
def test_what_is_no_date_of_the_profile_is_refused(text: str) -> None:
    """Each raises ValueError, whatever is wrong with it."""
    with pytest.raises(ValueError, match=r"."):
        parse(text)


def test_open_ends_reach_to_the_end_of_time() -> None:
    """An open end compares as the earliest or the latest day there is."""
    assert parse("2012/..").last() == date.max
    assert parse("../2005").first() == date.min
    assert parse("../2005").points == (Point(2005),)


def test_uncertainty_is_seen() -> None:
    """Marks and unspecified digits make a date uncertain; a plain date is not."""
    assert [parse(text).uncertain for text in ("2000~", "198X", "2000?/2001", "2000")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("text", "by", "result"),
    [
        ("2019", "-1Y", "2018"),
        ("2019-06", "-7M", "2018-11"),
        ("2019-12", "+1M", "2020-01"),
        ("2019-06-05/2019-06-06", "-1Y", "2018-06-05/2018-06-06"),
        ("2018-06-14", "-3D", "2018-06-11"),
        ("2012/..", "+1Y", "2013/.."),
    ],
)
def test_a_shift_keeps_the_precision(text: str, by: str, result: str) -> None:
    """Years, months and days are moved; what the date does not say is not made up."""
    assert str(shift(parse(text), by)) == result


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("2019", "-1M"),
        ("2019-06", "-1D"),
        ("2019", "1Y"),
        ("2019-03-31", "-1M"),
        ("2019-21", "+1M"),
        ("2019", "+9000Y"),
    ],
)
def test_a_shift_finer_than_the_date_is_refused(text: str, by: str) -> None:
    """A year has no months to move, and 31 March minus one month is no day."""
    with pytest.raises(ValueError, match=r"."):
        shift(parse(text), by)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "undated"),
        ("2018", "2018"),
        ("2018-06", "June 2018"),
        ("2018-06-14/2018-06-15", "14–15 June 2018"),
        ("2018-06/2018-08", "June–August 2018"),
        ("2014/2016", "2014–2016"),
        ("2018-06-14/2019-01", "14 June 2018 – January 2019"),
        ("2000~", "about 2000"),
        ("2000?", "probably 2000"),
        ("2000%", "perhaps about 2000"),
        ("199X", "the 1990s"),
        ("2012/..", "since 2012"),
        ("../2005", "until 2005"),
        ("2014-22", "summer 2014"),
        ("2014-21/2014-23", "spring 2014 – autumn 2014"),
        ("2018-06-14?/2018-06-15", "probably 14 June 2018 – 15 June 2018"),
        ("2014-05?/2014-07", "probably May 2014 – July 2014"),
    ],
)
def test_dates_are_said_as_an_english_reader_writes_them(text: str, said: str) -> None:
    """Every shape of the profile has a reading; no line breaks inside a date."""
    assert humanise(text).replace("\u00a0", " ") == said
    assert " June" not in humanise(text) or "–" in humanise(text)


def test_equal_dates_are_one_value() -> None:
    """A date is a plain value: equal and hashable."""
    assert parse("2014-06") == Edtf(Point(2014, 6), Point(2014, 6))
    assert len({parse("2014-06"), parse("2014-06")}) == 1
