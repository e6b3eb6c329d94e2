"""Mechanisms compared: since when, on which track, who belongs, what has become of each; what no source says is pale.

In: the selected mechanisms and the one the brief is about. Out: a Figure; its picture. A state left blank is not among
those the sources list; pale stripes mean that they list none at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefgen.charts.frame import (
    ChartOptions,
    Telling,
    cardinal,
    cells,
    clean,
    counted,
    figure,
    label,
    listing,
    name_of,
    plural,
    say,
    share,
    short_of,
    supporters,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.charts.series import GLYPH, KINDS, dated, short_date
from briefgen.dataset import Dataset
from briefgen.dates import humanise, parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Mechanism
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

MOST = 12
MOST_MEMBERS = 7  # columns
MOST_ITEMS = 4  # of an agenda
UNSAID = "not in the sources"
VOID = Cell((("void", "faint"),))
STATUS = {
    "active": ("full", "accent"),
    "dormant": ("half", "accent"),
    "proposed": ("diamond", "accent2"),
    "planned": ("diamond", "accent2"),
    "ended": ("cross", "muted"),
}


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the selected mechanisms side by side, the most important and oldest first."""
    found = _found(dataset, selection, options)
    cites = [mechanism.id for mechanism in found]
    return figure(
        "mechanisms",
        options,
        data=_matrix(dataset, options, found).data(),
        telling=_telling(dataset, found),
        table=_table(dataset, found),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def _found(dataset: Dataset, selection: Selection, options: ChartOptions) -> tuple[Mechanism, ...]:
    own = dataset.mechanisms.get(options.mechanism)
    rest = [mechanism for mechanism in selection.of(dataset.mechanisms) if mechanism is not own]
    return (*([own] if own else []), *sorted(rest, key=_order))


def _order(mechanism: Mechanism) -> tuple[int, bool, int, str]:
    since = parse(mechanism.since).first().toordinal() if mechanism.since else 0
    return -mechanism.importance, not mechanism.since, since, mechanism.id


def _matrix(dataset: Dataset, options: ChartOptions, found: Sequence[Mechanism]) -> Matrix:
    drawn = found[: min(options.limit, MOST)]
    who = () if options.narrow else _heads(drawn)
    others = any(set(m.members) - set(who) for m in drawn) and not options.narrow
    columns = [Column(clean(options.words(name))) for name in ("Since", "Track")]
    columns += [Column(label(options, short_of(dataset, key)), apart=not n) for n, key in enumerate(who)]
    columns += [Column(clean(options.words("Others")))] * others
    columns.append(Column(clean(options.words("Status")), apart=True))
    rows = [
        Row(
            label(options, mechanism.name),
            (
                _since(dataset, mechanism),
                Cell(words=clean(mechanism.track)) if mechanism.track else VOID,
                *_members(mechanism, who, others=others),
                _status(mechanism, options),
            ),
            under=_under(dataset, mechanism, options),
        )
        for mechanism in drawn
    ]
    rest = len(found) - len(drawn)
    return Matrix(
        columns=tuple(columns) if rows else (),
        groups=(("", tuple(rows)),),
        key=_key(rows, options),
        notes=(f"{rest:,} further {plural(rest, 'mechanism')} in the table only.",) if rest else (),
        nothing="No mechanism is on record",
        packed=True,
        lines=4,
        share=0.24,
    )


def _heads(drawn: Sequence[Mechanism]) -> tuple[str, ...]:
    """Return the members that get a column: all where they are few, else those of several mechanisms."""
    counts = Counter(who for mechanism in drawn for who in dict.fromkeys(mechanism.members))
    least = 1 if len(counts) <= MOST_MEMBERS else 2
    return tuple(who for who, times in counts.most_common(MOST_MEMBERS) if times >= least)


def _since(dataset: Dataset, mechanism: Mechanism) -> Cell:
    """Return the beginning, its glyph before it where the date is not plainly stated."""
    if not mechanism.since:
        return VOID
    kind = dated(dataset, mechanism.id, mechanism.since, mechanism.date_from, "since").kind
    glyphs = () if kind == "stated" else ((GLYPH[kind], "ink"),)
    return Cell(glyphs, clean(short_date(mechanism.since)))


def _members(mechanism: Mechanism, who: Sequence[str], *, others: bool) -> tuple[Cell, ...]:
    if not mechanism.members:
        return (VOID,) * (len(who) + others)
    rest = len(set(mechanism.members) - set(who))
    known = tuple(Cell((("full", "accent"),)) if key in mechanism.members else Cell() for key in who)
    return (*known, *((Cell(words=f"+{rest}" if rest else ""),) if others else ()))


def _status(mechanism: Mechanism, options: ChartOptions) -> Cell:
    if not mechanism.status:
        return VOID
    return Cell((STATUS[mechanism.status],), "" if options.narrow else clean(options.words(mechanism.status)))


def _under(dataset: Dataset, mechanism: Mechanism, options: ChartOptions) -> str:
    """Return the agenda in words, in a column after the members."""
    items = [clean(item) for item in mechanism.agenda]
    rest = len(items) - MOST_ITEMS
    more = [f"{cardinal(rest)} more {plural(rest, 'item')}"] if rest > 0 else []
    agenda = f"Agenda: {listing([*items[:MOST_ITEMS], *more])}" if items else f"Agenda {UNSAID}"
    if not options.narrow:
        return clean(options.words(agenda))
    names = listing([name_of(dataset, key) for key in mechanism.members])
    who = f"Members: {names}. " if names else f"Members {UNSAID}. "
    return clean(options.words(who + agenda))


def _key(rows: Sequence[Row], options: ChartOptions) -> tuple[tuple[str, str, str], ...]:
    used = {glyph for row in rows for cell in row.cells for glyph in cell.glyphs}
    dates = {row.cells[0].glyphs for row in rows}
    key = [(GLYPH[kind], "ink", words) for kind, words in KINDS.items() if ((GLYPH[kind], "ink"),) in dates]
    if not options.narrow and any(
        cell.glyphs == (("full", "accent"),) and not cell.words for r in rows for cell in r.cells
    ):
        key.insert(0, ("full", "accent", "belongs to it or takes part"))
    if options.narrow:
        said = {glyph: " or ".join(s for s, g in STATUS.items() if g == glyph) for glyph in STATUS.values()}
        key += [(*glyph, words) for glyph, words in said.items() if glyph in used]
    key += [("void", "faint", UNSAID)] if ("void", "faint") in used else []
    return tuple((glyph, colour, clean(options.words(words))) for glyph, colour, words in key)


# ---------------------------------------------------------------- words


def _headline(found: Sequence[Mechanism]) -> Inlines:
    if not found:
        return say("No mechanism is on record")
    total = len(found)
    active = sum(mechanism.status == "active" for mechanism in found)
    silent = sum(not mechanism.members for mechanism in found)
    head = share(active, total, "mechanism", "mechanisms, status active")
    verb = plural(active or 1, " is active", " are active")
    tail = say("; of {n} no source names a member", n=counted(silent, "mechanisms without members in the sources"))
    return (*head, *say(verb), *(tail if silent else ()))


def _telling(dataset: Dataset, found: Sequence[Mechanism]) -> Telling:
    def told(mechanism: Mechanism) -> str:
        name, since, track, members, agenda, status = _facts(dataset, mechanism)
        return f"{name}: since {since}; track {track}; members {members}; status {status}; agenda {agenda}."

    said = [told(mechanism) for mechanism in found]
    return Telling(
        headline=_headline(found),
        subtitle="How old each is, on which track, who belongs to it or takes part, and what has become of it",
        alt=" ".join([f"Matrix of {len(found)} {plural(len(found), 'mechanism')}.", *said[:4]]),
        details=" ".join(said[4:]),
    )


def _facts(dataset: Dataset, mechanism: Mechanism) -> tuple[str, ...]:
    return (
        clean(mechanism.name),
        humanise(mechanism.since) if mechanism.since else UNSAID,
        clean(mechanism.track) or UNSAID,
        listing([name_of(dataset, key) for key in mechanism.members]) or UNSAID,
        listing([clean(item) for item in mechanism.agenda]) or UNSAID,
        mechanism.status or UNSAID,
    )


def _table(dataset: Dataset, found: Sequence[Mechanism]) -> Table:
    return Table(
        id="figure-mechanisms-data",
        caption=cells("Mechanisms compared")[0],
        header=cells("Mechanism", "Since", "Track", "Members or participants", "Agenda", "Status"),
        rows=tuple(cells(*_facts(dataset, mechanism)) for mechanism in found),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
