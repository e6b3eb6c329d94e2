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
    cells,
    clean,
    figure,
    heads,
    label,
    name_of,
    short_of,
    supporters,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.charts.sentences import counted, left_out, sentence, share
from briefgen.charts.series import GLYPH, KINDS, dated
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Mechanism
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

MOST = 12
MOST_MEMBERS = 7  # columns
MOST_ITEMS = 4  # of an agenda
FACTS = ("name", "since", "track", "members", "agenda", "status")
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
        telling=_telling(dataset, options.say, found),
        table=_table(dataset, options.say, found),
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
    def named(key: str) -> str:
        return clean(options.words(say(f"mechanisms.{key}")))

    say, drawn = options.say, found[: min(options.limit, MOST)]
    who = () if options.narrow else _columns(drawn)
    others = any(set(m.members) - set(who) for m in drawn) and not options.narrow
    columns = [Column(named("head.since")), Column(named("head.track"))]
    columns += [Column(label(options, short_of(dataset, key)), apart=not n) for n, key in enumerate(who)]
    columns += [Column(named("others"))] * others
    columns.append(Column(named("head.status"), apart=True))
    rows = [
        Row(
            label(options, mechanism.name),
            (
                _since(dataset, say, mechanism),
                Cell(words=clean(mechanism.track)) if mechanism.track else VOID,
                *_members(mechanism, who, others=others),
                _status(mechanism, options),
            ),
            under=_under(dataset, mechanism, options),
        )
        for mechanism in drawn
    ]
    return Matrix(
        columns=tuple(columns) if rows else (),
        groups=(("", tuple(rows)),),
        key=_key(rows, options),
        notes=left_out(say, len(found) - len(drawn), "mechanisms"),
        nothing=say("mechanisms.nothing"),
        packed=True,
        lines=4,
        share=0.24,
    )


def _columns(drawn: Sequence[Mechanism]) -> tuple[str, ...]:
    """Return the members that get a column: all where they are few, else those of several mechanisms."""
    counts = Counter(who for mechanism in drawn for who in dict.fromkeys(mechanism.members))
    least = 1 if len(counts) <= MOST_MEMBERS else 2
    return tuple(who for who, times in counts.most_common(MOST_MEMBERS) if times >= least)


def _since(dataset: Dataset, say: Say, mechanism: Mechanism) -> Cell:
    """Return the beginning, its glyph before it where the date is not plainly stated."""
    if not mechanism.since:
        return VOID
    kind = dated(dataset, mechanism.id, mechanism.since, mechanism.date_from, "since").kind
    glyphs = () if kind == "stated" else ((GLYPH[kind], "ink"),)
    return Cell(glyphs, clean(say.short_date(mechanism.since)))


def _members(mechanism: Mechanism, who: Sequence[str], *, others: bool) -> tuple[Cell, ...]:
    if not mechanism.members:
        return (VOID,) * (len(who) + others)
    rest = len(set(mechanism.members) - set(who))
    known = tuple(Cell((("full", "accent"),)) if key in mechanism.members else Cell() for key in who)
    return (*known, *((Cell(words=f"+{rest}" if rest else ""),) if others else ()))


def _status(mechanism: Mechanism, options: ChartOptions) -> Cell:
    if not mechanism.status:
        return VOID
    words = options.say(f"mechanisms.status.{mechanism.status}")
    return Cell((STATUS[mechanism.status],), "" if options.narrow else clean(options.words(words)))


def _under(dataset: Dataset, mechanism: Mechanism, options: ChartOptions) -> str:
    """Return the agenda in words, in a column after the members."""
    say, items = options.say, [clean(item) for item in mechanism.agenda]
    rest = len(items) - MOST_ITEMS
    items[MOST_ITEMS:] = [_more(say, rest)] if rest > 0 else []
    said = say("mechanisms.agenda" if items else "mechanisms.agenda_unsaid", items=say.listing(items))
    if options.narrow:
        names = say.listing([name_of(dataset, key) for key in mechanism.members])
        said = say("mechanisms.members" if names else "mechanisms.members_unsaid", names=names, agenda=said)
    return clean(options.words(said))


def _more(say: Say, rest: int) -> str:
    return say(f"mechanisms.agenda_more.{'one' if rest == 1 else 'many'}", n=say.cardinal(rest))


def _key(rows: Sequence[Row], options: ChartOptions) -> tuple[tuple[str, str, str], ...]:
    used = {glyph for row in rows for cell in row.cells for glyph in cell.glyphs}
    dates = {row.cells[0].glyphs for row in rows}
    say = options.say
    key = [(GLYPH[kind], "ink", say(f"kind.{kind}")) for kind in KINDS if ((GLYPH[kind], "ink"),) in dates]
    if not options.narrow and any(
        cell.glyphs == (("full", "accent"),) and not cell.words for r in rows for cell in r.cells
    ):
        key.insert(0, ("full", "accent", say("mechanisms.key.member")))
    if options.narrow:
        kinds = {
            look: [say(f"mechanisms.status.{s}") for s, g in STATUS.items() if g == look] for look in STATUS.values()
        }
        key += [(*look, say.listing(words, "or")) for look, words in kinds.items() if look in used]
    key += [("void", "faint", say("mechanisms.unsaid"))] if ("void", "faint") in used else []
    return tuple((glyph, colour, clean(options.words(words))) for glyph, colour, words in key)


# ---------------------------------------------------------------- words


def _headline(say: Say, found: Sequence[Mechanism]) -> Inlines:
    if not found:
        return sentence(say, "mechanisms.nothing")
    active = sum(mechanism.status == "active" for mechanism in found)
    silent = sum(not mechanism.members for mechanism in found)
    what = "mechanisms, status active"
    head = share(say, active, len(found), "mechanisms.active", what=what, of="mechanisms")
    n = counted(say, silent, "mechanisms without members in the sources")
    return sentence(say, "mechanisms.silent", head=head, n=n) if silent else head


def _telling(dataset: Dataset, say: Say, found: Sequence[Mechanism]) -> Telling:
    def told(mechanism: Mechanism) -> str:
        return say("mechanisms.told", **dict(zip(FACTS, _facts(dataset, say, mechanism), strict=True)))

    said = [told(mechanism) for mechanism in found]
    alt = say("mechanisms.alt", mechanisms=say.some(len(found), "count.mechanisms"))
    return Telling(
        headline=_headline(say, found),
        subtitle=say("mechanisms.subtitle"),
        alt=" ".join([alt, *said[:4]]),
        details=" ".join(said[4:]),
    )


def _facts(dataset: Dataset, say: Say, mechanism: Mechanism) -> tuple[str, ...]:
    """Return what `FACTS` name."""
    unsaid = say("mechanisms.unsaid")
    return (
        clean(mechanism.name),
        say.date(mechanism.since) if mechanism.since else unsaid,
        clean(mechanism.track) or unsaid,
        say.listing([name_of(dataset, key) for key in mechanism.members]) or unsaid,
        say.listing([clean(item) for item in mechanism.agenda]) or unsaid,
        say(f"mechanisms.status.{mechanism.status}") if mechanism.status else unsaid,
    )


def _table(dataset: Dataset, say: Say, found: Sequence[Mechanism]) -> Table:
    return Table(
        id="figure-mechanisms-data",
        caption=heads(say, "mechanisms.caption")[0],
        header=heads(say, *(f"mechanisms.head.{fact}" for fact in FACTS)),
        rows=tuple(cells(*_facts(dataset, say, mechanism)) for mechanism in found),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
