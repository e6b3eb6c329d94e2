"""checks.dates: each part of a date stands in a supporting passage or follows by date_from."""

from __future__ import annotations

import pytest

from briefgen.model import Event, Mechanism, Recommendation
from tests.checks.conftest import Run

RULE = "date-without-basis"


def _event(date: str, date_from: str = "") -> tuple[str, Event]:
    return "events", Event(id="e", date=date, date_from=date_from)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1975", "Launched by the 1975 Helsinki Process"),
        ("2015-06-22", "June 22, 2015"),
        ("2015-06-22", "on the 22nd of June 2015"),
        ("2015-06-22", "JUNE 22, 2015"),
        ("2018-06-14/2018-06-15", "met on 14-15 June 2018"),
        ("2018-06-14/2018-06-15", "from 14 to 15\u00a0June 2018"),
        ("2018-06-28/2018-07-02", "28 June – 2 July 2018"),
        ("2014-10", "in October 2014"),
        ("2014-06", "held its first meeting in June, 2014"),
        ("2014-09", "since Sept. 2014"),
        ("2014-06/2014-07", "in June and July 2014"),
        ("199X", "in the 1990s"),
        ("199X", "in the ’90s"),
        ("199X", "in the nineties"),
        ("18XX", "in the late 19th century"),
        ("18XX", "in the nineteenth century"),
        ("2000~", "since the 2000s"),
        ("2000~/..", "around 2000"),
        ("1280~/1360~", "(c.1280–1360)"),
        ("2012/2013", "in 2012-13"),
        ("2014-22", "in the summer of 2014"),
        ("2014-23", "in fall 2014"),
        ("2016-07-14", "on 2016-07-14"),
        ("2014", "2014’s summit"),
        ("2003/..", "held since 2003"),
    ],
)
def test_dates_that_stand_in_their_passage_pass(run: Run, date: str, words: str) -> None:
    """In all the ways English says them."""
    assert run(RULE, _event(date), words={"e": (words,)}) == []


@pytest.mark.parametrize(
    ("date", "words", "part"),
    [
        ("2015", "in 2014", "the year 2015"),
        ("1990", "in the 1990s", "the year 1990"),
        ("1990", "in the 1990’s", "the year 1990"),
        ("2014", "some $2014 a head, or 2014 percent", "the year 2014"),
        ("2014", "12,014 people and 2014,500 others", "the year 2014"),
        ("2014-07", "in June 2014", "the month July"),
        ("2014-05", "it may be in 2014", "the month May"),
        ("2014-03", "they march in 2014", "the month March"),
        ("2014-07", "in July 2013, not in 2014", "the month July"),
        ("2014-06-14", "in June 2014", "the day 14"),
        ("2014-06-14", "14 people met in June 2014", "the day 14"),
        ("2014-06-20", "14 June and 20 July 2014", "the day 20"),
        ("2014-06-20", "in June 2014", "the day 20"),
        ("199X", "in 1990", "the decade 1990s"),
        ("18XX", "in 1800", "the century 1800–1899"),
        ("2014-22", "in 2014", "the season summer"),
        ("2018-06-14/2018-06-16", "14-15 June 2018", "the day 16"),
    ],
)
def test_a_part_that_no_passage_has_is_named(run: Run, date: str, words: str, part: str) -> None:
    """Near misses: another year, a decade for a year, a verb for a month, a day joined to another month."""
    (found,) = run(RULE, _event(date), words={"e": (words,)})
    assert found == f"date: {part} of {date} stands in no passage that supports the date"


def test_parts_may_stand_in_different_passages(run: Run) -> None:
    """The year in one, day and month in the other."""
    assert run(RULE, _event("2014-06-14"), words={"e": ("on 14 June", "in 2014")}) == []


def test_all_missing_parts_are_one_finding(run: Run) -> None:
    """With a plain list."""
    (found,) = run(RULE, _event("2014-06-14"), words={"e": ("once upon a time",)})
    assert (
        found
        == "date: the year 2014, the month June and the day 14 of 2014-06-14 stand in no passage that supports the date"
    )


def test_a_wrong_year_is_said_without_its_month_and_day(run: Run) -> None:
    """They are joined to the right year in the passage; only the year is wrong."""
    (found,) = run(RULE, _event("2015-06-14"), words={"e": ("14 June 2014",)})
    assert found.startswith("date: the year 2015 of")


@pytest.mark.parametrize("date_from", ["source:s0", "event:other", "event:later -1Y"])
def test_a_derivation_gives_what_the_passage_does_not(run: Run, date_from: str) -> None:
    """The passage has day and month, the derivation the year."""
    others = (("events", Event(id="other", date="2018")), ("events", Event(id="later", date="2019-05")))
    words = {"e": ("on 14-15 June",), "later": ("May 2019",), "other": ("2018",)}
    assert run(RULE, _event("2018-06-14/2018-06-15", date_from), *others, words=words, issued={"s0": (2018,)}) == []


def test_a_derivation_can_give_the_whole_date(run: Run) -> None:
    """Year, month and day of a source's publication; of an interval both ends."""
    words = {"e": ("today",)}
    assert run(RULE, _event("2015-06-22", "source:s0"), words=words, issued={"s0": (2015, 6, 22)}) == []
    other = ("events", Event(id="o", date="2018-06-14/2018-06-15"))
    assert run(RULE, _event("2018-06-14/2018-06-15", "event:o"), other, words=words | {"o": ("14-15 June 2018",)}) == []


def test_a_derivation_that_gives_another_year_is_no_basis(run: Run) -> None:
    """What is recomputed is compared, not believed."""
    assert len(run(RULE, _event("2017", "source:s0"), words={"e": ("then",)}, issued={"s0": (2018,)})) == 1


def test_a_year_derived_does_not_free_a_month_joined_to_another(run: Run) -> None:
    """`June 2017` does not support June 2018."""
    (found,) = run(RULE, _event("2018-06", "source:s0"), words={"e": ("June 2017",)}, issued={"s0": (2018,)})
    assert found.startswith("date: the month June of")


@pytest.mark.parametrize(("field", "relation"), [("title", "supports"), ("date", "contradicts"), ("*", "context")])
def test_only_what_supports_the_date_counts(run: Run, field: str, relation: str) -> None:
    """Evidence of another column, and evidence against, is no basis."""
    words = {"e": ("in 2014",)}
    found = run(RULE, _event("2014"), words=words, field=field, relation=relation)
    assert len(found) == (relation == "supports")  # without any support the record is an unsupported claim instead


@pytest.mark.parametrize(
    ("table", "record"),
    [("recommendations", Recommendation(id="r", made_on="2014")), ("mechanisms", Mechanism(id="r", since="2014/.."))],
)
def test_every_table_with_a_date_is_held_to_it(run: Run, table: str, record: Recommendation | Mechanism) -> None:
    """The date column has another name in some."""
    assert len(run(RULE, (table, record), words={"r": ("then",)})) == 1
    assert run(RULE, (table, record), words={"r": ("2014",)}) == []


def test_what_other_rules_report_is_let_be(run: Run) -> None:
    """Cycles, derivations that lead nowhere, and records that did not load."""
    circle = (_event("2014", "event:f"), ("events", Event(id="f", date="2014", date_from="event:e")))
    assert run(RULE, *circle, words={"e": ("x",), "f": ("x",)}) == []
    assert run(RULE, _event("2014", "event:none"), words={"e": ("x",)}) == []
    assert run(RULE, _event("2014"), words={"e": ("x",)}, faulty=frozenset({"e"})) == []
    assert run(RULE, _event(""), words={"e": ("x",)}) == []
