"""Who met whom: visits, meetings and summits in order of time, who was at each, and how often each pair met.

In: the selected events of these sorts with their actors. Out: a Figure; its picture. People and organisations stand
for the state they belong to; a meeting at which fewer than two states are named is in the table only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts import arcs
from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cells,
    clean,
    figure,
    heads,
    label,
    name_of,
    short_of,
    supporters,
)
from briefgen.charts.marks import position
from briefgen.charts.sentences import counted, left_out, numbered, sentence
from briefgen.charts.series import Reading, reading
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Event
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

SORTS = frozenset({"visit", "meeting", "summit"})
MOST, MOST_NARROW = 16, 10
COLUMNS, COLUMNS_NARROW = 8, 5


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with the states at it (those of its people among them), where it was, and how its date is known."""

    event: Event
    parties: tuple[str, ...]
    host: str
    reading: Reading


class Pair(NamedTuple):
    """Two states, and the meetings at which both were."""

    one: str
    other: str
    meetings: int


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the selected visits, meetings and summits by state and time."""
    events = [event for event in selection.of(dataset.events) if event.category in SORTS]
    every = sorted((_meeting(dataset, event) for event in events), key=_order)
    found = [meeting for meeting in every if len(meeting.parties) > 1]
    pairs = _pairs(found)
    cites = [meeting.event.id for meeting in every]
    return figure(
        "visits",
        options,
        data=_data(dataset, options, found, every, pairs),
        telling=_telling(dataset, options.say, found, pairs),
        table=_table(dataset, options.say, every),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def _meeting(dataset: Dataset, event: Event) -> Meeting:
    states = [state for key in event.actors if (state := _state(dataset, key))]
    place = dataset.places.get(event.place)
    host = place.country if place else ""
    return Meeting(event, tuple(dict.fromkeys(states)), host if host in states else "", reading(dataset, event))


def _state(dataset: Dataset, key: str) -> str:
    """Return the state an actor is or belongs to."""
    actor = dataset.actors.get(key)
    if actor is None:
        return ""
    return key if actor.kind == "state" else actor.country


def _order(meeting: Meeting) -> tuple[bool, float, str]:
    date = meeting.event.date
    return not date, position(date)[0] if date else 0.0, meeting.event.id


def _pairs(found: Sequence[Meeting]) -> tuple[Pair, ...]:
    """Return how often each two states met, the most frequent first; what was only planned does not count."""
    held = (meeting for meeting in found if meeting.reading.kind != "planned")
    counts = Counter(pair for meeting in held for pair in combinations(sorted(meeting.parties), 2))
    order = sorted(counts, key=lambda pair: (-counts[pair], pair))
    return tuple(Pair(*pair, counts[pair]) for pair in order)


def _columns(found: Sequence[Meeting], most: int) -> tuple[str, ...]:
    """Return the states that get a column: those most often there, each placed beside those it met."""
    counts = Counter(state for meeting in found for state in meeting.parties)
    kept = sorted(counts, key=lambda state: (-counts[state], state))[:most]
    return (*kept[2::2][::-1], *kept[:1], *kept[1::2])  # the most frequent in the middle: short arcs


def _data(
    dataset: Dataset, options: ChartOptions, found: Sequence[Meeting], every: Sequence[Meeting], pairs: Sequence[Pair]
) -> tuple[tuple[str, Any], ...]:
    drawn = _drawn(found, options)
    columns = _columns(drawn, COLUMNS_NARROW if options.narrow else COLUMNS)
    rows = tuple(_row(meeting, columns, options) for meeting in drawn)
    bows = tuple(
        arcs.Bow(columns.index(pair.one), columns.index(pair.other), pair.meetings)
        for pair in pairs
        if pair.meetings > 1 and pair.one in columns and pair.other in columns
    )
    return (
        ("columns", tuple(label(options, short_of(dataset, key)) for key in columns)),
        ("rows", rows),
        ("arcs", bows),
        ("notes", _notes(options.say, every, found, drawn)),
    )


def _drawn(found: Sequence[Meeting], options: ChartOptions) -> tuple[Meeting, ...]:
    """Return the meetings to draw, in order of time: of too many the most important, the latest first."""
    most = min(options.limit, MOST_NARROW if options.narrow else MOST)
    latest = {meeting.event.id: n for n, meeting in enumerate(found)}
    chosen = sorted(found, key=lambda meeting: (-meeting.event.importance, -latest[meeting.event.id]))[:most]
    return tuple(sorted(chosen, key=lambda meeting: latest[meeting.event.id]))


def _row(meeting: Meeting, columns: Sequence[str], options: ChartOptions) -> arcs.Row:
    return arcs.Row(
        clean(options.say.short_date(meeting.event.date)),
        label(options, meeting.event.title),
        ", ".join(clean(options.words(words)) for words in meeting.reading.beside(options.say)),
        tuple(columns.index(state) for state in meeting.parties if state in columns),
        columns.index(meeting.host) if meeting.host in columns else -1,
        len(set(meeting.parties) - set(columns)),
        meeting.reading.kind == "planned" or meeting.event.status in {"planned", "proposed"},
    )


def _notes(say: Say, every: Sequence[Meeting], found: Sequence[Meeting], drawn: Sequence[Meeting]) -> tuple[str, ...]:
    few = len(every) - len(found)
    rest = left_out(say, len(found) - len(drawn), "meetings_are")
    return (*rest, say.some(few, "visits.few")) if few else rest


# ---------------------------------------------------------------- words


def _headline(dataset: Dataset, say: Say, found: Sequence[Meeting], pairs: Sequence[Pair]) -> Inlines:
    if not found:
        return sentence(say, "visits.nothing")
    total = counted(say, len(found), "meetings of two states or more")
    if not pairs or pairs[0].meetings < 2:
        return numbered(say, len(found), "visits.never", n=total)
    first = pairs[0]
    who = say.listing([_called(dataset, say, first.one), _called(dataset, say, first.other)])
    n = counted(say, first.meetings, f"meetings with {first.one} and {first.other}")
    often = "some" if first.meetings != len(found) else "both" if len(found) == 2 else "all"
    head = sentence(say, f"visits.often.{often}", states=who[:1].upper() + who[1:], n=n, total=total)
    years = _years(found, first)
    return sentence(say, "visits.in_years", head=head, years=years) if years else head


def _years(found: Sequence[Meeting], pair: Pair) -> str:
    """Return the years that the meetings of a pair span, where it is more than one."""
    both = [m for m in found if {pair.one, pair.other} <= set(m.parties) and m.reading.kind != "planned"]
    dates = [parse(m.event.date).points for m in both if m.event.date]
    years = sorted(point.year for points in dates for point in points)
    return f"{years[0]}–{years[-1]}" if years and years[0] != years[-1] else ""


def _called(dataset: Dataset, say: Say, key: str) -> str:
    """Return a state's name as a sentence has it."""
    name = name_of(dataset, key)
    article = name.startswith("United ") or name.endswith((" Republic", " Islands"))
    return say("visits.with_article", state=name) if article else name


