"""A matrix of glyphs: rows in groups, columns with heads of a few lines, direct key; shared by three charts.

In: `Matrix` as plain data, and a canvas. Out: the height in points. What does not fit across is left to the table, and
said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts.frame import LEADING, TALLEST
from briefgen.charts.glyphs import LARGE
from briefgen.charts.key import draw_key, draw_notes, empty
from briefgen.charts.sentences import left_out

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

RADIUS = 3.3
ROW = 12.0
PITCH = 2 * RADIUS + 2
APART = 8.0
WIDEST = 58.0
WIDEST_WORD = 76.0
NARROWEST = 17.0
HEAD_LINES = 3
UNDER_LINES = 4
_ORDINAL = re.compile(r"(\d+)\D{1,3}")
_YEAR = re.compile(r"\S*\d{4}\S*")


class Cell(NamedTuple):
    """Glyphs as (name, colour), and a few words after them (a number); nothing at all where nothing is said.

    `marks` tells of each glyph whether it is `large`, `struck` through, or both; none given: neither.
    """

    glyphs: tuple[tuple[str, str], ...] = ()
    words: str = ""
    marks: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row: its label, its cells, muted words under the label, and muted words under the row, across all columns."""

    label: str
    cells: tuple[Cell, ...]
    aside: str = ""
    under: str = ""


class Column(NamedTuple):
    """A column: its name, a second line, muted reserves; `apart` sets it off from those before."""

    name: str
    date: str = ""
    reserves: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A whole matrix.

    Attributes:
        columns: heads, in order.
        groups: (title, rows); empty ones are not drawn.
        key: glyph, colour and words of each entry of the key.
        notes: remarks under the key.
        nothing: what is said when there is nothing to draw.
        packed: of too many columns the first are kept, not the last.
        lines: most lines of a label on a page's width.
        share: most of the width that labels take, where columns need the rest.
    """

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    key: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    nothing: str = ""
    packed: bool = False
    lines: int = 2
    share: float = 0.4

    def data(self) -> tuple[tuple[str, Any], ...]:
        """Return the matrix as pairs for a `ChartSpec`."""
        return tuple((field.name, getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns stand: those shown, the width of the labels, each column's middle and width, the right edge."""

    shown: range
    labels: float
    middles: tuple[float, ...]
    widths: tuple[float, ...]
    right: float


def draw_matrix(data: Mapping[str, Any], canvas: Canvas) -> float:
    """Draw a matrix; return its height."""
    columns = [Column(*column) for column in data["columns"]]
    groups = [(title, [Row(*row) for row in rows]) for title, rows in data["groups"] if rows]
    if not columns or not groups:
        return draw_notes(canvas, data["notes"], empty(canvas, data["nothing"]))
    layout = _layout(canvas, columns, groups, data["share"], packed=data["packed"])
    y = _heads(canvas, columns, layout)
    unseen = 0
    for title, rows in groups:
        if y > TALLEST:
            unseen += len(rows)
            continue
        if title:
            lines = canvas.wrap(title, layout.right, 2, weight=600)
            canvas.lines(0, y + LEADING + 3, lines, weight=600)
            y += len(lines) * LEADING + 7
        canvas.line(0, y, layout.right, y, colour="muted", width=0.6)
        for row in rows:
            if y > TALLEST:
                unseen += 1
            else:
                y = _row(canvas, row, layout, y, data["lines"])
    unshown = len(columns) - len(layout.shown)
    rest = [*left_out(canvas.say, unseen, "rows"), *left_out(canvas.say, unshown, "columns")]
    return draw_notes(canvas, [*data["notes"], *rest], draw_key(canvas, data["key"], y + 4))


