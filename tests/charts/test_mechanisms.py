"""Mechanisms compared: what is drawn, what is pale, what the headline counts."""

from __future__ import annotations

from typing import Any

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.mechanisms import build
from briefgen.document import Figure
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, options, passage, rows, said

ACTORS = tuple(model.Actor(id=f"a{n}", name=f"State {n}", kind="state") for n in range(12))


def mechanism(key: str, **more: Any) -> model.Mechanism:  # noqa: ANN401 - any column
    """Return a mechanism."""
    return model.Mechanism(**{"id": key, "name": f"The {key} talks", "kind": "dialogue", **more})


def compared(*records: Record, **more: Any) -> Figure:  # noqa: ANN401 - any option
    """Return the chart of all mechanisms among the records."""
    data = dataset(*ACTORS, *records)
    return build(data, everything(data), options(**more))


def test_headline() -> None:
    """The headline counts the active ones, and those of which the sources name no member."""
    one, two = mechanism("x", status="active", members=("a0",)), mechanism("y", status="dormant")
    assert said(compared(one, two)) == "One of two mechanisms is active; of one no source names a member"
    assert said(compared(one)) == "One mechanism is active"
    assert said(compared(two)) == "No mechanism is active; of one no source names a member"
    assert said(compared(one, mechanism("z", status="active", members=("a1",)))) == "Both mechanisms are active"
    assert said(compared()) == "No mechanism is on record"
    assert "No mechanism is on record" in draw(compared().chart, FONTS).decode()


def test_what_no_source_says_is_pale() -> None:
    """A cell the sources leave open is striped in the palest colour; a state that is no member is an empty cell."""
    data = dict(compared(mechanism("x", members=("a0",), since="2003"), mechanism("y", track="2")).chart.data)
    first, second = data["groups"][0][1]
    void = (("void", "faint"),)
    assert [cell.glyphs for cell in first.cells] == [(), void, (("full", "accent"),), void]
    assert first.cells[0].words == "2003"
    assert [cell.glyphs for cell in second.cells] == [void, (), void, void]
    assert second.under == "Agenda not in the sources"
    assert ("void", "faint", "not in the sources") in data["key"]


def test_order_and_own() -> None:
    """The brief's own mechanism comes first, then the most important, the oldest first."""
    found = compared(
        mechanism("late", since="2010", importance=3),
        mechanism("old", since="1975", importance=3),
        mechanism("m", importance=1),
        mechanism("minor", importance=1),
    )
    assert [row[0] for row in rows(found.table)] == [
        "The m talks", "The old talks", "The late talks", "The minor talks",
    ]  # fmt: skip


def test_columns_of_members() -> None:
    """Few members have a column each; of many only those of several mechanisms, and the others are counted."""
    few = dict(compared(mechanism("x", members=("a1", "a0"))).chart.data)
    assert [column.name for column in few["columns"]] == ["Since", "Track", "State 1", "State 0", "Status"]
    crowd = mechanism("x", members=tuple(f"a{n}" for n in range(9))), mechanism("y", members=("a3", "a4"))
    many = dict(compared(*crowd).chart.data)
    assert [column.name for column in many["columns"]][2:-1] == ["State 3", "State 4", "Others"]
    assert many["groups"][0][1][0].cells[-2].words == "+7"
    assert many["groups"][0][1][1].cells[-2].words == ""


def test_dates_and_agenda() -> None:
    """A disputed beginning has its glyph; a long agenda is shortened, and the table has it whole."""
    record = mechanism("x", since="2014", agenda=tuple(f"item {n}" for n in range(6)))
    found = compared(record, *passage(1, "x", "since 2013", field="since", relation="contradicts"))
    data = dict(found.chart.data)
    row = data["groups"][0][1][0]
    assert row.cells[0].glyphs == (("half", "ink"),)
    assert row.under == "Agenda: item 0, item 1, item 2, item 3 and two more items"
    assert "item 5" in rows(found.table)[0][4]
    assert ("half", "ink", "date disputed") in data["key"]


def test_in_a_column() -> None:
    """In a column the members are words under the row, and the status is a glyph alone, told by the key."""
    found = compared(mechanism("x", members=("a0", "a1"), status="dormant"), width=75.0)
    data = dict(found.chart.data)
    row = data["groups"][0][1][0]
    assert row.under == "Members: State 0 and State 1. Agenda not in the sources"
    assert row.cells[-1].words == ""
    assert ("half", "accent", "dormant") in data["key"]
    assert dict(compared(mechanism("y"), width=75.0).chart.data)["groups"][0][1][0].under.startswith("Members not in")


def test_many() -> None:
    """More mechanisms than can be compared at a glance are left to the table, and counted."""
    found = compared(*(mechanism(f"x{n}") for n in range(15)))
    assert dict(found.chart.data)["notes"] == ("3 further mechanisms in the table only.",)
    assert len(found.table.rows) == 15
