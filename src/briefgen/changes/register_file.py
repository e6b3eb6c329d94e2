"""A register as a file: JSON with one fact a line, so that a review sees which one changed.

In: a register; the bytes of a file. Out: the bytes, the same for the same register; a register, or a diagnostic.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, fields
from typing import Any

from briefgen.changes.compare import Change, Sort
from briefgen.changes.release import Register, Release
from briefgen.changes.snapshot import Entry, Ground, Snapshot
from briefgen.errors import BriefgenError, Diagnostic, Place

FOLDER = "releases"
VERSION = 1


def file_of(topic: str, audience: str) -> str:
    """Return the path of an edition's register in the project."""
    return f"{FOLDER}/{topic}.{audience}.json"


def to_bytes(kept: Register) -> bytes:
    """Return the register as a file."""
    releases = ",\n".join(
        f'  {{"number": {one.number}, "date": {_json(one.date)}, "digest": {_json(one.digest)}, "changes": '
        f"{_lines(map(_change, one.changes), 4)}}}"
        for one in kept.releases
    )
    head = f' "version": {VERSION},\n "topic": {_json(kept.topic)},\n "audience": {_json(kept.audience)},\n'
    said = _lines(map(_entry, kept.said.entries), 2)
    return f'{{\n{head} "releases": [\n{releases}\n ],\n "said": {said}\n}}\n'.encode()


def _lines(items: Iterable[Any], indent: int) -> str:
    listed = ",\n".join(" " * indent + _json(item) for item in items)
    return f"[\n{listed}\n{' ' * (indent - 1)}]" if listed else "[]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _change(change: Change) -> Mapping[str, str]:
    told = {field.name: str(getattr(change, field.name)) for field in fields(change)}
    return {name: text for name, text in told.items() if text}


def _entry(entry: Entry) -> Mapping[str, Any]:
    head: dict[str, Any] = {"table": entry.table, "id": entry.id, "text": entry.text}
    if entry.values:
        head["values"] = dict(entry.values)
    if entry.grounds:
        head["grounds"] = [astuple(ground) for ground in entry.grounds]
    return head


def of_bytes(data: bytes, file: str) -> Register:
    """Read a register.

    Raises:
        BriefgenError: it is not as briefgen writes it (`register-unreadable`), or not as it was written
            (`register-altered`).
    """
    kept = _parsed(data)
    if kept is None:
        hint = "bring it back from git: it is what remembers the numbers that were given"
        message = "this is no register of an edition as briefgen writes it"
        raise BriefgenError(Diagnostic("register-unreadable", message, Place(file), hint=hint))
    numbers = [release.number for release in kept.releases]
    if numbers != list(range(1, len(numbers) + 1)) or kept.releases[-1].digest != kept.said.digest:
        message = "the register is not as briefgen wrote it: its numbers or what its last edition says were changed"
        hint = "bring it back from git; a mistake of an edition is a row of data/corrections.csv"
        raise BriefgenError(Diagnostic("register-altered", message, Place(file), hint=hint))
    return kept


def _parsed(data: bytes) -> Register | None:
    """Return the register; None when the file is not as briefgen writes it."""
    try:
        whole = json.loads(data)
        kept = _register(whole) if whole["version"] == VERSION else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return kept if kept and kept.releases else None


def _register(whole: Mapping[str, Any]) -> Register:
    topic, audience = str(whole["topic"]), str(whole["audience"])
    releases = tuple(
        Release(int(one["number"]), str(one["date"]), str(one["digest"]), tuple(map(_read_change, one["changes"])))
        for one in whole["releases"]
    )
    date = releases[-1].date if releases else ""
    said = Snapshot(f"{topic}/{audience}", date, tuple(map(_read_entry, whole["said"])))
    return Register(topic, audience, releases, said)


def _read_change(told: Mapping[str, str]) -> Change:
    parts = {field.name: str(told.get(field.name, "")) for field in fields(Change) if field.name != "sort"}
    return Change(sort=Sort(told["sort"]), **parts)


def _read_entry(told: Mapping[str, Any]) -> Entry:
    values = tuple((str(name), str(value)) for name, value in told.get("values", {}).items())
    grounds = tuple(
        Ground(str(source), int(start), int(end), str(field), str(relation))
        for source, start, end, field, relation in told.get("grounds", ())
    )
    return Entry(str(told["table"]), str(told["id"]), str(told["text"]), values, grounds)