def _layout(
    canvas: Canvas,
    columns: Sequence[Column],
    groups: Sequence[tuple[str, Sequence[Row]]],
    share: float,
    *,
    packed: bool,
) -> Layout:
    """Share the width between labels and columns; of too many columns the last are shown (packed: the first)."""
    said = [text for _, rows in groups for row in rows for text in (row.label, row.aside[:24])]
    needs = [
        _need(canvas, column, [row.cells[n] for _, rows in groups for row in rows]) for n, column in enumerate(columns)
    ]
    even = 0.85 * max((need for need, column in zip(needs, columns, strict=True) if column.date), default=0.0)
    needs = [max(need, even) if column.date else need for need, column in zip(needs, columns, strict=True)]
    room = canvas.width - APART * sum(column.apart for column in columns[1:])
    most = max(room - sum(needs), room * (share if canvas.wide else 0.36))
    label = min(max(map(canvas.measure, said)) + 8, most)
    fit = max(1, min(len(columns), int((room - label) // (NARROWEST + 9 * canvas.wide))))
    shown = range(fit) if packed else range(len(columns) - fit, len(columns))
    needs = [needs[n] for n in shown]
    spare = room - label - sum(needs)
    if spare < 0:
        cuttable = sum(need - NARROWEST for need in needs)
        widths = [need + spare * (need - NARROWEST) / cuttable for need in needs]
    else:
        widths = [need + min(spare / fit, max(WIDEST - need, 0)) for need in needs]
    middles, x = [], label
    for n, width in zip(shown, widths, strict=True):
        x += APART * (columns[n].apart and n > shown.start)
        middles.append(x + width / 2)
        x += width
    return Layout(shown, label, tuple(middles), tuple(widths), x)


def _need(canvas: Canvas, column: Column, rows: Sequence[Cell]) -> float:
    """Return the least good width of a column: its longest word, or a few glyphs."""
    words = [canvas.measure(word, weight=600) for word in column.name.split()]
    if canvas.wide:
        words += [canvas.measure(word) for text in column.reserves for word in text.split()]
        words.append(canvas.measure(column.date.rpartition(" ")[0]))
    beside = canvas.measure if canvas.wide else len
    glyphs = max((min(len(cell.glyphs), 3) * PITCH + beside(cell.words) for cell in rows), default=0.0)
    return min(max([*words, glyphs + 2, NARROWEST - 4]) + 4, WIDEST_WORD)


def _heads(canvas: Canvas, columns: Sequence[Column], layout: Layout) -> float:
    """Write the heads; return where the rows begin."""
    stacks = []
    pairs = [(columns[n].name, wide) for n, wide in zip(layout.shown, layout.widths, strict=True)]
    bare = any(name[:1].isdigit() and canvas.measure(name, weight=600) > wide - 2 for name, wide in pairs)  # `31`
    for n, wide in zip(layout.shown, layout.widths, strict=True):
        column, width = columns[n], wide - 2
        name = column.name
        if bare and (number := _ORDINAL.fullmatch(name)):
            name = number[1]
        lines = [(line, "ink", 600) for line in canvas.wrap(name, width, HEAD_LINES, weight=600)]
        if canvas.wide:
            lines += [(line, "ink", 400) for line in canvas.wrap(column.date, width, 3)]
            told = (canvas.wrap(reserve, width, 2) for reserve in column.reserves)
            lines += [(line, "muted", 400) for line in chain(*told) if not line.endswith("…")]
        elif column.date:
            year = (_YEAR.findall(column.date) or column.date.split(" "))[-1]
            lines.append((year if canvas.measure(year) < width else f"’{year[-2:]}", "ink", 400))
        stacks.append([line for line in lines if line[0]])
    for stack, middle in zip(stacks, layout.middles, strict=True):
        for row, (line, colour, weight) in enumerate(stack):
            canvas.text(middle, LEADING * (row + 1) - 2, line, colour=colour, weight=weight, anchor="middle")
    return max(len(stack) for stack in stacks) * LEADING + 3


def _row(canvas: Canvas, row: Row, layout: Layout, y: float, most: int) -> float:
    """Draw a row; return where it ends."""
    lines = canvas.wrap(row.label, layout.labels - 8, most if canvas.wide else most + 1)
    aside = canvas.wrap(row.aside, layout.labels - 8, 2 if canvas.wide else 3)
    spots = list(zip((row.cells[n] for n in layout.shown), layout.middles, layout.widths, strict=True))
    deepest = max(_depth(canvas, cell, width) for cell, _, width in spots)
    height = max(ROW, (len(lines) + len(aside)) * LEADING + 1.6, deepest + 4)
    top = y + (height - (len(lines) + len(aside)) * LEADING) / 2 + 8
    canvas.lines(0, top, lines)
    canvas.lines(0, top + len(lines) * LEADING, aside, colour="muted")
    for cell, middle, width in spots:
        _cell(canvas, cell, middle, y + height / 2, width)
    under = canvas.wrap(row.under, layout.right, UNDER_LINES)
    canvas.lines(0, y + height + LEADING - 3.5, under, colour="muted")
    height += len(under) * LEADING + (2.5 if under else 0)
    canvas.line(0, y + height, layout.right, y + height, width=0.4)
    return y + height


def _rows(cell: Cell, width: float) -> list[tuple[tuple[str, str], ...]]:
    """Return the glyphs of a cell in lines."""
    across = max(1, min(5, int(width // PITCH)))
    return [cell.glyphs[n : n + across] for n in range(0, len(cell.glyphs), across)]


def _below(canvas: Canvas, cell: Cell, width: float) -> bool:
    """Tell whether the words of a cell stand under its glyphs, for want of unseen beside them."""
    return bool(cell.glyphs and cell.words) and len(cell.glyphs) * PITCH + 2 + canvas.measure(cell.words) > width


def _depth(canvas: Canvas, cell: Cell, width: float) -> float:
    """Return how tall a cell's content is."""
    return len(_rows(cell, width)) * PITCH + LEADING * _below(canvas, cell, width)


def _radius(name: str, width: float) -> float:
    """Return the radius of a glyph that stands alone: bands fill their cell."""
    return {"band": min(max(width * 0.17, RADIUS), 9.0), "void": max(width * 0.23, RADIUS)}.get(name, RADIUS)


def _cell(canvas: Canvas, cell: Cell, x: float, y: float, width: float) -> None:
    """Draw the glyphs of a cell around its middle, in lines where they are many, its words beside or under them."""
    cell = cell._replace(words=canvas.fit(cell.words, width))
    below = _below(canvas, cell, width)
    words = canvas.measure(cell.words) if cell.words and not below else 0.0
    marks, across = dict(enumerate(cell.marks)), max(len(line) for line in _rows(cell, width)) if cell.glyphs else 1
    top = y - _depth(canvas, cell, width) / 2
    for row, line in enumerate(_rows(cell, width)):
        left = x - (len(line) * PITCH + (2.0 + words if words else 0.0)) / 2
        for n, (name, colour) in enumerate(line):
            mark = marks.get(row * across + n, "")
            radius = _radius(name, width) if len(line) == 1 else RADIUS
            x0, y0 = left + (n + 0.5) * PITCH, top + (row + 0.5) * PITCH
            canvas.glyph(name, x0, y0, radius * (LARGE if "large" in mark else 1), colour)
            if "struck" in mark:
                canvas.glyph("struck", x0, y0, radius * LARGE * 1.1, "warn", layer=5)
        if row == 0 and words:
            canvas.text(left + len(line) * PITCH + 2, top + PITCH / 2 + 3, cell.words)
    if below:
        canvas.text(x, y + _depth(canvas, cell, width) / 2 - 1.5, cell.words, anchor="middle")
    elif not cell.glyphs:
        canvas.text(x, y + 3, cell.words, anchor="middle")
