"""words: one catalogue a language; dates and numbers as the language writes them; letters that are no one's."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest
from babel.dates import format_date

from briefgen.dates import humanise
from briefgen.words import ENGLISH, PSEUDO, say_in
from briefgen.words.pseudo import pseudo


def names(words: str) -> set[str]:
    """Return the names of values in words."""
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def flat(table: dict[str, Any], before: str = "") -> Iterator[str]:
    """Yield the keys of a table, inner ones after the name of their table."""
    for key, words in table.items():
        yield from flat(words, f"{before}{key}.") if isinstance(words, dict) else (before + key,)


def test_a_language_without_a_catalogue_is_told_in_english() -> None:
    """Whatever its region; an address is no language."""
    for lang in ("de", "mn-MN", "../../secret", ""):
        assert say_in(lang)("notes") == "Notes"


def test_values_are_put_in() -> None:
    """By name; a missing one is a fault, as is a key that is not there."""
    assert ENGLISH("said_in", speaker="The mayor", source="Gazette") == "The mayor, in Gazette"
    with pytest.raises(KeyError):
        ENGLISH("said_in", speaker="The mayor")
    with pytest.raises(KeyError):
        ENGLISH("no-such-word")


def test_one_and_many() -> None:
    """Each has its words."""
    assert [ENGLISH.some(n, "years") for n in (1, 2)] == ["1 year", "2 years"]


def test_lists() -> None:
    """One, two, more; the last word may be another."""
    assert [ENGLISH.listing(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert ENGLISH.listing(["a", "b"], "or") == "a or b"


@pytest.mark.parametrize("file", sorted(f.name for f in files("briefgen.words").iterdir() if f.name.endswith(".toml")))
def test_a_catalogue_is_whole(file: str) -> None:
    """No key twice, no empty words, and the names of values are those of the English words."""
    tables = tomllib.loads((files("briefgen.words") / file).read_text(encoding="utf-8"))
    keys = [key for table in tables.values() for key in flat(table)]
    assert len(keys) == len(set(keys))
    said = say_in(file.removesuffix(".toml"))
    assert set(said.catalogue) == set(ENGLISH.catalogue)
    for key, words in said.catalogue.items():
        assert words.strip(), key
        assert names(words) == names(ENGLISH.catalogue[key]), key


DATES = ("", "2014", "2014-06", "2014-06-14", "2018-06-14/2018-06-15", "2018-06/2018-09", "2018-06-30/2018-07-01")
MORE = (
    "2012/..",
    "../2012",
    "2000~",
    "2014-06?",
    "2014%",
    "199X",
    "2014-21",
    "2010/2014",
    "2014-06/2016",
    "2014~/2016",
    "2014-21/2014-23",
    "2018-06-14?/2018-06-15",
)


@pytest.mark.parametrize("text", [*DATES, *MORE])
def test_dates_in_english(text: str) -> None:
    """As the diagnostics write them."""
    assert ENGLISH.date(text) == humanise(text)


def test_english_dates_are_those_of_cldr() -> None:
    """What Babel writes for Great Britain, every day of two years."""
    for n in range(0, 730, 7):
        day = date(2019, 1, 1) + timedelta(n)
        assert ENGLISH.date(day.isoformat()).replace("\u00a0", " ") == format_date(day, "long", "en_GB")


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("de", "2018-06-14", "14. Juni 2018"),
        ("de-AT", "2018-06", "Juni 2018"),
        ("fr", "2018-06-14/2018-06-15", "14 juin 2018 – 15 juin 2018"),
        ("ko", "2018-06-14", "2018년 6월 14일"),
        ("mn", "2018", "2018"),
        ("de", "2012-05/..", "since Mai 2012"),
        ("xx", "2018-06-14", "14 June 2018"),
    ],
)
def test_dates_in_other_languages(lang: str, text: str, said: str) -> None:
    """As CLDR has them; a language that Babel does not know is written the British way."""
    assert say_in(lang).date(text).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("en-GB", "2018-06-14/2018-06-15", "14–15 Jun 2018"),
        ("en-GB", "2014-06/2014-09", "Jun–Sep 2014"),
        ("en-GB", "2014-09~", "about Sep 2014"),
        ("de", "2018-09-14", "14. Sept. 2018"),
        ("fr", "2018-09", "sept. 2018"),
        ("mn", "", "undated"),
    ],
)
def test_short_dates(lang: str, text: str, said: str) -> None:
    """Months are cut, blanks break."""
    assert say_in(lang).short_date(text) == said


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("en-GB", 2014, "2,014"),
        ("en-GB", 48185, "48,185"),
        ("en-GB", 13.84, "13.84"),
        ("en-GB", 0.1 + 0.2, "0.3"),
        ("de", 2014, "2.014"),
        ("de", 0.1 + 0.2, "0,3"),
    ],
)
def test_amounts(lang: str, number: float, said: str) -> None:
    """What measures something has its thousands apart whatever its size."""
    assert say_in(lang).amount(number) == said


@pytest.mark.parametrize(
    ("n", "word"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(n: int, word: str) -> None:
    """English ordinals, the teens included."""
    assert ENGLISH.ordinal(n) == word


def test_cardinals() -> None:
    """Counts are words up to twelve, then digits."""
    assert [ENGLISH.cardinal(n) for n in (0, 1, 12, 13, 1200)] == ["no", "one", "twelve", "13", "1,200"]


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("en-GB", 2014, "2014"),
        ("en-GB", 48185, "48\u202f185"),
        ("en-GB", 13.84, "13.84"),
        ("de", 48185, "48.185"),
        ("de", 13.84, "13,84"),
        ("fr", 3000000, "3\u202f000\u202f000"),
        ("de", 2014, "2014"),
    ],
)
def test_numbers(lang: str, number: float, said: str) -> None:
    """Thousands apart and decimals as the language has them; what may be a year stays whole."""
    assert say_in(lang).number(number) == said


def test_letters_that_are_no_ones() -> None:
    """Every letter is marked, the names of values are not, and no two letters become one."""
    assert pseudo("Note {number}: A b") == "Ñöţé {number}: À ƀ"
    assert not re.search("[A-Za-z]", pseudo(string.ascii_letters))
    assert len(set(pseudo(string.ascii_letters))) == 52
    assert say_in(PSEUDO)("page", page=1, pages=2) == "ƥàğé 1 öƒ 2"
