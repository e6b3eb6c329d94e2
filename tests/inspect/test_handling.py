"""What a restricted source says is found in whatever output it gets into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.dataset import Dataset
from briefgen.inspect import leaked
from tests.projects import opened

JULY = "The well at Alderby was reopened in July 2018, two years after it had run dry."


def restricted(project: Path, *keys: str) -> Dataset:
    """Return the tiny dataset with some sources restricted."""
    _, dataset, _ = opened(project)
    sources = {
        key: replace(source, handling="restricted" if key in keys else "public")
        for key, source in dataset.sources.items()
    }
    return Dataset(sources, dataset.tables)


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{JULY}</p>",
        "<p>… AT ALDERBY was “reopened in July 2018”, two years …</p>",
        '<img alt="well at Alderby was reopened in July 2018, two">',
        "<meta content='the well at alderby was reopened in&nbsp;July 2018'>",
        "About 40 households use it today",
    ],
)
def test_words_of_a_restricted_source(text: str, tiny: Path) -> None:
    """Eight words in a row, or a short passage whole, are found in text, attributes and metadata."""
    _, _, evidenced = opened(tiny)
    (fault, *_) = leaked([("the page", text)], restricted(tiny, "county-2020"), evidenced)
    assert fault.rule == "restricted-passage"
    assert "stand in the page" in fault.message
    assert fault.place.file == "data/passages.csv"


@pytest.mark.parametrize("text", ["", "The well was reopened in July, says the county", "the well at Alderby"])
def test_what_is_no_quotation(text: str, tiny: Path) -> None:
    """A few words that anybody uses are no passage."""
    _, _, evidenced = opened(tiny)
    assert leaked([("the page", text)], restricted(tiny, "county-2020"), evidenced) == ()


def test_public_sources_may_be_quoted(tiny: Path) -> None:
    """Where no source is restricted nothing is looked for, and words that a public source has too are everybody's."""
    _, _, evidenced = opened(tiny)
    assert leaked([("the page", JULY)], restricted(tiny), evidenced) == ()
    both = replace(evidenced, texts={**evidenced.texts, "parish-2019": evidenced.texts["parish-2019"] + JULY})
    assert leaked([("the page", JULY)], restricted(tiny, "county-2020"), both) == ()
