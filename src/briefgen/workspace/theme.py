"""Design tokens a project or an audience may set, no CSS needed: colours, fonts, logo, cover."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.design import COLOURS
from briefgen.workspace.keys import Key

__all__ = ["COLOURS", "FONTS", "PAPERS", "THEME_KEYS"]

PAPERS = ("A4", "Letter")
FONTS = ("serif", "sans")

THEME_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        **{name: Key(str, f"colour of {about}", "", '"#1f4e79"', colour=True) for name, about in COLOURS.items()},
        "text_font": Key(str, "font of the text: serif (Source Serif 4) or sans (Inter)", "serif", '"sans"', FONTS),
        "heading_font": Key(str, "font of headings and furniture", "sans", '"serif"', FONTS),
        "logo": Key(str, "a picture in templates/assets/, PNG or SVG, above the title", "", '"logo.svg"'),
        "logo_alt": Key(str, "the logo in words; empty: the publisher's name", "", '"The reading room"'),
        "cover": Key(bool, "the title on a page of its own (print)", default=False, example="true"),
    }
)