def _telling(dataset: Dataset, say: Say, found: Sequence[Meeting], pairs: Sequence[Pair]) -> Telling:
    def told(meeting: Meeting) -> str:
        return say(
            "visits.told_in" if meeting.host else "visits.told",
            date=say.date(meeting.event.date),
            title=clean(meeting.event.title),
            states=say.listing([name_of(dataset, state) for state in meeting.parties]),
            host=name_of(dataset, meeting.host),
        )

    often = [
        say("visits.pair", one=name_of(dataset, pair.one), other=name_of(dataset, pair.other), n=pair.meetings)
        for pair in pairs
        if pair.meetings > 1
    ]
    states = say.some(len({state for meeting in found for state in meeting.parties}), "count.states")
    alt = [say("visits.alt", meetings=say.some(len(found), "count.meetings"), states=states)]
    alt += [say("visits.alt_pairs", pairs="; ".join(often))] if often else []
    said = [told(meeting) for meeting in found]
    return Telling(
        headline=_headline(dataset, say, found, pairs),
        subtitle=say("visits.subtitle"),
        alt=" ".join([*alt, *said[:4]]),
        details=" ".join(said[4:]),
    )


def _table(dataset: Dataset, say: Say, every: Sequence[Meeting]) -> Table:
    rows = (
        cells(
            say.date(meeting.event.date),
            clean(meeting.event.title),
            say.listing([name_of(dataset, state) for state in meeting.parties]) or say("visits.no_states"),
            name_of(dataset, meeting.host) if meeting.host else say("visits.no_host"),
            say(f"kind.{meeting.reading.kind}"),
        )
        for meeting in every
    )
    return Table(
        id="figure-visits-data",
        caption=heads(say, "visits.caption")[0],
        header=heads(say, *(f"visits.head.{column}" for column in ("date", "what", "states", "host", "kind"))),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw arcs over the states, and the meetings under them; return the height in points."""
    return arcs.draw(dict(spec.data), canvas)
