"""Rule `inferred-as-stated`: a date that only follows by inference is said to be inferred, once in the edition.

So are people whose presence is only inferred, in the paragraph that names them as present.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.account import Kind, is_inferred
from briefgen.checks.mentions import Mention
from briefgen.checks.prose.language import INFERRED
from briefgen.checks.prose.units import TITLES, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.dates import parse
from briefgen.errors import Diagnostic
from briefgen.model import Participation


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each year the edition tells as stated although it is inferred, where it first does."""
    owned = {year for unit in view.units if INFERRED.search(unit.text) for year in _years(view, unit)}
    told: set[int] = set()
    for unit in view.units:
        for year, start, words in _inferred(view, unit):
            if year not in owned and year not in told:
                told.add(year)
                message = f"“{words}” is inferred: no passage cited states it, and the edition does not say so"
                hint = "say once that it is inferred, and from what"
                yield view.finding("inferred-as-stated", unit, message, (start, start + len(words)), hint)
        if unit.kind not in TITLES and not INFERRED.search(unit.text):
            yield from _presence(view, unit)


def _years(view: ProseView, unit: Unit) -> Iterator[int]:
    """Yield every year a unit names, computed dates included."""
    for entry in view.account(unit):
        yield from _years_of(entry.token.dates)
    for _, _, value in unit.said.values:
        if value.kind == "date" and value.datum:
            yield from (point.year for point in parse(str(value.datum)).points)


def _years_of(dates: tuple[Mention, ...]) -> Iterator[int]:
    yield from (mention.year for mention in dates if mention.year is not None)


def _inferred(view: ProseView, unit: Unit) -> Iterator[tuple[int, int, str]]:
    """Yield (year, offset, words) of every date in a unit that rests on inference alone."""
    for entry in view.account(unit):
        if entry.token.kind is Kind.DATE and entry.inferred:
            yield from ((year, entry.token.start, entry.token.words) for year in _years_of(entry.token.dates))
    for start, end, value in unit.said.values:
        record = view.dataset.get(value.source)
        if value.kind == "date" and value.datum and is_inferred(str(getattr(record, "date_from", ""))):
            yield from ((point.year, start, unit.text[start:end]) for point in parse(str(value.datum)).points)


def _presence(view: ProseView, unit: Unit) -> Iterator[Diagnostic]:
    for at, ids in unit.said.cites:
        for key in ids:
            record = view.dataset.get(key)
            if isinstance(record, Participation) and record.status == "inferred":
                name = view.dataset.actors[record.actor].name if record.actor in view.dataset.actors else record.actor
                message = f"the presence of {name} ({key}) is inferred, and told as stated"
                yield view.finding("inferred-as-stated", unit, message, (max(at - 2, 0), at), "say that it is inferred")
