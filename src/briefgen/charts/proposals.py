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
    counted,
    figure,
    label,
    listing,
    name_of,
    plural,
    say,
    short_of,
    supporters,
)
from briefgen.charts.matrix import Cell, Column, Matrix, Row, draw_matrix
from briefgen.dataset import Dataset
from briefgen.dates import humanise
from briefgen.document import ChartSpec, Figure, Inlines, Table
from briefgen.model import Recommendation
from briefgen.selection import Selection

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

FIRMNESS = {"request": "firm", "should": "firm", "could": "tentative", "tentative": "tentative", "implied": "implied"}
GLYPHS = {"firm": ("full", "accent"), "tentative": ("ring", "accent"), "implied": ("diamond", "accent2")}
KEY = {
    "firm": "firm: asks or says “should”",
    "tentative": "tentative: says “could” or “may”",
    "implied": "implied: the editors’ reading",
}
LARGE, STRUCK = "large", "struck"
MARKS = {LARGE: "made by two voices or more", STRUCK: "a source qualifies or contradicts it"}
MOST_COLUMNS = 7
MOST_DOTS = 15
NO_ONE, OTHERS = "No one named", "Others"
TOTAL = "All"


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the selected proposals by addressee and theme."""
    rows = selection.of(dataset.recommendations)
    heads = _heads(rows, MOST_COLUMNS)
    cites = [row.id for row in rows]
    return figure(
        "proposals",
        options,
        data=(_strip(dataset, options, rows) if options.narrow else _matrix(dataset, options, rows, heads)).data(),
        telling=_telling(dataset, rows),
        table=_table(dataset, rows),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def themes(rows: Sequence[Recommendation]) -> tuple[str, ...]:
    """Return the themes, those with most proposals first."""
    counts = Counter(row.theme for row in rows)
    return tuple(sorted(counts, key=lambda theme: (-counts[theme], theme)))


def _heads(rows: Sequence[Recommendation], most: int) -> tuple[str, ...]:
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
        Column(label(options, head if head in {OTHERS, NO_ONE} else short_of(dataset, head)), apart=_apart(heads, n))
        for n, head in enumerate(heads)
    ]
    return _framed(options, rows, columns, lines)


def _apart(heads: Sequence[str], n: int) -> bool:
    """Tell whether a column is the first that stands for no one addressee."""
    return n > 0 and heads[n] in {OTHERS, NO_ONE} and heads[n - 1] not in {OTHERS, NO_ONE}


def _strip(dataset: Dataset, options: ChartOptions, rows: Sequence[Recommendation]) -> Matrix:
    """Return the chart for a column: a strip of dots a theme, the addressees in words under its name."""
    lines = []
    for theme in themes(rows)[: options.limit]:
        mine = [row for row in rows if row.theme == theme]
        aside = clean(options.words(f"to {_addressees(dataset, mine)}"))
        lines.append(Row(label(options, theme), (_cell(dataset, mine), Cell((), str(len(mine)))), aside))
    return _framed(options, rows, [Column("")], lines)


def _framed(
    options: ChartOptions, rows: Sequence[Recommendation], columns: Sequence[Column], lines: Sequence[Row]
) -> Matrix:
    present = {FIRMNESS[row.force] for row in rows}
    marked = {mark for line in lines for cell in line.cells for marks in cell.marks for mark in marks.split()}
    key = [(*GLYPHS[f], KEY[f]) for f in GLYPHS if f in present]
    key += [(mark, "warn" if mark == STRUCK else "muted", words) for mark, words in MARKS.items() if mark in marked]
    rest = len(themes(rows)) - len(lines)
    return Matrix(
        columns=(*columns, Column(clean(options.words(TOTAL)))) if rows else (),
        groups=(("", tuple(lines)),),
        key=tuple((glyph, colour, clean(options.words(words))) for glyph, colour, words in key),
        notes=(f"{rest:,} further {plural(rest, 'theme')} in the table only.",) if rest else (),
        nothing="No proposal is on record",
        packed=True,
    )


def _addressees(dataset: Dataset, rows: Sequence[Recommendation]) -> str:
    """Return to whom how many of the proposals go."""
    who = Counter(name_of(dataset, a) for row in rows for a in dict.fromkeys(row.addressee))
    said = [f"{name} {n}" for name, n in sorted(who.items(), key=lambda item: (-item[1], item[0]))]
    nobody = sum(not row.addressee for row in rows)
    return ", ".join([*said, *([f"no one named {nobody}"] if nobody else [])])


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


def _headline(rows: Sequence[Recommendation]) -> Inlines:
    if not rows:
        return say("No proposal is on record")
    firm = [row for row in rows if FIRMNESS[row.force] == "firm"]
    nobody = [row for row in rows if not row.addressee]
    order = themes(rows)
    total = counted(len(rows), "recommendations")
    if len(rows) == 1:
        return say("One proposal, {firm}, about {theme}", firm=FIRMNESS[rows[0].force], theme=clean(order[0]))
    head = say(
        "{firm} of {total} proposals {verb} firm",
        firm=counted(len(firm), "recommendations, force request or should", begins=True) if firm else "None",
        total=total,
        verb=plural(len(firm), "is", "are") if firm else "is",
    )
    counts = Counter(row.theme for row in rows)
    leaders = [theme for theme in order if counts[theme] == counts[order[0]]]
    lead = say(
        "; {theme} {verb} most ({n}{each})",
        theme=listing([clean(theme) for theme in leaders[:2]]),
        verb=plural(len(leaders[:2]), "draws", "draw"),
        n=counted(counts[order[0]], f"recommendations, theme {order[0]}"),
        each=" each" if len(leaders) > 1 else "",
    )
    tail = say(
        "; {n} {verb} no one who should act",
        n=counted(len(nobody), "recommendations without addressee"),
        verb=plural(len(nobody), "names", "name"),
    )
    return (*head, *(lead if len(order) > 1 and len(leaders) < 3 else ()), *(tail if nobody else ()))


def _telling(dataset: Dataset, rows: Sequence[Recommendation]) -> Telling:
    def told(theme: str) -> str:
        mine = [row for row in rows if row.theme == theme]
        kinds = Counter(FIRMNESS[row.force] for row in mine)
        said = listing([f"{kinds[f]} {f}" for f in GLYPHS if kinds[f]])
        return f"{clean(theme)}: {said} (to {_addressees(dataset, mine)})."

    kinds = Counter(FIRMNESS[row.force] for row in rows)
    size = f"{len(rows)} {plural(len(rows), 'proposal')} on {len(themes(rows))} {plural(len(themes(rows)), 'theme')}"
    alt = f"Dot matrix of {size}" + (f": {listing([f'{kinds[f]} {f}' for f in GLYPHS if kinds[f]])}." if rows else ".")
    order = themes(rows)
    return Telling(
        headline=_headline(rows),
        subtitle="Proposals by theme and by who should act; one to several has a dot at each, and counts once in all",
        alt=" ".join([alt, *(told(theme) for theme in order[:3])]),
        details=" ".join(told(theme) for theme in order[3:]),
    )


def _table(dataset: Dataset, rows: Sequence[Recommendation]) -> Table:
    order = themes(rows)
    lines = [
        cells(
            clean(row.theme),
            ", ".join(name_of(dataset, who) for who in row.addressee) or NO_ONE.lower(),
            clean(row.text),
            name_of(dataset, row.proposer),
            humanise(row.made_on),
            f"{FIRMNESS[row.force]} ({row.force})" if FIRMNESS[row.force] != row.force else row.force,
            "; ".join(MARKS[mark] for mark in _marks(dataset, row)) or "made by one voice",
        )
        for row in sorted(rows, key=lambda row: order.index(row.theme))
    ]
    return Table(
        id="figure-proposals-data",
        caption=cells("Proposals by theme")[0],
        header=cells("Theme", "To", "Proposal", "Proposed by", "When", "How firmly", "Support"),
        rows=tuple(lines),
        wide=True,
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw the matrix of dots; return its height in points."""
    return draw_matrix(dict(spec.data), canvas)
