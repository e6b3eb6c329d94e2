"""Participation: who took part in which meeting, as the documents put it, each way with a glyph of its own.

In: the participation rows of a mechanism and its meetings. Out: a Figure; its picture. A phrase that covers many
(“European nations”) has a row of its own and is never turned into the attendance of any one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cells,
    clean,
    figure,
    heads,
    label,
    name_of,
    supporters,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.charts.sentences import counted, left_out, numbered, sentence
from briefgen.charts.series import Meeting, meetings
from briefgen.dataset import Dataset
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Participation
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

WAYS = ("withdrew", "declined", "named", "inferred", "expected", "invited", "sweeping-phrase")
ABSENT_GLYPH = (("dash", "muted"),)
GLYPHS = {
    "withdrew": ("cross", "warn"),
    "declined": ("cross", "warn"),
    "named": ("full", "accent"),
    "inferred": ("ring", "accent"),
    "expected": ("triangle", "accent2"),
    "invited": ("triangle", "accent2"),
    "sweeping-phrase": ("band", "muted"),
}
KEY = ("named", "inferred", "invited", "withdrew", "sweeping-phrase")  # one way of each glyph, in the order of the key
GENERAL = "*"


@dataclass(frozen=True, slots=True)
class Attendance:
    """All that is said: rows of actors and of phrases, columns of meetings, and the ways each pair is put."""

    meetings: tuple[Meeting, ...]
    general: bool
    actors: tuple[str, ...]
    phrases: tuple[str, ...]
    persons: tuple[str, ...]
    said: dict[tuple[str, str], tuple[str, ...]]
    rows: tuple[Participation, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns: an event's id each, then the mechanism as a whole."""
        return (*(m.event.id for m in self.meetings), *((GENERAL,) if self.general else ()))


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return who took part in the meetings of a mechanism.

    The selection is not asked: an actor left out of the matrix would be told as not mentioned.
    """
    del selection
    found = _attendance(dataset, options.mechanism)
    matrix = _matrix(dataset, options, found)
    cites = [*(row.id for row in found.rows), *(m.edition.id for m in found.meetings)]
    return figure(
        "participation",
        options,
        data=matrix.data(),
        telling=_telling(dataset, options.say, found),
        table=_table(dataset, options.say, found),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def _attendance(dataset: Dataset, mechanism: str) -> Attendance:
    found = meetings(dataset, mechanism)
    columns = {mechanism: GENERAL}
    for meeting in found:
        columns |= {meeting.event.id: meeting.event.id, meeting.edition.id: meeting.event.id}
    rows = tuple(row for row in dataset.participation.values() if row.subject in columns)
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        key = (row.actor, columns[row.subject])
        said[key] = tuple(sorted({*said.get(key, ()), row.status}, key=WAYS.index))
    kinds = {row.actor: _kind(dataset, row.actor) for row in rows}
    for row in rows:
        if row.status == "sweeping-phrase":
            kinds[row.actor] = "group"
    order = sorted(kinds, key=lambda actor: (kinds[actor] != "state", *_weight(actor, said), actor))
    return Attendance(
        found,
        general=any(column == GENERAL for _, column in said),
        actors=tuple(a for a in order if kinds[a] not in {"group", "person"}),
        phrases=tuple(a for a in order if kinds[a] == "group"),
        persons=tuple(a for a in order if kinds[a] == "person"),
        said=said,
        rows=rows,
    )


def _kind(dataset: Dataset, key: str) -> str:
    actor = dataset.actors.get(key)
    return actor.kind if actor else "organisation"


def _weight(actor: str, said: dict[tuple[str, str], tuple[str, ...]]) -> tuple[int, int]:
    """Return a sorting key: those most often named first, then those most often mentioned."""
    mine = [statuses for (who, _), statuses in said.items() if who == actor]
    return -sum("named" in statuses for statuses in mine), -len(mine)


def _matrix(dataset: Dataset, options: ChartOptions, found: Attendance) -> Matrix:
    say = options.say

    def row(actor: str, absent: tuple[tuple[str, str], ...] = ()) -> Row:
        ways = (found.said.get((actor, column), ()) for column in found.columns)
        glyphs = tuple(Cell(tuple(dict.fromkeys(GLYPHS[s] for s in statuses)) or absent) for statuses in ways)
        return Row(label(options, name_of(dataset, actor)), glyphs)

    columns = [_column(m, options) for m in found.meetings]
    if found.general:
        general = say("chart.any" if options.narrow else "chart.in_general")
        columns.append(Column(clean(options.words(general)), apart=True))
    actors, phrases = found.actors[: options.limit], found.phrases[: options.limit]
    used = {GLYPHS[status] for statuses in found.said.values() for status in statuses}
    looks = [GLYPHS[way] for way in KEY if GLYPHS[way] in used]
    key = [(*look, clean(options.words(say(f"participation.key.{look[0]}")))) for look in looks]
    rest = len(found.actors) - len(actors) + len(found.phrases) - len(phrases)
    persons = (say.some(len(found.persons), "participation.persons"),) if found.persons else ()
    return Matrix(
        columns=tuple(columns),
        groups=(
            ("", tuple(row(a, ABSENT_GLYPH) for a in actors if _kind(dataset, a) == "state")),
            (
                clean(options.words(say("participation.organisations"))),
                tuple(row(a, ABSENT_GLYPH) for a in actors if _kind(dataset, a) != "state"),
            ),
            (clean(options.words(say("participation.phrases"))), tuple(row(a) for a in phrases)),
        ),
        key=(*key, ("dash", "muted", say("participation.way.absent"))) if key else (),
        notes=(*left_out(say, rest, "rows"), *persons),
        nothing=say("participation.nothing"),
    )


def _column(meeting: Meeting, options: ChartOptions) -> Column:
    say = options.say
    reserves = tuple(clean(options.words(words)) for words in meeting.reading.beside(say))
    return Column(meeting.name(say), clean(say.short_date(meeting.event.date)), reserves)


# ---------------------------------------------------------------- words


def _headline(dataset: Dataset, say: Say, found: Attendance) -> Inlines:
    states = [a for a in found.actors if _kind(dataset, a) == "state"]
    named = {m.event.id: [a for a in states if "named" in found.said.get((a, m.event.id), ())] for m in found.meetings}
    gone = _gone(dataset, say, found)
    if not found.rows:
        return sentence(say, "participation.unsaid")
    total = len(found.meetings)
    some = [m for m in found.meetings if named[m.event.id]]
    if not some:
        head = sentence(say, "participation.unnamed")
    else:
        most = max(some, key=lambda m: len(named[m.event.id]))
        one_of = say("participation.which_of", date=say.short_date(most.event.date))
        head = numbered(
            say,
            total,
            "participation.named",
            some=counted(say, len(some), "editions with a country named"),
            total=counted(say, total, "editions"),
            which=most.name(say) if most.edition.ordinal else one_of,
            n=counted(say, len(named[most.event.id]), f"countries named, {most.event.id}"),
        )
    return sentence(say, "participation.with_gone", head=head, gone=gone) if gone else head


def _gone(dataset: Dataset, say: Say, found: Attendance) -> str:
    """Return who stayed away, while that can be said in a few words."""
    said = [
        say(f"participation.gone.{status}", actor=name_of(dataset, actor), meeting=meeting.name(say))
        for meeting in found.meetings
        for actor in found.actors
        for status in found.said.get((actor, meeting.event.id), ())
        if status in {"withdrew", "declined"}
    ]
    if len(said) > 2:
        return say("participation.gone.many", n=say.number(len(said)))
    return say.listing(said)


def _telling(dataset: Dataset, say: Say, found: Attendance) -> Telling:
    def told(column: str, name: str) -> str:
        ways = []
        for way in WAYS:
            shown = (*found.actors, *found.phrases)
            who = [name_of(dataset, a) for a in shown if way in found.said.get((a, column), ())]
            words = say(f"participation.way.{way}")
            ways += [say("participation.told_way", way=words, actors=say.listing(who))] if who else []
        return say("participation.told", meeting=name, ways="; ".join(ways) or say("participation.told_none"))

    columns = [
        (m.event.id, say("chart.meeting_on", name=m.name(say), date=say.date(m.event.date))) for m in found.meetings
    ]
    columns += [(GENERAL, say("chart.in_general"))] if found.general else []
    actors = say.some(len(found.actors), "count.actors")
    alt = say("participation.alt", actors=actors, editions=say.some(len(found.meetings), "count.editions"))
    said = [told(*column) for column in columns] if found.rows else [say("participation.alt_nothing")]
    return Telling(
        headline=_headline(dataset, say, found),
        subtitle=say("participation.subtitle"),
        alt=" ".join([alt, *said[:6]]),
        details=" ".join(said[6:]),
    )


def _table(dataset: Dataset, say: Say, found: Attendance) -> Table:
    columns = [say("chart.meeting_head", name=m.name(say), date=say.date(m.event.date)) for m in found.meetings]
    columns += [say("chart.in_general")] * found.general
    words = {way: say(f"participation.way.{way}") for way in (*WAYS, "absent")}
    rows: list[tuple[Any, ...]] = []
    for actor in (*found.actors, *found.persons, *found.phrases):
        ways = (", ".join(words[s] for s in found.said.get((actor, c), ("absent",))) for c in found.columns)
        rows.append(cells(name_of(dataset, actor), *ways))
    return Table(
        id="figure-participation-data",
        caption=heads(say, "participation.caption")[0],
        header=(*heads(say, "participation.head.actor"), *cells(*columns)),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
