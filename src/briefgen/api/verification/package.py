"""The data package taken out of a PDF, as a dataset once more, and the rules of evidence applied to it.

In: attachments. Out: `Inside`; what holds, and what does not. Passages without words, which the edition may not quote,
leave the claims that rest on them unjudged unless their sources are at hand.
"""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile, ZipFile

from briefgen.api.verification.manifest import Told, faulty, parsed
from briefgen.checks import check_data
from briefgen.dataset import DATAPACKAGE_FILE, SOURCES_FILE, Dataset, datapackage_json, load
from briefgen.errors import Diagnostic, Place, errors_only
from briefgen.evidence import Evidenced, Span
from briefgen.export.as_csv import csv_bytes
from briefgen.export.bundle import ANNOTATIONS, PACKAGE, SOURCES
from briefgen.export.bundle.annotations import record_urn
from briefgen.export.bundle.quoted import WITHHELD
from briefgen.export.flat import OFFSETS
from briefgen.export.formula import restore
from briefgen.model import CLAIM_TABLES, TABLES
from briefgen.workspace import Config
from briefgen.workspace.overlay import Overlay

LARGEST = 32 * 1024**2  # bytes of the package, unpacked
MOST = 60  # files in it
_OF_THE_WHOLE = frozenset({"edition-number"})  # rules that a part of a dataset cannot keep: series have gaps in it
_CUSTOM = ("file", "sha256", "origin", "interest", "descriptor", "handling", "note")
_NOWHERE = Path("/nonexistent/briefgen")
_NO_PROJECT = Config("", "", "", "1970-01-01", "", "en", "", 0, (), ())


@dataclass(frozen=True)
class Inside:
    """The dataset inside a PDF.

    Attributes:
        dataset: its records.
        spans: where its passages stand.
        withheld: the passages that have no words.
        silenced: the records a text of which is withheld, because it repeats such a passage.
        texts: source → text, of those at hand.
        faults: what is wrong with its tables.
    """

    dataset: Dataset
    spans: Mapping[str, Span]
    withheld: frozenset[str]
    silenced: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[Diagnostic, ...] = ()


def take_in(attachments: Mapping[str, bytes]) -> Inside:
    """Return the dataset that the attachments are.

    Raises:
        BriefgenError: they are missing, or not as briefgen writes them (`attachment-missing`, `attachment-faulty`).
    """
    for name in (PACKAGE, SOURCES, ANNOTATIONS):
        if name not in attachments:
            raise faulty(name)
    tables = {name.removesuffix(".csv"): _rows(data) for name, data in _unzipped(attachments[PACKAGE]).items()}
    try:
        return _loaded(tables, parsed(attachments[SOURCES], SOURCES))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        raise faulty(PACKAGE) from None


def _unzipped(data: bytes) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    left = LARGEST
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > MOST or len(set(names)) < len(names):
                raise faulty(PACKAGE)
            for name in names:
                with archive.open(name) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise faulty(PACKAGE)
                if name.endswith(".csv"):
                    found[name] = content
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, zlib.error):
        raise faulty(PACKAGE) from None
    return found


def _rows(data: bytes) -> list[list[str]]:
    try:
        csv.field_size_limit(LARGEST)
        return [[restore(cell) for cell in row] for row in csv.reader(io.StringIO(data.decode(), newline=""))]
    except (ValueError, csv.Error):
        raise faulty(PACKAGE) from None


def _loaded(tables: Mapping[str, list[list[str]]], items: Any) -> Inside:  # noqa: ANN401 - JSON
    """Load the tables as a project's; a passage without words gets some, and is known to have none."""
    absent = frozenset(t.name for t in TABLES.values() if t.optional and t.name not in tables)  # made before it was
    files = {DATAPACKAGE_FILE: datapackage_json("", absent), SOURCES_FILE: _sources(tables["sources"], items)}
    spans: dict[str, Span] = {}
    withheld: set[str] = set()
    silenced: set[str] = set()
    for name, table in TABLES.items():
        if name in absent:
            continue
        head, *rows = tables[name]
        columns = [head.index(column) for column in table.columns]
        if name == "passages":
            key, exact, source, *offsets = (head.index(c) for c in ("id", "exact", "source", *OFFSETS))
            for row in rows:
                start, end = (int(row[at]) for at in offsets)
                spans[row[key]] = Span(row[key], row[source], start, end)
                if not row[exact]:
                    withheld.add(row[key])
                    row[exact] = WITHHELD
        elif "id" in head:
            silenced |= {row[head.index("id")] for row in rows if WITHHELD in row}
        files[table.file] = csv_bytes([list(table.columns), *([row[at] for at in columns] for row in rows)])
    dataset, faults = load(Overlay(_NOWHERE, _NO_PROJECT, _NOWHERE, files))
    dataset = replace(dataset, faulty=dataset.faulty | withheld | silenced)
    hidden = frozenset(withheld), frozenset(silenced)
    return Inside(dataset, MappingProxyType(spans), *hidden, faults=errors_only(faults))


