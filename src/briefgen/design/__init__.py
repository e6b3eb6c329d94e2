"""The design system: tokens from which print, screen and charts are all made, and the arithmetic of colours.

In: a theme, the colours a project or an audience has set. Out: palettes for each way of looking, sizes and measures.
Pure; knows no file, no CSS and no drawing library.
"""

from __future__ import annotations

from briefgen.design.colour import adapted, contrast
from briefgen.design.palette import COLOURS, GRAPHICS, MODES, SERIES, SURFACES, TEXT, TEXTS, palette
from briefgen.design.scale import CHART_LEADING, CHART_SIZE, MEASURES

__all__ = [
    "CHART_LEADING",
    "CHART_SIZE",
    "COLOURS",
    "GRAPHICS",
    "MEASURES",
    "MODES",
    "SERIES",
    "SURFACES",
    "TEXT",
    "TEXTS",
    "adapted",
    "contrast",
    "palette",
]
