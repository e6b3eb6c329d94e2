"""Numbers by unit: what shares an axis, how old each is, what is only a bound."""

from __future__ import annotations

import pytest

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.dependence import build
from briefgen.charts.quantities import panels, short, ticks
from briefgen.document import Figure
from briefgen.model import Record
from briefgen.words import ENGLISH
from tests.charts.sample import FONTS, dataset, everything, options, passage, rows, said, texts


def number(key: str, value: str, unit: str = "percent", qualifier: str = "", date: str = "") -> model.Indicator:
    """Return an indicator."""
    return model.Indicator(id=key, label=f"Share {key}", value=value, unit=unit, qualifier=qualifier, date=date)


def numbers(*records: Record, width: float = 160.0) -> Figure:
    """Return the chart of the indicators among the records."""
    data = dataset(*records)
    return build(data, everything(data), options(width))


def test_units_never_share_an_axis() -> None:
    """Shares, money and each other unit counted twice have panels of their own; years, ranks and ordinals have none."""
    found = panels([
        number("a", "89"), number("b", "1/3", "of investment", "limit"), number("c", "13.84", "billion US dollars"),
        number("d", "266", "million US dollars"), number("e", "3", "million people"), number("f", "48185", "people"),
        number("g", "2013", "year"), number("h", "4", "rank"), number("i", "1", "ordinal"), number("j", "7", "boats"),
    ], ENGLISH)  # fmt: skip
    assert [(panel.title(ENGLISH), [(row.indicator.id, row.said) for row in panel.rows]) for panel in found] == [
        ("In per cent", [("a", "89%"), ("b", "limit 1/3")]),
        ("In US dollars", [("c", "13.84 billion"), ("d", "266 million")]),
        ("People", [("e", "3 million"), ("f", "48,185")]),
    ]
    assert found[1].rows[0].number == 13.84e9


def test_age_and_look() -> None:
    """A number tells its year and how old that is; one without a year is an outline, a bound a line across."""
    found = numbers(
        number("a", "89", date="2013"), number("b", "75", qualifier="about"), number("c", "10", qualifier="at least"),
        number("d", "5", date="2026"), *passage(1, "b", "x"),
    )  # fmt: skip
    bars = dict(found.chart.data)["panels"][0][2]
    assert [(bar.age, bar.said, bar.look) for bar in bars] == [
        ("2013, 13 years old", "89%", "solid"),
        ("no year stated", "about 75%", "outline"),
        ("no year stated", "at least 10%", "tick"),
        ("2026", "5%", "solid"),
    ]
    assert rows(found.table)[1] == ["Share b", "about 75%", "percent", "no year stated"]


def test_the_year_of_the_text() -> None:
    """Where no year is stated, that of the newest text with the number is."""
    data = dataset(number("b", "75"), *passage(1, "b", "x"))
    source = model.Source(id="s", csl={"issued": {"date-parts": [[2015, 6]]}})
    data = type(data)({"s": source}, data.tables)
    bar = dict(build(data, everything(data), options()).chart.data)["panels"][0][2][0]
    assert bar.age == "no year stated, in a text of 2015"


def test_headline() -> None:
    """The headline gives the largest share that is measured, and counts the numbers without a year."""
    assert said(numbers(number("a", "90", qualifier="limit"), number("b", "89", date="2013"))) == (
        "Share b: 89% (2013); one of two numbers has no year"
    )
    assert said(numbers(number("a", "5", "million yen"))) == "Share a: 5 million yen"
    assert said(numbers()) == "No number that can be compared is on record"
    assert "No number that can be compared" in draw(numbers().chart, FONTS).decode()


def test_one_number_alone_has_no_axis() -> None:
    """A sum that stands alone is written, not drawn; a share is drawn against the whole."""
    panel = dict(numbers(number("a", "266", "million US dollars")).chart.data)["panels"][0]
    assert panel[1] == ()
    for width in (160.0, 75.0):
        svg = draw(numbers(number("a", "266", "million US dollars"), width=width).chart, FONTS)
        assert {"266 million", "In US dollars"} <= {w.text for w in texts(svg, width)}
    assert dict(numbers(number("a", "20")).chart.data)["panels"][0][1] == (0, 25, 50, 75, 100)


@pytest.mark.parametrize(
    ("values", "axis"),
    [
        (("48185", "7381"), (0, 20_000, 40_000, 60_000)),
        (("3", "1"), (0, 1, 2, 3)),
        (("0.4", "0.1"), (0, 0.1, 0.2, 0.3, 0.4)),
        (("-5", "10"), (-5, 0, 5, 10)),
        (("0", "0"), (0, 1)),
        (("130", "20"), (0, 50, 100, 150)),
    ],
)
def test_round_numbers(values: tuple[str, ...], axis: tuple[float, ...]) -> None:
    """An axis spans zero and every number in round steps; that of shares is the whole, unless one goes beyond it."""
    rows = panels([number(str(n), value, "boats") for n, value in enumerate(values)], ENGLISH)[0].rows
    assert [round(n, 6) for n in ticks(rows, share=False)] == list(axis)
    within = all(0 <= row.number <= 100 for row in rows)
    assert ticks(rows, share=True) == ((0, 25, 50, 75, 100) if within else ticks(rows, share=False))


def test_short() -> None:
    """Numbers of an axis are written short."""
    said = [short(n, ENGLISH) for n in (0, 250, 20_000, 1.5e9, 2e6)]
    assert said == ["0", "250", "20,000", "1.5 billion", "2 million"]


def test_many() -> None:
    """More numbers than there is room for are left to the table, and counted."""
    found = numbers(*(number(f"n{n:02}", str(n)) for n in range(20)))
    assert dict(found.chart.data)["notes"] == ("4 further numbers are in the table only.",)
    assert len(found.table.rows) == 20
