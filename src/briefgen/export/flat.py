"""The dataset as flat tables: what CSV, XLSX, SQLite and the data package have in common.

In: the dataset and the evidence as located. Out: a `Flat` for each table, sources included, in a fixed order. Lists are
joined by `;`, as in data/*.csv; passages know where they stand (`start`, `end`: characters of the source file decoded
from UTF-8, empty when a passage was not found).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.model import TABLES, Column, Kind, Passage, Record, Source

SEPARATOR = ";"
Cell = str | int | None
OFFSETS: Mapping[str, Column] = MappingProxyType(
    {
        "start": Column(Kind.INTEGER, "First character of the span in the source file, decoded from UTF-8, from 0."),
        "end": Column(Kind.INTEGER, "Character after the last one of the span."),
    }
)
SOURCE_COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "id": Column(Kind.SLUG, "Stable id of the source.", required=True),
        "type": Column(Kind.TEXT, "Type of the document, in the words of CSL-JSON.", required=True),
        "title": Column(Kind.TEXT, "Title, as the source states it."),
        "author": Column(Kind.TEXT, "Authors, family name first.", many=True),
        "editor": Column(Kind.TEXT, "Editors, family name first.", many=True),
        "issued": Column(Kind.EDTF, "Date of publication."),
        "container": Column(Kind.TEXT, "Journal, newspaper or site it appeared in."),
        "publisher": Column(Kind.TEXT, "Publisher."),
        "url": Column(Kind.TEXT, "Address."),
        "language": Column(Kind.TEXT, "Language (BCP 47)."),
        "file": Column(Kind.TEXT, "Path of the document in the project."),
        "sha256": Column(Kind.TEXT, "SHA-256 of that file."),
        "origin": Column(Kind.TEXT, "Whose voice it is: documents by one author have one origin."),
        "interest": Column(Kind.TEXT, "The origin's stake in what it reports, if any."),
        "descriptor": Column(Kind.TEXT, "The source in a few words."),
        "handling": Column(Kind.ENUM, "Who may see it.", values=("public", "restricted")),
        "basis": Column(Kind.TEXT, "For each field: stated, inferred or absent; a JSON object."),
        "note": Column(Kind.TEXT, "The curator's reasoning."),
    }
)


@dataclass(frozen=True, slots=True)
class Flat:
    """A table as rows of plain cells.

    Attributes:
        name: name of the table.
        about: what one row is.
        columns: its columns, in order.
        rows: as many cells a row as there are columns; whole numbers where the column's kind is INTEGER.
    """

    name: str
    about: str
    columns: Mapping[str, Column]
    rows: tuple[tuple[Cell, ...], ...]


def flatten(dataset: Dataset, evidenced: Evidenced) -> tuple[Flat, ...]:
    """Return the sources and every table."""
    sources = tuple(tuple(_source(source)) for source in dataset.sources.values())
    tables = [Flat("sources", "A source document.", SOURCE_COLUMNS, sources)]
    for name, table in TABLES.items():
        columns = {**table.columns, **OFFSETS} if name == "passages" else dict(table.columns)
        rows = (_row(record, list(table.columns), evidenced) for record in dataset.tables.get(name, {}).values())
        tables.append(Flat(name, table.about, MappingProxyType(columns), tuple(rows)))
    return tuple(tables)


def text_of(cell: Cell) -> str:
    """Return a cell as text; nothing is the empty text."""
    return "" if cell is None else str(cell)


def _row(record: Record, names: list[str], evidenced: Evidenced) -> tuple[Cell, ...]:
    cells = tuple(_cell(getattr(record, name)) for name in names)
    if not isinstance(record, Passage):
        return cells
    span = evidenced.spans.get(record.id)
    return (*cells, span.start, span.end) if span else (*cells, None, None)


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return SEPARATOR.join(map(str, value))
    return value if isinstance(value, int) or value is None else str(value)


def _source(source: Source) -> Iterator[Cell]:
    csl = source.csl
    said: Mapping[str, Any] = {
        "type": csl.get("type", ""),
        "author": SEPARATOR.join(name_of(name) for name in csl.get("author", ())),
        "editor": SEPARATOR.join(name_of(name) for name in csl.get("editor", ())),
        "container": csl.get("container-title", ""),
        "publisher": csl.get("publisher", ""),
        "url": csl.get("URL", ""),
        "language": csl.get("language", ""),
        "basis": json.dumps(dict(source.basis), ensure_ascii=False, sort_keys=True) if source.basis else "",
    }
    for column in SOURCE_COLUMNS:
        yield str(said[column]) if column in said else str(getattr(source, column))


def name_of(name: Mapping[str, Any]) -> str:
    """Return a CSL name as `Family, Given`, or as it stands when it has no parts."""
    if literal := name.get("literal"):
        return str(literal)
    family = " ".join(str(name[key]) for key in ("non-dropping-particle", "family") if name.get(key))
    given = " ".join(str(name[key]) for key in ("given", "dropping-particle") if name.get(key))
    parts = [part for part in (family, given, str(name.get("suffix", ""))) if part]
    return ", ".join(parts)
