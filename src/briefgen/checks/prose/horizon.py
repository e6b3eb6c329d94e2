"""Rule `horizon-missing`: an edition says on how many origins it rests and how new its newest event is."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic, Place


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic when the horizon cannot be computed from what the edition cites."""
    horizon = view.document.horizon
    place, edition = Place(view.topic.file), f"the edition for {view.audience.slug}"
    if not horizon.sources or not horizon.origins:
        message = f"{edition} cites no source, so that its first page cannot say what it rests on"
        yield Diagnostic("horizon-missing", message, place, hint="cite what the text rests on: [@id]")
    elif not horizon.newest_date or not horizon.newest_event:
        message = f"{edition} cites no dated event that was held, so that nobody can see how old it is"
        yield Diagnostic("horizon-missing", message, place, hint="cite the newest event the sources report")
