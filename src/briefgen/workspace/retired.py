"""Editions that no longer stand, as briefgen.toml names them: superseded by another, or withdrawn.

In: the `[[retired]]` tables. Out: `Retired` values, or diagnostics with lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.workspace.keys import Key, key_faults, line_of, missing_keys

STATUSES = ("superseded", "withdrawn")
_EDITION = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
RETIRED_KEYS: Mapping[str, Key] = {
    "edition": Key(str, "the edition, as TOPIC/AUDIENCE", example='"bridge/minister"'),
    "status": Key(str, "whether another edition took its place, or none did", example='"superseded"', choices=STATUSES),
    "superseded_by": Key(str, "the edition to read instead", "", '"crossings/minister"'),
    "reason": Key(str, "why, in a sentence that readers are shown", "", '"The two topics are one now."'),
}


@dataclass(frozen=True, slots=True)
class Retired:
    """An edition that no longer stands.

    Attributes:
        edition: the edition, as TOPIC/AUDIENCE.
        status: `superseded` or `withdrawn`.
        superseded_by: the edition to read instead; empty when there is none.
        reason: why, in a sentence that readers are shown.
        line: where it is written in briefgen.toml; 0 when it is not.
    """

    edition: str
    status: str
    superseded_by: str
    reason: str
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The editions it names."""
        return tuple(name for name in (self.edition, self.superseded_by) if name)


def retirements(tables: Iterable[Any], text: str, file: str) -> tuple[Retired, ...]:
    """Read the `[[retired]]` tables.

    Raises:
        BriefgenError: keys are faulty; a reason, or the edition to read instead, is missing; or it is itself retired.
    """
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*retired\s*\]\]", line)]
    done: list[Retired] = []
    faults: list[Diagnostic] = []
    for at, table in enumerate(tables):
        place = Place(file, lines[at] if at < len(lines) else line_of(text, "retired"), "retired")
        if not isinstance(table, dict):
            faults.append(Diagnostic("wrong-type", "each entry is a table", place, hint="write [[retired]]"))
            continue
        found = [*key_faults(table, RETIRED_KEYS, text, file), *missing_keys(table, RETIRED_KEYS, file)]
        if not found:
            entry = Retired(**{n: table.get(n, key.default) for n, key in RETIRED_KEYS.items()}, line=place.line)
            found = list(_faults(entry, place))
            done.append(entry)
        faults += found
    faults += [] if faults else _dead_ends(done, file)
    if faults:
        raise BriefgenError(faults)
    return tuple(done)


def _faults(entry: Retired, place: Place) -> Iterator[Diagnostic]:
    for edition in entry.names:
        if not _EDITION.fullmatch(edition):
            yield Diagnostic("bad-value", f"“{edition}” is no edition", place, hint="write TOPIC/AUDIENCE")
    if not entry.reason.strip():
        hint = 'add reason = "…": it is what readers are shown'
        yield Diagnostic("retired-without-reason", "nothing says why the edition no longer stands", place, hint=hint)
    if entry.status == "superseded" and not entry.superseded_by:
        hint = 'add superseded_by = "TOPIC/AUDIENCE", or set the status to withdrawn'
        yield Diagnostic("retired-to-nowhere", "nothing says which edition took its place", place, hint=hint)


def _dead_ends(retired: Iterable[Retired], file: str) -> list[Diagnostic]:
    """Return a fault for each edition that points to one which does not stand either."""
    listed = tuple(retired)
    gone = {entry.edition for entry in listed}
    return [
        Diagnostic(
            "retired-to-nowhere",
            f"“{entry.superseded_by}” does not stand either",
            Place(file, entry.line, "retired"),
            hint="point to the edition that a reader is to read now",
        )
        for entry in listed
        if entry.superseded_by in gone
    ]
