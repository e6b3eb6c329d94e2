"""api.stats and its picture: the dataset in numbers."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from briefgen.api.stats import Stats, period, stats
from briefgen.api.stats_picture import gathered, in_words, picture, to_png
from briefgen.build import LazyEngine
from briefgen.evidence import Evidenced
from briefgen.workspace import Workspace
from tests.evidence_sample import dataset, evidenced


@pytest.fixture
def numbers() -> Stats:
    """Count the sample."""
    return stats(dataset(), evidenced())


@pytest.fixture
def fonts(tiny: Path) -> Path:
    """Return the folder of the bundled fonts."""
    return Workspace.open(tiny).fonts


def test_rows_are_counted_by_table_year_and_topic(numbers: Stats) -> None:
    """Sources first; events by the year their date begins in; a claim without a topic counts as such."""
    assert (numbers.tables["sources"], numbers.tables["passages"], numbers.tables["events"]) == (3, 5, 2)
    assert numbers.years == {"1901": 1, "1903": 1}
    assert numbers.topics == {"no topic": 1, "well": 8}


def test_each_source_is_counted(numbers: Stats) -> None:
    """Passages, claims, claims on it alone, and the share of its sentences that some passage covers."""
    gazette = numbers.sources[0]
    assert (gazette.label, gazette.origin, gazette.passages, gazette.claims, gazette.alone) == (
        "Gazette",
        "gazette",
        2,
        3,
        3,
    )
    assert (gazette.sentences, gazette.covered, round(gazette.share, 2)) == (3, 2, 0.67)


def test_support_and_reserves_are_counted(numbers: Stats) -> None:
    """Voices behind claims, dates inferred and missing, disputes and what is disputed."""
    assert (numbers.voices, numbers.claims, numbers.several) == ({0: 1, 1: 7}, 8, 0)
    assert (dict(numbers.inferred), dict(numbers.undated)) == ({"events": 1}, {"statements": 1, "indicators": 1})
    assert (numbers.contradicted, dict(numbers.disputes), numbers.disputed) == (0, {"material": 1}, 2)


def test_a_source_that_cannot_be_read_has_no_sentences() -> None:
    """It is counted all the same, with a share of nought."""
    found = stats(dataset(), Evidenced({}, {}))
    first = found.sources[0]
    assert (first.sentences, first.share, first.passages) == (0, 0.0, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2014-06", "2014"),
        ("2018-06-14/2018-06-15", "2018"),
        ("199X", "1990s"),
        ("18XX", "1800s, century"),
        ("", "undated"),
    ],
)
def test_a_date_counts_for_the_period_it_begins_in(text: str, said: str) -> None:
    """Its year where one is given, else the decade or century."""
    assert period(text) == said


def test_the_picture_shows_the_latest_years_and_says_the_rest() -> None:
    """As many columns as there is room for, gaps included."""
    years = {"1280": 1, "1990s": 2, "2014": 3, "2016": 1, "undated": 4}
    columns, rest = gathered(years, 5)
    assert columns == [(2014, 3), (2015, 0), (2016, 1)]
    assert rest == "1 event is earlier, from 1280. 2 are dated to a decade or century. 4 have no date."
    assert gathered({"undated": 1}, 5) == ([], "1 has no date.")
    assert gathered({}, 5) == ([], "")


def test_the_picture_is_the_same_for_the_same_numbers(numbers: Stats, fonts: Path) -> None:
    """It is an SVG with its numbers as text, and says in words what it shows."""
    drawn = picture(numbers, fonts, "The well")
    assert drawn == picture(numbers, fonts, "The well")
    assert b">67% of 3<" in drawn
    assert b"7 rest on one voice" in drawn
    assert in_words(numbers).startswith("Sentences that some passage covers: Gazette: 67% of 3 sentences; A Diary: ")
    assert b"Of 8 claims, 7 rest on one voice and 0 on several." in drawn


def test_a_picture_of_nothing(fonts: Path) -> None:
    """An empty dataset has a picture, too."""
    empty = Stats({"sources": 0}, (), {}, {}, {}, {}, {}, 0, {}, 0)
    assert picture(empty, fonts, "Nothing yet").startswith(b"<svg")


def test_the_picture_as_png(numbers: Stats, fonts: Path, tiny: Path) -> None:
    """The engine lays it out; what comes is a PNG of its size."""
    engine = LazyEngine(Workspace.open(tiny))
    try:
        data = to_png(picture(numbers, fonts, "The well"), engine.pdf)
    finally:
        engine.close()
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.width) == ("PNG", 964)
    assert len(set(image.convert("L").tobytes())) > 20
