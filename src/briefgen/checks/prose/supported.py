"""Rules on dates, numbers, quotations and names: what the account of a text finds without support.

`number-unsupported`, `date-unsupported`, `quotation-not-verbatim`, `unknown-name`, `name-unsupported`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from briefgen.checks.account import Entry, Kind
from briefgen.checks.account.measures import bag
from briefgen.checks.prose.attribution import is_somebody
from briefgen.checks.prose.language import FURNITURE
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic

_BIBLIOGRAPHY = re.compile(r"\b(?:author|publisher|undated|no date|publication)\b", re.IGNORECASE)
_ONE = re.compile(r"\bone\b", re.IGNORECASE)
WORDS_OF_A_LIST = 2  # after a number that announces sentences: “It sees three grave difficulties.”
_PARTS = bag("page annex annexe section chapter figure chart table box map")
_MEETINGS = frozenset({"meeting", "edition", "conference", "round"})


def _entries(view: ProseView, kind: Kind) -> Iterator[tuple[Unit, Entry]]:
    for unit in view.units:
        for entry in view.account(unit):
            if entry.token.kind is kind:
                yield unit, entry


def numbers(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each number that nothing cited has."""
    for unit, entry in _entries(view, Kind.NUMBER):
        token = entry.token
        excused = (_announces, _numbers_an_edition, _of_the_brief)
        if not entry.supported and not any(excuse(view, unit, entry) for excuse in excused):
            unit_words = {"percent": " per cent"}.get(token.unit, f" {token.noun}" if token.unit == token.noun else "")
            message = f"“{token.words.strip()}{unit_words.rstrip()}” is in nothing that {_whose(unit)} cites"
            hint = "cite what says so, or let it be computed: {{ number(…) }} or {{ count(…) }}"
            yield view.finding("number-unsupported", unit, message, (token.start, token.end), hint)


def _span(entry: Entry) -> tuple[int, int]:
    """Return where the words are, quotation marks aside."""
    inner = int(entry.token.kind is Kind.QUOTATION)
    return entry.token.start + inner, entry.token.end - inner


def _announces(view: ProseView, unit: Unit, entry: Entry) -> bool:
    """Tell whether a number counts what the text itself lists.

    “Three difficulties.” and three sentences more; “two: a and b”; “Three messages” over a list of three; or parts that
    make up a whole which is supported: “six editions: four described, one announced, one unmentioned”.
    """
    at = entry.token.start
    if entry.token.ordinal or entry.token.unit not in ("", "year"):
        return False
    start, end = next(((a, b) for a, b in unit.sentences if a <= at < b), (0, len(unit.text)))
    listed = unit.text[at:end].partition(":")[2]
    items = len(re.split(r"[,;]\s+(?:and\s+)?|\s+and\s+", listed.strip(" .")) if listed else ())
    last = len(unit.text[entry.token.end : end].split()) <= WORDS_OF_A_LIST
    follow = sum(1 for other, _ in unit.sentences if other > at) if last else 0
    parts = (
        (len(unit.cites), unit.text.count(";") + 1) if at < unit.said.lead else ()
    )  # a run-in heading: “Two signals.”
    if any(value in (follow, items, unit.items, *parts) for value in entry.token.values if value > 1):
        return True
    return not entry.token.unit and _is_part(view, unit, start, end)


def _is_part(view: ProseView, unit: Unit, start: int, end: int) -> bool:
    inside = [e for e in view.account(unit) if start <= e.token.start < end and e.token.kind is Kind.NUMBER]
    counts = [e for e in inside if not e.token.unit and not e.token.ordinal]
    ones = len(_ONE.findall(unit.text[start:end]))
    parts = sum(max(e.token.values) for e in counts if not e.supported) + ones
    wholes = {value for e in counts if e.supported for value in e.token.values}
    cluster = next((c for c in unit.clusters if c.start < end and start < c.end), None)
    wholes |= {Fraction(len(set(cluster.ids)))} if cluster else set()
    return ones > 0 and parts in wholes


def _numbers_an_edition(view: ProseView, unit: Unit, entry: Entry) -> bool:
    """Tell whether an ordinal names a meeting that its section tells of, where no meeting is cited beside it."""
    if not _MEETINGS.intersection(entry.token.nouns[:2]) or not unit.section:
        return False
    scope = next((ids for start, end, ids in unit.scopes if start <= entry.token.start < end), ())
    if any(key in view.knowledge.editions_of or key in view.dataset.editions for key in scope):
        return False
    cited = dict.fromkeys(key for other in view.units if other.section == unit.section for key in other.rests_on)
    return any((v, "ordinal") in view.knowledge.support(key).numbers for key in cited for v in entry.token.values)


def _of_the_brief(view: ProseView, unit: Unit, entry: Entry) -> bool:
    """Tell whether a number counts parts of the brief itself: “This note has two pages”."""
    sentence = view.sentence(unit, entry.token.start)
    return FURNITURE.match(sentence) is not None and not _PARTS.isdisjoint(entry.token.nouns[:1])


def dates(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date that nothing cited has."""
    for unit, entry in _entries(view, Kind.DATE):
        if not entry.supported:
            message = f"“{entry.token.words}” is in nothing that {_whose(unit)} cites"
            hint = "cite what is dated so, or write {{ date(…) }}"
            yield view.finding("date-unsupported", unit, message, _span(entry), hint)


def quotations(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each quotation that is not word for word in a passage cited."""
    for unit, entry in _entries(view, Kind.QUOTATION):
        if not entry.supported:
            message = f"“{entry.missing}” stands word for word in no passage that {_whose(unit)} cites"
            hint = "quote exactly, with […] for what is left out and [ ] around what is put in; or cite its passage"
            yield view.finding("quotation-not-verbatim", unit, message, _span(entry), hint)


def names(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that nothing in the dataset bears."""
    for unit, entry in _entries(view, Kind.NAME):
        if not entry.token.ids:
            message = f"the dataset knows nobody and nothing called “{entry.token.words}”"
            hint = "correct the name, or add it to data/actors.csv with its evidence"
            yield view.finding("unknown-name", unit, message, _span(entry), hint)


def unsupported_names(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each person, organisation or source named that nothing cited has to do with."""
    for unit, entry in _entries(view, Kind.NAME):
        if (
            unit.kind != "title"
            and is_somebody(view, entry)
            and not entry.supported
            and not _describes_a_source(view, unit, entry)
        ):
            message = f"nothing that {_whose(unit)} cites has to do with “{entry.token.words}”"
            hint = "cite what they said or did, or name whom the citation is about"
            yield view.finding("name-unsupported", unit, message, _span(entry), hint)


def _describes_a_source(view: ProseView, unit: Unit, entry: Entry) -> bool:
    """Tell whether a source is named to say what it is: that “the paper names no author” needs no passage."""
    told = _BIBLIOGRAPHY.search(view.sentence(unit, entry.token.start)) is not None
    return told and any(key in view.dataset.sources for key in entry.token.ids)


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
