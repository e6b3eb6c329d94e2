"""Step 6, the charts: each a pure builder `(dataset, selection, options) -> Figure` and a drawer onto a canvas.

In: the dataset, a selection and `ChartOptions`; or a finished `ChartSpec`. Out: `document.Figure`; SVG bytes. Only
`draw` imports matplotlib, and only when it is called.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefgen.charts import (
    coverage,
    dependence,
    disagreements,
    evidence,
    mechanisms,
    participation,
    places,
    proposals,
    timeline,
    visits,
)
from briefgen.charts.frame import ChartOptions
from briefgen.dataset import Dataset
from briefgen.document import ChartSpec, Figure
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean
from briefgen.selection import Selection
from briefgen.words import say_in

if TYPE_CHECKING:
    from briefgen.charts.canvas import Canvas

__all__ = ["CHARTS", "ChartOptions", "draw"]

Builder = Callable[[Dataset, Selection, ChartOptions], Figure]
Drawer = Callable[[ChartSpec, "Canvas"], float]

CHARTS: Mapping[str, Builder] = MappingProxyType(
    {
        "timeline": timeline.build,
        "participation": participation.build,
        "proposals": proposals.build,
        "coverage": coverage.build,
        "evidence": evidence.build,
        "visits": visits.build,
        "map": places.build,
        "dependence": dependence.build,
        "mechanisms": mechanisms.build,
        "disagreements": disagreements.build,
    }
)
_DRAWERS: Mapping[str, Drawer] = MappingProxyType(
    {
        "timeline": timeline.draw,
        "participation": participation.draw,
        "proposals": proposals.draw,
        "coverage": coverage.draw,
        "evidence": evidence.draw,
        "visits": visits.draw,
        "map": places.draw,
        "dependence": dependence.draw,
        "mechanisms": mechanisms.draw,
        "disagreements": disagreements.draw,
    }
)


def draw(spec: ChartSpec, fonts: Path) -> bytes:
    """Return the picture of a chart as SVG: text as text, the same bytes for equal specs.

    Args:
        spec: the chart as its builder made it.
        fonts: folder of the fonts that labels are measured with; a font it lacks is replaced by matplotlib's own.

    Raises:
        BriefgenError: there is no such kind of chart (`unknown-chart`).
    """
    if spec.kind not in _DRAWERS:
        raise BriefgenError(
            Diagnostic(
                "unknown-chart", f"there is no chart called “{spec.kind}”", hint=did_you_mean(spec.kind, _DRAWERS)
            )
        )
    from briefgen.charts.canvas import Canvas

    canvas = Canvas(spec.width, fonts, spec.theme, say=say_in(spec.lang))
    height = _DRAWERS[spec.kind](spec, canvas)
    said = dict(spec.data)
    return canvas.finish(height, f"{spec.kind}-{_digest(spec)}", said["title"], said["details"])


def _digest(spec: ChartSpec) -> str:
    """Return a few letters that keep the ids of different charts apart in one page."""
    return hashlib.sha256(repr(spec).encode()).hexdigest()[:8]
