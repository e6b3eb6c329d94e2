"""What `briefgen check --fix` would write: spaces at the ends of cells, the order of columns, datapackage.json.

In: a workspace. Out: file name → its text before and after, and the difference as a unified diff; only `write` writes.
Nothing changes that means something: each cell keeps its characters and its quotation marks.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping

from briefgen.dataset.schema import DATAPACKAGE_FILE, own_datapackage, stale
from briefgen.dataset.tables import VERBATIM
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.model import TABLES, Table
from briefgen.workspace import Workspace
from briefgen.workspace.files import write_atomically

_CELL = re.compile(r'(?P<raw>"(?:[^"]|"")*"|[^",\r\n]*)(?P<end>,|\r\n|\n|\r|\Z)')


def mended(workspace: Workspace) -> Mapping[str, tuple[str, str]]:
    """Return file name → (text as it is, text as it should be) of each file that can be mended safely."""
    found: dict[str, tuple[str, str]] = {}
    for table in TABLES.values():
        try:
            before = workspace.read_bytes(table.file).decode("utf-8")
        except (BriefgenError, UnicodeDecodeError):
            continue  # reported by the check
        after = _table(before, table)
        if after != before:
            found[table.file] = before, after
    if any(stale(workspace)):
        before = workspace.read_bytes(DATAPACKAGE_FILE).decode("utf-8", "replace") if _has(workspace) else ""
        found[DATAPACKAGE_FILE] = before, own_datapackage(workspace).decode()
    return found


def diff(changes: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a unified diff."""
    for name, (before, after) in changes.items():
        names = f"a/{name}", f"b/{name}"
        yield from difflib.unified_diff(before.splitlines(), after.splitlines(), *names, lineterm="", n=1)


def write(workspace: Workspace, changes: Mapping[str, tuple[str, str]]) -> None:
    """Write the files as they should be, each whole or not at all.

    Raises:
        BriefgenError: one cannot be written (`not-writable`).
    """
    for name, (_, after) in changes.items():
        try:
            write_atomically(workspace.root / name, after.encode())
        except OSError as error:
            reason = (error.strerror or "it cannot be written").lower()
            raise BriefgenError(Diagnostic("not-writable", reason, Place(name)), exit_code=2) from None


def _has(workspace: Workspace) -> bool:
    return workspace.exists(DATAPACKAGE_FILE)


def _table(text: str, table: Table) -> str:
    """Return a table's text mended; as it is, when its form is not sure."""
    rows = _raw(text)
    header = [_plain(cell).strip() for cell in rows[0][0]] if rows else []
    wanted = list(table.columns)
    if sorted(header) != sorted(wanted) or any(len(cells) != len(header) for cells, _ in rows):
        return text  # a column missing or unknown, a ragged row: that is for a person to mend
    order = [header.index(name) for name in wanted]
    done = [
        ",".join(_stripped(cells[at], verbatim=number > 0 and header[at] in VERBATIM) for at in order) + end
        for number, (cells, end) in enumerate(rows)
    ]
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + "".join(done)


def _raw(text: str) -> list[tuple[list[str], str]]:
    """Return the rows of a CSV text as raw cells, marks included, each with its line end; none when it is not sure."""
    text = text.removeprefix("\ufeff")
    rows: list[tuple[list[str], str]] = []
    cells: list[str] = []
    at = 0
    while at < len(text):
        found = _CELL.match(text, at)
        if found is None:
            return []
        cells.append(found["raw"])
        at = found.end()
        if found["end"] != ",":
            rows.append((cells, found["end"]))
            cells = []
        elif at == len(text):
            cells.append("")
            rows.append((cells, ""))
            cells = []
    read = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    return rows if [[_plain(cell) for cell in row] for row, _ in rows] == read else []


def _plain(raw: str) -> str:
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def _stripped(raw: str, *, verbatim: bool) -> str:
    if verbatim:
        return raw
    return f'"{raw[1:-1].strip()}"' if raw.startswith('"') else raw.strip()
