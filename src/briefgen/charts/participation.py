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
    counted,
    figure,
    label,
    listing,
    name_of,
    plural,
    say,
    supporters,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.charts.series import Meeting, meetings, short_date
from briefgen.dataset import Dataset
from briefgen.dates import humanise
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Participation
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

WORDS = {
    "withdrew": "withdrew",
    "declined": "declined",
    "named": "named as taking part",
    "inferred": "inferred",
    "expected": "expected",
    "invited": "invited",
    "sweeping-phrase": "covered by a sweeping phrase",
}
ABSENT = "not mentioned"
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
KEY = (
    ("full", "accent", "named", ("named",)),
    ("ring", "accent", "inferred", ("inferred",)),
    ("triangle", "accent2", "invited or expected", ("invited", "expected")),
    ("cross", "warn", "withdrew or declined", ("withdrew", "declined")),
    ("band", "muted", "sweeping phrase", ("sweeping-phrase",)),
)
GENERAL = "*"
_RANK = tuple(WORDS)


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
        telling=_telling(dataset, found),
        table=_table(dataset, found),
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
        said[key] = tuple(sorted({*said.get(key, ()), row.status}, key=_RANK.index))
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
    def row(actor: str, absent: tuple[tuple[str, str], ...] = ()) -> Row:
        ways = (found.said.get((actor, column), ()) for column in found.columns)
        glyphs = tuple(Cell(tuple(dict.fromkeys(GLYPHS[s] for s in statuses)) or absent) for statuses in ways)
        return Row(label(options, name_of(dataset, actor)), glyphs)

    columns = [_column(m, options) for m in found.meetings]
    if found.general:
        columns.append(Column(clean(options.words("Any" if options.narrow else "In general")), "", (), apart=True))
    actors, phrases = found.actors[: options.limit], found.phrases[: options.limit]
    used = {status for statuses in found.said.values() for status in statuses}
    key = [
        (glyph, colour, clean(options.words(words))) for glyph, colour, words, statuses in KEY if used & set(statuses)
    ]
    rest = len(found.actors) - len(actors) + len(found.phrases) - len(phrases)
    notes = [f"{rest:,} further {plural(rest, 'row')} in the table only."] if rest else []
    if found.persons:
        notes.append(
            f"{len(found.persons):,} {plural(len(found.persons), 'person', 'persons')} named in the table only."
        )
    return Matrix(
        columns=tuple(columns),
        groups=(
            ("", tuple(row(a, ABSENT_GLYPH) for a in actors if _kind(dataset, a) == "state")),
            (
                clean(options.words("Organisations")),
                tuple(row(a, ABSENT_GLYPH) for a in actors if _kind(dataset, a) != "state"),
            ),
            (clean(options.words("Groups named only by a phrase")), tuple(row(a) for a in phrases)),
        ),
        key=(*key, ("dash", "muted", ABSENT)) if key else (),
        notes=tuple(notes),
        nothing="No participation is on record",
    )


def _column(meeting: Meeting, options: ChartOptions) -> Column:
    date = short_date(meeting.event.date)
    return Column(
        meeting.name, clean(date), tuple(clean(options.words(r)) for r in meeting.reading.reserves if r != "undated")
    )


# ---------------------------------------------------------------- words


def _headline(dataset: Dataset, found: Attendance) -> Inlines:
    states = [a for a in found.actors if _kind(dataset, a) == "state"]
    named = {m.event.id: [a for a in states if "named" in found.said.get((a, m.event.id), ())] for m in found.meetings}
    gone = _gone(dataset, found)
    if not found.rows:
        return say("No document says who took part")
    total = len(found.meetings)
    some = [m for m in found.meetings if named[m.event.id]]
    if not some:
        head = say("No meeting of the series has a country named as taking part")
    else:
        most = max(some, key=lambda m: len(named[m.event.id]))
        number = len(named[most.event.id])
        head = say(
            "Countries are named at {some} of {total} {noun}, most at the {which} ({n})",
            some=counted(len(some), "editions with a country named"),
            total=counted(total, "editions"),
            noun=plural(total, "edition"),
            which=most.name if most.edition.ordinal else f"one of {short_date(most.event.date)}",
            n=counted(number, f"countries named, {most.event.id}"),
        )
    return (*head, *say("; {gone}", gone=gone)) if gone else head


def _gone(dataset: Dataset, found: Attendance) -> str:
    """Return who stayed away, while that can be said in a few words."""
    said = [
        f"{name_of(dataset, actor)} {status} {'from ' if status == 'withdrew' else ''}the {meeting.name}"
        for meeting in found.meetings
        for actor in found.actors
        for status in found.said.get((actor, meeting.event.id), ())
        if status in {"withdrew", "declined"}
    ]
    if len(said) > 2:
        return f"{len(said)} withdrawals or refusals are reported"
    return listing(said)


def _telling(dataset: Dataset, found: Attendance) -> Telling:
    def told(column: str, name: str) -> str:
        parts = []
        for status, words in WORDS.items():
            who = [
                name_of(dataset, a)
                for a in (*found.actors, *found.phrases)
                if status in found.said.get((a, column), ())
            ]
            if who:
                parts.append(f"{words}: {listing(who)}")
        return f"{name}: {'; '.join(parts) or 'no one mentioned'}."

    columns = [(m.event.id, f"{m.name}, {humanise(m.event.date)}") for m in found.meetings]
    columns += [(GENERAL, "In general")] if found.general else []
    actors = f"{len(found.actors)} {plural(len(found.actors), 'actor')}"
    size = f"{actors} and {len(found.meetings)} {plural(len(found.meetings), 'edition')}"
    said = [told(*column) for column in columns[:6]] if found.rows else ["No participation is on record."]
    alt = " ".join([f"Matrix of {size}.", *said])
    return Telling(
        headline=_headline(dataset, found),
        subtitle="Who took part in which edition, as the documents put it; a sweeping phrase is no one’s attendance",
        alt=alt,
        details=" ".join(told(*c) for c in columns[6:]),
    )


def _table(dataset: Dataset, found: Attendance) -> Table:
    heads = [f"{m.name} ({humanise(m.event.date)})" for m in found.meetings] + ["In general"] * found.general
    rows: list[tuple[Any, ...]] = []
    for actor in (*found.actors, *found.persons, *found.phrases):
        ways = (", ".join(WORDS[s] for s in found.said.get((actor, c), ())) or ABSENT for c in found.columns)
        rows.append(cells(name_of(dataset, actor), *ways))
    return Table(
        id="figure-participation-data",
        caption=cells("Participation by edition")[0],
        header=cells("Actor or phrase", *heads),
        rows=tuple(rows),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
