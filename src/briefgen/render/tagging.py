"""What WeasyPrint 70 leaves out of the structure tree, and no validator misses: put in while the tree is built.

In: WeasyPrint's boxes. Out: the same tree, in which a part in another language says so, a header cell says what it
heads, a link is described by its own words, a footnote is a Note, and an item's paragraphs are its body. It wraps one
private function of WeasyPrint; a test fails should that change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def mend_tags() -> None:
    """Wrap WeasyPrint's builder of the structure tree, once."""
    import pydyf  # type: ignore[import-untyped] # comes without types
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
            if element["S"] == "/LI":
                _give_body(element, rest[1], pydyf)
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


def _give_body(item: Any, pdf: Any, pydyf: Any) -> None:  # noqa: ANN401 - as above
    """Put what stands beside the label of a list's item into its body (ISO 32000-1, table 336): `<li><p>` lacks one."""
    kids = {reference: pdf.objects[int(reference.split()[0])] for reference in item["K"]}
    stray = [reference for reference, kid in kids.items() if kid["S"] not in {"/Lbl", "/LBody"}]
    if not stray:
        return
    entries = {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(stray), "Pg": item["Pg"], "P": item.reference}
    body = pydyf.Dictionary(entries)
    pdf.add_object(body)
    for reference in stray:
        kids[reference]["P"] = body.reference
    item["K"] = pydyf.Array([reference for reference in kids if reference not in stray] + [body.reference])
