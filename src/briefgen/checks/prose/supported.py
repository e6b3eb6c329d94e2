"""Rules `number-unsupported`, `date-unsupported`, `quotation-not-verbatim` and `unknown-name`: what the account finds."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.account import Entry, Kind
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic


def _entries(view: ProseView, kind: Kind) -> Iterator[tuple[Unit, Entry]]:
    for unit in view.units:
        for entry in view.account(unit):
            if entry.token.kind is kind:
                yield unit, entry


def numbers(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each number that nothing cited has."""
    for unit, entry in _entries(view, Kind.NUMBER):
        token = entry.token
        if not entry.supported:
            unit_words = {"percent": " per cent"}.get(token.unit, f" {token.noun}" if token.unit == token.noun else "")
            message = f"“{token.words.strip()}{unit_words.rstrip()}” is in nothing that {_whose(unit)} cites"
            hint = "cite what says so, or let it be computed: {{ number(…) }} or {{ count(…) }}"
            yield view.finding("number-unsupported", unit, message, token.start, token.words, hint)


def dates(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that nothing cited has."""
    for unit, entry in _entries(view, Kind.DATE):
        if not entry.supported:
            message = f"“{entry.token.words}” is in nothing that {_whose(unit)} cites"
            hint = "cite what is dated so, or write {{ date(…) }}"
            yield view.finding("date-unsupported", unit, message, entry.token.start, entry.token.words, hint)


def quotations(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each quotation that is not word for word in a passage cited."""
    for unit, entry in _entries(view, Kind.QUOTATION):
        if not entry.supported:
            message = f"“{entry.missing}” stands word for word in no passage that {_whose(unit)} cites"
            hint = "quote exactly, with […] for what is left out and [ ] around what is put in; or cite its passage"
            yield view.finding("quotation-not-verbatim", unit, message, entry.token.start, entry.token.words, hint)


def names(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that nothing in the dataset bears."""
    for unit, entry in _entries(view, Kind.NAME):
        if not entry.token.ids:
            message = f"the dataset knows nobody and nothing called “{entry.token.words}”"
            hint = "correct the name, or add it to data/actors.csv with its evidence"
            yield view.finding("unknown-name", unit, message, entry.token.start, entry.token.words, hint)


def _whose(unit: Unit) -> str:
    match unit.kind:
        case "title" | "standfirst":
            return "the edition"
        case "heading" | "box title":
            return "the section"
        case "caption" | "header":
            return "the table"
        case "headline" | "subtitle":
            return "the chart"
        case _:
            return f"the {unit.kind}"
