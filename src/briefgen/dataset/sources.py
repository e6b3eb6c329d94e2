"""The sources: a list of CSL-JSON items, each with briefgen's own description under `custom`.

In: the text of data/sources.json. Out: `Source` records, each with the line its item begins on, and all faults.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from briefgen.dataset import csl
from briefgen.dataset.cells import CellError, read_slug
from briefgen.dataset.dataset import SOURCES_FILE
from briefgen.errors import Diagnostic, Place, did_you_mean
from briefgen.model import Source

HANDLING = ("public", "restricted")
BASES = ("stated", "inferred", "absent")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SPACE = re.compile(r"[ \t\r\n]*")
CUSTOM = {
    "file": "the path of the document, under seeds/",
    "sha256": "the SHA-256 of that file, 64 hexadecimal digits",
    "origin": "whose voice it is: documents by one author have one origin",
    "interest": "the origin's stake in what it reports, if any",
    "descriptor": "the source in a few words, for readers",
    "handling": "public or restricted",
    "basis": "for each field: stated, inferred or absent",
    "note": "the curator's reasoning",
}
_REQUIRED = ("file", "sha256", "origin")


class _DuplicateKeyError(ValueError):
    """A JSON object has a key twice: the later value would silently win."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _DuplicateKeyError(next(name for name in names if names.count(name) > 1))
    return found


def read_sources(text: str) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...], bool]:
    """Return the sources that could be read, all faults, and whether every item's id is known."""
    items, faults = _items(text)
    whole = not faults
    sources: list[Source] = []
    for line, written, item in items:
        if not isinstance(item, dict):
            faults.append(Diagnostic("wrong-type", "a source must be an object", Place(SOURCES_FILE, line)))
            continue
        faults += _item_faults(item, line, written)
        if isinstance(key := item.get("id"), str) and key:
            sources.append(_source(key, item, line))
        else:
            whole = False
    return tuple(sources), tuple(faults), whole


def _items(text: str) -> tuple[list[tuple[int, str, Any]], list[Diagnostic]]:
    """Split the list into (line, text, value) of each item, so that a fault knows its line."""
    items: list[tuple[int, str, Any]] = []
    decoder = json.JSONDecoder(object_pairs_hook=_unique)
    at = _skip(text, 0)
    try:
        if text[at : at + 1] != "[":
            json.loads(text)  # a syntax error says more than “not a list”
            return [], [Diagnostic("wrong-type", "the file must be a list of sources", Place(SOURCES_FILE, 1))]
        at = _skip(text, at + 1)
        while text[at : at + 1] != "]":
            start = at
            value, at = decoder.raw_decode(text, at)
            items.append((_line(text, start), text[start:at], value))
            at = _skip(text, at)
            if text[at : at + 1] == ",":
                at = _skip(text, at + 1)
                if text[at : at + 1] == "]":
                    raise json.JSONDecodeError("a comma stands after the last item", text, at)  # noqa: TRY301 - one handler for all
            elif text[at : at + 1] != "]":
                raise json.JSONDecodeError("a comma or the end of the list is missing", text, at)  # noqa: TRY301
        if text[at + 1 :].strip():
            raise json.JSONDecodeError("something stands after the list", text, _skip(text, at + 1))  # noqa: TRY301
    except json.JSONDecodeError as error:
        return items, [Diagnostic("json-syntax", _decapitalised(error.msg), Place(SOURCES_FILE, error.lineno))]
    except _DuplicateKeyError as error:
        return items, [
            Diagnostic("duplicate-key", f"“{error}” stands there twice", Place(SOURCES_FILE, _line(text, at)))
        ]
    except (RecursionError, ValueError):
        message = "a value is nested too deeply or a number is too long"
        return items, [Diagnostic("json-syntax", message, Place(SOURCES_FILE, _line(text, at)))]
    return items, []


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _decapitalised(message: str) -> str:
    return message[:1].lower() + message[1:]


def _item_faults(item: Mapping[str, Any], line: int, written: str) -> Iterator[Diagnostic]:
    def place(key: str) -> Place:
        found = re.search(rf'"{re.escape(key)}"\s*:', written)
        return Place(SOURCES_FILE, line + (written.count("\n", 0, found.start()) if found else 0), key)

    for key in item:
        if key not in csl.KEYS:
            yield Diagnostic("unknown-key", f"“{key}” is not a key of CSL-JSON", place(key), hint=_close(key, csl.KEYS))
    for key, message in csl.item_faults(item):
        yield Diagnostic("wrong-type", message, place(key))
    yield from _identity(item, line, place("id"), place("type"))
    custom = item.get("custom")
    if not isinstance(custom, dict):
        yield Diagnostic("missing-key", "“custom” is missing", Place(SOURCES_FILE, line), hint=_custom_hint(_REQUIRED))
        return
    for key, value in custom.items():
        yield from _custom_faults(key, value, place(key))
    for key in _REQUIRED:
        if not custom.get(key):
            yield Diagnostic(
                "missing-key", f"“{key}” is missing in “custom”", place("custom"), hint=f"{key}: {CUSTOM[key]}"
            )
    if isinstance(basis := custom.get("basis"), dict):
        yield from _basis_faults(basis, item, place)


