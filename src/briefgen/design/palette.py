"""The colours, for each way of looking: on white, in the dark, and with high contrast in both.

In: a theme. Out: a palette. A theme sets the colours of the page on white; the same hues, made lighter or darker until
they can be read, serve in the other three.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.design.colour import adapted

Palette = Mapping[str, str]

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "ink": "text",
        "muted": "furniture, captions",
        "faint": "hairlines",
        "paper": "the page",
        "tint": "boxes",
        "accent": "headings, links, the first series of a chart",
        "accent2": "the second series",
        "accent3": "the third series",
        "warn": "disputes, gaps",
    }
)
SURFACES = ("paper", "tint")
TEXTS = ("ink", "muted", "accent", "accent2", "accent3", "warn")  # what is read, on either surface
SERIES = ("accent", "accent2", "accent3", "warn")  # what must be told apart, whatever colours one sees
TEXT, GRAPHICS = 4.5, 3.0  # least contrast: WCAG 2.2, 1.4.3 and 1.4.11
ENHANCED = 7.0  # of text: 1.4.6, for those who ask for more contrast

_SHIPPED: Mapping[str, Palette] = MappingProxyType(
    {
        "light": MappingProxyType(
            {
                "ink": "#1a2230",
                "muted": "#55606e",
                "faint": "#d5dae1",
                "paper": "#ffffff",
                "tint": "#f3f5f8",
                "accent": "#1f4e79",
                "accent2": "#ad511f",
                "accent3": "#1a7a70",
                "warn": "#8a1f3c",
            }
        ),
        "dark": MappingProxyType(
            {
                "ink": "#e6e9ee",
                "muted": "#a9b3c0",
                "faint": "#39424e",
                "paper": "#14181e",
                "tint": "#1d232b",
                "accent": "#8ab8e6",
                "accent2": "#f0cb7a",
                "accent3": "#69ecd2",
                "warn": "#f0868f",
            }
        ),
        "contrast": MappingProxyType(
            {
                "ink": "#000000",
                "muted": "#2e3640",
                "faint": "#6b7480",
                "paper": "#ffffff",
                "tint": "#ffffff",
                "accent": "#122a66",
                "accent2": "#943000",
                "accent3": "#026163",
                "warn": "#5c1228",
            }
        ),
        "dark-contrast": MappingProxyType(
            {
                "ink": "#ffffff",
                "muted": "#d5dbe3",
                "faint": "#8b95a3",
                "paper": "#000000",
                "tint": "#000000",
                "accent": "#9ccbff",
                "accent2": "#fde98c",
                "accent3": "#5bfce1",
                "warn": "#f58f98",
            }
        ),
    }
)
MODES = tuple(_SHIPPED)


def palette(theme: Mapping[str, str] = MappingProxyType({}), mode: str = "light") -> Palette:
    """Return the colours of a theme in a mode.

    On white a theme's colours stand as they are, whether they can be read or not: a rule tells of those that cannot.

    Args:
        theme: token → colour; what it does not set keeps its own.
        mode: one of `MODES`.
    """
    shipped = _SHIPPED[mode]
    set_here = {name: colour for name, colour in theme.items() if name in COLOURS}
    if mode == "light":
        return MappingProxyType({**shipped, **set_here})
    grounds = [shipped[name] for name in SURFACES]
    least = ENHANCED if mode.endswith("contrast") else TEXT
    read = {name: adapted(colour, grounds, least) for name, colour in set_here.items() if name in TEXTS}
    return MappingProxyType({**shipped, **read})
