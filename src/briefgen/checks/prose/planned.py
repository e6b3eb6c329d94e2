"""Rule `planned-as-held`: what is only planned or proposed is not told as if it had happened."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.account import Kind, dates_of
from briefgen.checks.prose.language import PLANNED, tells_of_the_past
from briefgen.checks.prose.units import Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.dates import parse
from briefgen.errors import Diagnostic
from briefgen.model import Edition, Event


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of a planned event whose words report it as done."""
    for unit in view.units:
        for cluster in unit.clusters:
            events = list(_events(view, cluster))
            held = [event for event in events if event.status in ("held", "ongoing")]
            for event in events:
                if event.status in ("planned", "proposed"):
                    for start, end in _sentences(unit, cluster):
                        text = unit.text[start:end]
                        if (
                            tells_of_the_past(text)
                            and not PLANNED.search(text)
                            and _is_meant(view, unit, start, end, event, held)
                        ):
                            message = f"“{event.title}” ({event.id}) is {event.status}, and told as if it had happened"
                            hint = "say that it was planned or announced; or record that it was held, with a passage that says so"
                            yield view.finding("planned-as-held", unit, message, start, text.strip()[:30], hint)
                            break


def _events(view: ProseView, cluster: Cluster) -> Iterator[Event]:
    for key in cluster.ids:
        record = view.dataset.get(key)
        if isinstance(record, Edition):
            record = view.dataset.events.get(record.event)
        if isinstance(record, Event):
            yield record


def _sentences(unit: Unit, cluster: Cluster) -> Iterator[tuple[int, int]]:
    for start, end in unit.sentences:
        if start < cluster.end and cluster.start < end and end > unit.said.lead:
            yield max(start, cluster.start), min(end, cluster.end)


def _is_meant(view: ProseView, unit: Unit, start: int, end: int, event: Event, held: list[Event]) -> bool:
    """Tell whether a sentence speaks of the planned event: nothing held is cited with it, or its date is given."""
    others = [key for cluster in unit.clusters if cluster.start <= start < cluster.end for key in cluster.ids]
    if not held:
        return len(others) == 1 or all(
            not isinstance(view.dataset.get(key), Event) or key == event.id for key in others
        )
    own = set(dates_of(parse(event.date))) if event.date else set()
    theirs = {mention for other in held if other.date for mention in dates_of(parse(other.date))}
    told = {
        mention
        for entry in view.account(unit)
        if entry.token.kind is Kind.DATE and start <= entry.token.start < end
        for mention in entry.token.dates
    }
    return bool(told & (own - theirs))
