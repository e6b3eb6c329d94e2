"""dataset.dataset: the look-ups every later step uses."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from briefgen.dataset import Dataset
from briefgen.errors import Place
from briefgen.model import TABLES, Judgement
from tests.projects import TINY, opened


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Give the tiny dataset."""
    return opened(TINY)[1]


def test_each_table_has_a_name_of_its_own(dataset: Dataset) -> None:
    """The shortcut of a table gives its records; an empty dataset has empty tables."""
    for name in TABLES:
        shortcut = getattr(dataset, name)
        assert len(shortcut) == len(dataset.tables[name])
        assert shortcut or TABLES[name].optional
        assert not getattr(Dataset({}, {}), name)


def test_an_id_leads_to_its_record_table_and_place(dataset: Dataset) -> None:
    """Over all tables and sources; an unknown id leads nowhere."""
    assert dataset.get("ada-brook") is dataset.actors["ada-brook"]
    assert dataset.get("parish-2019") is dataset.sources["parish-2019"]
    assert dataset.get("none") is None
    assert [dataset.table_of(key) for key in ("ada-brook", "parish-2019", "none")] == ["actors", "sources", None]
    assert dataset.place("well-reopened", "date") == Place("data/events.csv", 4, "date")
    assert dataset.place(dataset.evidence[0]) == Place("data/evidence.csv", 2)
    assert dataset.place("parish-2019") == Place("data/sources.json", 2)
    assert dataset.place("none") == Place()


def test_evidence_and_positions_are_found_in_file_order(dataset: Dataset) -> None:
    """What speaks of a record, whatever its relation."""
    assert [link.passage for link in dataset.evidence_for("well-reopened")] == ["p-reopened-june", "p-reopened-july"]
    assert dataset.evidence_for("none") == ()
    assert [position.id for position in dataset.positions_of("month-of-reopening")] == [
        "reopened-in-june",
        "reopened-in-july",
    ]
    assert dataset.positions_of("none") == ()


def test_origins_are_voices_of_supporting_passages(dataset: Dataset) -> None:
    """What contradicts is no support; a dispute has the voices of its positions, a judgement those of its basis."""
    assert dataset.origins_of("well-reopened") == {"alderby-council"}
    assert dataset.origins_of("month-of-reopening") == {"alderby-council", "wold-county"}
    assert dataset.origins_of("well-matters") == {"alderby-council", "wold-county"}
    assert dataset.origins_of("cost-of-pump") == frozenset()
    assert dataset.origins_of("none") == frozenset()


def test_judgements_that_rest_on_each_other_have_no_voice(dataset: Dataset) -> None:
    """And asking does not go round in circles."""
    judgements = {key: Judgement(id=key, text="T", basis=(other,)) for key, other in (("one", "two"), ("two", "one"))}
    circular = Dataset(dataset.sources, {**dataset.tables, "judgements": MappingProxyType(judgements)})
    assert circular.origins_of("one") == frozenset()


def test_a_source_without_an_origin_speaks_for_itself(dataset: Dataset) -> None:
    """Evidence that leads nowhere has no voice."""
    no_passages = Dataset(dataset.sources, {**dataset.tables, "passages": MappingProxyType({})})
    assert no_passages.origins_of("well-reopened") == frozenset()
