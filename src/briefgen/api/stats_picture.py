"""The dataset in numbers as a picture, in the style of the charts: shares of the sources, voices, events by year.

In: `Stats`, a folder of fonts. Out: SVG bytes, the same for the same numbers; PNG bytes through the PDF engine.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.api.stats import UNDATED, Stats
from briefgen.charts.frame import LEADING, SIZE, THEME

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

WIDTH = 160.0  # millimetres
BAR = 7.0
ROW = 14.0
TALLEST = 60.0  # points, of the column of the busiest year
SCALE = 2.0  # pixels of the PNG for each point
STEP = 22.0  # points, the narrowest column of a year


def picture(stats: Stats, fonts: Path, title: str) -> bytes:
    """Return the picture as SVG, 160 mm wide."""
    from briefgen.charts.canvas import Canvas

    canvas = Canvas(WIDTH, fonts, tuple(sorted(THEME.items())))
    y = _numbers(canvas, stats, title)
    y = _sources(canvas, stats, y + 12)
    y = _voices(canvas, stats, y + 12)
    y = _years(canvas, stats.years, y + 12)
    return canvas.finish(y + 2, "stats", f"{title} in numbers", in_words(stats))


def in_words(stats: Stats) -> str:
    """Return what the picture shows, for those who do not see it."""
    shares = "; ".join(
        f"{source.label}: {source.share:.0%} of {source.sentences} sentences" for source in stats.sources
    )
    years = "; ".join(f"{year}: {count}" for year, count in stats.years.items())
    single = stats.voices.get(1, 0)
    claims = f"Of {stats.claims} claims, {single} rest on one voice and {stats.several} on several."
    return f"Sentences that some passage covers: {shares}. {claims} Events by year: {years}."


def _heading(canvas: Canvas, text: str, y: float) -> float:
    canvas.text(0, y + SIZE, text, weight=600)
    canvas.line(0, y + LEADING + 3, canvas.width, y + LEADING + 3, colour="muted", width=0.6)
    return y + LEADING + 7


def _numbers(canvas: Canvas, stats: Stats, title: str) -> float:
    """Write the few numbers that say how large the dataset is, side by side."""
    canvas.text(0, SIZE + 3, canvas.fit(title, canvas.width, SIZE + 3, 600), size=SIZE + 3, weight=600)
    told = [
        (stats.tables["sources"], "source"), (stats.tables.get("passages", 0), "passage"), (stats.claims, "claim"),
        (stats.tables.get("events", 0), "event"), (stats.tables.get("recommendations", 0), "recommendation"),
        (stats.tables.get("disputes", 0), "dispute"),
    ]  # fmt: skip
    widths = [max(canvas.measure(f"{n:,}", 15, 600), canvas.measure(_plural(n, what))) for n, what in told]
    apart = (canvas.width - sum(widths)) / (len(told) - 1)
    x, y = 0.0, 38.0
    for (count, what), wide in zip(told, widths, strict=True):
        canvas.text(x, y, f"{count:,}", size=15, weight=600, colour="accent")
        canvas.text(x, y + LEADING + 1, _plural(count, what), colour="muted")
        x += wide + apart
    return y + LEADING + 6


def _sources(canvas: Canvas, stats: Stats, y: float) -> float:
    """Draw for each source the share of its sentences that some passage covers."""
    y = _heading(canvas, "Sentences of each source that some passage covers", y)
    wide = min(max((canvas.measure(s.label) for s in stats.sources), default=0.0) + 8, canvas.width * 0.4)
    room = canvas.width - wide - 92
    for source in stats.sources:
        middle = y + ROW / 2
        canvas.text(0, middle + 3, canvas.fit(source.label, wide - 6))
        canvas.box(wide, middle - BAR / 2, room, BAR, fill="faint")
        canvas.box(wide, middle - BAR / 2, room * source.share, BAR, fill="accent", layer=1)
        words = f"{source.share:.0%} of {source.sentences:,}"
        canvas.text(wide + room + 6, middle + 3, words, colour="muted")
        y += ROW
    return y


def _voices(canvas: Canvas, stats: Stats, y: float) -> float:
    """Draw how many claims rest on one voice, and how many on several."""
    y = _heading(canvas, "Independent voices behind each claim", y)
    parts = [(stats.voices.get(1, 0), "accent"), (stats.several, "accent2")]
    whole = max(sum(count for count, _ in parts), 1)
    x = 0.0
    for count, colour in parts:
        wide = canvas.width * count / whole
        canvas.box(x, y + 2, wide, BAR + 2, fill=colour)
        x += wide
    canvas.text(0, y + BAR + LEADING + 4, f"{parts[0][0]:,} rest on one voice", colour="accent")
    canvas.text(canvas.width, y + BAR + LEADING + 4, f"{parts[1][0]:,} on several", colour="accent2", anchor="end")
    return y + BAR + LEADING + 8


def _years(canvas: Canvas, years: Mapping[str, int], y: float) -> float:
    """Draw a column for each year, as many of the latest as the width has room for; the rest is said in words."""
    y = _heading(canvas, "Events by year", y)
    columns, rest = gathered(years, int(canvas.width // STEP))
    most = max((count for _, count in columns), default=1)
    step = min(canvas.width / max(len(columns), 1), 2 * STEP)
    base = y + (LEADING + TALLEST) * bool(columns)
    for at, (year, count) in enumerate(columns):
        tall, middle = TALLEST * count / most, (at + 0.5) * step
        canvas.box(middle - step * 0.36, base - tall, step * 0.72, tall, fill="accent")
        canvas.text(middle, base - tall - 2.5, str(count) if count else "", anchor="middle", size=7)
        canvas.text(middle, base + LEADING, str(year), anchor="middle", colour="muted", size=7)
    if columns:
        canvas.line(0, base, step * len(columns), base, colour="muted", width=0.6)
        base += LEADING + 4
    for line in canvas.wrap(rest, canvas.width, 2):
        base += LEADING
        canvas.text(0, base, line, colour="muted")
    return base + 4


def gathered(years: Mapping[str, int], most: int) -> tuple[Sequence[tuple[int, int]], str]:
    """Return (year, events) for every year shown, gaps included, and what is not shown in words."""
    single = {int(year): count for year, count in years.items() if year.isdigit()}
    first = min((year for year in single if year > max(single) - most), default=0)
    columns = [(year, single.get(year, 0)) for year in range(first, max(single, default=first - 1) + 1)]
    earlier = sum(count for year, count in single.items() if year < first)
    vague = sum(count for year, count in years.items() if not year.isdigit() and year != UNDATED)
    said = [
        f"{earlier:,} {_plural(earlier, 'event is', 'events are')} earlier, from {min(single)}." if earlier else "",
        f"{vague:,} {_plural(vague, 'is', 'are')} dated to a decade or century." if vague else "",
        f"{years[UNDATED]:,} {_plural(years[UNDATED], 'has', 'have')} no date." if years.get(UNDATED) else "",
    ]
    return columns, " ".join(part for part in said if part)


def to_png(svg: bytes, pdf: Callable[[str], bytes]) -> bytes:
    """Return an SVG as PNG: laid out as a page by the engine (`pdf`), then drawn.

    Raises:
        BriefgenError: the engine cannot lay it out.
    """
    import pypdfium2

    found = re.search(rb'width="([\d.]+)mm" height="([\d.]+)mm"', svg)
    wide, tall = (float(found[1]), float(found[2])) if found else (WIDTH, WIDTH)
    rules = (
        f"@page {{ size: {wide + 10}mm {tall + 10}mm; margin: 5mm }} body, h1 {{ margin: 0 }} h1 {{ font-size: 0 }} "
        f"img {{ display: block; width: {wide}mm; height: {tall - 0.1}mm }}"
    )
    image = base64.b64encode(svg).decode()
    page = (
        f'<!doctype html><html lang="en"><head><title>Numbers</title><style>{rules}</style></head>'
        f'<body><h1>Numbers</h1><img alt="Numbers" src="data:image/svg+xml;base64,{image}"></body></html>'
    )
    document = pypdfium2.PdfDocument(pdf(page))
    try:
        drawn = document[0].render(scale=SCALE).to_pil()
        out = io.BytesIO()
        drawn.save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()


def _plural(number: int, one: str, many: str = "") -> str:
    """Return the noun that goes with a number."""
    return one if number == 1 else many or f"{one}s"
