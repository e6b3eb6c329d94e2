"""Rule `derivation-unresolvable`, and the recomputation that `date-without-basis` relies on.

A derivation is `event:ID` or `source:ID`, optionally followed by a shift: `event:meeting-6 -1Y`,
`source:gazette-2019`. It stands for the date of that event, or the publication date of that source, so moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.rule import DataView
from briefgen.dataset import Dataset
from briefgen.dataset.references import closest
from briefgen.dates import Edtf, parse, shift
from briefgen.errors import Diagnostic
from briefgen.model import Event, Record

GRAMMAR = re.compile(r"(?P<kind>event|source):(?P<id>[a-z0-9-]+)(?: (?P<shift>[+-][0-9]{1,4}[YMD]))?")


class UnresolvableError(ValueError):
    """A derivation leads to no date.

    Attributes:
        hint: what may help.
        reported: whether the fault lies in what it leads to, and has been reported there.
    """

    def __init__(self, message: str, hint: str = "", *, reported: bool = False) -> None:
        super().__init__(message)
        self.hint, self.reported = hint, reported


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each `date_from` that cannot be recomputed."""
    in_cycles = cyclic(view.dataset)
    for name, column in view.dated.items():
        for key, record in view.dataset.tables.get(name, {}).items():
            if not (expression := str(getattr(record, "date_from", ""))) or key in view.dataset.faulty:
                continue
            place = view.place(record, "date_from")
            if not getattr(record, column):
                message, hint = (
                    f"there is no {column} for “{expression}” to explain",
                    f"fill {column}, or empty date_from",
                )
                yield Diagnostic("derivation-unresolvable", message, place, hint=hint)
            elif name == "events" and key in in_cycles:
                message = f"“{expression}” leads back to this event"
                yield Diagnostic("derivation-unresolvable", message, place, hint="a date may not rest on itself")
            else:
                yield from _unresolvable(view.dataset, record, expression, view)


def _unresolvable(dataset: Dataset, record: Record, expression: str, view: DataView) -> Iterator[Diagnostic]:
    try:
        resolve(dataset, expression)
    except UnresolvableError as error:
        if not error.reported:
            yield Diagnostic("derivation-unresolvable", str(error), view.place(record, "date_from"), hint=error.hint)


def resolve(dataset: Dataset, expression: str) -> Edtf:
    """Return the date a derivation stands for; an open end stays open.

    Raises:
        UnresolvableError: it is not of the grammar, leads to nothing or to something undated, or its shift is finer
            than the date.
    """
    found = GRAMMAR.fullmatch(expression)
    if not found:
        message = f"“{expression}” is not a derivation"
        raise UnresolvableError(message, "write event:ID or source:ID, then a shift if needed: event:meeting-6 -1Y")
    known = dataset.events if found["kind"] == "event" else dataset.sources
    target = known.get(found["id"])
    if target is None:
        message, reported = f"there is no {found['kind']} “{found['id']}”", f"{found['kind']}s" in dataset.faulty
        raise UnresolvableError(message, closest(found["id"], known), reported=reported)
    text = target.date if isinstance(target, Event) else target.issued
    if not text:
        message, reported = f"the {found['kind']} “{found['id']}” has no date", target.id in dataset.faulty
        raise UnresolvableError(message, "derive the date from something that has one", reported=reported)
    value = parse(text)
    if not found["shift"]:
        return value
    try:
        return shift(value, found["shift"])
    except (ValueError, OverflowError) as error:
        hint = "a date can be moved by the parts it has: a year by years, a month by months too"
        raise UnresolvableError(f"“{expression}” has no result: {error}", hint) from None


def cyclic(dataset: Dataset) -> frozenset[str]:
    """Return the events whose derivations lead back to themselves."""
    leads = {}
    for key, event in dataset.events.items():
        found = GRAMMAR.fullmatch(event.date_from)
        if found and found["kind"] == "event":
            leads[key] = found["id"]
    settled: set[str] = set()
    cycles: set[str] = set()
    for start in leads:
        path: dict[str, None] = {}
        key = start
        while key in leads and key not in settled and key not in path:
            path[key] = None
            key = leads[key]
        if key in path:
            steps = list(path)
            cycles |= set(steps[steps.index(key) :])
        settled |= set(path)
    return frozenset(cycles)
