"""Exactly the records an edition uses: those it cites, shows or names, and what these refer to.

In: a Document and the dataset. Out: a `Dataset` that is a part of it, in file order, whole in itself: no reference
leads out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

from briefgen.dataset import Dataset
from briefgen.document import (
    Block,
    ChartSpec,
    Cite,
    Corrected,
    Document,
    Figure,
    Inline,
    Note,
    Proposal,
    Reference,
    Term,
    Value,
    plain,
)
from briefgen.model import TABLES, Dispute, Kind, Record, Source

_NAMING: tuple[tuple[type, str], ...] = (  # what names records, and in which attribute
    (Cite, "ids"),
    (Note, "ids"),
    (Figure, "cites"),
    (Value, "source"),
    (Term, "key"),
    (Proposal, "id"),
    (Block, "id"),  # a dispute's box and a judgement's bear the id of their record
    (Reference, "id"),
    (Corrected, "id"),
)
_TARGET = re.compile(r"(?:event|source):([a-z0-9-]+)")


def used(document: Document, dataset: Dataset) -> Dataset:
    """Return the part of the dataset that the Document uses."""
    keys = closure(named(document), dataset)
    tables = {
        name: MappingProxyType({key: record for key, record in records.items() if key in keys})
        for name, records in dataset.tables.items()
    }
    sources = {key: source for key, source in dataset.sources.items() if key in keys}
    return Dataset(MappingProxyType(sources), MappingProxyType(tables))


def named(node: Any) -> Iterator[str]:  # noqa: ANN401 - walks any part of a Document
    """Yield every id that a part of a Document cites, shows or takes a value from; some may be no record's."""
    if isinstance(node, tuple):
        for part in node:
            yield from named(part)
        return
    if not is_dataclass(node) or isinstance(node, type | ChartSpec):
        return
    for kind, name in _NAMING:
        if isinstance(node, kind):
            value = getattr(node, name)
            yield from value if isinstance(value, tuple) else (value,)
    for field in fields(node):
        yield from named(getattr(node, field.name))


def texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield every run of text of a part of a Document that a reader sees, each paragraph or cell in one."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        if node and all(isinstance(part, Inline) for part in node):
            yield plain(node)
        else:
            for part in node:
                yield from texts(part)
    elif is_dataclass(node) and not isinstance(node, type | ChartSpec):
        for field in fields(node):
            yield from texts(getattr(node, field.name))


def closure(keys: Iterable[str], dataset: Dataset) -> frozenset[str]:
    """Return the records of these ids, the evidence of each, and all that they refer to, however far."""
    rows: dict[str, list[str]] = {}
    for row, link in dataset.tables.get("evidence", {}).items():
        if getattr(link, "relation", "") != "context":
            rows.setdefault(str(getattr(link, "record", "")), []).append(row)
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key in found:
            continue
        record = dataset.tables["evidence"].get(key) or dataset.get(key)
        if record is None:
            continue
        found.add(key)
        waiting += _refers_to(record, dataset)
        waiting += rows.get(key, ())
    return frozenset(found)


def _refers_to(record: Record | Source, dataset: Dataset) -> Iterator[str]:
    if isinstance(record, Source):
        return
    table = next(table for table in TABLES.values() if table.record is type(record))
    for name, column in table.columns.items():
        value = getattr(record, name)
        if column.kind is Kind.REF:
            yield from value if isinstance(value, tuple) else (value,)
        elif column.kind is Kind.DERIVATION:
            yield from _TARGET.findall(value)
    if isinstance(record, Dispute):
        yield from (position.id for position in dataset.positions_of(record.id))
