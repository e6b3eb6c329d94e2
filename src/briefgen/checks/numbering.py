"""Rule `edition-number`: the numbers of a series rise by one with the dates of its meetings; a gap is a row, too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefgen.checks.rule import DataView
from briefgen.dates import parse
from briefgen.errors import Diagnostic


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each numbered edition that does not follow on the one before it."""
    dataset = view.dataset
    if not dataset.faulty.isdisjoint(("editions", "events")):
        return
    series: dict[str, list[tuple[str, int, str]]] = {}
    for key, edition in dataset.editions.items():
        event = dataset.events.get(edition.event)
        known = key not in dataset.faulty and event is not None and event.id not in dataset.faulty and event.date
        if edition.ordinal is not None and event is not None and known:
            series.setdefault(edition.mechanism, []).append((str(parse(event.date).first()), edition.ordinal, key))
    for editions in series.values():
        for (_, number, before), (_, following, key) in pairwise(sorted(editions)):
            if following != number + 1:
                message = f"{following} does not follow {number}, the number of “{before}”"
                hint = "correct the number or the date; a meeting nobody describes is a row of its own"
                yield Diagnostic("edition-number", message, view.place(key, "ordinal"), hint=hint)
