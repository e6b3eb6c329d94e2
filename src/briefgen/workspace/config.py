"""briefgen.toml as a frozen `Config`; unknown keys are faults with a hint, never ignored."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from briefgen.dates import parse
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.model import SCHEMA_VERSION

CONFIG_FILE = "briefgen.toml"
SEVERITIES = ("error", "warning", "note", "off")


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a TOML file: its Python type, what it is for, and its default (None: required)."""

    type: type
    about: str
    default: Any = None


@dataclass(frozen=True, slots=True)
class Suppression:
    """One finding, or several, that the project has looked at and lives with.

    Attributes:
        rule: whose findings.
        place: the file, or file and line, of the findings; empty: anywhere.
        text: words that their message or sentence holds; empty: any.
        reason: why.
        line: where it is written in briefgen.toml.
    """

    rule: str
    place: str
    text: str
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Config:
    """The project's settings."""

    name: str
    publisher: str
    contact: str
    as_of: str
    base_url: str
    lang: str
    series: str
    quotation_limit: int
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    licence: str = ""
    rules: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    suppress: tuple[Suppression, ...] = ()
    yardstick: tuple[str, ...] = ()


PROJECT_KEYS: Mapping[str, Key] = {
    "schema": Key(int, f"version of the dataset's schema; this briefgen reads {SCHEMA_VERSION}"),
    "name": Key(str, "name of the project"),
    "publisher": Key(str, "who publishes the briefs"),
    "as_of": Key(str, "the date the evidence was last reviewed (YYYY-MM-DD): the only clock of an edition"),
    "contact": Key(str, "where a reader can write to", ""),
    "base_url": Key(str, "https address under which the site is published", ""),
    "lang": Key(str, "language of the briefs (BCP 47)", "en-GB"),
    "licence": Key(str, "licence of the briefs, as an address or in words", ""),
    "series": Key(str, "name of the series, printed above each title", "Policy brief"),
    "quotation_limit": Key(int, "most words quoted from one source in one edition; then locators only", 400),
    "topics": Key(list, "topics rendered when none is named", []),
    "audiences": Key(list, "audiences rendered when none is named", []),
    "yardstick": Key(list, "words of likelihood that judgements may use; empty: those of ICD 203", []),
    "rules": Key(dict, "severity per rule id: error, warning, note or off", {}),
    "suppress": Key(list, "findings accepted, each with rule, place or text, and reason", []),
}
SUPPRESS_KEYS: Mapping[str, Key] = {
    "rule": Key(str, "id of the rule"),
    "place": Key(str, "file, or file and line, of the finding", ""),
    "text": Key(str, "words of its message or of its sentence", ""),
    "reason": Key(str, "why it is accepted", ""),
}


def read_toml(text: str, file: str) -> dict[str, Any]:
    """Parse TOML; a syntax error becomes a diagnostic with its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        message = re.sub(r" \(at .*\)$", "", str(error))
        place = Place(file, int(found[1]) if found else len(text.splitlines()))
        raise BriefgenError(Diagnostic("toml-syntax", message, place)) from None


def line_of(text: str, key: str) -> int:
    """Return the line of the first `key =` or `[key]` in a TOML text (0 when it is not written there)."""
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\])")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 0)


def checked_keys(table: Mapping[str, Any], keys: Mapping[str, Key], text: str, file: str) -> dict[str, Any]:
    """Return the table with defaults filled in.

    Raises:
        BriefgenError: unknown keys, missing keys and wrong types, all together.
    """
    faults = list(_key_faults(table, keys, text, file))
    if faults:
        raise BriefgenError(faults)
    return {name: table.get(name, key.default) for name, key in keys.items()}


def _key_faults(table: Mapping[str, Any], keys: Mapping[str, Key], text: str, file: str) -> Iterable[Diagnostic]:
    for name, value in table.items():
        place = Place(file, line_of(text, name), name)
        if name not in keys:
            yield Diagnostic("unknown-key", f"“{name}” is not a key of this file", place, hint=did_you_mean(name, keys))
        elif not isinstance(value, keys[name].type) or (isinstance(value, bool) and keys[name].type is not bool):
            wanted = {str: "a text", int: "a whole number", list: "a list", dict: "a table", bool: "true or false"}
            yield Diagnostic("wrong-type", f"“{name}” must be {wanted.get(keys[name].type, 'a number')}", place)
    for name, key in keys.items():
        if key.default is None and name not in table:
            yield Diagnostic("missing-key", f"“{name}” is missing", Place(file), hint=f"{name} = … ({key.about})")


def read_config(text: str) -> Config:
    """Read briefgen.toml.

    Raises:
        BriefgenError: syntax, unknown or missing keys, wrong types, another schema version, a bad date.
    """
    values = checked_keys(read_toml(text, CONFIG_FILE), PROJECT_KEYS, text, CONFIG_FILE)
    if values["schema"] != SCHEMA_VERSION:
        message = f"the project's schema is version {values['schema']}; this briefgen reads version {SCHEMA_VERSION}"
        raise BriefgenError(
            Diagnostic("schema-version", message, Place(CONFIG_FILE, line_of(text, "schema"), "schema"))
        )
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", values["as_of"]) or not _is_date(values["as_of"]):
        place = Place(CONFIG_FILE, line_of(text, "as_of"), "as_of")
        raise BriefgenError(Diagnostic("bad-date", f"“{values['as_of']}” is not a date such as 2026-11-21", place))
    _check_severities(values["rules"], text)
    names = ("name", "publisher", "contact", "as_of", "base_url", "lang", "licence", "series", "quotation_limit")
    return Config(
        **{n: values[n] for n in names},
        topics=tuple(values["topics"]),
        audiences=tuple(values["audiences"]),
        yardstick=tuple(values["yardstick"]),
        rules=MappingProxyType(dict(values["rules"])),
        suppress=_suppressions(values["suppress"], text),
    )


def _check_severities(rules: Mapping[str, Any], text: str) -> None:
    faults = [
        Diagnostic(
            "bad-value",
            f"“{value}” is no severity",
            Place(CONFIG_FILE, line_of(text, rule), rule),
            hint=did_you_mean(str(value), SEVERITIES),
        )
        for rule, value in rules.items()
        if value not in SEVERITIES
    ]
    if faults:
        raise BriefgenError(faults)


def _suppressions(tables: Iterable[Any], text: str) -> tuple[Suppression, ...]:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*suppress\s*\]\]", line)]
    done: list[Suppression] = []
    faults: list[Diagnostic] = []
    for at, table in enumerate(tables):
        place = Place(CONFIG_FILE, lines[at] if at < len(lines) else line_of(text, "suppress"), "suppress")
        if not isinstance(table, dict):
            faults.append(Diagnostic("wrong-type", "each suppression is a table", place, hint="write [[suppress]]"))
            continue
        found = list(_key_faults(table, SUPPRESS_KEYS, text, CONFIG_FILE))
        values = {name: table.get(name, key.default) for name, key in SUPPRESS_KEYS.items()}
        if not found and not values["reason"].strip():
            hint = 'add reason = "…": whoever reads the report will want to know'
            found.append(Diagnostic("suppression-without-reason", "a suppression gives no reason", place, hint=hint))
        if not found and not (values["place"] or values["text"]):
            message = "a suppression names neither place nor text, and would hide every finding of its rule"
            hint = "name the finding; to silence a whole rule, set it under [rules]"
            found.append(Diagnostic("suppression-too-wide", message, place, hint=hint))
        faults += found
        if not found:
            done.append(Suppression(**values, line=place.line))
    if faults:
        raise BriefgenError(faults)
    return tuple(done)


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
