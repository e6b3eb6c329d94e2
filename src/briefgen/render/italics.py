"""Which of the web fonts a page needs: slanted letters are half of them by weight, and most pages have none.

In: a Document and style sheets. Out: names of font files.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from briefgen.document import ChartSpec, Document, Emph, Figure, Heading, QuoteBlock, Recommendations, Table

UPRIGHT = ("serif", "sans")
ITALIC = ("serif-italic", "sans-italic")
_FURNITURE = (Table, Heading, Figure, Recommendations)  # what is set in the sans by default


def needed_fonts(document: Document, css: str) -> tuple[str, ...]:
    """Return the names of the fonts that an edition is set in.

    Args:
        document: the edition.
        css: the style sheets for its screen; one that asks for italics gets them all.
    """
    meta = document.metadata
    plain = (meta.text_font, meta.heading_font) == ("serif", "sans")
    if "italic" in css or (not plain and _slanted(document.sections)):
        return (*UPRIGHT, *ITALIC)
    serif = _slanted(document.sections, quotations=True)
    sans = any(_slanted(part) for section in document.sections for part in (section.title, *_furniture(section.blocks)))
    return (*UPRIGHT, *(ITALIC[:1] if serif else ()), *(ITALIC[1:] if sans else ()))


def _slanted(node: Any, *, quotations: bool = False) -> bool:  # noqa: ANN401 - walks any part of a Document
    """Tell whether something is emphasised in a part of a Document, or set apart as a quotation."""
    if isinstance(node, Emph) or (quotations and isinstance(node, QuoteBlock)):
        return True
    if isinstance(node, tuple):
        return any(_slanted(part, quotations=quotations) for part in node)
    if is_dataclass(node) and not isinstance(node, type | ChartSpec):
        return any(_slanted(getattr(node, part.name), quotations=quotations) for part in fields(node))
    return False


def _furniture(node: Any) -> list[Any]:  # noqa: ANN401 - as above
    """Return the parts of blocks that are set in the face of the furniture."""
    if isinstance(node, _FURNITURE):
        return [node]
    if isinstance(node, tuple):
        return [found for part in node for found in _furniture(part)]
    if is_dataclass(node) and not isinstance(node, type | ChartSpec):
        return [found for part in fields(node) for found in _furniture(getattr(node, part.name))]
    return []
