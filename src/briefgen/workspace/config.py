"""briefgen.toml as a frozen `Config`; unknown keys are faults with a hint, never ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from briefgen.dates import parse
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.model import SCHEMA_VERSION
from briefgen.workspace.keys import Key, checked_keys, key_faults, line_of, missing_keys, read_toml
from briefgen.workspace.retired import Retired, retirements
from briefgen.workspace.theme import PAPERS, THEME_KEYS

__all__ = [
    "CONFIG_FILE",
    "PROJECT_KEYS",
    "SITE_KEYS",
    "SUPPRESS_KEYS",
    "Config",
    "Key",
    "Suppression",
    "checked_keys",
    "line_of",
    "read_config",
    "read_toml",
]

CONFIG_FILE = "briefgen.toml"
SEVERITIES = ("error", "warning", "note", "off")


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
class SiteSettings:
    """What is published: topics and audiences, none named meaning all, and whether each edition has its PDF."""

    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    pdf: bool = True


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
    fresh_years: int = 3
    least_origins: int = 2
    paper: str = ""
    theme: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    site: SiteSettings = SiteSettings()
    redirects: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    retired: tuple[Retired, ...] = ()

    def retirement(self, topic: str, audience: str) -> Retired | None:
        """Return why an edition no longer stands; None: it stands."""
        return next((entry for entry in self.retired if entry.edition == f"{topic}/{audience}"), None)


SITE_KEYS: Mapping[str, Key] = {
    "topics": Key(list, "topics that are published; empty: all", [], '["bridge"]', of=str),
    "audiences": Key(
        list, "audiences that are published; empty: all a topic is written for", [], '["diplomat"]', of=str
    ),
    "pdf": Key(bool, "each edition has its PDF", default=True, example="false"),
}
SUPPRESS_KEYS: Mapping[str, Key] = {
    "rule": Key(str, "id of the rule", example='"reading-level"'),
    "place": Key(str, "file, or file and line, of the finding", "", '"data/events.csv:14"'),
    "text": Key(str, "words of its message or of its sentence", "", '"in 2018"'),
    "reason": Key(str, "why it is accepted", "", '"The source was corrected."'),
}
PROJECT_KEYS: Mapping[str, Key] = {
    "schema": Key(int, f"version of the dataset's schema; this briefgen reads {SCHEMA_VERSION}", example="1"),
    "name": Key(str, "name of the project", example='"River crossings"'),
    "publisher": Key(str, "who publishes the briefs", example='"The reading room"'),
    "as_of": Key(
        str,
        "the date the evidence was last reviewed (YYYY-MM-DD): the only clock of an edition",
        example='"2026-11-21"',
    ),
    "contact": Key(str, "where a reader can write to", "", '"desk@example.org"'),
    "base_url": Key(str, "https address under which the site is published", "", '"https://example.org/briefs/"'),
    "lang": Key(str, "language of the briefs (BCP 47)", "en-GB", '"en-GB"'),
    "licence": Key(str, "licence of the briefs, as an address or in words", "", '"CC BY 4.0"'),
    "series": Key(str, "name of the series, printed above each title", "Policy brief", '"Policy brief"'),
    "quotation_limit": Key(
        int, "most words quoted from one source in one edition; then locators only", 400, "400", limits=(0, 1_000_000)
    ),
    "fresh_years": Key(
        int,
        "years after which an edition whose newest reported event is older says so on its first page; 0: never",
        3,
        "3",
        limits=(0, 1000),
    ),
    "least_origins": Key(
        int,
        "independent voices an edition should rest on; with fewer it says so on its first page; 0: never",
        2,
        "2",
        limits=(0, 1000),
    ),
    "paper": Key(str, "paper of the audiences that name none", "A4", '"Letter"', choices=PAPERS),
    "topics": Key(list, "topics rendered when none is named", [], '["bridge"]', of=str),
    "audiences": Key(list, "audiences rendered when none is named", [], '["diplomat", "minister"]', of=str),
    "yardstick": Key(
        list,
        "words of likelihood that judgements may use; empty: those of ICD 203",
        [],
        '["likely", "unlikely"]',
        of=str,
    ),
    "theme": Key(
        dict, "design tokens of the project; an audience's own win", {}, '{accent = "#1f4e79"}', keys=THEME_KEYS
    ),
    "rules": Key(dict, "severity per rule id: error, warning, note or off", {}, '{reading-level = "off"}'),
    "site": Key(dict, "what `briefgen publish` publishes", {}, '{audiences = ["diplomat"]}', keys=SITE_KEYS),
    "redirects": Key(
        dict,
        "old address → new one, both within the site: a page is left there that leads on",
        {},
        '{"topics/ferry/index.html" = "topics/bridge/index.html"}',
        of=str,
    ),
    "suppress": Key(list, "findings accepted, each with rule, place or text, and reason", [], "[[suppress]]"),
    "retired": Key(list, "editions that no longer stand, each with status and reason", [], "[[retired]]"),
}


def read_config(text: str, over: Mapping[str, Any] = MappingProxyType({})) -> Config:
    """Read briefgen.toml; `over` are keys given for once, which win.

    Raises:
        BriefgenError: syntax, unknown or missing keys, wrong types, another schema version, a bad date.
    """
    table = read_toml(text, CONFIG_FILE)
    values = checked_keys(table, PROJECT_KEYS, text, CONFIG_FILE) | dict(over)
    if values["schema"] != SCHEMA_VERSION:
        message = f"the project's schema is version {values['schema']}; this briefgen reads version {SCHEMA_VERSION}"
        raise BriefgenError(
            Diagnostic("schema-version", message, Place(CONFIG_FILE, line_of(text, "schema"), "schema"))
        )
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", values["as_of"]) or not _is_date(values["as_of"]):
        place = Place(CONFIG_FILE, line_of(text, "as_of"), "as_of")
        raise BriefgenError(Diagnostic("bad-date", f"“{values['as_of']}” is not a date such as 2026-11-21", place))
    _check_severities(values["rules"], text)
    texts = ("name", "publisher", "contact", "as_of", "base_url", "lang", "licence", "series")
    numbers = ("quotation_limit", "fresh_years", "least_origins")
    return Config(
        **{n: values[n] for n in (*texts, *numbers)},
        topics=tuple(values["topics"]),
        audiences=tuple(values["audiences"]),
        yardstick=tuple(values["yardstick"]),
        paper=str(over.get("paper", table.get("paper", ""))),
        theme=MappingProxyType({**table.get("theme", {}), **over.get("theme", {})}),
        rules=MappingProxyType(dict(values["rules"])),
        suppress=_suppressions(values["suppress"], text),
        retired=retirements(values["retired"], text, CONFIG_FILE),
        site=SiteSettings(
            tuple(values["site"].get("topics", ())),
            tuple(values["site"].get("audiences", ())),
            values["site"].get("pdf", True),
        ),
        redirects=MappingProxyType(dict(values["redirects"])),
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
        found = [*key_faults(table, SUPPRESS_KEYS, text, CONFIG_FILE), *missing_keys(table, SUPPRESS_KEYS, CONFIG_FILE)]
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
