"""Sizes, spaces, rules and radii: one name each, with its measure on a screen and in print.

In: nothing. Out: `MEASURES`, and the two sizes that charts are drawn with.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Measure(NamedTuple):
    """What a token is for, and what it measures on a screen and in print, as CSS writes it."""

    about: str
    screen: str
    print: str


CHART_SIZE = 8.5  # points, of every label of a chart: legible at its printed size
CHART_LEADING = 10.4  # points from baseline to baseline

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        # Type: on a screen a major second (9:8) with room above, in print the sizes of a book's page.
        "size-note": Measure("notes, credits, column heads", "0.8rem", "7.2pt"),
        "size-small": Measure("furniture, captions, tables", "0.875rem", "8pt"),
        "size-text": Measure("running text", "1.125rem", "9.3pt"),
        "size-3": Measure("headings within a section", "1.125rem", "9.5pt"),
        "size-lead": Measure("standfirst, quotations", "1.3125rem", "11pt"),
        "size-2": Measure("section titles", "1.625rem", "12pt"),
        "size-1": Measure("the title", "clamp(1.9rem, 1.3rem + 2.8vw, 3.25rem)", "20pt"),
        "leading-text": Measure("running text, line to line", "1.6", "1.34"),
        "leading-furniture": Measure("furniture, line to line", "1.45", "1.32"),
        "leading-title": Measure("titles, line to line", "1.18", "1.18"),
        # Space: each step about half as much again.
        "space-1": Measure("between a thing and its label", "0.25rem", "0.8mm"),
        "space-2": Measure("between lines of a list", "0.5rem", "1.2mm"),
        "space-3": Measure("between paragraphs", "0.9rem", "2mm"),
        "space-4": Measure("inside boxes", "1.25rem", "3mm"),
        "space-5": Measure("around figures and boxes", "2rem", "4.5mm"),
        "space-6": Measure("before a section", "3.25rem", "6mm"),
        # Rules and corners.
        "rule-hair": Measure("hairlines", "1px", "0.4pt"),
        "rule-line": Measure("under the heads of tables", "2px", "0.8pt"),
        "rule-bar": Measure("beside boxes, above the series", "4px", "2.2pt"),
        "radius": Measure("corners of what can be pressed", "3px", "0"),
        # Widths: about 66 letters of running text in a line.
        "measure-text": Measure("the column of text", "40rem", "174mm"),
        "measure-side": Measure("the margin column", "15rem", "0mm"),
    }
)
