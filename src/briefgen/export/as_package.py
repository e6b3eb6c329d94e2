"""The dataset as a Frictionless Data Package: datapackage.json beside CSV files.

In: flat tables and the project's name. Out: file name → bytes. Unlike data/datapackage.json, the package is whole by
itself: the sources are a table, too, so that every reference of one column to one table is a foreign key, and passages
know where they stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefgen.dataset import datapackage_json
from briefgen.export.as_csv import to_csv
from briefgen.export.flat import OFFSETS, SOURCE_COLUMNS, Flat
from briefgen.model import TABLES, Column, Kind

DESCRIPTOR = "datapackage.json"
_ESCAPED = (
    " A text that a spreadsheet would run as a formula has one apostrophe more in front; take it away where an"
    " apostrophe, or several, are followed by =, +, -, @, a tab or a line end."
)


def to_package(tables: Iterable[Flat], name: str) -> Mapping[str, bytes]:
    """Return the files of a data package for a project of this name."""
    package = json.loads(datapackage_json(name))
    package["description"] += _ESCAPED
    package["resources"] = [_resource(resource) for resource in package["resources"]]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTOR: text.encode(), **to_csv(tables)}


def _resource(resource: dict[str, Any]) -> dict[str, Any]:
    if resource["name"] == "sources":
        fields = [_field(name, column) for name, column in SOURCE_COLUMNS.items()]
        shape = {"path": "sources.csv", "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv"}
        schema = {"fields": fields, "missingValues": [""], "primaryKey": ["id"]}
        return {**resource, **shape, "description": "The source documents.", "schema": schema}
    schema = resource["schema"]
    if resource["name"] == "passages":
        schema["fields"] += [_field(name, column) for name, column in OFFSETS.items()]
    if keys := [*schema.get("foreignKeys", ()), *_to_sources(resource["name"])]:
        schema["foreignKeys"] = keys
    return resource


def _to_sources(table: str) -> Iterator[Mapping[str, Any]]:
    """Yield the keys that lead to the sources, which the project's own package cannot have: there they are no table."""
    for name, column in TABLES[table].columns.items():
        if column.targets == ("sources",) and not column.many:
            yield {"fields": [name], "reference": {"resource": "sources", "fields": ["id"]}}


def _field(name: str, column: Column) -> Mapping[str, Any]:
    kind = "integer" if column.kind is Kind.INTEGER else "string"
    described: dict[str, Any] = {"name": name, "type": kind, "description": column.about}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    return {**described, "constraints": constraints} if constraints else described
