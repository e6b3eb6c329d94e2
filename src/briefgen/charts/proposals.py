"""Proposals: who should do what about which theme, a dot each, firm ones told from tentative and implied ones.

In: the selected recommendations and what bears on them. Out: a Figure; its picture. A proposal to several addressees
has a dot at each, and counts once in the total; one that two voices make is larger, one that a source qualifies or
contradicts is struck through.
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
from briefgen.charts.sentences import counted, left_out, numbered, sentence
from briefgen.dataset import Dataset
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Recommendation
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

FIRMNESS = {"request": "firm", "should": "firm", "could": "tentative", "tentative": "tentative", "implied": "implied"}
GLYPHS = {"firm": ("full", "accent"), "tentative": ("ring", "accent"), "implied": ("diamond", "accent2")}
LARGE, STRUCK = "large", "struck"
MARKS = {LARGE: "muted", STRUCK: "warn"}
MOST_COLUMNS = 7
MOST_DOTS = 15
NO_ONE, OTHERS = "*no_one", "*others"  # columns that stand for no one addressee


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the selected proposals by addressee and theme."""
    rows = selection.of(dataset.recommendations)
    columns = _columns(rows, MOST_COLUMNS)
    cites = [row.id for row in rows]
    return figure(
        "proposals",
        options,
        data=(_strip(dataset, options, rows) if options.narrow else _matrix(dataset, options, rows, columns)).data(),
        telling=_telling(dataset, options.say, rows),
        table=_table(dataset, options.say, rows),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def themes(rows: Sequence[Recommendation]) -> tuple[str, ...]:
    """Return the themes, those with most proposals first."""
    counts = Counter(row.theme for row in rows)
    return tuple(sorted(counts, key=lambda theme: (-counts[theme], theme)))


def _columns(rows: Sequence[Recommendation], most: int) -> tuple[str, ...]:
    """Return the addressees that get a column, then `OTHERS` and `NO_ONE` where they are needed."""
    counts = Counter(who for row in rows for who in dict.fromkeys(row.addressee))
    order = sorted(counts, key=lambda who: (-counts[who], who))
    more = (OTHERS,) if len(order) > most else ()
    nobody = (NO_ONE,) if any(not row.addressee for row in rows) else ()
    return (*order[: most - len(more)], *more, *nobody)


def _addressed(row: Recommendation, head: str, heads: Sequence[str]) -> bool:
    if head == NO_ONE:
        return not row.addressee
    return any(who not in heads for who in row.addressee) if head == OTHERS else head in row.addressee


def _matrix(dataset: Dataset, options: ChartOptions, rows: Sequence[Recommendation], heads: Sequence[str]) -> Matrix:
    order = themes(rows)
    drawn = order[: options.limit]
    lines = []
    for theme in drawn:
        mine = [row for row in rows if row.theme == theme]
        dots = [_cell(dataset, [row for row in mine if _addressed(row, head, heads)]) for head in heads]
        lines.append(Row(label(options, theme), (*dots, Cell((), str(len(mine))))))
    columns = [
        Column(label(options, _head(dataset, options.say, head)), apart=_apart(heads, n))
        for n, head in enumerate(heads)
    ]
    return _framed(options, rows, columns, lines)


def _head(dataset: Dataset, say: Say, head: str) -> str:
    return say(f"proposals.{head[1:]}") if head in {OTHERS, NO_ONE} else short_of(dataset, head)


def _apart(heads: Sequence[str], n: int) -> bool:
    """Tell whether a column is the first that stands for no one addressee."""
    return n > 0 and heads[n] in {OTHERS, NO_ONE} and heads[n - 1] not in {OTHERS, NO_ONE}


def _strip(dataset: Dataset, options: ChartOptions, rows: Sequence[Recommendation]) -> Matrix:
    """Return the chart for a column: a strip of dots a theme, the addressees in words under its name."""
    lines = []
    for theme in themes(rows)[: options.limit]:
        mine = [row for row in rows if row.theme == theme]
        aside = clean(options.words(options.say("proposals.to", addressees=_addressees(dataset, options.say, mine))))
        lines.append(Row(label(options, theme), (_cell(dataset, mine), Cell((), str(len(mine)))), aside))
    return _framed(options, rows, [Column("")], lines)


def _framed(
    options: ChartOptions, rows: Sequence[Recommendation], columns: Sequence[Column], lines: Sequence[Row]
) -> Matrix:
    say, present = options.say, {FIRMNESS[row.force] for row in rows}
    marked = {mark for line in lines for cell in line.cells for marks in cell.marks for mark in marks.split()}
    key = [(*look, say(f"proposals.key.{firmness}")) for firmness, look in GLYPHS.items() if firmness in present]
    key += [(mark, colour, say(f"proposals.mark.{mark}")) for mark, colour in MARKS.items() if mark in marked]
    return Matrix(
        columns=(*columns, Column(clean(options.words(say("proposals.total"))))) if rows else (),
        groups=(("", tuple(lines)),),
        key=tuple((glyph, colour, clean(options.words(words))) for glyph, colour, words in key),
        notes=left_out(say, len(themes(rows)) - len(lines), "themes"),
        nothing=say("proposals.nothing"),
        packed=True,
    )


def _addressees(dataset: Dataset, say: Say, rows: Sequence[Recommendation]) -> str:
    """Return to whom how many of the proposals go."""
    who = Counter(name_of(dataset, a) for row in rows for a in dict.fromkeys(row.addressee))
    order = sorted(who.items(), key=lambda item: (-item[1], item[0]))
    said = [say("proposals.addressee", name=name, n=say.number(n)) for name, n in order]
    nobody = sum(not row.addressee for row in rows)
    return ", ".join([*said, *([say("proposals.addressee_none", n=say.number(nobody))] if nobody else [])])


def _cell(dataset: Dataset, rows: Sequence[Recommendation]) -> Cell:
    """Return a dot a proposal, firm ones first; too many become one glyph of each firmness and a number."""
    order = list(GLYPHS)
    found = sorted(rows, key=lambda row: order.index(FIRMNESS[row.force]))
    firmness = [FIRMNESS[row.force] for row in found]
    if len(rows) > MOST_DOTS:
        return Cell(tuple(GLYPHS[f] for f in dict.fromkeys(firmness)), str(len(rows)))
    return Cell(tuple(GLYPHS[f] for f in firmness), marks=tuple(" ".join(_marks(dataset, row)) for row in found))


def _marks(dataset: Dataset, row: Recommendation) -> tuple[str, ...]:
    """Return whether several voices make a proposal, and whether a source qualifies or contradicts it."""
    links = dataset.evidence_for(row.id)
    passages = (dataset.passages.get(link.passage) for link in links if link.relation == "supports")
    sources = (dataset.sources.get(passage.source) for passage in passages if passage)
    voices = {source.origin or source.id for source in sources if source}
    objected = any(link.relation in {"qualifies", "contradicts"} for link in links)
    return (*((LARGE,) if len(voices) > 1 else ()), *((STRUCK,) if objected else ()))


# ---------------------------------------------------------------- words


def _headline(say: Say, rows: Sequence[Recommendation]) -> Inlines:
    if not rows:
        return sentence(say, "proposals.nothing")
    firm = [row for row in rows if FIRMNESS[row.force] == "firm"]
    nobody = [row for row in rows if not row.addressee]
    order = themes(rows)
    if len(rows) == 1:
        firmness = say(f"proposals.firmness.{FIRMNESS[rows[0].force]}")
        return sentence(say, "proposals.single", firm=firmness, theme=clean(order[0]))
    total = counted(say, len(rows), "recommendations")
    n = counted(say, len(firm), "recommendations, force request or should", begins=True)
    head = numbered(say, len(firm), "proposals.firm", n=n, total=total)
    if not firm:
        head = sentence(say, "proposals.firm.none", total=total)
    counts = Counter(row.theme for row in rows)
    leaders = [theme for theme in order if counts[theme] == counts[order[0]]]
    if len(order) > 1 and len(leaders) < 3:
        theme = say.listing([clean(theme) for theme in leaders])
        n = counted(say, counts[order[0]], f"recommendations, theme {order[0]}")
        head = numbered(say, len(leaders), "proposals.lead", head=head, theme=theme, n=n)
    if nobody:
        n = counted(say, len(nobody), "recommendations without addressee")
        head = numbered(say, len(nobody), "proposals.nobody", head=head, n=n)
    return head


def _telling(dataset: Dataset, say: Say, rows: Sequence[Recommendation]) -> Telling:
    def told(theme: str) -> str:
        mine = [row for row in rows if row.theme == theme]
        addressees = _addressees(dataset, say, mine)
        return say("proposals.told", theme=clean(theme), firmness=_kinds(say, mine), addressees=addressees)

    order = themes(rows)
    alt = say(
        "proposals.alt" if rows else "proposals.alt_nothing",
        proposals=say.some(len(rows), "count.proposals"),
        themes=say.some(len(order), "count.themes"),
        firmness=_kinds(say, rows),
    )
    return Telling(
        headline=_headline(say, rows),
        subtitle=say("proposals.subtitle"),
        alt=" ".join([alt, *map(told, order[:3])]),
        details=" ".join(map(told, order[3:])),
    )


def _kinds(say: Say, rows: Sequence[Recommendation]) -> str:
    """Return how many proposals are firm, tentative and implied."""
    kinds = Counter(FIRMNESS[row.force] for row in rows)
    return say.listing([say(f"proposals.how_many.{f}", n=say.number(kinds[f])) for f in GLYPHS if kinds[f]])


def _table(dataset: Dataset, say: Say, rows: Sequence[Recommendation]) -> Table:
    order = themes(rows)
    columns = ("theme", "to", "proposal", "proposer", "when", "firmness", "support")
    lines = [
        cells(
            clean(row.theme),
            ", ".join(name_of(dataset, who) for who in row.addressee) or say("proposals.no_one_cell"),
            clean(row.text),
            name_of(dataset, row.proposer),
            say.date(row.made_on),
            _firmness(say, row),
            "; ".join(say(f"proposals.mark.{mark}") for mark in _marks(dataset, row) or ("none",)),
        )
        for row in sorted(rows, key=lambda row: order.index(row.theme))
    ]
    return Table(
        id="figure-proposals-data",
        caption=heads(say, "proposals.caption")[0],
        header=heads(say, *(f"proposals.head.{column}" for column in columns)),
        rows=tuple(lines),
        wide=True,
    )


def _firmness(say: Say, row: Recommendation) -> str:
    """Return how firm a proposal is, and by which verb where that is not the same word."""
    firmness, force = FIRMNESS[row.force], say(f"proposals.force.{row.force}")
    if firmness == row.force:
        return force
    return say("proposals.by_force", firmness=say(f"proposals.firmness.{firmness}"), force=force)


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix of dots; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
