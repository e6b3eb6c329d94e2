"""datapackage.json: the tables described for other programs (Frictionless Data Package), generated from the models.

In: the project's name. Out: the file's bytes; whether a project's file is the one this version would write.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from briefgen.dataset.cells import NUMBER, SLUG
from briefgen.dataset.dataset import SOURCES_FILE
from briefgen.errors import Diagnostic, Place
from briefgen.model import CLAIM_TABLES, SCHEMA_VERSION, TABLES, Column, Kind, Table
from briefgen.workspace import Workspace
from briefgen.workspace.files import write_atomically

DATAPACKAGE_FILE = "data/datapackage.json"
MEND = "it is generated: `briefgen check --fix` writes it anew"
_NOTES = {
    Kind.EDTF: "Extended Date/Time Format level 1, such as 2014-06, 2000~ or 2018-06-14/2018-06-15.",
    Kind.DERIVATION: "Written event:ID or source:ID, optionally followed by a shift such as -1Y, +2M or -3D.",
    Kind.NUMBER: "Digits with a decimal point, or a fraction such as 1/3.",
}


@lru_cache(maxsize=4)
def datapackage_json(name: str, absent: frozenset[str] = frozenset()) -> bytes:
    """Return data/datapackage.json for a project of this name: the same bytes whatever the rows hold.

    Args:
        name: the project's name.
        absent: optional tables that the project has no file for; they are not described.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "briefgen",
        "title": name,
        "version": f"schema {SCHEMA_VERSION}",
        "description": "A dataset of briefgen. Ids are unique over all tables and sources.",
        "resources": [_sources(), *(_resource(table) for table in TABLES.values() if table.name not in absent)],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def own_datapackage(workspace: Workspace) -> bytes:
    """Return data/datapackage.json as this version writes it for a project, with the tables it has files for."""
    absent = frozenset(t.name for t in TABLES.values() if t.optional and not workspace.exists(t.file))
    return datapackage_json(workspace.config.name, absent)


def stale(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yield a diagnostic when the project's datapackage.json is not the one this version writes."""
    if not workspace.exists(DATAPACKAGE_FILE):
        yield Diagnostic("stale-datapackage", "the file is missing", Place(DATAPACKAGE_FILE), hint=MEND)
    elif workspace.read_bytes(DATAPACKAGE_FILE) != own_datapackage(workspace):
        message = "it does not describe the tables as this version of briefgen reads them"
        yield Diagnostic("stale-datapackage", message, Place(DATAPACKAGE_FILE), hint=MEND)


def write_datapackage(workspace: Workspace) -> bool:
    """Write data/datapackage.json anew where it is stale; tell whether it was."""
    if not any(stale(workspace)):
        return False
    write_atomically(workspace.root / DATAPACKAGE_FILE, own_datapackage(workspace))
    return True


def _sources() -> Mapping[str, Any]:
    return {
        "name": "sources",
        "path": SOURCES_FILE.removeprefix("data/"),
        "profile": "data-resource",
        "format": "json",
        "mediatype": "application/vnd.citationstyles.csl+json",
        "encoding": "utf-8",
        "description": "The source documents: CSL-JSON items, each with briefgen's own description under “custom”.",
    }


def _resource(table: Table) -> Mapping[str, Any]:
    keyed = "id" in table.columns
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in table.columns.items()],
        "missingValues": [""],
    }
    if keyed:
        schema["primaryKey"] = ["id"]
    if keys := list(_foreign_keys(table)):
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": table.file.removeprefix("data/"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.about,
        "schema": schema,
    }


def _field(name: str, column: Column) -> Mapping[str, Any]:
    notes = [column.about, _NOTES.get(column.kind, "")]
    if column.kind is Kind.REF:
        notes.append(
            f"An id of {' or '.join(column.targets)}." if column.targets else f"An id of {' or '.join(CLAIM_TABLES)}."
        )
    if column.many:
        notes.append("A list: items are separated by “;”.")
    described: dict[str, Any] = {
        "name": name,
        "type": "integer" if column.kind is Kind.INTEGER else "string",
        "description": " ".join(note for note in notes if note),
    }
    if constraints := _constraints(column):
        described["constraints"] = constraints
    return described


def _constraints(column: Column) -> Mapping[str, Any]:
    found: dict[str, Any] = {"required": True} if column.required else {}
    if column.kind is Kind.INTEGER and column.values:
        found["enum"] = [int(value) for value in column.values]
    elif column.kind is Kind.ENUM:
        found["enum"] = list(column.values)
    elif column.kind is Kind.SLUG:
        found["pattern"] = SLUG.pattern
    elif column.kind is Kind.NUMBER:
        found["pattern"] = NUMBER.pattern
    return found


def _foreign_keys(table: Table) -> Iterator[Mapping[str, Any]]:
    """Yield the keys the format can say: one column, one id, one table (an empty resource name is the table itself)."""
    for name, column in table.columns.items():
        if column.kind is Kind.REF and not column.many and len(column.targets) == 1 and column.targets[0] in TABLES:
            (target,) = column.targets
            yield {
                "fields": [name],
                "reference": {"resource": "" if target == table.name else target, "fields": ["id"]},
            }
