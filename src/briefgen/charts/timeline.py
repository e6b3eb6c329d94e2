"""Timeline: a mechanism's meetings on one lane, what surrounded them on others, each date as firm as it is known.

In: events chosen by the brief, all meetings of the mechanism. Out: a Figure; its picture. Of the other events the most
important are drawn, and the table has all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts import rail, swimlanes
from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cells,
    clean,
    figure,
    heads,
    label,
    supporters,
)
from briefgen.charts.marks import Gap, Mark, Stage, position
from briefgen.charts.sentences import counted, join, numbered, sentence
from briefgen.charts.series import Meeting, Reading, meetings, reading, years
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.model import Event
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

OWN, POLICY = "own", "policy"
_LANES = {
    "talks": "meeting visit summit conference exchange exercise",
    POLICY: "agreement policy law institution statement publication politics",
    "crises": "conflict",
    "people": "economy humanitarian refugees",
}
_LANE_OF = {category: lane for lane, categories in _LANES.items() for category in categories.split()}
MOST = 20
MOST_NARROW = 12
BEFORE_YEARS = 4  # a history longer than this before the first meeting is drawn apart, not to scale
_TOLD = ("stated", "disputed", "uncertain", "inferred", "planned", "undated")  # in the order a sentence has them


class Item(NamedTuple):
    """An event that is not an edition, its lane (`lane.<lane>`) and the reading of its date."""

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
        ("editions", tuple(_edition_mark(options.say, m) for m in found)),
        ("gaps", _gaps(options.say, found, every)),
        ("stages", stages),
        ("lanes", _lanes(drawn, options)),
        ("notes", tuple(clean(options.words(note)) for note in _notes(options.say, every, found, items, drawn))),
    )
    return figure(
        "timeline",
        options,
        data=data,
        telling=_telling(dataset, options, every, drawn, stages),
        table=_table(options.say, every, items),
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


def _mark(say: Say, event: Event, known: Reading, name: str) -> Mark:
    start, end = position(event.date)
    when = parse(event.date)
    opens = (when.start is None, when.end is None)
    return Mark(known.kind, name, say.short_date(event.date), ", ".join(known.told(say)), start, end, *opens)


def _edition_mark(say: Say, meeting: Meeting) -> Mark:
    return _mark(say, meeting.event, meeting.reading, meeting.name(say))


def _lanes(drawn: Sequence[Item], options: ChartOptions) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    return tuple(
        (clean(options.words(options.say(f"timeline.lane.{lane}"))), marks)
        for lane in (OWN, *_LANES)
        if (marks := tuple(_item_mark(item, options) for item in drawn if item.lane == lane))
    )


def _item_mark(item: Item, options: ChartOptions) -> Mark:
    return _mark(options.say, item.event, item.reading, label(options, item.event.title))


def _gaps(say: Say, found: Sequence[Meeting], every: Sequence[Meeting]) -> tuple[Gap, ...]:
    """Return what is missing between two numbered meetings that follow one another."""
    dated = [m for m in found if m.edition.ordinal]
    known = {m.edition.ordinal for m in every}
    done = []
    for before, after in pairwise(dated):
        missing = [n for n in range((before.edition.ordinal or 0) + 1, after.edition.ordinal or 0) if n not in known]
        if missing:
            whole = len(missing) == missing[-1] - missing[0] + 1
            form = "one" if len(missing) == 1 else "range" if whole else "many"
            said = say(f"timeline.gap.{form}", first=missing[0], last=missing[-1], n=len(missing))
            done.append(Gap(position(before.event.date)[1], position(after.event.date)[0], said))
    return tuple(done)


def _notes(
    say: Say, every: Sequence[Meeting], found: Sequence[Meeting], items: Sequence[Item], drawn: Sequence[Item]
) -> tuple[str, ...]:
    """Return what is in the table only."""
    editions = len(every) - len(found)
    undated = sum(not item.event.date for item in items)
    rest = len(items) - undated - len(drawn)
    counts = {"editions": editions, "dated": rest, "undated": undated}
    said = [say.some(number, f"timeline.left_{what}") for what, number in counts.items() if number]
    return (say.some(sum(counts.values()), "timeline.left", what=say.listing(said)),) if said else ()


# ---------------------------------------------------------------- words


def _headline(say: Say, found: Sequence[Meeting], drawn: Sequence[Item], *, series: bool) -> Inlines:
    if not found and not drawn:
        return sentence(say, "timeline.nothing")
    if not found and not series:
        n = counted(say, len(drawn), "dated events", begins=True)
        return numbered(say, len(drawn), "timeline.dated", n=n, when=_when(say, drawn))
    if not found:
        return numbered(say, len(drawn), "timeline.unmet", n=counted(say, len(drawn), "dated events shown"))
    kinds = Counter(m.reading.kind for m in found)
    span = years(tuple(found))
    n = counted(say, len(found), "editions", begins=True)
    editions = numbered(say, len(found), "timeline.editions_in" if span else "timeline.editions", n=n, years=span)
    if len(kinds) == 1:
        told = say(f"timeline.told.{next(iter(kinds))}")
        return numbered(say, len(found), "timeline.alike", editions=editions, told=told)
    some = [
        sentence(
            say,
            "timeline.some",
            n=counted(say, kinds[kind], f"editions, date {kind}"),
            told=say(f"timeline.told.{kind}"),
        )
        for kind in _TOLD
        if kinds[kind]
    ]
    return sentence(say, "timeline.unlike", editions=editions, told=join(say, some))


def _when(say: Say, drawn: Sequence[Item]) -> str:
    """Return the date of the first event, and that of the last where it is another."""
    first, last = say.date(drawn[0].event.date), say.date(drawn[-1].event.date)
    return first if first == last else say("timeline.span", first=first, last=last)


def _telling(
    dataset: Dataset,
    options: ChartOptions,
    found: Sequence[Meeting],
    drawn: Sequence[Item],
    stages: Sequence[Stage],
) -> Telling:
    say, mechanism = options.say, dataset.mechanisms.get(options.mechanism)
    name = clean(mechanism.name) if mechanism else say("timeline.the_series")
    alt = []
    if options.mechanism:
        editions = "; ".join(_told(say, m.name(say), m.event, m.reading) for m in found)
        alt.append(say("timeline.alt", name=name, editions=editions or say("timeline.alt_none")))
    if drawn:
        key = "timeline.alt_around" if options.mechanism else "timeline.alt_events"
        first, last = say.date(drawn[0].event.date), say.date(drawn[-1].event.date)
        alt.append(say.some(len(drawn), key, first=first, last=last))
    if stages:
        named = [say("timeline.alt_stage", years=stage.years, name=stage.name) for stage in stages]
        alt.append(say("timeline.alt_stages", stages="; ".join(named)))
    return Telling(
        headline=_headline(say, found, drawn, series=bool(options.mechanism)),
        subtitle=say("timeline.subtitle", name=name),
        alt=" ".join(alt),
        details=" ".join(f"{_told(say, clean(i.event.title), i.event, i.reading)}." for i in drawn),
    )


def _told(say: Say, name: str, event: Event, reading: Reading) -> str:
    date, reserves = say.date(event.date), ", ".join(reading.beside(say))
    return say("timeline.item_reserved" if reserves else "timeline.item", name=name, date=date, reserves=reserves)


def _table(say: Say, found: Sequence[Meeting], items: Sequence[Item]) -> Table:
    def row(event: Event, name: str, lane: str, reading: Reading) -> tuple[Any, Any]:
        known, reserves = say(f"kind.{reading.kind}"), ", ".join(reading.told(say))
        order = (not event.date, position(event.date)[0] if event.date else 0.0, event.id)
        shown = known if reserves in known else f"{known} — {reserves}"
        return order, cells(say.date(event.date), name, say(f"timeline.lane.{lane}"), shown)

    rows = [row(m.event, _entry(say, m), "editions", m.reading) for m in found]
    rows += [row(i.event, clean(i.event.title), i.lane, i.reading) for i in items]
    return Table(
        id="figure-timeline-data",
        caption=cells(say.some(len(rows), "timeline.caption"))[0],
        header=heads(say, "timeline.head.date", "timeline.head.what", "timeline.head.lane", "timeline.head.kind"),
        rows=tuple(cell for _, cell in sorted(rows, key=lambda r: r[0])),
    )


def _entry(say: Say, meeting: Meeting) -> str:
    """Return an edition as the table has it: its number, then its title."""
    key = "timeline.edition" if meeting.edition.ordinal else "timeline.an_edition"
    edition = say(key, name=meeting.name(say))
    return say("timeline.row_edition", edition=edition, title=clean(meeting.event.title))


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the timeline, in lanes on a page's width, as a list in a column; return its height in points."""
    return (swimlanes.draw if canvas.wide else rail.draw)(dict(spec.data), canvas)
