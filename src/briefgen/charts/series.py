"""The meetings of a mechanism as charts show them: in order, each with how firmly its date is known.

In: the dataset and a mechanism's id. Out: `Meeting`s and `Reading`s of dates. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefgen.dataset import Dataset
from briefgen.dates import MONTHS, parse
from briefgen.model import Edition, Event
from briefgen.words import ENGLISH, Say

KINDS = ("stated", "inferred", "disputed", "uncertain", "planned")
GLYPH = {"stated": "full", "inferred": "ring", "disputed": "half", "uncertain": "square", "planned": "diamond"}
_SPELLED = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


class Reading(NamedTuple):
    """How firmly a date is known: one of `KINDS` or `undated`, and every reserve, a word under `reserve` each."""

    kind: str
    reserves: tuple[str, ...] = ()

    def told(self, say: Say) -> tuple[str, ...]:
        """Return every reserve in words."""
        return tuple(say(f"reserve.{key}") for key in self.reserves)

    def beside(self, say: Say) -> tuple[str, ...]:
        """Return the reserves in words that stand beside a date: not that there is none."""
        return tuple(say(f"reserve.{key}") for key in self.reserves if key != "undated")


@dataclass(frozen=True, slots=True)
class Meeting:
    """An edition with its event and the reading of its date."""

    edition: Edition
    event: Event
    reading: Reading

    def name(self, say: Say) -> str:
        """Return its number, or a dash where no document gives one."""
        return say.ordinal(self.edition.ordinal) if self.edition.ordinal else "–"


def meetings(dataset: Dataset, mechanism: str) -> tuple[Meeting, ...]:
    """Return all meetings of a mechanism in order of date, undated ones by number at the end.

    All of them, whatever a brief selects: a meeting left out would look like a gap in the record.
    """
    found = [
        Meeting(edition, event, reading(dataset, event))
        for edition in dataset.editions.values()
        if edition.mechanism == mechanism and (event := dataset.events.get(edition.event))
    ]
    return tuple(sorted(found, key=_order))


def _order(meeting: Meeting) -> tuple[bool, int, int, str]:
    when = parse(meeting.event.date).first().toordinal() if meeting.event.date else 0
    return (not meeting.event.date, when, meeting.edition.ordinal or 0, meeting.edition.id)


def reading(dataset: Dataset, event: Event) -> Reading:
    """Return how firmly an event's date is known, its gravest reserve first."""
    planned = event.status in {"planned", "proposed"}
    if not event.date:
        return Reading("undated", ("planned_undated" if planned else "undated",))
    known = dated(dataset, event.id, event.date, event.date_from)
    return Reading("planned", (event.status, *known.reserves)) if planned else known


def dated(dataset: Dataset, key: str, date: str, date_from: str, field: str = "date") -> Reading:
    """Return how firmly the date of any record is known, its gravest reserve first; `field` is the date's column."""
    reserves: list[str] = []
    if any(link.relation == "contradicts" and link.field == field for link in dataset.evidence_for(key)):
        reserves.append("disputed")
    if parse(date).uncertain:
        reserves.append("uncertain")
    if date_from:
        reserves.append(f"inferred_{_inferred_part(dataset, key, date)}")
    return Reading(reserves[0].partition("_")[0], tuple(reserves)) if reserves else Reading("stated")


def _inferred_part(dataset: Dataset, key: str, date: str) -> str:
    """Return `year` or `month` when only that part stands in no supporting passage, else `date`."""
    said = " ".join(passages(dataset, key, "supports")).casefold()
    points = parse(date).points
    year = all(str(point.year) in said for point in points)
    months = [MONTHS[point.month].casefold() for point in points if 1 <= point.month <= 12]
    month = all(name in said or name[:3] in said.split() for name in months)
    if months and month and not year:
        return "year"
    return "month" if months and year and not month else "date"


def passages(dataset: Dataset, key: str, relation: str = "") -> tuple[str, ...]:
    """Return the words of the passages that bear on a record, all or those of one relation."""
    links = (link for link in dataset.evidence_for(key) if not relation or link.relation == relation)
    return tuple(passage.exact for link in links if (passage := dataset.passages.get(link.passage)))


def dates_it(words: str, event: Event) -> bool:
    """Tell whether a passage gives the year, or the month and day, of an event."""
    said = words.casefold()
    for point in parse(event.date).points if event.date else ():
        if str(point.year) in said:
            return True
        if point.day and 1 <= point.month <= 12 and MONTHS[point.month].casefold() in said and str(point.day) in said:
            return True
    return False


def numbers_it(words: str, edition: Edition) -> bool:
    """Tell whether a passage gives the number of an edition, in letters or digits."""
    if not edition.ordinal:
        return False
    spelled = _SPELLED[edition.ordinal] if edition.ordinal < len(_SPELLED) else ""
    names = {ENGLISH.ordinal(edition.ordinal), spelled, "inaugural" if edition.ordinal == 1 else spelled} - {""}
    said = "".join(c if c.isalnum() else " " for c in words.casefold()).split()
    return any(name in said for name in names)


def years(found: tuple[Meeting, ...]) -> str:
    """Return the years the dated meetings span: `2014–2019`, `2014`, or nothing."""
    dated = [parse(m.event.date) for m in found if m.event.date]
    if not dated:
        return ""
    ends = [point.year for date in dated for point in date.points]
    return f"{min(ends)}–{max(ends)}" if min(ends) != max(ends) else str(min(ends))
