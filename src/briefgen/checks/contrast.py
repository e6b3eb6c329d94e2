"""Colours that a theme sets can be read on the page and on its boxes.

In: the layers of an audience's settings. Out: a warning for each colour of text that stands out too little, at the
line that sets it, or sets what it stands on. On screens in the dark or with high contrast colours are adapted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.briefs import AUDIENCE_KEYS, Layer, resolved
from briefgen.design import SURFACES, TEXT, TEXTS, contrast, palette
from briefgen.errors import Diagnostic, Place, Severity
from briefgen.workspace.config import line_of

LOW_CONTRAST = "low-contrast"
_THEME = "theme."


def low_contrast(layers: Sequence[Layer], config_text: str) -> Iterator[Diagnostic]:
    """Yield a warning for each colour of text whose contrast is below WCAG AA on a surface.

    Args:
        layers: an audience's settings, most specific first, free of faults.
        config_text: briefgen.toml, whose layer has no text of its own, to find the line.
    """
    every = resolved(layers, {"theme": AUDIENCE_KEYS["theme"]})
    found = {each.key.removeprefix(_THEME): each for each in every if each.key.startswith(_THEME)}
    colours = palette({name: each.value for name, each in found.items()})
    texts = {layer.label: layer.text or config_text for layer in layers}
    for name in TEXTS:
        ground = min(SURFACES, key=lambda surface: contrast(colours[name], colours[surface]))
        ratio = contrast(colours[name], colours[ground])
        blamed = next((token for token in (name, ground) if token in found), None)
        if blamed is None or ratio >= TEXT:
            continue
        label = found[blamed].won
        yield Diagnostic(
            LOW_CONTRAST,
            f"“{name}” {colours[name]} on “{ground}” {colours[ground]} has a contrast of {ratio:.1f} : 1",
            Place(label, line_of(texts[label], blamed), blamed),
            hint=f"text needs {TEXT} : 1 (WCAG 2.2 AA)",
            severity=Severity.WARNING,
        )
