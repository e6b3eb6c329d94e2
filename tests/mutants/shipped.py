"""The shipped project held in memory, and what a mutant of it is.

In: the checkout. Out: `Shipped`: its tables as rows, its sources, the templates that its editions are written in; and
`Mutant`: what was changed, and the files that are then different.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from briefgen.dataset.dataset import SOURCES_FILE
from briefgen.dataset.schema import DATAPACKAGE_FILE, datapackage_json
from briefgen.model import TABLES
from briefgen.workspace import Workspace
from briefgen.workspace.overlay import Overlay
from tests.mutants.dice import Dice

Row = dict[str, str]


@dataclass(frozen=True)
class Mutant:
    """The shipped project with one thing changed.

    Attributes:
        kind: what sort of change it is.
        what: where, and from what to what.
        files: file name → its bytes, of those that differ.
    """

    kind: str
    what: str
    files: Mapping[str, bytes]

    @property
    def in_prose(self) -> bool:
        """Whether only templates differ, so that the evidence is as it was."""
        return all(name.startswith("templates/") for name in self.files)


Kind = Callable[["Shipped", Dice], Mutant]


@dataclass(frozen=True)
class Shipped:
    """The project as shipped.

    Attributes:
        workspace: where it lies.
        templates: file name → text, of the templates and settings its editions are written in.
    """

    workspace: Workspace
    templates: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def tables(self) -> Mapping[str, list[Row]]:
        """Table → its rows."""
        return {name: self._rows(table.file) for name, table in TABLES.items()}

    def _rows(self, file: str) -> list[Row]:
        text = self.workspace.read_text(file)
        return list(csv.DictReader(io.StringIO(text, newline="")))

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """File of a source → its text."""
        return {
            f"seeds/{path.name}": path.read_bytes().decode()
            for path in sorted((self.workspace.root / "seeds").glob("*.txt"))
        }

    @cached_property
    def pins(self) -> tuple[tuple[str, str], ...]:
        """(File, id) of each source."""
        listed = json.loads(self.workspace.read_text(SOURCES_FILE))
        return tuple((source["custom"]["file"], source["id"]) for source in listed)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The ids that prose cites: those of all tables but the ones of names."""
        names = ("evidence", "passages", "actors", "places", "glossary")
        return tuple(row["id"] for name, rows in self.tables.items() if name not in names for row in rows)

    def written(self, table: str, rows: list[Row]) -> Mapping[str, bytes]:
        """Return a table's file with other rows."""
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(TABLES[table].columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return {TABLES[table].file: out.getvalue().encode()}

    def changed(self, table: str, at: int, **cells: str) -> Mapping[str, bytes]:
        """Return a table's file with cells of one row changed."""
        rows = [row | cells if n == at else row for n, row in enumerate(self.tables[table])]
        return self.written(table, rows)

    def pinned(self, file: str, text: str) -> Mapping[str, bytes]:
        """Return a source's file with another text, and its hash recorded anew, so that only the meaning tells."""
        before, after = (hashlib.sha256(t.encode()).hexdigest() for t in (self.sources[file], text))
        sources = self.workspace.read_text(SOURCES_FILE).replace(before, after)
        return {file: text.encode(), SOURCES_FILE: sources.encode()}


@dataclass(frozen=True)
class Mutated(Overlay):
    """The workspace of a mutant: its files hide those on disk, and what is generated is generated anew."""

    @classmethod
    def of(cls, workspace: Workspace, mutant: Mutant) -> Mutated:
        """Return the workspace of a mutant."""
        generated = {DATAPACKAGE_FILE: datapackage_json(workspace.config.name)}
        return cls(workspace.root, workspace.config, workspace.out, {**mutant.files, **generated})

    def find_template(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of a template, the mutant's before the one on disk."""
        if (data := self.files.get(f"templates/{name}")) is not None:
            return f"templates/{name}", data.decode()
        return super().find_template(name)


class Watched(Workspace):
    """A workspace that remembers which templates were asked for and found."""

    seen: dict[str, str]

    @classmethod
    def over(cls, workspace: Workspace) -> Watched:
        """Return a watched workspace."""
        made = cls(workspace.root, workspace.config, workspace.out)
        object.__setattr__(made, "seen", {})
        return made

    def find_template(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of a template, and remember it."""
        found = super().find_template(name)
        if found is not None and found[0].startswith("templates/"):
            self.seen[found[0]] = found[1]
        return found


def root() -> Path:
    """Return the checkout."""
    return Path(__file__).parents[2]
