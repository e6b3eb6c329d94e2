"""Settings laid over one another, key by key: the most specific layer that has a key wins.

In: layers, most specific first, and the keys they may have. Out: values, and for each key which layer won and which
have it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.errors import BriefgenError
from briefgen.workspace.keys import Key, key_faults, missing_keys

ONCE = "--set"
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Layer:
    """One place where settings are written: `label` names it, `text` is the file, for line numbers."""

    label: str
    text: str
    table: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where the value of a key comes from.

    Attributes:
        key: the key, with dots for keys of tables.
        value: its value.
        won: label of the layer it comes from, or `default`.
        written: labels of all layers that have it, the winning one first.
    """

    key: str
    value: Any
    won: str
    written: tuple[str, ...]


def laid_over(layers: Sequence[Layer], keys: Mapping[str, Key], home: str) -> dict[str, Any]:
    """Return the values of all keys, defaults filled in; tables are laid over one another key by key.

    Args:
        layers: most specific first.
        keys: the keys they may have.
        home: the file in which a missing key is missed.

    Raises:
        BriefgenError: unknown or missing keys, wrong types and bad values in any layer, all together.
    """
    faults = [d for layer in layers for d in key_faults(layer.table, keys, layer.text, layer.label)]
    whole: dict[str, Any] = {}
    for layer in reversed(layers):
        whole = _over(whole, layer.table)
    faults += missing_keys(whole, keys, home)
    if faults:
        raise BriefgenError(faults)
    return {name: whole.get(name, key.default) for name, key in keys.items()}


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        merged[name] = _over(under, value) if isinstance(under, Mapping) and isinstance(value, Mapping) else value
    return merged


def resolved(layers: Sequence[Layer], keys: Mapping[str, Key]) -> Iterator[Resolved]:
    """Yield every key with where its value comes from: first those of the file, then those within tables."""
    written: dict[str, list[tuple[str, Any]]] = {}
    for layer in layers:
        for path, value in _leaves(layer.table, ()):
            written.setdefault(path, []).append((layer.label, value))
    for name, key in keys.items():
        paths = [path for path in written if path == name or (key.type is dict and path.startswith(f"{name}."))]
        for path in paths or [name]:
            found = written.get(path)
            value = found[0][1] if found else key.default
            yield Resolved(path, value, found[0][0] if found else DEFAULT, tuple(label for label, _ in found or ()))


def _leaves(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        path = (*above, name)
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, path)
        elif not isinstance(value, Mapping):
            yield ".".join(path), value
