"""Step 2, load the dataset: the CSV tables and sources.json of a project as frozen records.

In: an open workspace. Out: a `Dataset` and every fault found. A faulty cell leaves its record in place (with the
column's default, or the text as written where a value is required), so that one fault is one diagnostic, not a cascade.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import MappingProxyType
from typing import Any

from briefgen.dataset.cells import CellError, Value, reader
from briefgen.dataset.dataset import SOURCES_FILE, Dataset
from briefgen.dataset.references import dangling
from briefgen.dataset.rows import Sheet, read_sheet
from briefgen.dataset.schema import stale
from briefgen.dataset.sources import read_sources
from briefgen.errors import BriefgenError, Diagnostic, Place, Severity, errors_only, in_order
from briefgen.model import TABLES, Kind, Record, Source, Table
from briefgen.workspace import Workspace

RESERVED = re.compile("[\ue000-\ue00f]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_TEXTUAL = (Kind.SLUG, Kind.ENUM, Kind.REF)
VERBATIM = frozenset({"exact", "prefix", "suffix"})  # spaces at the ends of these belong to the source


def load(workspace: Workspace) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    """Read every table and the sources; return the dataset and all faults, sorted by file and line."""
    collecting = gc.isenabled()
    gc.disable()  # hundreds of thousands of small objects that all stay: the collector would walk them again and again
    try:
        return _load(workspace)
    finally:
        if collecting:
            gc.enable()


def _load(workspace: Workspace) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    namespace = _Namespace()
    sources, faults = _sources(workspace, namespace)
    tables: dict[str, Mapping[str, Record]] = {}
    for table in TABLES.values():
        records, found = _read_table(workspace, table, namespace)
        tables[table.name] = MappingProxyType(records)
        faults += found
    faults += dangling(tables, namespace.ids, namespace.incomplete)
    faults += stale(workspace)
    faulty = frozenset((*namespace.incomplete, *namespace.torn, *_faulty(faults, sources, tables)))
    return Dataset(MappingProxyType(sources), MappingProxyType(tables), faulty), in_order(faults)


def _faulty(
    faults: Iterable[Diagnostic], sources: Mapping[str, Source], tables: Mapping[str, Mapping[str, Record]]
) -> Iterator[str]:
    """Yield the ids of the records in whose rows an error was found."""
    files: dict[str, Mapping[str, Record]] = {TABLES[name].file: records for name, records in tables.items()}
    files[SOURCES_FILE] = sources
    lines: dict[str, set[int]] = {}
    for fault in errors_only(faults):
        lines.setdefault(fault.place.file, set()).add(fault.place.line)
    for file, found in lines.items():
        ids, begins = list(files.get(file, ())), [record.line for record in files.get(file, {}).values()]
        rows = {bisect_right(begins, line) for line in found}  # a source is written over several lines
        yield from (ids[row - 1] for row in rows if row)


@dataclass
class _Namespace:
    """The one namespace of ids: where each was first used, and which tables may lack some."""

    used: dict[str, Place] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    torn: set[str] = field(default_factory=set)  # tables with rows that could not be read, though their ids are known

    def claim(self, key: str, table: str, place: Place) -> Diagnostic | None:
        """Enter an id; return a diagnostic when it is taken."""
        self.ids.setdefault(table, set()).add(key)
        first = self.used.setdefault(key, place)
        if first is place:
            return None
        message = f"“{key}” is already the id of {first.file}:{first.line}"
        return Diagnostic("duplicate-id", message, place, hint="ids are unique over all tables and sources")


def _sources(workspace: Workspace, namespace: _Namespace) -> tuple[dict[str, Source], list[Diagnostic]]:
    try:
        text = workspace.read_text(SOURCES_FILE)
    except BriefgenError as error:
        namespace.incomplete.add("sources")
        return {}, list(error.diagnostics)
    faults = list(_characters(text, SOURCES_FILE))
    read, found, whole = read_sources(text)
    faults += found
    if not whole:
        namespace.incomplete.add("sources")
    sources: dict[str, Source] = {}
    for source in read:
        if fault := namespace.claim(source.id, "sources", Place(SOURCES_FILE, source.line, "id")):
            faults.append(fault)
        sources.setdefault(source.id, source)
    return sources, faults


def _characters(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield what must not stand in a JSON file, line by line."""
    if RESERVED.search(text) or CONTROL.search(text):
        for number, line in enumerate(text.split("\n"), 1):
            if fault := _bad_character(line, Place(file, number)):
                yield fault


