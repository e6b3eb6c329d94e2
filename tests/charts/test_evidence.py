"""The evidence strip: which document tells of which years."""

from __future__ import annotations

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.evidence import build
from briefgen.dataset import Dataset
from briefgen.document import Figure
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, options, passage, rows, said, texts


def event(key: str, date: str, date_from: str = "") -> model.Event:
    """Return an event."""
    return model.Event(id=key, date=date, title=f"Event {key}", category="visit", status="held", date_from=date_from)


def published(data: Dataset, **years: int) -> Dataset:
    """Return the dataset with its sources published in the years given."""
    sources = {
        key: model.Source(
            id=key, origin=source.origin, csl={"issued": {"date-parts": [[years[key]]]}} if key in years else {}
        )
        for key, source in data.sources.items()
    }
    return Dataset(sources, data.tables)


def strip(*records: Record, width: float = 160.0, **years: int) -> Figure:
    """Return the strip of two documents."""
    data = published(dataset(*records, sources={"s": "o", "t": "p"}), **years)
    return build(data, everything(data), options(width, labels={"s": "Paper S"}))


TOLD = (
    event("a", "2013"), event("b", "2013-06", date_from="source:s"), event("c", "2015"), event("d", ""),
    *passage(1, "a", "x"), *passage(2, "b", "x"), *passage(3, "c", "x", source="t"), *passage(4, "d", "x", source="t"),
    *passage(5, "c", "x", relation="context"),
)  # fmt: skip


def test_who_tells_what_when() -> None:
    """Each document has its events by year, those without a date apart, and the year it was published."""
    found = strip(*TOLD, s=2014)
    lanes = dict(found.chart.data)["rows"]
    assert [(lane.name, lane.dots, lane.undated, lane.published) for lane in lanes] == [
        ("Paper S", ((2013, 2, True),), 0, 2014),
        ("t", ((2015, 1, True),), 1, 0),
    ]
    assert rows(found.table) == [
        ["Paper S", "2014", "2013", "Event a; Event b"],
        ["t", "undated", "2015", "Event c"],
        ["t", "undated", "undated", "Event d"],
    ]
    assert "Paper S, published 2014: 2013: 2." in found.alt


def test_a_ring_where_no_date_is_stated() -> None:
    """A year of which every date is inferred, disputed or approximate is a ring."""
    lane = dict(strip(event("b", "2013", date_from="source:s"), *passage(1, "b", "x")).chart.data)["rows"][0]
    assert lane.dots == ((2013, 1, False),)


def test_headline() -> None:
    """The headline names the document that tells most, and the year after which nothing is dated."""
    assert said(strip(*TOLD)) == "The Paper S tells of two of four events; none is dated after 2015"
    assert said(strip(event("d", ""), *passage(4, "d", "x"))) == "The Paper S tells of one event"
    assert said(strip()) == "No event is on record"
    assert "No event is on record" in draw(strip().chart, FONTS).decode()


def test_long_ago_and_undated_have_their_own_place() -> None:
    """What lies long before the rest stands before the break of the axis; what has no date after its end."""
    old = (event("old", "1948"), *passage(9, "old", "x"))
    recent = [part for n in range(9) for part in (event(f"x{n}", str(2008 + n)), *passage(20 + n, f"x{n}", "x"))]
    undated = (event("d", ""), *passage(10, "d", "x"))
    for width in (160.0, 75.0):
        words = {w.text for w in texts(draw(strip(*old, *recent, *undated, width=width, s=2016).chart, FONTS), width)}
        assert {"by 2008", "undated"} <= words
        words = {w.text for w in texts(draw(strip(*recent, width=width, s=2016).chart, FONTS), width)}
        assert not {word for word in words if word.startswith("by ")}


def test_many_documents() -> None:
    """More documents than there is room for are left to the table, and counted."""
    records = [part for n in range(20) for part in (event(f"x{n}", "2013"), *passage(n, f"x{n}", "x", source=f"s{n}"))]
    data = dataset(*records, sources={f"s{n}": f"o{n}" for n in range(20)})
    found = build(data, everything(data), options())
    assert dict(found.chart.data)["notes"] == ("6 further documents in the table only.",)
    assert len(found.table.rows) == 20
