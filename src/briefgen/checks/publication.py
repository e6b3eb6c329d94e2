"""Rule `held-after-publication` (rule 3): a source cannot report as held what was still to come when it appeared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.checks.rule import DataView
from briefgen.dates import humanise, parse
from briefgen.errors import Diagnostic
from briefgen.model import Event


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event said to be held that begins after every source supporting it was published."""
    for event in view.dataset.events.values():
        if event.status == "held" and view.judgeable(event.id) and after_its_sources(view, event):
            published = _published(view, event)
            said = ", ".join(f"“{source}” ({humanise(view.dataset.sources[source].issued)})" for source in published)
            message = f"{event.date} is after the publication of every source that supports it: {said}".replace(
                "\u00a0", " "
            )
            hint = "what a source announces is planned or proposed"
            yield Diagnostic("held-after-publication", message, view.place(event, "status"), hint=hint)


def after_its_sources(view: DataView, event: Event) -> bool:
    """Tell whether an event begins after every source supporting it was published."""
    published = _published(view, event).values() if event.date else ()
    return bool(published) and all(day and parse(event.date).first() > day for day in published)


def _published(view: DataView, event: Event) -> dict[str, date | None]:
    """Return, for each source that supports the event, the last day on which it can have appeared; None: not known."""
    found: dict[str, date | None] = {}
    for link in view.dataset.evidence_for(event.id):
        passage = view.dataset.passages.get(link.passage) if link.relation == "supports" else None
        source = view.dataset.sources.get(passage.source) if passage else None
        if source:
            found[source.id] = parse(source.issued).last() if source.issued else None
    return found