def _sources(rows: list[list[str]], items: Any) -> bytes:  # noqa: ANN401 - JSON
    head, *listed = rows
    by_id = {str(item["id"]): dict(item) for item in items}
    found = []
    for row in listed:
        told = dict(zip(head, row, strict=True))
        custom: dict[str, Any] = {name: told[name] for name in _CUSTOM if told[name]}
        if told["basis"]:
            custom["basis"] = json.loads(told["basis"])
        found.append({**by_id[told["id"]], "custom": custom})
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


# ---------------------------------------------------------------- what holds


def annotations_agree(inside: Inside, attachments: Mapping[str, bytes]) -> Told:
    """Hold the annotations against the passages of the package: the same places, the same words, the same lengths."""
    told: dict[str, tuple[int, int, str]] = {}
    try:
        for item in parsed(attachments[ANNOTATIONS], ANNOTATIONS)["items"]:
            selectors = {one["type"]: one for one in item["target"]["selector"]}
            place = selectors["TextPositionSelector"]
            words = selectors.get("TextQuoteSelector", {}).get("exact", "")
            told[str(item["id"])] = (int(place["start"]), int(place["end"]), str(words))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise faulty(ANNOTATIONS) from None
    faults: list[Diagnostic] = []
    for key, passage in inside.dataset.passages.items():
        span = inside.spans[key]
        words = "" if key in inside.withheld else passage.exact
        if told.pop(record_urn(key), None) != (span.start, span.end, words):
            message = f"passage “{key}” is another in the data package and in the annotations"
            faults.append(Diagnostic("passage-altered", message, Place(ANNOTATIONS)))
        elif words and len(words) != span.end - span.start:
            message = f"passage “{key}” has {len(words)} characters, but its place has {span.end - span.start}"
            faults.append(Diagnostic("passage-altered", message, Place(PACKAGE)))
    faults += [
        Diagnostic("passage-altered", f"“{key}” is no passage of the package", Place(ANNOTATIONS)) for key in told
    ]
    count, without = len(inside.spans), len(inside.withheld)
    held = f"All {count} passages are the same in both attachments; {without} of them by their place only."
    return ((), tuple(faults[:20])) if faults else ((held,), ())


def rules_hold(inside: Inside, *, told_apart: bool) -> Told:
    """Apply the rules of evidence to the claims whose passages have words."""
    dataset = inside.dataset
    spans = {key: span for key, span in inside.spans.items() if span.source in inside.texts}
    try:
        found = errors_only(check_data(dataset, Evidenced(spans, inside.texts)))
        faults = [*inside.faults, *(fault for fault in found if fault.rule not in _OF_THE_WHOLE)]
    except Exception:  # noqa: BLE001 - whatever foreign data do to a rule is a fault of the data
        raise faulty(PACKAGE) from None
    claims = [key for name in CLAIM_TABLES for key in dataset.tables.get(name, {})]
    unjudged = sum(
        key in inside.silenced or any(link.passage in inside.withheld for link in dataset.evidence_for(key))
        for key in claims
    )
    if faults:
        return (), tuple(replace(fault, place=Place(f"{PACKAGE}: {fault.place}")) for fault in faults[:20])
    held = f"The rules of evidence hold for {len(claims) - unjudged} of {len(claims)} claims."
    if unjudged:
        checks = "; --seeds checks most of them" if told_apart else ""
        held += f" The other {unjudged} rest on, or repeat, words that the edition may not quote{checks}."
    return (held,), ()
