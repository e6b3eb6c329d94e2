"""Dependence in numbers: shares and sums side by side, a panel for each unit, each with its age and its hedge.

In: the selected indicators. Out: a Figure; its picture. Numbers of different units never share an axis; a number
without a year is drawn in outline, one that is only a bound as a line across.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.charts.frame import (
    LEADING,
    SIZE,
    TALLEST,
    ChartOptions,
    Telling,
    cells,
    clean,
    figure,
    heads,
    label,
    supporters,
)
from briefgen.charts.key import draw_key, draw_notes, empty
from briefgen.charts.quantities import SHARE, Panel, Quantity, panels, short, ticks
from briefgen.charts.sentences import counted, left_out, numbered, sentence
from briefgen.charts.series import dated
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import ChartSpec, Figure, Inlines, Table, Value
from briefgen.selection import Selection
from briefgen.words import Say

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

MOST = 16
LABELS = 190.0
BAR = 8.0
GAP = 5.0
WHOLE = Panel(SHARE, ())
KEY = (("solid", "accent"), ("outline", "accent"), ("tick", "warn"))


class Bar(NamedTuple):
    """A number as it is drawn: label, age, words of the value, the number, and its look (a glyph of `KEY`)."""

    label: str
    age: str
    said: str
    number: float
    look: str


class Field(NamedTuple):
    """An axis of round numbers (none: nothing to compare) between two places across the sheet."""

    axis: tuple[float, ...]
    left: float
    right: float

    def x(self, number: float) -> float:
        """Return the place of a number."""
        return self.left + (number - self.axis[0]) / (self.axis[-1] - self.axis[0]) * (self.right - self.left)


# ---------------------------------------------------------------- build


def build(dataset: Dataset, selection: Selection, options: ChartOptions) -> Figure:
    """Return the selected indicators that are quantities, by unit."""
    found = panels(selection.of(dataset.indicators), options.say)
    cites = [row.indicator.id for panel in found for row in panel.rows]
    return figure(
        "dependence",
        options,
        data=_data(dataset, options, found),
        telling=_telling(dataset, options, found),
        table=_table(dataset, options, found),
        sources=supporters(dataset, cites),
        cites=cites,
    )


def _data(dataset: Dataset, options: ChartOptions, found: Sequence[Panel]) -> tuple[tuple[str, Any], ...]:
    room = min(options.limit, MOST)
    drawn = []
    for panel in found:
        rows = tuple(_bar(dataset, options, row) for row in panel.rows[:room])
        room -= len(rows)
        if rows:
            axis = () if panel.alone else ticks(panel.rows, share=panel.unit == SHARE)
            drawn.append((clean(panel.title(options.say)), axis, rows))
    rest = sum(len(panel.rows) for panel in found) - sum(len(rows) for _, _, rows in drawn)
    return (("panels", tuple(drawn)), ("notes", left_out(options.say, rest, "numbers_are")))


def _bar(dataset: Dataset, options: ChartOptions, row: Quantity) -> Bar:
    look = "tick" if row.bound else "solid" if row.indicator.date else "outline"
    return Bar(label(options, row.indicator.label), _age(dataset, options, row), clean(row.said), row.number, look)


def _age(dataset: Dataset, options: ChartOptions, row: Quantity) -> str:
    """Return for when a number is and how old that makes it, or the year of the newest text that has it."""
    say, record = options.say, row.indicator
    if record.date:
        years = parse(options.as_of).first().year - parse(record.date).points[-1].last().year
        reserves = dated(dataset, record.id, record.date, record.date_from).told(say)
        old = say.some(years, "dependence.old") if years > 0 else ""
        return ", ".join(filter(None, (clean(say.date(record.date)), old, *reserves)))
    texts = [dataset.sources[source].issued[:4] for source in supporters(dataset, [record.id])]
    newest = max(texts, default="")
    return say("dependence.no_year_text", year=newest) if newest else say("dependence.no_year")


# ---------------------------------------------------------------- words


def _headline(say: Say, found: Sequence[Panel]) -> Inlines:
    if not found:
        return sentence(say, "dependence.nothing")
    rows = [row for panel in found for row in panel.rows]
    first = next((row for row in found[0].rows if not row.bound), found[0].rows[0])
    record = first.indicator
    key = "dependence.headline" if found[0].unit == SHARE else "dependence.headline_unit"
    value = Value(first.said, "text", record.id)
    head = sentence(say, key, name=clean(record.label), value=value, unit=found[0].unit)
    if record.date:
        head = sentence(say, "dependence.in_year", head=head, date=Value(record.date, "date", record.id))
    undated = sum(not row.indicator.date for row in rows)
    if not undated or len(rows) == 1:
        return head
    n = counted(say, undated, "indicators without a date")
    total = counted(say, len(rows), "indicators that are quantities")
    return numbered(say, undated, "dependence.undated", head=head, n=n, total=total)


def _telling(dataset: Dataset, options: ChartOptions, found: Sequence[Panel]) -> Telling:
    say = options.say

    def told(panel: Panel) -> str:
        numbers = (
            say(
                "dependence.told_number",
                name=clean(row.indicator.label),
                value=clean(row.said),
                age=_age(dataset, options, row),
            )
            for row in panel.rows
        )
        return say("dependence.told", unit=panel.title(say), numbers="; ".join(numbers))

    numbers = say.some(sum(len(panel.rows) for panel in found), "count.numbers")
    said = [told(panel) for panel in found]
    return Telling(
        headline=_headline(say, found),
        subtitle=say("dependence.subtitle"),
        alt=" ".join([say("dependence.alt", numbers=numbers, units=say.some(len(found), "count.units")), *said[:2]]),
        details=" ".join(said[2:]),
    )


def _table(dataset: Dataset, options: ChartOptions, found: Sequence[Panel]) -> Table:
    say = options.say
    rows = (
        cells(
            clean(row.indicator.label),
            clean(row.said),
            clean(row.indicator.unit),
            _age(dataset, options, row),
        )
        for panel in found
        for row in panel.rows
    )
    return Table(
        id="figure-dependence-data",
        caption=heads(say, "dependence.caption")[0],
        header=heads(
            say, "dependence.head.what", "dependence.head.number", "dependence.head.unit", "dependence.head.when"
        ),
        rows=tuple(rows),
    )


# ---------------------------------------------------------------- draw


def draw(spec: ChartSpec, canvas: Canvas) -> float:
    """Draw a panel for each unit; return the height in points."""
    data = dict(spec.data)
    if not data["panels"]:
        return draw_notes(canvas, data["notes"], empty(canvas, canvas.say("dependence.nothing")))
    y, unseen = 0.0, 0
    looks = set()
    for title, axis, rows in data["panels"]:
        if y > TALLEST:
            unseen += len(rows)
            continue
        bars = [Bar(*row) for row in rows]
        looks |= {bar.look for bar in bars} if axis else set()
        y, more = _panel(canvas, title, _field(canvas, axis, bars), bars, y)
        y, unseen = y + 6, unseen + more
    key = [(look, colour, canvas.say(f"dependence.key.{look}")) for look, colour in KEY if look in looks]
    rest = left_out(canvas.say, unseen, "numbers")
    return draw_notes(canvas, [*rest, *data["notes"]], draw_key(canvas, key, y - 2))


def _field(canvas: Canvas, axis: Sequence[float], bars: Sequence[Bar]) -> Field:
    """Return where bars may lie: right of the labels, with room for the longest value after them."""
    left = LABELS if canvas.wide else 0.0
    values = max(canvas.measure(bar.said, weight=600) for bar in bars) + GAP + 2
    return Field(tuple(axis), left, canvas.width - min(values, (canvas.width - left) * 0.45))


def _panel(canvas: Canvas, title: str, field: Field, bars: Sequence[Bar], top: float) -> tuple[float, int]:
    """Draw the numbers of one unit; return where they end, and how many found no room."""
    named = canvas.wrap(title, (field.left or canvas.width) - 8, 2, weight=600)
    canvas.lines(0, top + SIZE + 1, named, weight=600)
    y = top + LEADING * len(named) + 4
    if field.axis:
        y += LEADING * (not canvas.wide)
        _ticks(canvas, field, y, share=title == WHOLE.title(canvas.say))
    canvas.line(0, y, canvas.width, y, colour="muted", width=0.6)
    drawn = 0
    while drawn < len(bars) and y <= TALLEST:
        y = _row(canvas, bars[drawn], field, y)
        drawn += 1
    return y, len(bars) - drawn


def _ticks(canvas: Canvas, field: Field, y: float, *, share: bool) -> None:
    """Write the numbers of the axis that find room."""
    taken = -1e9
    for number in field.axis:
        words = short(number, canvas.say)
        words = canvas.say("dependence.percent", n=words) if share else words
        half = canvas.measure(words) / 2
        x = max(field.x(number), half)
        if x - half > taken + 4 and x + half <= canvas.width:
            canvas.text(x, y - 4, words, colour="muted", anchor="middle")
            taken = x + half


def _row(canvas: Canvas, bar: Bar, field: Field, top: float) -> float:
    """Draw one number; return where its row ends."""
    room = (field.left or canvas.width) - 8
    name, age = canvas.wrap(bar.label, room, 3), canvas.wrap(bar.age, room, 2)
    canvas.lines(0, top + LEADING - 0.5, name)
    canvas.lines(0, top + LEADING * (len(name) + 1) - 0.5, age, colour="muted")
    bottom = top + (len(name) + len(age)) * LEADING + 5
    from_, to = (top, bottom) if canvas.wide else (bottom, bottom + BAR + 6)
    for number in field.axis:
        at, zero = field.x(number), number == 0
        canvas.line(at, from_, at, to, width=0.8 if zero else 0.4, colour="muted" if zero else "faint", layer=-2)
    middle = (from_ + to) / 2
    x = _mark(canvas, bar, field, middle) + GAP if field.axis else field.left
    canvas.text(x, middle + 3, canvas.fit(bar.said, canvas.width - x, weight=600), weight=600)
    canvas.line(0, to, canvas.width, to, width=0.4)
    return to


def _mark(canvas: Canvas, bar: Bar, field: Field, middle: float) -> float:
    """Draw the bar of a number; return its right end."""
    zero, end = field.x(0), field.x(bar.number)
    low, high = min(zero, end), max(zero, end)
    if bar.look == "tick":
        canvas.glyph("tick", end, middle, BAR * 0.75, "warn")
    else:
        canvas.box(low, middle - BAR / 2, max(high - low, 1.2), BAR, fill="accent", layer=1)
        if bar.look == "outline" and high - low > 2.4:
            canvas.box(low + 1, middle - BAR / 2 + 1, high - low - 2, BAR - 2, fill="paper", layer=2)
    return high
