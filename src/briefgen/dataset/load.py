"""Step 2, load the dataset: the CSV tables and sources.json of a project as frozen records.

In: an open workspace. Out: a `Dataset` and every fault found. A faulty cell leaves its record in place (with the
column's default, or the text as written where a value is required), so that one fault is one diagnostic, not a cascade.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType

from briefgen.dataset.dataset import SOURCES_FILE, Dataset
from briefgen.dataset.references import dangling
from briefgen.dataset.schema import stale
from briefgen.dataset.sources import read_sources
from briefgen.dataset.tables import CONTROL, RESERVED, Rows, bad_character, read_rows
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only, in_order
from briefgen.model import TABLES, Record, Source, Table
from briefgen.workspace import Workspace

Kept = dict[str, Rows]  # a table's name → its rows as they were read last


def load(workspace: Workspace, kept: Kept | None = None) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    """Read every table and the sources; return the dataset and all faults, sorted by file and line.

    Args:
        workspace: the project.
        kept: what was read before, for whoever reads again: a table whose text is the same is not read anew. It is
            brought up to date.
    """
    with uncollected():
        return _load(workspace, {} if kept is None else kept)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector off: it would walk hundreds of thousands of small objects that all stay, again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _load(workspace: Workspace, kept: Kept) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    namespace = _Namespace()
    sources, faults = _sources(workspace, namespace)
    tables: dict[str, Mapping[str, Record]] = {}
    for table in TABLES.values():
        records, found = _read_table(workspace, table, namespace, kept)
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
            if fault := bad_character(line, Place(file, number)):
                yield fault


def _read_table(
    workspace: Workspace, table: Table, namespace: _Namespace, kept: Kept
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
    rows = kept.get(table.name)
    if rows is None or rows.text != text:
        rows = kept[table.name] = read_rows(text, table)
    return _entered(rows, table, namespace)


def _entered(rows: Rows, table: Table, namespace: _Namespace) -> tuple[dict[str, Record], list[Diagnostic]]:
    """Return the records whose ids are theirs, and all faults; the ids join the namespace."""
    if not rows.whole:
        namespace.incomplete.add(table.name)
    if rows.torn is not None:  # so that references to them are not reported as well
        namespace.torn.add(table.name)
        namespace.ids.setdefault(table.name, set()).update(rows.torn)
    keyed = "id" in table.columns
    faults = list(rows.faults)
    records: dict[str, Record] = {}
    for key, record in rows.records:
        if keyed and (fault := namespace.claim(key, table.name, Place(table.file, record.line, "id"))):
            faults.append(fault)
        else:
            records[key] = record
    return records, faults
