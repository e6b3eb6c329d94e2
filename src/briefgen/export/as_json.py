"""The whole dataset as one JSON object, every claim with the words it rests on.

In: the dataset and the evidence as located. Out: UTF-8 JSON: a key for each table, each a list of records with the
table's columns; positions stand under their dispute. Claims have `evidence`: `exact` is the source's text at
[start:end), in characters of the source as decoded from UTF-8. A dispute has the evidence of its positions, a judgement
that of its basis, as context.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.model import EVIDENCED_TABLES, TABLES, Dispute, Judgement, Record, Source

_NESTED = ("evidence", "positions")  # these stand with the records they belong to
_CUSTOM = ("file", "sha256", "origin", "interest", "descriptor", "handling")


def to_json(dataset: Dataset, evidenced: Evidenced) -> bytes:
    """Return the dataset as JSON; passages that could not be located are left out of `evidence`."""
    tables: dict[str, Any] = {"sources": [_source(source) for source in dataset.sources.values()]}
    for name in TABLES:
        if name not in _NESTED:
            records = dataset.tables.get(name, {})
            tables[name] = [_record(dataset, evidenced, name, key, record) for key, record in records.items()]
    return (json.dumps(tables, ensure_ascii=False, indent=1) + "\n").encode()


def _source(source: Source) -> Mapping[str, Any]:
    """Return the source as the CSL-JSON item it is."""
    custom = {name: getattr(source, name) for name in _CUSTOM} | {"basis": dict(source.basis), "note": source.note}
    return {**source.csl, "custom": custom}


def _columns(name: str, record: Record) -> dict[str, Any]:
    return {column: getattr(record, column) for column in TABLES[name].columns}


def _record(dataset: Dataset, evidenced: Evidenced, name: str, key: str, record: Record) -> Mapping[str, Any]:
    columns = _columns(name, record)
    if name == "passages":
        span = evidenced.spans.get(key)
        return columns | ({"start": span.start, "end": span.end} if span else {})
    if isinstance(record, Dispute):
        positions = dataset.positions_of(key)
        columns["positions"] = [
            _record(dataset, evidenced, "positions", position.id, position) for position in positions
        ]
    if name in EVIDENCED_TABLES:
        columns["evidence"] = list(_evidence(dataset, evidenced, key))
        if isinstance(record, Dispute | Judgement):
            columns["evidence"] += list(_below(dataset, evidenced, record))
    return columns


def _evidence(dataset: Dataset, evidenced: Evidenced, key: str) -> Iterator[Mapping[str, Any]]:
    for link in dataset.evidence_for(key):
        if span := evidenced.spans.get(link.passage):
            yield {
                "source": span.source,
                "exact": _words(dataset, evidenced, link.passage),
                "start": span.start,
                "end": span.end,
                "field": link.field,
                "relation": link.relation,
            }


def _words(dataset: Dataset, evidenced: Evidenced, passage: str) -> str:
    """Return a passage's words; none where the dataset itself goes out without them."""
    span = evidenced.spans[passage]
    return evidenced.texts[span.source][span.start : span.end] if dataset.passages[passage].exact else ""


def _below(dataset: Dataset, evidenced: Evidenced, record: Dispute | Judgement) -> Iterator[Mapping[str, Any]]:
    """Yield the evidence of the claims a record rests on, each passage once, as context of the record."""
    field = "positions" if isinstance(record, Dispute) else "basis"
    seen: set[tuple[str, int, int]] = set()
    for key in _claims_below(dataset, record.id):
        for entry in _evidence(dataset, evidenced, key):
            place = (entry["source"], entry["start"], entry["end"])
            if place not in seen:
                seen.add(place)
                yield {**entry, "field": field, "relation": "context"}


def _claims_below(dataset: Dataset, key: str) -> tuple[str, ...]:
    """Return the claims below a record: the positions of a dispute, the basis of a judgement, and so on down."""
    found: dict[str, None] = {}
    waiting, seen = [key], set[str]()
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        record = dataset.get(current)
        if isinstance(record, Judgement):
            waiting += record.basis
        elif isinstance(record, Dispute):
            waiting += (position.id for position in dataset.positions_of(current))
        if current != key:
            found[current] = None
    return tuple(found)