def _bad_character(text: str, place: Place) -> Diagnostic | None:
    for rule, pattern, what in (
        ("reserved-character", RESERVED, "is reserved for briefgen's own marks"),
        ("control-character", CONTROL, "is a control character"),
    ):
        if found := pattern.search(text):
            return Diagnostic(rule, f"U+{ord(found[0]):04X} {what}", place, hint="remove it")
    return None


def _read_table(
    workspace: Workspace, table: Table, namespace: _Namespace
) -> tuple[dict[str, Record], list[Diagnostic]]:
    if table.optional and not workspace.exists(table.file):
        return {}, []
    try:
        text = workspace.read_text(table.file)
    except BriefgenError as error:
        namespace.incomplete.add(table.name)
        hint = f"an empty table is its first line alone: {','.join(table.columns)}"
        return {}, [
            Diagnostic(d.rule, d.message, d.place, d.details, hint if d.rule == "file-missing" else d.hint)
            for d in error.diagnostics
        ]
    sheet = read_sheet(text, table)
    if not sheet.whole:
        namespace.incomplete.add(table.name)
    _claim_torn(sheet, table, namespace)
    faults = list(sheet.faults)
    if RESERVED.search(text) or CONTROL.search(
        text
    ):  # one look at the whole file; the cells only when there is something
        faults += _cell_characters(sheet, table)
    return _records(sheet, table, namespace, faults), faults


def _claim_torn(sheet: Sheet, table: Table, namespace: _Namespace) -> None:
    """Remember the ids of rows that could not be read, so that references to them are not reported as well."""
    if sheet.torn:
        namespace.torn.add(table.name)
    if "id" in sheet.header:
        at = sheet.header.index("id")
        namespace.ids.setdefault(table.name, set()).update(cells[at] for cells in sheet.torn if len(cells) > at)


def _cell_characters(sheet: Sheet, table: Table) -> Iterator[Diagnostic]:
    for line, cells in sheet.rows:
        for name, cell in zip(sheet.header, cells, strict=True):
            if fault := _bad_character(cell, Place(table.file, line, name)):
                yield fault


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a table's rows become records: what to read, what must not be empty, what an empty cell becomes."""

    columns: tuple[tuple[int, str], ...]
    readers: tuple[tuple[str, Callable[[str], Value]], ...]
    required: tuple[str, ...]
    defaults: Mapping[str, Any]


def _plan(header: Collection[str], table: Table) -> _Plan:
    places = {name: at for at, name in reversed(list(enumerate(header))) if name in table.columns}
    readers = ((name, reader(table.columns[name])) for name in places)
    defaults = {f.name: f.default for f in fields(table.record) if f.default is not MISSING}
    return _Plan(
        tuple((at, name) for name, at in places.items()),
        tuple((name, read) for name, read in readers if read is not None),
        tuple(name for name in places if table.columns[name].required),
        {name: default for name, default in defaults.items() if name in places and default != ""},
    )


def _records(sheet: Sheet, table: Table, namespace: _Namespace, faults: list[Diagnostic]) -> dict[str, Record]:
    plan = _plan(sheet.header, table)
    keyed = "id" in table.columns
    records: dict[str, Record] = {}
    for number, (line, cells) in enumerate(sheet.rows, 1):
        values = _values(cells, plan, table, line, faults)
        key = values.get("id") if keyed else f"evidence:{number}"
        if not key:  # reported as an empty cell, or as a missing column
            continue
        if keyed and (fault := namespace.claim(key, table.name, Place(table.file, line, "id"))):
            faults.append(fault)
            continue
        records[key] = table.record(line=line, **values)
    return records


def _values(cells: list[str], plan: _Plan, table: Table, line: int, faults: list[Diagnostic]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for at, name in plan.columns:
        cell = cells[at]
        if cell and (cell[0].isspace() or cell[-1].isspace()) and name not in VERBATIM:
            message, hint = "a space stands at the beginning or the end of the cell", "remove it"
            place = Place(table.file, line, name)
            faults.append(Diagnostic("stray-space", message, place, hint=hint, severity=Severity.WARNING))
            cell = cell.strip()
        values[name] = cell
    for name in plan.required:
        if not values[name]:
            place = Place(table.file, line, name)
            faults.append(
                Diagnostic(
                    "empty-cell", f"“{name}” must not be empty", place, hint=table.columns[name].about.rstrip(".")
                )
            )
    for name, read in plan.readers:
        cell = values[name]
        if not cell:
            values[name] = plan.defaults.get(name, "")
            continue
        try:
            values[name] = read(cell)
        except CellError as fault:
            faults.append(fault.at(Place(table.file, line, name)))
            keep = table.columns[name].required and table.columns[name].kind in _TEXTUAL
            values[name] = plan.defaults.get(name, cell if keep else "")
    return values
