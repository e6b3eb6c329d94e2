"""Rule `planned-as-held`: what is only planned or proposed is not told as if it had happened.

Of the sentences that cite a planned event, the one that has most to do with it, and least with what is cited beside it,
must not report something done without a word of planning.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.account import Kind, dates_of
from briefgen.checks.account.relation import Relation
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.mentions import Mention
from briefgen.checks.prose.language import PLANNED, tells_of_the_past
from briefgen.checks.prose.units import Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.dates import parse
from briefgen.errors import Diagnostic
from briefgen.model import Edition, Event

FEWEST = 2  # words that a sentence about anything has
AS_MUCH = 0.1  # in the measure of Relation: how much less a sentence may have to do with an event than with another


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of a planned event whose words report it as done."""
    for unit in view.units:
        for cluster in unit.clusters:
            events = list(_events(view, cluster))
            for event in events:
                if event.status in ("planned", "proposed"):
                    held = [other for other in events if other.status in ("held", "ongoing")]
                    if span := _told_as_done(view, unit, cluster, event, held):
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


def _told_as_done(
    view: ProseView, unit: Unit, cluster: Cluster, event: Event, held: list[Event]
) -> tuple[int, int] | None:
    """Return the sentence that is about a planned event, when it reports something done."""
    relation = Relation(view.knowledge)
    beside = [key for key in cluster.ids if key != event.id and key not in view.dataset.silences]
    found: list[tuple[float, float, int, int]] = []
    for start, end in unit.sentences:
        first, last = max(start, cluster.start, unit.said.lead), min(end, cluster.end)
        words = stems(unit.text[first:last])
        if len(words) >= FEWEST and not unit.text[first:last].rstrip().endswith("?"):
            others = (relation.between(words, other) for other in beside)
            margin = relation.between(words, event.id) - max(others, default=0.0)
            found.append((relation.share(words, event.id) + (margin if beside else 0.0), margin, first, last))
    if not found:
        return None
    _, margin, first, last = max(found, key=lambda candidate: candidate[0])
    text = unit.text[first:last]
    meant = not held or margin > -AS_MUCH or _has_its_date(view, unit, (first, last), event, held)
    return (first, last) if meant and tells_of_the_past(text) and not PLANNED.search(text) else None


def _has_its_date(view: ProseView, unit: Unit, span: tuple[int, int], event: Event, held: list[Event]) -> bool:
    """Tell whether a sentence has a date that is the planned event's, and of none that was held."""
    told = {
        mention
        for entry in view.account(unit)
        if entry.token.kind is Kind.DATE and span[0] <= entry.token.start < span[1]
        for mention in entry.token.dates
    }
    values = (value for start, _, value in unit.said.values if span[0] <= start < span[1] and value.kind == "date")
    told |= {mention for value in values for mention in dates_of(parse(str(value.datum)))}
    return bool(told & (_dates(event) - set[Mention]().union(*(_dates(other) for other in held))))


def _dates(event: Event) -> set[Mention]:
    return set(dates_of(parse(event.date))) if event.date else set()
