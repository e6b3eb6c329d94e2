"""The timeline: what is chosen, where it goes, what is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.timeline import build
from briefgen.dataset import Dataset
from briefgen.errors import BriefgenError
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, meeting, options, passage, rows, said, texts


def event(key: str, date: str, **more: Any) -> model.Event:  # noqa: ANN401 - any column or option
    """Return an event around the series."""
    fields = {"title": f"Event {key}", "category": "visit", "status": "held", **more}
    return model.Event(id=key, date=date, **fields)


def chart(*records: Record, **more: Any) -> tuple[Dataset, dict[str, Any]]:  # noqa: ANN401 - any column or option
    """Return the data of the timeline of records."""
    data = dataset(*records)
    return data, dict(build(data, everything(data), options(**more)).chart.data)


def test_headline_counts_kinds_of_dates() -> None:
    """The headline tells how many meetings are dated how, the kinds in a fixed order."""
    data = dataset(
        *meeting(1, "2014-06"), *meeting(2, "2015", status="planned"), *meeting(3, "2016", date_from="event:e4 -1Y"),
        *meeting(4, "2017~"), *meeting(5, ""), *meeting(6, "2019"),
        *passage(1, "e6", "2018", field="date", relation="contradicts"),
    )  # fmt: skip
    assert said(build(data, everything(data), options())) == (
        "Six editions, 2014–2019: one firmly dated, one with a disputed date, one dated approximately, one dated"
        " partly or wholly by inference, one known only as planned and one without a date"
    )


def test_headline_of_one_kind_and_of_nothing() -> None:
    """Where all are alike the headline says so; without meetings or events it claims nothing."""
    alike = dataset(*meeting(1, "2014"), *meeting(2, "2015"))
    assert said(build(alike, everything(alike), options())) == "Two editions, 2014–2015: all firmly dated"
    one = dataset(*meeting(1, ""))
    assert said(build(one, everything(one), options())) == "One edition: without a date"
    around = dataset(event("x", "2014"))
    assert said(build(around, everything(around), options())) == (
        "No meeting of the series is on record; one dated event is shown"
    )
    assert said(build(dataset(), everything(dataset()), options())) == "No dated event is on record"


def test_the_most_important_are_chosen() -> None:
    """Of many events the important ones are drawn; the others are counted, and all are in the table."""
    many = [event(f"x{n}", f"201{n % 10}", importance=1 if n < 30 else 3) for n in range(40)]
    data = dataset(*meeting(1, "2014"), *many, event("undated", ""))
    figure = build(data, everything(data), options())
    drawn = [mark.name for _, marks in dict(figure.chart.data)["lanes"] for mark in marks]
    assert len(drawn) == 20
    assert {f"Event x{n}" for n in range(30, 40)} <= set(drawn)
    assert dict(figure.chart.data)["notes"] == ("20 further dated events and 1 undated event are in the table only.",)
    assert len(figure.table.rows) == 42
    assert rows(figure.table)[-1] == ["undated", "Event undated", "Other meetings", "undated"]


def test_lanes() -> None:
    """Events of the series have a lane; others go by what they are."""
    _, data = chart(
        *meeting(1, "2014"), event("a", "2014", mechanism="m"), event("b", "2014", category="law"),
        event("c", "2014", category="conflict"), event("d", "2014", category="economy"), event("e", "2014"),
    )  # fmt: skip
    lanes = {name: [mark.name for mark in marks] for name, marks in data["lanes"]}
    assert lanes == {
        "In the series": ["Event a"],
        "Other meetings": ["Event e"],
        "Policy and politics": ["Event b"],
        "Crises": ["Event c"],
        "Economy and people": ["Event d"],
    }


def test_long_history_stands_apart() -> None:
    """What lies long before the series has a lane of its own; what lies shortly before is drawn to scale."""
    data, spec = chart(*meeting(1, "2014"), event("old", "1975"), event("new", "2015"))
    assert spec["axis"] == (2014, 2016, True)
    words = [w.text for w in texts(draw(build(data, everything(data), options()).chart, FONTS), 160.0)]
    assert {"Before 2014", "not to scale", "1975"} <= set(words)
    assert chart(*meeting(1, "2014"), event("near", "2011"))[1]["axis"] == (2011, 2015, False)
    assert chart(*meeting(1, "2014"), event("last", "2013"), event("old", "1975"))[1]["axis"] == (2013, 2015, True)


def test_axis_without_meetings() -> None:
    """Without a meeting the axis spans the events, the oldest third apart when they span decades."""
    assert chart(event("a", "2001"), event("b", "2005"))[1]["axis"] == (2001, 2006, False)
    assert chart(event("a", "1950"), event("b", "2005"), event("c", "2006"))[1]["axis"] == (2005, 2007, True)
    assert chart()[1]["axis"] == (0, 0, False)


def test_gaps() -> None:
    """A number missing between two meetings is a gap, and is written on the rail; an undated meeting is none."""
    data, spec = chart(*meeting(1, "2010"), *meeting(2, ""), *meeting(5, "2018"), *meeting(7, "2020"))
    assert [gap.words for gap in spec["gaps"]] == ["nos 3–4: no record", "no. 6: no record"]
    far = chart(*meeting(1, "2010"), *meeting(3, ""), *meeting(5, "2018"))[1]
    assert far["gaps"][0].words == "2 editions: no record"
    for width in (160.0, 75.0):
        svg = draw(build(data, everything(data), options(width)).chart, FONTS).decode().casefold()
        assert "nos 3–4: no record" in svg


def test_shape_and_label_tell_dates_apart() -> None:
    """Each kind of date has its entry in the key, and the label of the mark repeats it."""
    data = dataset(
        *meeting(1, "2014"), event("i", "2015", date_from="event:e1 +1Y"), event("u", "2016~"),
        event("p", "2017", status="planned"), event("d", "2018"),
        *passage(1, "d", "2019", field="date", relation="contradicts"),
    )  # fmt: skip
    for width in (160.0, 75.0):
        words = " ".join(w.text for w in texts(draw(build(data, everything(data), options(width)).chart, FONTS), width))
        for label in ("(date inferred)", "(date approximate)", "(planned)", "(date disputed)"):
            assert label in words
        assert "announced only" in words


def test_open_and_long_dates() -> None:
    """Open ends are told by word and arrow; a bar too long for a label beside it has it underneath."""
    data = dataset(*meeting(1, "2000"), *meeting(2, "2010"), event("a", "2001/.."), event("b", "../2005"),
                   event("c", "1999/2010", title="A long bar " * 4))  # fmt: skip
    words = [w.text for w in texts(draw(build(data, everything(data), options()).chart, FONTS), 160.0)]
    assert any(w.startswith("since 2001") for w in words)
    assert any(w.startswith("until 2005") for w in words)
    assert any(w.startswith("A long bar") for w in words)


def test_alt_and_details() -> None:
    """The alt text tells each meeting with its reserves; the details tell the events."""
    data = dataset(model.Mechanism(id="m", name="The Talks", kind="dialogue"), *meeting(1, "2014-06", status="planned"),
                   event("a", "2015"), event("b", "2016"))  # fmt: skip
    figure = build(data, everything(data), options())
    assert figure.alt.replace("\u00a0", " ") == (
        "Timeline of the editions of The Talks: 1st, June 2014 (planned). Around them, 2 events from 2015 to 2016."
    )
    assert dict(figure.chart.data)["details"] == "Event a, 2015. Event b, 2016."


def test_more_meetings_than_the_limit() -> None:
    """Beyond the limit the last meetings are drawn and the others counted."""
    data, spec = chart(*(part for n in range(1, 6) for part in meeting(n, str(2000 + n))), limit=3)
    assert [mark.name for mark in spec["editions"]] == ["3rd", "4th", "5th"]
    assert spec["notes"] == ("2 further editions are in the table only.",)
    assert len(build(data, everything(data), options()).table.rows) == 5


def test_stages() -> None:
    """Stages stand under the years they cover, with their name; in a column they head their marks."""
    records = (*meeting(1, "2014"), *meeting(2, "2016"), *meeting(3, "2019"))
    stages = ("2014: a beginning", "2015/2016: two quiet years", "2030: far away")
    data = dataset(*records)
    figure = build(data, everything(data), options(stages=stages))
    assert dict(figure.chart.data)["stages"][1] == (2015.0, 2017.0, "two quiet years")
    assert figure.alt.endswith("Its stages: 2014, a beginning; 2015–2016, two quiet years; 2030, far away.")
    wide = {w.text for w in texts(draw(figure.chart, FONTS), 160.0)}
    assert {"Stages", "two quiet years"} <= wide
    assert "far away" not in wide
    narrow = build(data, everything(data), options(75.0, stages=stages))
    assert "2015–2016: two quiet years" in {w.text for w in texts(draw(narrow.chart, FONTS), 75.0)}


@pytest.mark.parametrize("stage", ["two quiet years", "2015:", "soon: a name", "2016/2015: backwards"])
def test_bad_stage(stage: str) -> None:
    """What is not a date, a colon and a name is a diagnostic with a hint."""
    data = dataset(*meeting(1, "2014"))
    with pytest.raises(BriefgenError, match="bad-stage") as error:
        build(data, everything(data), options(stages=(stage,)))
    assert "write the years, a colon and a name" in error.value.diagnostics[0].hint
