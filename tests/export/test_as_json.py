"""export.as_json: the dataset as one JSON object, every claim with its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.export import to_json
from briefgen.model import CLAIM_TABLES, TABLES, Judgement
from tests.projects import TINY, opened


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    """Give the tiny project's export, read again."""
    _, dataset, evidenced = opened(TINY)
    found: dict[str, Any] = json.loads(to_json(dataset, evidenced))
    return found


def test_there_is_a_key_for_each_table(exported: dict[str, Any]) -> None:
    """Sources first; evidence and positions stand with what they belong to."""
    assert list(exported) == ["sources", *(name for name in TABLES if name not in ("evidence", "positions"))]


def test_records_have_their_table_s_columns(exported: dict[str, Any]) -> None:
    """Lists are arrays, whole numbers numbers, an unknown number null."""
    for name, records in exported.items():
        for record in records if name != "sources" else ():
            assert set(TABLES[name].columns) <= set(record)
    assert exported["events"][1]["actors"] == ["alderby-council"]
    assert exported["events"][1]["importance"] == 3
    assert exported["editions"][0]["ordinal"] is None
    assert exported["sources"][1]["issued"] == {"date-parts": [[2020, 2, 3]]}
    assert exported["sources"][1]["custom"]["origin"] == "wold-county"


def test_every_piece_of_evidence_is_the_source_s_own_text(exported: dict[str, Any]) -> None:
    """`exact` is what stands at [start:end) of the file decoded from UTF-8."""
    texts = {source["id"]: (TINY / source["custom"]["file"]).read_bytes().decode() for source in exported["sources"]}
    count = 0
    for name in CLAIM_TABLES:
        for record in exported.get(name, ()):
            for claim in (record, *record.get("positions", ())):
                for entry in claim["evidence"]:
                    count += 1
                    assert list(entry) == ["source", "exact", "start", "end", "field", "relation"]
                    assert texts[entry["source"]][entry["start"] : entry["end"]] == entry["exact"]
    assert count > 15
    for passage in exported["passages"]:
        assert len(passage["exact"]) == passage["end"] - passage["start"]


def test_disputes_carry_positions_and_judgements_the_evidence_of_their_basis(exported: dict[str, Any]) -> None:
    """As context: the words support the claims below, not the judgement."""
    (dispute,) = exported["disputes"]
    assert [position["id"] for position in dispute["positions"]] == ["reopened-in-june", "reopened-in-july"]
    assert {(entry["field"], entry["relation"]) for entry in dispute["evidence"]} == {("positions", "context")}
    (judgement,) = exported["judgements"]
    assert [(entry["source"], entry["field"], entry["relation"]) for entry in judgement["evidence"]] == [
        ("parish-2019", "basis", "context"),
        ("county-2020", "basis", "context"),
    ]
    assert exported["silences"][0]["evidence"] == []


def test_the_same_dataset_gives_the_same_bytes() -> None:
    """With a line end at the end."""
    first, second = (to_json(*opened(TINY)[1:]) for _ in range(2))
    assert first == second
    assert first.endswith(b"}\n")


def test_what_could_not_be_located_is_left_out() -> None:
    """A draft exports what stands."""
    _, dataset, _ = opened(TINY)
    empty = json.loads(to_json(dataset, Evidenced({}, {})))
    assert empty["events"][0]["evidence"] == []
    assert "start" not in empty["passages"][0]


def test_judgements_that_rest_on_disputes_and_on_each_other() -> None:
    """Each passage once, and no end in a circle."""
    _, dataset, evidenced = opened(TINY)
    judgements = {
        "one": Judgement(id="one", basis=("two", "month-of-reopening", "reopened-in-june")),
        "two": Judgement(id="two", basis=("one",)),
    }
    changed = Dataset(dataset.sources, {**dataset.tables, "judgements": judgements})
    one, two = json.loads(to_json(changed, evidenced))["judgements"]
    assert len(one["evidence"]) == len(two["evidence"]) == 2
