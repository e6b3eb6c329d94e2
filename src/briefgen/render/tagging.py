"""What WeasyPrint 70 leaves out of the structure tree, and no validator misses: put in while the tree is built.

In: WeasyPrint's boxes. Out: the same tree, in which a part in another language says so, a header cell says what it heads,
a link is described by its own words, and a footnote is a Note. It wraps one private function of WeasyPrint; a test fails
should that change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def mend_tags() -> None:
    """Wrap WeasyPrint's builder of the structure tree, once."""
    import pydyf
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import tags

    build = tags._build_box_tree  # noqa: SLF001 - there is no public way
    footnotes: list[Any] = []

    def mended(box: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint has no types
        if isinstance(box, boxes.FootnoteAreaBox):
            footnotes[:] = box.children
        whole = isinstance(box, boxes.PageBox | boxes.MarginBox) or box.element_tag in {"html", "body"}
        for element in build(box, *rest):
            if not whole and box.element is not None:
                inner = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - as above
                _describe(element, inner, pydyf.String)
                if any(box is note for note in footnotes):
                    element["S"] = "/Note"
                    element["ID"] = pydyf.String(f"note-{element.number}")
            yield element

    if build.__name__ != mended.__name__:
        tags._build_box_tree = mended  # noqa: SLF001 - as above


def _describe(element: Any, box: Any, text: Any) -> None:  # noqa: ANN401 - as above
    """Add to a structure element what its box knows."""
    html = box.element
    if lang := html.get("lang"):
        element["Lang"] = text(lang)
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    words = " ".join("".join(html.itertext()).split())
    if box.link_annotation and words and box.element_tag == "a":
        box.link_annotation["Contents"] = text(words)
