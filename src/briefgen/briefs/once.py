"""`--set key=value`: settings given for once, typed by the key they are for.

In: texts `key=value`. Out: `Once`, one table for each of the three files. A key may be qualified (`audience.pages`,
`topic.title`, `config.as_of`); otherwise the audience's keys come before the topic's, and those before the project's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from briefgen.briefs.keys import AUDIENCE_KEYS, CHART_KEYS, TOPIC_KEYS
from briefgen.briefs.settings import ONCE
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.workspace.config import PROJECT_KEYS
from briefgen.workspace.keys import Key, key_faults

_KINDS: Mapping[str, Mapping[str, Key]] = MappingProxyType(
    {"audience": AUDIENCE_KEYS, "topic": TOPIC_KEYS, "config": PROJECT_KEYS}
)
_NOT_ONCE = frozenset({"schema", "topics", "audiences", "suppress"})  # of briefgen.toml: a render does not ask for them
_FREE = frozenset({"terms", "fit", "rules"})  # tables whose keys may hold a dot
_TRUTH: Mapping[str, bool] = MappingProxyType({"true": True, "yes": True, "false": False, "no": False})


@dataclass(frozen=True, slots=True)
class Once:
    """Keys given for once, for each kind of file."""

    audience: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    topic: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    config: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as plain tables: read-only views of them cannot."""
        return _again, (dict(self.audience), dict(self.topic), dict(self.config))


def _again(*tables: dict[str, Any]) -> Once:
    return Once(*map(MappingProxyType, tables))


NOTHING = Once()


def read_once(texts: Iterable[str]) -> Once:
    """Read `key=value` texts.

    Raises:
        BriefgenError: no `=`, an unknown key (with the closest known one), or a value of another type; exit code 2.
    """
    tables: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    faults: list[Diagnostic] = []
    for text in texts:
        name, equals, value = text.partition("=")
        try:
            kind, path, key = _key(name.strip(), written=bool(equals))
            _put(tables[kind], path, _typed(value.strip(), key, name.strip()))
        except _RefusedError as refused:
            faults.append(Diagnostic("bad-setting", f"“{text}”: {refused}", Place(ONCE), hint=refused.hint))
    faults += [fault for kind, table in tables.items() for fault in key_faults(table, _KINDS[kind], "", ONCE)]
    if faults:
        raise BriefgenError(faults, exit_code=2)
    return Once(**{kind: MappingProxyType(table) for kind, table in tables.items()})


class _RefusedError(Exception):
    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def _key(name: str, *, written: bool) -> tuple[str, tuple[str, ...], Key]:
    """Return (kind of file, path, key) of a name such as `pages`, `theme.accent` or `topic.charts.timeline.width`."""
    if not written:
        raise _RefusedError("there is no “=”", "write --set key=value")
    parts = tuple(name.split("."))
    kinds = [parts[0]] if parts[0] in _KINDS and len(parts) > 1 else list(_KINDS)
    path = parts[1:] if parts[0] in _KINDS and len(parts) > 1 else parts
    if path[0] in _FREE and len(path) > 1:
        path = (path[0], ".".join(path[1:]))
    for kind in kinds:
        if path[0] in _KINDS[kind] and not (kind == "config" and path[0] in _NOT_ONCE):
            return kind, path, _within(_KINDS[kind][path[0]], path)
    known = [k for kind in kinds for k in _KINDS[kind] if not (kind == "config" and k in _NOT_ONCE)]
    raise _RefusedError(f"there is no key “{'.'.join(path)}”", did_you_mean(path[0], known))


def _within(key: Key, path: tuple[str, ...]) -> Key:
    """Return the key a path leads to: itself, or one within its table."""
    if len(path) == 1:
        if key.type is dict:
            raise _RefusedError(f"“{path[0]}” is a table", f"name what is in it: {path[0]}.name=value")
        return key
    if key.keys is not None and len(path) == 2:
        if path[1] not in key.keys:
            raise _RefusedError(f"there is no key “{'.'.join(path)}”", did_you_mean(path[1], key.keys))
        return key.keys[path[1]]
    if path[0] == "charts" and len(path) == 3:
        if path[2] not in CHART_KEYS:
            raise _RefusedError(f"there is no key “{'.'.join(path)}”", did_you_mean(path[2], CHART_KEYS))
        return CHART_KEYS[path[2]]
    if key.type is dict and key.of is not dict and len(path) == 2:
        return Key(str, key.about)
    raise _RefusedError(f"there is no key “{'.'.join(path)}”")


def _typed(text: str, key: Key, name: str) -> Any:  # noqa: ANN401 - what the key holds
    if key.type is int:
        try:
            return int(text)
        except ValueError:
            raise _RefusedError(f"“{name}” must be a whole number") from None
    if key.type is bool:
        if text.lower() not in _TRUTH:
            raise _RefusedError(f"“{name}” must be true or false")
        return _TRUTH[text.lower()]
    if key.type is list:
        return [part for item in text.strip("[]").split(",") if (part := item.strip().strip("\"'"))]
    return text


def _put(table: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for name in path[:-1]:
        table = table.setdefault(name, {})
    table[path[-1]] = value
