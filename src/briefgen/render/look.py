"""What a renderer needs besides the Document: where templates are found, and where the bundled fonts lie.

In: a brief's chain. Out: `Look`, and the design tokens as CSS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from briefgen.errors import BriefgenError, Diagnostic, Place

Find = Callable[[str], tuple[str, str] | None]

TOKENS: Mapping[str, str] = MappingProxyType(
    {
        "ink": "#1a2230",  # text
        "muted": "#55606e",  # furniture, captions
        "faint": "#d5dae1",  # hairlines
        "paper": "#ffffff",
        "tint": "#f3f5f8",  # boxes
        "accent": "#1f4e79",  # headings, links, the first series
        "accent2": "#a8541d",  # the second series
        "warn": "#9b2226",  # disputes, gaps
    }
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """Where the look of an edition comes from.

    Attributes:
        find: template name → (label, text), along the override chain of the brief; None when there is none.
        fonts: the folder of the bundled fonts.
        assets: the project's folder of pictures, if it has one.
    """

    find: Find
    fonts: Path
    assets: Path | None = None

    def style(self, *names: str) -> str:
        """Return style sheets one after the other; a missing one counts as empty."""
        return "\n".join(found[1] for name in names if (found := self.find(name)))


def tokens(theme: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return the design tokens with an audience's theme laid over them.

    Raises:
        BriefgenError: an unknown token, or a value that is not a colour such as #1f4e79.
    """
    unknown = [name for name, _ in theme if name not in TOKENS]
    bad = [name for name, value in theme if name in TOKENS and not _COLOUR.fullmatch(value)]
    if unknown or bad:
        known = ", ".join(TOKENS)
        said = [
            Diagnostic("bad-theme", f"there is no token “{n}”", Place("", 0, "theme"), hint=f"known: {known}")
            for n in unknown
        ]
        said += [Diagnostic("bad-theme", f"“{n}” is not a colour such as #1f4e79", Place("", 0, "theme")) for n in bad]
        raise BriefgenError(said)
    return MappingProxyType({**TOKENS, **dict(theme)})


def variables(theme: tuple[tuple[str, str], ...]) -> str:
    """Return the tokens as custom properties of CSS."""
    return ":root{" + "".join(f"--{name}:{value};" for name, value in tokens(theme).items()) + "}"
