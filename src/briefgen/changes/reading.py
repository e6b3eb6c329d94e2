"""A snapshot from an export: the JSON that `briefgen export --format json` writes, whoever kept it.

In: bytes. Out: a `Snapshot`, or a diagnostic. Of a table that a later version brought, an earlier export has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from briefgen.changes.snapshot import UNTOLD, Entry, Ground, Snapshot, entry, source_entry
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.export.flat import SEPARATOR
from briefgen.model import TABLES, Source

_BELOW = (("disputes", "positions"), ("judgements", "basis"))  # evidence an export repeats from the claims below
_CUSTOM = ("sha256", "origin", "interest", "descriptor", "handling")


def of_export(data: bytes, label: str) -> Snapshot:
    """Return what an export says.

    Raises:
        BriefgenError: it is no export of a dataset (`export-unreadable`).
    """
    try:
        whole = json.loads(data)
        entries = (*map(_source, whole["sources"]), *_records(whole))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "make one with `briefgen export --format json`"
        fault = Diagnostic("export-unreadable", "this is not the JSON of an exported dataset", Place(label), hint=hint)
        raise BriefgenError(fault, exit_code=2) from None
    return Snapshot(label, "", entries)


def _source(item: Mapping[str, Any]) -> Entry:
    custom: dict[str, Any] = {name: str(item["custom"].get(name, "")) for name in _CUSTOM}
    return source_entry(Source(id=str(item["id"]), csl=MappingProxyType(dict(item)), **custom))


def _records(whole: Mapping[str, Any]) -> Iterator[Entry]:
    names = {str(actor["id"]): str(actor["name"]) for actor in whole["actors"]}
    positions = [position for dispute in whole["disputes"] for position in dispute["positions"]]
    for table in TABLES:
        for row in () if table in UNTOLD else positions if table == "positions" else whole.get(table, ()):
            cells = {column: _cell(row.get(column)) for column in TABLES[table].columns}
            yield entry(table, cells, names, _grounds(table, row.get("evidence", ())))


def _grounds(table: str, listed: Iterable[Mapping[str, Any]]) -> Iterator[Ground]:
    for one in listed:
        if (table, one["field"]) not in _BELOW or one["relation"] != "context":
            place = (str(one["source"]), int(one["start"]), int(one["end"]))
            yield Ground(*place, str(one["field"]), str(one["relation"]))


def _cell(value: object) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)
