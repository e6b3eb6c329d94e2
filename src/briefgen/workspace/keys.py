"""Keys of a TOML file: what each is for, what it may be, and what is wrong with a table of them.

In: the text of a file and the keys it may have. Out: values with defaults filled in, or diagnostics with lines.
Unknown keys are faults with a hint, never ignored. The same declarations make templates/CONTEXT.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean

_Type = type  # `Key` has an attribute of that name
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TYPES = {str: "a text", int: "a whole number", list: "a list", dict: "a table", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a TOML file.

    Attributes:
        type: its Python type.
        about: what it is for.
        default: its value when it is not written; None: it must be.
        example: how it may be written, as TOML.
        choices: the texts it may be; empty: any.
        limits: least and greatest number it may be.
        of: type of a list's items or a table's values; None: not looked at here.
        keys: the keys of a table whose keys are fixed.
        colour: it is a colour such as #1f4e79.
    """

    type: type
    about: str
    default: Any = None
    example: str = ""
    choices: tuple[str, ...] = ()
    limits: tuple[int, int] | None = None
    of: _Type | None = None
    keys: Mapping[str, Key] | None = None
    colour: bool = False


def read_toml(text: str, file: str) -> dict[str, Any]:
    """Parse TOML; a syntax error becomes a diagnostic with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        message = re.sub(r" \(at .*\)$", "", str(error))
        place = Place(file, int(found[1]) if found else len(text.splitlines()))
        raise BriefgenError(Diagnostic("toml-syntax", message, place)) from None
    except RecursionError:
        raise BriefgenError(Diagnostic("toml-syntax", "lists are nested too deeply", Place(file))) from None


def line_of(text: str, key: str) -> int:
    """Return the line of the first `key =` or `[key]` in a TOML text (0 when it is not written there)."""
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\])")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)


def checked_keys(table: Mapping[str, Any], keys: Mapping[str, Key], text: str, file: str) -> dict[str, Any]:
    """Return the table with defaults filled in.

    Raises:
        BriefgenError: unknown keys, missing keys and wrong types, all together.
    """
    faults = [*key_faults(table, keys, text, file), *missing_keys(table, keys, file)]
    if faults:
        raise BriefgenError(faults)
    return {name: table.get(name, key.default) for name, key in keys.items()}


def missing_keys(table: Mapping[str, Any], keys: Mapping[str, Key], file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each key that must be there and is not."""
    for name, key in keys.items():
        if key.default is None and name not in table:
            yield Diagnostic("missing-key", f"“{name}” is missing", Place(file), hint=f"{name} = … ({key.about})")


def key_faults(table: Mapping[str, Any], keys: Mapping[str, Key], text: str, file: str) -> Iterable[Diagnostic]:
    """Yield what is wrong with the keys that are there: unknown ones, wrong types, values they may not have."""
    for name, value in table.items():
        place = Place(file, line_of(text, name), name)
        key = keys.get(name)
        if key is None:
            yield Diagnostic("unknown-key", f"“{name}” is not a key of this file", place, hint=did_you_mean(name, keys))
        elif not _is_a(value, key.type):
            yield Diagnostic("wrong-type", f"“{name}” must be {_TYPES.get(key.type, 'a number')}", place)
        else:
            yield from _value_faults(name, value, key, place)
            if key.keys is not None:
                yield from key_faults(value, key.keys, text, file)


def _is_a(value: object, wanted: type) -> bool:
    return type(value) is wanted or (wanted is not bool and type(value) is not bool and isinstance(value, wanted))


def _value_faults(name: str, value: Any, key: Key, place: Place) -> Iterator[Diagnostic]:  # noqa: ANN401 - any TOML value
    if key.choices and value not in key.choices:
        message = f"“{value}” is not one of {', '.join(key.choices)}"
        yield Diagnostic("bad-value", message, place, hint=did_you_mean(value, key.choices))
    if key.colour and not COLOUR.fullmatch(value):
        yield Diagnostic("bad-theme", f"“{value}” is not a colour such as #1f4e79", place)
    if key.limits and not key.limits[0] <= value <= key.limits[1]:
        message = f"“{name}” must be between {key.limits[0]} and {key.limits[1]:,}"
        yield Diagnostic("bad-value", message, place)
    if key.of is not None:
        inner = value.values() if isinstance(value, Mapping) else value
        if not all(_is_a(item, key.of) for item in inner):
            yield Diagnostic("wrong-type", f"each entry of “{name}” must be {_TYPES[key.of]}", place)
    if key.type is dict and "" in value:
        yield Diagnostic("bad-value", f"an entry of “{name}” has an empty name", place)
