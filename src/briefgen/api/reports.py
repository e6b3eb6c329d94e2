"""Findings in the formats that other programs read: SARIF 2.1.0, and annotations of GitHub's workflow commands.

In: diagnostics and a way to read the files they are about. Out: text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from briefgen.api.pointing import Read, pointed
from briefgen.checks.explanations import explanations
from briefgen.checks.settings import ACCEPTED
from briefgen.errors import Diagnostic, Severity
from briefgen.workspace import installed_version

REPORTS = ("text", "json", "sarif", "github")
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def sarif(diagnostics: Iterable[Diagnostic], read: Read) -> str:
    """Return the findings as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format)."""
    listed = tuple(diagnostics)
    rules = sorted({d.rule for d in listed})
    driver = {
        "name": "briefgen",
        "version": installed_version(),
        "rules": [_rule(rule, listed) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, rules, read) for d in listed],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: str, listed: Sequence[Diagnostic]) -> dict[str, Any]:
    said = explanations().get(rule)
    first = next(d for d in listed if d.rule == rule)
    described: dict[str, Any] = {"id": rule, "defaultConfiguration": {"level": _LEVELS[first.severity]}}
    if said is not None:
        described["shortDescription"] = {"text": said.what}
        described["fullDescription"] = {"text": said.why}
        described["help"] = {"text": f"{said.what} {said.why}\nFails: {said.example}\nMend: {said.mend}"}
    return described


def _result(diagnostic: Diagnostic, rules: Sequence[str], read: Read) -> dict[str, Any]:
    accepted = [d.removeprefix(ACCEPTED) for d in diagnostic.details if d.startswith(ACCEPTED)]
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rules.index(diagnostic.rule),
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _words(diagnostic)},
    }
    if diagnostic.place.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(diagnostic.place.file)}}
        if region := _region(diagnostic, read):
            physical["region"] = region
        result["locations"] = [{"physicalLocation": physical}]
    if accepted:
        result["suppressions"] = [{"kind": "external", "justification": reason} for reason in accepted]
    return result


def _region(diagnostic: Diagnostic, read: Read) -> dict[str, Any]:
    if not diagnostic.place.line:
        return {}
    region: dict[str, Any] = {"startLine": diagnostic.place.line}
    if found := pointed(diagnostic, read):
        region |= {"startColumn": found.start + 1, "endColumn": found.end + 1, "snippet": {"text": found.line}}
    return region


def _words(diagnostic: Diagnostic) -> str:
    hint = (f"hint: {diagnostic.hint}",) if diagnostic.hint else ()
    return "\n".join((diagnostic.message, *diagnostic.details, *hint))


def github(diagnostics: Iterable[Diagnostic], read: Read) -> Iterator[str]:
    """Yield a workflow command for each finding: GitHub shows it beside the line in a pull request."""
    for diagnostic in diagnostics:
        place = diagnostic.place
        found = pointed(diagnostic, read)
        values = {"file": place.file, "line": str(place.line or ""), "title": f"briefgen {diagnostic.rule}"}
        if found:
            values |= {"col": str(found.start + 1), "endColumn": str(found.end)}
        told = ",".join(f"{key}={_escaped(value, inside=True)}" for key, value in values.items() if value)
        yield f"::{_COMMANDS[diagnostic.severity]} {told}::{_escaped(_words(diagnostic))}"


def _escaped(text: str, *, inside: bool = False) -> str:
    for character, written in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, written)
    return text.replace(":", "%3A").replace(",", "%2C") if inside else text
