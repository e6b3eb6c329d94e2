"""What WeasyPrint 70 leaves out of the structure tree, and no validator misses: put in while the tree is built.

In: WeasyPrint's boxes. Out: the same tree, in which a part in another language says so, a header cell says what it
heads, a link is described by its own words, a footnote is a Note that its call links to and that links back, an item's
paragraphs are its body, and running titles are artifacts. It wraps private functions of WeasyPrint; tests fail should
they change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_CALL, _MARKER = "::footnote-call", "::footnote-marker"


def mend_tags() -> None:
    """Wrap WeasyPrint's builder of the structure tree and its builder of boxes, once."""
    import pydyf  # type: ignore[import-untyped] # comes without types
    import weasyprint.document
    from weasyprint.pdf import tags

    build = tags._build_box_tree  # noqa: SLF001 - there is no public way
    if build.__name__ == "_build_box_tree":
        tags._build_box_tree = _Tree(build, pydyf).mended  # noqa: SLF001 - as above
        boxed = weasyprint.document.build_formatting_structure
        weasyprint.document.build_formatting_structure = lambda *rest: _linked(boxed(*rest))
        _mark_furniture()


def _mark_furniture() -> None:
    """Make artifacts of running titles and page numbers: WeasyPrint gives them elements that stand in no tree."""
    from weasyprint.document import Page
    from weasyprint.formatting_structure.boxes import MarginBox
    from weasyprint.pdf.stream import Stream

    paint, marked = Page.paint, Stream.marked
    furniture: set[int] = set()  # of the page that is being painted

    def painted(page: Any, *rest: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        furniture.clear()
        for box in page._page_box.children:  # noqa: SLF001 - as above
            if isinstance(box, MarginBox):
                furniture.update(id(inner) for inner in (box, *box.descendants(placeholders=True)))
        paint(page, *rest)

    def marked_or_not(stream: Any, box: Any, tag: str) -> Any:  # noqa: ANN401 - as above
        return stream.artifact() if id(box) in furniture else marked(stream, box, tag)

    Page.paint, Stream.marked = painted, marked_or_not


def _linked(root: Any) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Link the call of each footnote to the note, and the note's number back to its call."""
    for call in root.descendants():
        footnote: Any = getattr(call, "footnote", None)
        if footnote is not None and (name := footnote.element.get("id")):
            call.style["anchor"] = f"call-{name}"
            call.link = ("url", ("internal", name))
            for marker in footnote.children[:1]:
                if str(marker.element_tag).endswith(_MARKER):
                    marker.link = ("url", ("internal", f"call-{name}"))
    return root


class _Tree:
    """The builder of the structure tree, mended; it knows the notes of the PDF it is at."""

    def __init__(self, build: Any, pydyf: Any) -> None:  # noqa: ANN401 - WeasyPrint and pydyf have no types
        self._build, self._pydyf = build, pydyf
        self._area = self._in_note = False
        self._pdf: Any = None  # whose tree is being built: one engine makes many, and remembers nothing of the last
        self._notes: dict[Any, Any] = {}  # element of the page → its Note: lines of one note are one
        self._beside: set[bytes] = set()  # references of groups of notes that stand beside a text

    def mended(self, box: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        """Yield what the builder yields, with what it leaves out."""
        if rest[1] is not self._pdf:
            self._pdf, self._notes, self._beside = rest[1], {}, set()
            self._area = self._in_note = False
        from weasyprint.formatting_structure import boxes
        from weasyprint.layout.absolute import AbsolutePlaceholder

        inner = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 - as above
        if isinstance(inner, boxes.MarginBox):
            return
        if isinstance(inner, boxes.FootnoteAreaBox):
            self._area = True
            yield from self._build(box, *rest)
            self._area = False
            return
        tag = str(inner.element_tag)
        whole = isinstance(inner, boxes.PageBox) or tag in {"html", "body"}
        begins = (self._area or _is_note(inner)) and not self._in_note and inner.element is not None and "::" not in tag
        self._in_note = self._in_note or begins
        for element in self._build(box, *rest):
            if not whole and inner.element is not None:
                self._describe(element, inner)
            if tag == "aside" and "beside" in _classes(inner):
                self._beside.add(element.reference)
            element["K"] = self._pydyf.Array(self._after_text(element["K"]))
            if element["S"] == "/LI":
                self._give_body(element, rest[1])
            empty = not element["K"] and element["S"] not in {"/TD", "/TH"}  # what an empty `<div>` leaves
            if not empty and (not begins or self._is_first(element, inner, rest[1])):
                yield element
        if begins:
            self._in_note = False

    def _describe(self, element: Any, box: Any) -> None:  # noqa: ANN401 - as above
        """Add to a structure element what its box knows."""
        html, tag = box.element, str(box.element_tag)
        text = self._pydyf.String
        if (lang := html.get("lang")) and "::" not in tag:
            element["Lang"] = text(lang)
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
        if box.link_annotation is None:
            return
        if tag.endswith((_CALL, _MARKER)):
            element["S"] = "/Link"
        _widen(box.link_annotation["Rect"], 0.75 * box.style["font_size"])
        words = " ".join((_words(box) if "::" in tag else "".join(html.itertext())).split())
        if words and (tag == "a" or "::" in tag):
            box.link_annotation["Contents"] = text(words)

    def _is_first(self, element: Any, box: Any, pdf: Any) -> bool:  # noqa: ANN401 - as above
        """Make a Note of a footnote's first line; put what is in the others into that one."""
        note = self._notes.setdefault(box.element, element)
        if note is element:
            element["S"] = "/Note"
            element["ID"] = self._pydyf.String(f"note-{element.number}")
            return True
        for kid in element["K"]:
            pdf.objects[int(kid.split()[0])]["P"] = note.reference
            note["K"].append(kid)
        element["K"] = self._pydyf.Array([])
        return False

    def _after_text(self, kids: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        """Yield kids of an element, notes in the margin after the text that they stand before in the layout."""
        waiting: list[Any] = []
        for kid in kids:
            if kid in self._beside:
                waiting.append(kid)
                continue
            yield kid
            yield from waiting
            waiting = []
        yield from waiting

    def _give_body(self, item: Any, pdf: Any) -> None:  # noqa: ANN401 - as above
        """Put what stands beside the label of an item into its body (ISO 32000-1, table 336): `<li><p>` lacks one."""
        kids = {reference: pdf.objects[int(reference.split()[0])] for reference in item["K"]}
        stray = [reference for reference, kid in kids.items() if kid["S"] not in {"/Lbl", "/LBody"}]
        if not stray:
            return
        array = self._pydyf.Array
        entries = {"Type": "/StructElem", "S": "/LBody", "K": array(stray), "Pg": item["Pg"], "P": item.reference}
        body = self._pydyf.Dictionary(entries)
        pdf.add_object(body)
        for reference in stray:
            kids[reference]["P"] = body.reference
        item["K"] = array([reference for reference in kids if reference not in stray] + [body.reference])


def _classes(box: Any) -> list[str]:  # noqa: ANN401 - WeasyPrint has no types
    return [] if box.element is None else str(box.element.get("class", "")).split()


def _is_note(box: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a box is a note that stands in the flow: beside a paragraph or below a table."""
    return "note" in _classes(box)


def _widen(rectangle: Any, size: float) -> None:  # noqa: ANN401 - as above
    """Give a link the height of its letters at the least, in points: raised numbers have lines of no height."""
    missing = size - abs(rectangle[3] - rectangle[1])
    if missing > 0:
        low, high = (1, 3) if rectangle[1] <= rectangle[3] else (3, 1)
        rectangle[low] -= missing / 2
        rectangle[high] += missing / 2


def _words(box: Any) -> str:  # noqa: ANN401 - as above
    """Return the words in a box that no element has: the number of a footnote."""
    return "".join(str(getattr(inner, "text", "")) for inner in box.descendants())