def _identity(item: Mapping[str, Any], line: int, id_place: Place, type_place: Place) -> Iterator[Diagnostic]:
    key, kind = item.get("id"), item.get("type")
    if not isinstance(key, str) or not key:
        yield Diagnostic(
            "missing-key", "“id” is missing", Place(SOURCES_FILE, line), hint="every source has an id, a slug"
        )
    else:
        try:
            read_slug(key)
        except CellError as fault:
            yield fault.at(id_place)
    if not isinstance(kind, str):
        yield Diagnostic(
            "missing-key", "“type” is missing", Place(SOURCES_FILE, line), hint="a CSL type such as webpage or report"
        )
    elif kind not in csl.TYPES:
        yield Diagnostic(
            "unknown-value", f"“{kind}” is not a type of CSL-JSON", type_place, hint=_close(kind, csl.TYPES)
        )


def _close(word: str, known: frozenset[str]) -> str:
    hint = did_you_mean(word, known)
    return hint if hint.startswith("did") else ""  # CSL's whole vocabulary is no help


def _custom_hint(keys: tuple[str, ...]) -> str:
    return "; ".join(f"{key}: {CUSTOM[key]}" for key in keys)


def _custom_faults(key: str, value: object, place: Place) -> Iterator[Diagnostic]:
    if key not in CUSTOM:
        yield Diagnostic("unknown-key", f"“{key}” is not a key of “custom”", place, hint=did_you_mean(key, CUSTOM))
    elif key == "basis":
        if not isinstance(value, dict):
            yield Diagnostic("wrong-type", "“basis” must be an object", place, hint=CUSTOM["basis"])
    elif not isinstance(value, str):
        yield Diagnostic("wrong-type", f"“{key}” must be a text", place, hint=CUSTOM[key])
    elif key == "sha256" and value and not _SHA256.fullmatch(value):
        yield Diagnostic(
            "bad-hash", "this is not a SHA-256", place, hint="64 digits 0–9 and a–f, as sha256sum prints them"
        )
    elif key == "handling" and value not in HANDLING:
        yield Diagnostic("unknown-value", f"“{value}” is not a handling", place, hint=did_you_mean(value, HANDLING))


def _basis_faults(basis: Mapping[str, object], item: Mapping[str, Any], place: Any) -> Iterator[Diagnostic]:  # noqa: ANN401 - a local function
    for key, value in basis.items():
        if key not in csl.KEYS:
            message = f"“{key}” is not a key of CSL-JSON, so it can have no basis"
            yield Diagnostic("unknown-key", message, place("basis"), hint=_close(key, csl.KEYS))
        elif value not in BASES:
            yield Diagnostic("unknown-value", f"the basis of “{key}” is not one of {', '.join(BASES)}", place("basis"))
        elif (value == "absent") == bool(item.get(key)):
            said = (
                "is said to be absent, but has a value" if item.get(key) else f"is said to be {value}, but is not there"
            )
            yield Diagnostic("basis-mismatch", f"“{key}” {said}", place("basis"))


def _source(key: str, item: Mapping[str, Any], line: int) -> Source:
    """Make the record; values of the wrong shape, reported already, are left out."""
    custom = item.get("custom")
    own = custom if isinstance(custom, dict) else {}
    texts = {name: own[name] for name in CUSTOM if name != "basis" and isinstance(own.get(name), str)}
    if not _SHA256.fullmatch(texts.get("sha256", "")):
        texts.pop("sha256", None)
    basis = own.get("basis")
    known = {k: v for k, v in basis.items() if isinstance(v, str)} if isinstance(basis, dict) else {}
    bad = {name for name, _ in csl.item_faults(item)}
    fields = {name: _mended(name, value) for name, value in item.items() if name != "custom" and name not in bad}
    return Source(id=key, line=line, basis=MappingProxyType(known), csl=MappingProxyType(fields), **texts)


def _mended(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return the value, with a date's parts as whole numbers."""
    parts = csl.date_parts(value) if name in csl.DATES else None
    return {**value, "date-parts": parts} if parts else value
