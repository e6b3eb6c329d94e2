"""Who met whom: states at meetings, arcs between them."""

from __future__ import annotations

from typing import Any

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.visits import build
from briefgen.document import Figure
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, options, rows, said, texts

ACTORS = (
    *(model.Actor(id=key, name=key.title(), kind="state") for key in ("north", "south", "east", "west")),
    model.Actor(id="united", name="United Isles", kind="state"),
    model.Actor(id="minister", name="A Minister", kind="person", country="north"),
    model.Actor(id="institute", name="Institute", kind="organisation"),
    model.PlaceRecord(id="port", name="Port", country="south"),
)


def met(key: str, *actors: str, date: str = "", **more: Any) -> model.Event:  # noqa: ANN401 - any column
    """Return a meeting."""
    fields = {"title": f"Meeting {key}", "category": "meeting", "status": "held", **more}
    return model.Event(id=key, date=date, actors=actors, **fields)


def visits(*records: Record, **more: Any) -> Figure:  # noqa: ANN401 - any option
    """Return the chart of the meetings among the records."""
    data = dataset(*ACTORS, *records)
    return build(data, everything(data), options(**more))


def test_people_stand_for_their_state() -> None:
    """A person counts as the state it belongs to, once; who belongs to none counts as no state."""
    found = visits(met("x", "minister", "north", "south", "institute", "stranger", date="2014", place="port"))
    row = dict(found.chart.data)["rows"][0]
    assert dict(found.chart.data)["columns"] == ("North", "South")
    assert (row.parties, row.host, row.others) == ((0, 1), 1, 0)
    assert rows(found.table) == [["2014", "Meeting x", "North and South", "South", "date stated"]]


def test_other_sorts_of_events_and_lone_states() -> None:
    """Only visits, meetings and summits count; one with fewer than two states is in the table, and counted."""
    found = visits(
        met("a", "north", "south", category="visit"), met("b", "north", "south", category="economy"), met("c", "north")
    )
    assert [row[1] for row in rows(found.table)] == ["Meeting a", "Meeting c"]
    data = dict(found.chart.data)
    assert [row.title for row in data["rows"]] == ["Meeting a"]
    assert data["notes"] == ("1 meeting at which fewer than two states are named: table only.",)


def test_arcs_count_what_was_held() -> None:
    """An arc joins states named together more than once; what was only planned does not count."""
    found = visits(
        met("a", "north", "south", date="2013"), met("b", "north", "south", "east", date="2015"),
        met("c", "north", "east", status="planned", date="2016"),
    )  # fmt: skip
    data = dict(found.chart.data)
    assert [(data["columns"][bow.one], data["columns"][bow.other], bow.times) for bow in data["arcs"]] == [
        ("North", "South", 2)
    ]
    assert [row.planned for row in data["rows"]] == [False, False, True]
    assert "Named together more than once: North and South 2." in found.alt


def test_headline() -> None:
    """The headline names the two states most often together, of how many meetings, and in which years."""
    twice = (met("a", "north", "united", date="2013"), met("b", "north", "united", date="2015"))
    assert said(visits(*twice)) == (
        "North and the United Isles are named together most often, at both meetings (2013–2015)"
    )
    assert said(visits(*twice, met("c", "north", "united"))).endswith("at all three meetings (2013–2015)")
    assert said(visits(*twice, met("c", "north", "south", date="2019"))) == (
        "North and the United Isles are named together most often, at two of three meetings (2013–2015)"
    )
    assert said(visits(twice[0])) == "At the one meeting on record, no two states are named together twice"
    assert said(visits()) == "No meeting of two states is on record"
    assert "No meeting of two states" in draw(visits().chart, FONTS).decode()


def test_in_order_of_time() -> None:
    """The oldest comes first, what has no date last; of too many the most important and latest are drawn."""
    late, old = met("late", "north", "south", date="2019"), met("old", "north", "south", date="2002")
    found = visits(late, met("undated", "north", "south"), old)
    assert [row.title for row in dict(found.chart.data)["rows"]] == ["Meeting old", "Meeting late", "Meeting undated"]
    many = visits(*(met(f"x{n:02}", "north", "south", date=str(1990 + n), importance=1 + (n == 0)) for n in range(20)))
    drawn = [row.date for row in dict(many.chart.data)["rows"]]
    assert drawn == ["1990", *(str(n) for n in range(1995, 2010))]
    assert dict(many.chart.data)["notes"] == ("4 further meetings are in the table only.",)


def test_states_without_a_column_are_counted() -> None:
    """In a column only five states have room; the row tells how many more there were."""
    more = [model.Actor(id=f"z{n}", name=f"Zone {n}", kind="state") for n in range(4)]
    found = visits(*more, met("a", "north", "south", "east", "z0", "z1", "z2", "z3", date="2014"), width=75.0)
    assert "+2" in {w.text for w in texts(draw(found.chart, FONTS), 75.0)}
