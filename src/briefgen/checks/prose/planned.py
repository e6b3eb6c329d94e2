"""Rule `planned-as-held`: what is only planned or proposed is not told as if it had happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.account import Kind, dates_of
from briefgen.checks.account.relation import Relation
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.prose.language import PLANNED, tells_of_the_past
from briefgen.checks.prose.units import Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.dates import parse
from briefgen.errors import Diagnostic
from briefgen.model import Edition, Event

CLOSER, OWN = 0.2, 0.6  # in the measure of Relation
_PURSUED = re.compile(r"\binterests? (?:\w+ )?pursued\b", re.IGNORECASE)


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of a planned event whose words report it as done."""
    for unit in view.units:
        for cluster in unit.clusters:
            events = list(_events(view, cluster))
            held = [event for event in events if event.status in ("held", "ongoing")]
            for event in events:
                if event.status in ("planned", "proposed"):
                    told = (span for span in _told_as_done(unit, cluster) if _is_meant(view, unit, span, event, held))
                    if span := next(told, None):
                        message = f"“{event.title}” ({event.id}) is {event.status}, and told as if it had happened"
                        hint = "say that it was planned or announced; or record that it was held, with its passage"
                        yield view.finding("planned-as-held", unit, message, span, hint)


def _events(view: ProseView, cluster: Cluster) -> Iterator[Event]:
    for key in cluster.ids:
        record = view.dataset.get(key)
        if isinstance(record, Edition):
            record = view.dataset.events.get(record.event)
        if isinstance(record, Event):
            yield record


def _told_as_done(unit: Unit, cluster: Cluster) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a cluster that report something done, without a word of planning."""
    for start, end in unit.sentences:
        if start < cluster.end and cluster.start < end and end > unit.said.lead:
            span = max(start, cluster.start), min(end, cluster.end)
            text = unit.text[span[0] : span[1]]
            if tells_of_the_past(text) and not PLANNED.search(text) and not _PURSUED.search(text):
                yield span


def _is_meant(view: ProseView, unit: Unit, span: tuple[int, int], event: Event, held: list[Event]) -> bool:
    """Tell whether a sentence speaks of the planned event.

    It does when nothing held is cited with it, when it gives a date that only the planned one has, when it has more to
    do with that one than with any other, or when no other sentence beside it has as much to do with it.
    """
    if not held:
        return True
    own = set(dates_of(parse(event.date))) if event.date else set()
    theirs = {mention for other in held if other.date for mention in dates_of(parse(other.date))}
    told = {
        mention
        for entry in view.account(unit)
        if entry.token.kind is Kind.DATE and span[0] <= entry.token.start < span[1]
        for mention in entry.token.dates
    }
    values = (value for start, _, value in unit.said.values if span[0] <= start < span[1] and value.kind == "date")
    told |= {mention for value in values for mention in dates_of(parse(str(value.datum)))}
    relation, words = Relation(view.knowledge), stems(unit.text[span[0] : span[1]])
    mine, closest = relation.between(words, event.id), max(relation.between(words, other.id) for other in held)
    beside = [stems(unit.text[a:b]) for a, b in unit.sentences]
    its_own = mine >= OWN and all(relation.between(other, event.id) <= mine for other in beside)
    return bool(told & (own - theirs)) or mine > closest + CLOSER or (its_own and mine > closest - CLOSER / 2)
