"""Meetings in order, and how firmly their dates are known."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen import model
from briefgen.charts.marks import Rect, free, position
from briefgen.charts.series import dates_it, meetings, numbers_it, reading, years
from briefgen.words import ENGLISH
from tests.charts.sample import dataset, meeting, passage


def test_order() -> None:
    """Meetings come by date, undated ones last; those of other series, and those without an event, do not come."""
    other = model.Edition(id="z", mechanism="other", ordinal=1, event="e1")
    lost = model.Edition(id="y", mechanism="m", ordinal=9, event="nowhere")
    data = dataset(*meeting(3, ""), *meeting(2, "2015"), *meeting(1, "2014-06"), other, lost)
    found = meetings(data, "m")
    assert [m.name(ENGLISH) for m in found] == ["1st", "2nd", "3rd"]
    assert years(found) == "2014–2015"
    assert years(found[:1]) == "2014"
    assert years(found[2:]) == ""


def test_meeting_without_a_number() -> None:
    """A meeting no document numbers has a dash for a name."""
    event, _ = meeting(1, "2014")
    data = dataset(event, model.Edition(id="x", mechanism="m", event="e1"))
    assert meetings(data, "m")[0].name(ENGLISH) == "–"


@pytest.mark.parametrize(
    ("fields", "words", "kind", "reserves"),
    [
        ({"date": "2018-06"}, "", "stated", ()),
        ({"date": ""}, "", "undated", ("undated",)),
        ({"date": "", "status": "planned"}, "", "undated", ("planned, undated",)),
        ({"date": "2018-06", "status": "planned"}, "", "planned", ("planned",)),
        ({"date": "2018~"}, "", "uncertain", ("date approximate",)),
        ({"date": "2018", "date_from": "event:x"}, "", "inferred", ("date inferred",)),
        ({"date": "2018-06-14/2018-06-15", "date_from": "event:x"}, "on 14-15 June", "inferred", ("year inferred",)),
        ({"date": "2018-06", "date_from": "event:x"}, "in 2018", "inferred", ("month inferred",)),
        (
            {"date": "2018-06", "date_from": "event:x", "status": "proposed"},
            "",
            "planned",
            ("proposed", "date inferred"),
        ),
    ],
)
def test_reading(fields: dict[str, Any], words: str, kind: str, reserves: tuple[str, ...]) -> None:
    """The gravest reserve gives the kind; an inferred part is named when the passages give the others."""
    event = model.Event(id="e", title="t", category="meeting", **{"status": "held", **fields})
    known = reading(dataset(event, *passage(1, "e", words)), event)
    assert (known.kind, known.told(ENGLISH)) == (kind, reserves)
    assert known.beside(ENGLISH) == tuple(reserve for reserve in reserves if reserve != "undated")


def test_disputed() -> None:
    """A passage that contradicts the date makes it disputed; one that contradicts something else does not."""
    event, edition = meeting(1, "2014")
    for field, kind in (("date", "disputed"), ("place", "stated")):
        data = dataset(event, edition, *passage(1, "e1", "since 2013", field=field, relation="contradicts"))
        assert reading(data, event).kind == kind


def test_what_a_passage_gives() -> None:
    """A year dates a meeting, so do month and day; a number in letters or digits numbers it."""
    event, edition = meeting(5, "2018-06-14/2018-06-15")
    assert dates_it("in 2018", event)
    assert dates_it("on 14-15 June", event)
    assert not dates_it("in June", event)
    assert not dates_it("in 2018", meeting(5, "")[0])
    assert numbers_it("the Fifth meeting", edition)
    assert numbers_it("the 5th meeting", edition)
    assert numbers_it("the 15th", meeting(15, "2018")[1])
    assert not numbers_it("the fifteenth", meeting(15, "2018")[1])
    assert numbers_it("the inaugural meeting", meeting(1, "2014")[1])
    assert not numbers_it("the first", model.Edition(id="x", mechanism="m", event="e"))


def test_position() -> None:
    """A year spans a year; an open interval stands at its given end."""
    assert position("2014") == (2014.0, 2015.0)
    assert position("2012/..") == (2012.0, 2013.0)
    assert position("../2008") == (2008.0, 2009.0)
    assert position("198X") == (1980.0, 1990.0)


def test_free() -> None:
    """A rectangle moves down until it is free; where nothing is free it ends below the last try."""
    taken = [Rect(0, 0, 10, 10), Rect(5, 10, 15, 20)]
    assert free(Rect(8, 0, 12, 5), taken, 5).top == 20
    assert free(Rect(20, 0, 22, 5), taken, 5).top == 0
    assert free(Rect(0, 0, 1, 1), [Rect(0, 0, 9, 99)], 1, limit=3).top == 3
