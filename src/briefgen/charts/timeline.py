"""Timeline: a mechanism's meetings on one lane, what surrounded them on others, each date as firm as it is known.

In: events chosen by the brief, all meetings of the mechanism. Out: a Figure; its picture. Of the other events the most
important are drawn, and the table has all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts import rail, swimlanes
from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cells,
    clean,
    counted,
    figure,
    join,
    label,
    listing,
    plural,
    say,
    supporters,
)
from briefgen.charts.marks import Gap, Mark, Stage, position
from briefgen.charts.series import KINDS, Meeting, Reading, meetings, reading, short_date, years
from briefgen.dataset import Dataset
from briefgen.dates import humanise, parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.model import Event
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

OWN, TALKS, POLICY, CRISES, PEOPLE = (
    "In the series",
    "Other meetings",
    "Policy and politics",
    "Crises",
    "Economy and people",
)
_LANES = {
    TALKS: "meeting visit summit conference exchange exercise",
    POLICY: "agreement policy law institution statement publication politics",
    CRISES: "conflict",
    PEOPLE: "economy humanitarian refugees",
}
_LANE_OF = {category: lane for lane, categories in _LANES.items() for category in categories.split()}
MOST = 20
MOST_NARROW = 12
BEFORE_YEARS = 4  # a history longer than this before the first meeting is drawn apart, not to scale
_TOLD = {
    "stated": "firmly dated",
    "disputed": "with a disputed date",
    "uncertain": "dated approximately",
    "inferred": "dated partly or wholly by inference",
    "planned": "known only as planned",
    "undated": "without a date",
}


class Item(NamedTuple):
    """An event that is not an edition, its lane and the reading of its date."""

    event: Event
    lane: str
    reading: Reading


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the timeline of a mechanism among the selected events."""
    stages = tuple(_stage(text, options) for text in options.stages)
    every = meetings(dataset, options.mechanism)
    editions = {m.event.id for m in every}
    found = [m for m in every if m.event.date][-options.limit :]
    items = [_item(dataset, event, options) for event in selection.of(dataset.events) if event.id not in editions]
    begin = _begin(found, items)
    drawn = _choose(items, found, begin, options)
    cites = [*(m.event.id for m in found), *(item.event.id for item in drawn)]
    data = (
        ("axis", _axis(found, drawn, begin)),
        ("editions", tuple(_edition_mark(m) for m in found)),
        ("gaps", _gaps(found, every)),
        ("stages", stages),
        ("lanes", _lanes(drawn, options)),
        ("notes", tuple(clean(options.words(note)) for note in _notes(every, found, items, drawn))),
    )
    return figure(
        "timeline",
        options,
        data=data,
        telling=_telling(dataset, options, every, drawn, stages),
        table=_table(every, items),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def _stage(text: str, options: ChartOptions) -> Stage:
    """Return a stage from `2015/2016: its name`.

    Raises:
        BriefgenError: there is no date before the colon, or no name after it (`bad-stage`).
    """
    date, _, name = (part.strip() for part in text.partition(":"))
    try:
        start, end = position(date)
    except ValueError:
        start = end = 0.0
    if not name or start >= end:
        hint = "write the years, a colon and a name, such as “2015/2016: two quiet years”"
        raise BriefgenError(Diagnostic("bad-stage", f"“{text}” is not a stage of a timeline", hint=hint))
    return Stage(start, end, clean(options.words(name)))


def _item(dataset: Dataset, event: Event, options: ChartOptions) -> Item:
    lane = OWN if event.mechanism and event.mechanism == options.mechanism else _LANE_OF.get(event.category, POLICY)
    return Item(event, lane, reading(dataset, event))


def _begin(found: Sequence[Meeting], items: Sequence[Item]) -> int:
    """Return the year the axis to scale begins with: about that of the first meeting, or where most events lie."""
    dated = sorted(
        parse(item.event.date).first().year for item in items if item.event.date and item.reading.kind != "undated"
    )
    dated = [year for year in dated if year > 1]
    first = next((parse(m.event.date).first().year for m in found), 0)
    if first > 1:
        begin = first - ((first - 1) in dated)
    elif dated and dated[-1] - dated[0] > 20:
        begin = dated[len(dated) // 3]
    else:
        return dated[0] if dated else 0
    return dated[0] if dated and begin - BEFORE_YEARS <= dated[0] < begin else begin


def _choose(items: Sequence[Item], found: Sequence[Meeting], begin: int, options: ChartOptions) -> tuple[Item, ...]:
    """Return the events to draw, in order of date: the most important, then those of the series or within the axis."""
    most = min(options.limit, MOST_NARROW if options.narrow else MOST) - (len(found) if options.narrow else 0)
    dated = [item for item in items if item.event.date]
    last = max((parse(m.event.date).last().year for m in found), default=9999)

    def rank(item: Item) -> tuple[int, bool, bool, int, str]:
        ends = parse(item.event.date)
        inside = begin <= ends.last().year and ends.first().year <= last + 1
        return (-item.event.importance, item.lane != OWN, not inside, ends.last().toordinal(), item.event.id)

    chosen = sorted(dated, key=rank)[: max(most, 4)]
    return tuple(sorted(chosen, key=lambda item: (position(item.event.date)[0], item.event.id)))


def _axis(found: Sequence[Meeting], drawn: Sequence[Item], begin: int) -> tuple[int, int, bool]:
    """Return the first year to scale, the year the axis ends before, and whether something lies before it."""
    dates = [parse(e.date) for e in (*(m.event for m in found), *(i.event for i in drawn)) if e.date]
    if not dates:
        return (0, 0, False)
    ends = [point.last().year for date in dates for point in date.points]
    before = any(position(item.event.date)[1] < begin for item in drawn)
    return (begin, max([begin, *ends]) + 1, before)


def _mark(event: Event, kind: str, name: str, reserves: Iterable[str], date: str = "") -> Mark:
    start, end = position(event.date)
    when = parse(event.date)
    opens = (when.start is None, when.end is None)
    return Mark(kind, name, date or short_date(event.date), ", ".join(reserves), start, end, *opens)


def _edition_mark(meeting: Meeting) -> Mark:
    return _mark(meeting.event, meeting.reading.kind, meeting.name, meeting.reading.reserves)


def _lanes(drawn: Sequence[Item], options: ChartOptions) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    return tuple(
        (clean(options.words(lane)), marks)
        for lane in (OWN, *_LANES)
        if (marks := tuple(_item_mark(item, options) for item in drawn if item.lane == lane))
    )


def _item_mark(item: Item, options: ChartOptions) -> Mark:
    return _mark(item.event, item.reading.kind, label(options, item.event.title), item.reading.reserves)


def _gaps(found: Sequence[Meeting], every: Sequence[Meeting]) -> tuple[Gap, ...]:
    """Return what is missing between two numbered meetings that follow one another."""
    dated = [m for m in found if m.edition.ordinal]
    known = {m.edition.ordinal for m in every}
    done = []
    for before, after in pairwise(dated):
        missing = [n for n in range((before.edition.ordinal or 0) + 1, after.edition.ordinal or 0) if n not in known]
        if missing:
            said = f"no. {missing[0]}" if len(missing) == 1 else f"nos {missing[0]}–{missing[-1]}"
            if len(missing) not in {1, missing[-1] - missing[0] + 1}:
                said = f"{len(missing)} editions"
            ends = position(before.event.date)[1], position(after.event.date)[0]
            done.append(Gap(*ends, f"{said}: no record"))
    return tuple(done)


def _notes(
    every: Sequence[Meeting], found: Sequence[Meeting], items: Sequence[Item], drawn: Sequence[Item]
) -> tuple[str, ...]:
    """Return what is in the table only."""
    editions = len(every) - len(found)
    undated = sum(not item.event.date for item in items)
    rest = len(items) - undated - len(drawn)
    said = [f"{editions:,} further {plural(editions, 'edition')}"] if editions else []
    if rest:
        said.append(f"{rest:,} further dated {plural(rest, 'event')}")
    if undated:
        said.append(f"{undated:,} undated {plural(undated, 'event')}")
    return (f"{listing(said)} {plural(editions + rest + undated, 'is', 'are')} in the table only.",) if said else ()


# ---------------------------------------------------------------- words


def _headline(found: Sequence[Meeting], drawn: Sequence[Item], *, series: bool) -> Inlines:
    if not found and not drawn:
        return say("No dated event is on record")
    if not found and not series:
        first, last = humanise(drawn[0].event.date), humanise(drawn[-1].event.date)
        span = f", {first}" if first == last else f", {first} to {last}"
        noun = plural(len(drawn), "event")
        return say("{n} dated {noun}{span}", n=counted(len(drawn), "dated events", begins=True), noun=noun, span=span)
    if not found:
        return say(
            "No meeting of the series is on record; {n} dated {noun} shown",
            n=counted(len(drawn), "dated events shown"),
            noun=plural(len(drawn), "event is", "events are"),
        )
    kinds = Counter(m.reading.kind for m in found)
    span = years(tuple(found))
    total = counted(len(found), "editions", begins=True)
    noun = plural(len(found), "edition") + (f", {span}" if span else "")
    if len(kinds) == 1:
        kind = next(iter(kinds))
        every = "" if len(found) == 1 else "all "
        return say("{n} {noun}: {every}{told}", n=total, noun=noun, every=every, told=_TOLD[kind])
    told = [
        say("{n} {words}", n=counted(kinds[kind], f"editions, date {kind}"), words=words)
        for kind, words in _TOLD.items()
        if kinds[kind]
    ]
    return (*say("{n} {noun}: ", n=total, noun=noun), *join(told))


def _telling(
    dataset: Dataset,
    options: ChartOptions,
    found: Sequence[Meeting],
    drawn: Sequence[Item],
    stages: Sequence[Stage],
) -> Telling:
    mechanism = dataset.mechanisms.get(options.mechanism)
    name = clean(mechanism.name) if mechanism else "the series"
    editions = "; ".join(_told(m.name, m.event, m.reading) for m in found)
    alt = f"Timeline of the editions of {name}: {editions or 'none on record'}." if options.mechanism else ""
    if drawn and not options.mechanism:
        alt = f"Timeline of {len(drawn)} {plural(len(drawn), 'event')}, from {humanise(drawn[0].event.date)}"
        alt += f" to {humanise(drawn[-1].event.date)}." if len(drawn) > 1 else "."
    elif drawn:
        alt += f" Around them, {len(drawn)} {plural(len(drawn), 'event')} from {humanise(drawn[0].event.date)}"
        alt += f" to {humanise(drawn[-1].event.date)}." if len(drawn) > 1 else "."
    details = " ".join(f"{_told(clean(i.event.title), i.event, i.reading)}." for i in drawn)
    if stages:
        alt += f" Its stages: {'; '.join(f'{stage.years}, {stage.name}' for stage in stages)}."
    return Telling(
        headline=_headline(found, drawn, series=bool(options.mechanism)),
        subtitle=f"Editions of {name} and the events around them; a mark’s shape says how its date is known",
        alt=alt,
        details=details,
    )


def _told(name: str, event: Event, reading: Reading) -> str:
    reserves = [r for r in reading.reserves if r != "undated"]
    return f"{name}, {humanise(event.date)}" + (f" ({', '.join(reserves)})" if reserves else "")


def _table(found: Sequence[Meeting], items: Sequence[Item]) -> Table:
    def row(event: Event, name: str, lane: str, reading: Reading) -> tuple[Any, Any]:
        known = KINDS.get(reading.kind, reading.kind)
        reserves = ", ".join(reading.reserves)
        order = (not event.date, position(event.date)[0] if event.date else 0.0, event.id)
        shown = listing([known, *([reserves] if reserves and reserves not in known else [])], "—")
        return order, cells(humanise(event.date), name, lane, shown)

    names = ((m, f"{m.name} edition" if m.edition.ordinal else "Edition") for m in found)
    rows = [row(m.event, f"{name}: {clean(m.event.title)}", "Editions", m.reading) for m, name in names]
    rows += [row(i.event, clean(i.event.title), i.lane, i.reading) for i in items]
    return Table(
        id="figure-timeline-data",
        caption=cells(f"Dates of the timeline ({len(rows):,} {plural(len(rows), 'row')})")[0],
        header=cells("Date", "What", "Lane", "How the date is known"),
        rows=tuple(cell for _, cell in sorted(rows, key=lambda r: r[0])),
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the timeline, in lanes on a page's width, as a list in a column; return its height in points."""
    return (swimlanes.draw if canvas.wide else rail.draw)(dict(spec.data), canvas)
