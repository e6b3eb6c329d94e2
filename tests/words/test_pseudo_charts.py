"""Nothing in a chart is hard-coded: in a language of no one's letters, plain letters are a dataset's.

Every chart is drawn from made-up rows whose names have no letters at all, at both widths.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.charts import CHARTS, ChartOptions, draw
from briefgen.document import Figure, plain
from briefgen.words import PSEUDO, say_in
from tests.charts.sample import FONTS, everything, many, options, texts

_WORD = re.compile(r"[A-Za-z]{2,}")
MONTHS = frozenset((*calendar.month_name[1:], *calendar.month_abbr[1:]))
# what the rows of `many` say in letters: units and hedges
ROWS = frozenset(("million", "US", "dollars", "percent", "people", "boats", "about", "at", "least"))
TINY = Path(__file__).parents[1] / "fixtures" / "tiny"


def spoken(figure: Figure) -> Iterator[str]:
    """Yield all that a reader or listener meets of a chart: the words around it, its table, its picture."""
    table, told = figure.table, dict(figure.chart.data)
    yield from (plain(figure.headline), figure.subtitle, figure.alt, figure.credit, told["title"], told["details"])
    yield from (plain(inlines) for row in ((table.caption,), table.header, *table.rows) for inlines in row)
    yield from (words.text for words in texts(draw(figure.chart, FONTS), figure.chart.width))


def plain_letters(figure: Figure, data: frozenset[str]) -> set[str]:
    """Return the words of a chart in plain letters that are neither months nor the data's, small letters or not."""
    known = {word.casefold() for word in data}
    found = set(_WORD.findall(" ".join(spoken(figure)))) - MONTHS
    return {word for word in found if word.casefold() not in known}


@pytest.mark.parametrize("count", [0, 1, 2, 5, 40, 100])
@pytest.mark.parametrize("width", [160.0, 75.0])
@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_says_nothing_by_itself(kind: str, width: float, count: int) -> None:
    """Headline, subtitle, alt text, credit, table, and every letter of the picture."""
    data = many(count, "№ {}".format)
    labels = {key: f"№ {n}" for n, key in enumerate(data.sources)}
    asked = options(width, labels=labels, lang=PSEUDO, stages=("1992/1995: № 1",))
    assert plain_letters(CHARTS[kind](data, everything(data), asked), ROWS) == set()


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_of_a_whole_project(kind: str) -> None:
    """The smallest project there is: each plain word stands in its data."""
    data = Project.open(TINY).dataset
    told = frozenset(_WORD.findall(" ".join(path.read_text(encoding="utf-8") for path in TINY.rglob("data/**/*.csv"))))
    mechanism = next(iter(data.mechanisms), "")
    asked = ChartOptions(mechanism=mechanism, as_of="2026-11-21", lang=PSEUDO)
    assert plain_letters(CHARTS[kind](data, everything(data), asked), told) == set()


def test_a_hard_coded_word_is_found() -> None:
    """In what is said around a chart; a chart in English is full of them."""
    data = many(3, "№ {}".format)
    found = CHARTS["timeline"](data, everything(data), options(lang=PSEUDO))
    assert plain_letters(replace(found, subtitle="Editions"), ROWS) == {"Editions"}
    assert {"edition", "Date"} <= plain_letters(CHARTS["timeline"](data, everything(data), options()), ROWS)


@pytest.mark.parametrize("kind", CHARTS)
def test_dates_and_numbers_of_another_language(kind: str) -> None:
    """A chart in a language without a catalogue writes its dates that language's way."""
    data = many(40, "№ {}".format)
    said = " ".join(spoken(CHARTS[kind](data, everything(data), options(lang="de"))))
    assert say_in("de").date("2026-11-21") in said
    assert "21\u00a0November\u00a02026" not in said
