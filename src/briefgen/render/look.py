"""What a renderer needs besides the Document: where templates are found, and where the bundled fonts lie.

In: a brief's chain. Out: `Look`, and the design tokens as CSS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.design import COLOURS, MEASURES, palette
from briefgen.errors import BriefgenError, Diagnostic, Place

Find = Callable[[str], tuple[str, str] | None]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SCREENS = {  # what a browser is asked → the palette
    "(prefers-color-scheme:dark)": "dark",
    "(prefers-contrast:more)": "contrast",
    "(prefers-contrast:more) and (prefers-color-scheme:dark)": "dark-contrast",
}
# The reader's own colours: what the system calls them (CSS Color 4, “system colors”).
_FORCED = {
    "ink": "CanvasText",
    "muted": "CanvasText",
    "faint": "GrayText",
    "paper": "Canvas",
    "tint": "Canvas",
    "accent": "LinkText",
    "accent2": "CanvasText",
    "accent3": "CanvasText",
    "warn": "CanvasText",
}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is made together with a web page and lies beside it, so that the page can lead there.

    Attributes:
        editions: (name, address) of the topic's editions, this one among them with an empty address.
        pdf: address of its PDF.
    """

    editions: tuple[tuple[str, str], ...] = ()
    pdf: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Where the look of an edition comes from.

    Attributes:
        find: template name → (label, text), along the override chain of the brief; None when there is none.
        fonts: the folder of the bundled fonts.
        assets: the project's folder of pictures, if it has one.
        neighbours: what a web page leads to.
    """

    find: Find
    fonts: Path
    assets: Path | None = None
    neighbours: Neighbours = Neighbours()

    def style(self, *names: str) -> str:
        """Return style sheets one after the other; a missing one counts as empty."""
        return "\n".join(found[1] for name in names if (found := self.find(name)))


def tokens(theme: tuple[tuple[str, str], ...], mode: str = "light") -> Mapping[str, str]:
    """Return the colours of a mode with an audience's theme laid over them.

    Raises:
        BriefgenError: an unknown token, or a value that is not a colour such as #1f4e79.
    """
    unknown = [name for name, _ in theme if name not in COLOURS]
    bad = [name for name, value in theme if name in COLOURS and not _COLOUR.fullmatch(value)]
    if unknown or bad:
        known = ", ".join(COLOURS)
        said = [
            Diagnostic("bad-theme", f"there is no token “{n}”", Place("", 0, "theme"), hint=f"known: {known}")
            for n in unknown
        ]
        said += [Diagnostic("bad-theme", f"“{n}” is not a colour such as #1f4e79", Place("", 0, "theme")) for n in bad]
        raise BriefgenError(said)
    return palette(dict(theme), mode)


def print_variables(theme: tuple[tuple[str, str], ...]) -> str:
    """Return the tokens as custom properties of CSS, for paper."""
    return _root({**tokens(theme), **{name: measure.print for name, measure in MEASURES.items()}})


def screen_variables(theme: tuple[tuple[str, str], ...]) -> str:
    """Return the tokens as custom properties of CSS, for screens: light, dark, of high contrast, the reader's own.

    On paper the page is as in the light, whatever the screen is set to.
    """
    light = tokens(theme)
    whole = _root({**light, **{name: measure.screen for name, measure in MEASURES.items()}})
    for query, mode in _SCREENS.items():
        own = {name: colour for name, colour in tokens(theme, mode).items() if colour != light[name]}
        whole += f"@media screen and {query}{{{_root(own)}}}"
    return f"{whole}@media screen and (forced-colors:active){{{_root(_FORCED)}}}"


def chart_colours(theme: tuple[tuple[str, str], ...]) -> str:
    """Return CSS that gives the colours of charts in the page to the tokens, so that they change with the screen."""
    named: dict[str, str] = {}
    for name, colour in tokens(theme).items():
        named.setdefault(colour.lower(), name)
    return "".join(
        f'svg [{part}="{colour}"]{{{part}:var(--{name})}}'
        for colour, name in named.items()
        for part in ("fill", "stroke")
    )


def _root(values: Mapping[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}"
