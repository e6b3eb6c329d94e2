"""Rule `parity`: no fact's date, status or number differs between two editions of a topic.

Editions are compared by what they cite alone: the sentence before a citation of one record, in each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from briefgen.checks.account import Kind, dates_of
from briefgen.checks.prose.language import PLANNED, tells_of_the_past
from briefgen.checks.prose.units import TITLES, Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.dates import parse
from briefgen.errors import Diagnostic


@dataclass
class Told:
    """What an edition tells of one record: years, numbers by what they count, and whether it is planned."""

    unit: Unit
    at: int
    years: set[int] = field(default_factory=set)
    numbers: dict[str, set[Fraction]] = field(default_factory=dict)
    status: set[str] = field(default_factory=set)


def check(views: Sequence[ProseView]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each record that two editions of one topic tell differently."""
    told = [(view, facts(view)) for view in views]
    for (one, here), (other, there) in combinations(told, 2):
        if one.topic.slug == other.topic.slug:
            for key in here.keys() & there.keys():
                yield from _compared(one, other, key, here[key], there[key])


def facts(view: ProseView) -> Mapping[str, Told]:
    """Return what an edition tells of each record that it cites alone."""
    found: dict[str, Told] = {}
    for unit in view.units:
        if unit.kind not in TITLES:
            for cluster in unit.clusters:
                if len(set(cluster.ids)) == 1:
                    key = cluster.ids[0]
                    _add(view, unit, cluster, found.setdefault(key, Told(unit, cluster.start)), _neutral(view, key))
    return found


def _neutral(view: ProseView, key: str) -> frozenset[int]:
    """Return the years of publication of a record's sources: to name one is to name the source."""
    sources = {view.dataset.passages[link.passage].source for link in view.knowledge.seen(key)}
    dates = [view.dataset.sources[source].issued for source in sources]
    return frozenset(m.year for text in dates if text for m in dates_of(parse(text)) if m.year is not None)


def _add(view: ProseView, unit: Unit, cluster: Cluster, told: Told, neutral: frozenset[int]) -> None:
    for entry in view.account(unit):
        token = entry.token
        if not cluster.start <= token.start < cluster.end:
            continue
        if token.kind is Kind.DATE:
            told.years |= {m.year for m in token.dates if m.year is not None and m.span == 1} - neutral
        elif token.kind is Kind.NUMBER and (token.unit or token.noun):
            told.numbers.setdefault(token.unit or token.noun, set()).update(token.values)
    for start, end, value in unit.said.values:
        if value.kind == "date" and value.datum and cluster.start <= start < end <= cluster.end:
            told.years |= {point.year for point in parse(str(value.datum)).points} - neutral
    words = unit.text[cluster.start : cluster.end]
    if tells_of_the_past(words):
        told.status.add("planned" if PLANNED.search(words) else "held")


def _compared(one: ProseView, other: ProseView, key: str, here: Told, there: Told) -> Iterator[Diagnostic]:
    differences: list[tuple[str, str]] = []
    if here.years and there.years and not here.years & there.years:
        differences.append((_said(here.years), _said(there.years)))
    both = (noun for noun in here.numbers.keys() & there.numbers.keys())
    differences += (
        (f"{_said(here.numbers[noun])} {noun}", f"{_said(there.numbers[noun])} {noun}")
        for noun in sorted(both)
        if not here.numbers[noun] & there.numbers[noun]
    )
    statuses = {*here.status, *there.status} == {"planned", "held"} and not here.status & there.status
    event = one.dataset.events.get(key)
    if event is not None and event.status in ("planned", "proposed") and statuses:
        differences.append((min(here.status), min(there.status)))
    for mine, theirs in differences:
        message = f"“{key}” is {mine} for {one.audience.slug}, and {theirs} for {other.audience.slug}"
        found = one.finding("parity", here.unit, message, (here.at, here.at))
        details = (*found.details, f"and in: “{other.sentence(there.unit, there.at)}” ({other.place(there.unit)})")
        yield Diagnostic("parity", message, found.place, details, "editions differ in choice and words, not in facts")


def _said(values: set[int] | set[Fraction]) -> str:
    return " and ".join(str(value) for value in sorted(values))
