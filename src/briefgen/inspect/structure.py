"""The structure tree of a PDF: what a screen reader goes by.

In: an open PDF (pikepdf). Out: `Element`s, and the text of a PDF in the order of its structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_DEPTH = 200
Mark = tuple[int, int]  # object number of a page, id of marked content on it


@dataclass(frozen=True, eq=False)
class Element:
    """An element of the structure tree.

    Attributes:
        kind: its type, such as `P`.
        parent: the element it stands in.
        children: elements, marked content and links, in order.
        lang, alt, id, scope: what it says of itself; empty when it does not.
        pages: object number → page number, from 1.
    """

    kind: str
    parent: Element | None
    lang: str = ""
    alt: str = ""
    id: str = ""
    scope: str = ""
    width: int = 0
    kids: list[Element | Mark | Any] = field(default_factory=list)
    pages: Mapping[int, int] = field(default_factory=dict)

    @property
    def children(self) -> tuple[Element, ...]:
        """The elements in it."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    @property
    def content(self) -> tuple[Any, ...]:
        """The marked content and links in it."""
        return tuple(kid for kid in self.kids if not isinstance(kid, Element))

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def marks(self) -> Iterator[Mark]:
        """Yield the marked content in it and below, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.marks()
            elif isinstance(kid, tuple):
                yield kid

    def __str__(self) -> str:
        """Return where it stands: its path, and its page."""
        path: list[str] = []
        at: Element | None = self
        while at is not None:
            path.append(at.kind)
            at = at.parent
        page = next((self.pages.get(number, 0) for number, _ in self.marks()), 0)
        where = f" on page {page}" if page else ""
        return " › ".join(reversed(path)) + (f" #{self.id}" if self.id else "") + where


def heading_level(kind: str) -> int:
    """Return the level of a heading's type; 0 for any other."""
    return int(kind[1]) if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit() else 0


def document_element(pdf: Pdf) -> Element | None:
    """Return the root of the structure tree, or None when there is none."""
    import pikepdf

    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree:
        return None
    numbers = {page.obj.objgen[0]: number for number, page in enumerate(pdf.pages, 1)}
    first = tree.K[0] if isinstance(tree.K, pikepdf.Array) else tree.K
    return _element(first, None, numbers, 0)


def _element(item: Any, parent: Element | None, pages: Mapping[int, int], depth: int) -> Element:  # noqa: ANN401
    import pikepdf

    attributes = item.get("/A", {})
    lang, alt, key = (str(item.get(name, "")) for name in ("/Lang", "/Alt", "/ID"))
    scope = str(attributes.get("/Scope", "")) if isinstance(attributes, pikepdf.Dictionary) else ""
    kind = str(item.get("/S", ""))[1:]
    element = Element(kind, parent, lang, alt, key, scope, _width(item, pikepdf), pages=pages)
    page = item["/Pg"].objgen[0] if "/Pg" in item else 0
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            element.kids.append((page, kid))
        elif "/S" in kid and depth < _DEPTH:
            element.kids.append(_element(kid, element, pages, depth + 1))
        elif "/MCID" in kid:
            element.kids.append((kid["/Pg"].objgen[0] if "/Pg" in kid else page, int(kid["/MCID"])))
        else:
            element.kids.append(kid)
    return element


def _width(item: Any, pikepdf: Any) -> int:  # noqa: ANN401 - as above
    """Return how many columns a row spans; rows that a cell of another row reaches into are not judged."""
    if item.get("/S") != "/TR":
        return 0
    cells = list(item.get("/K", []))
    spans = [cell.get("/A", {}) for cell in cells if isinstance(cell, pikepdf.Dictionary)]
    if any("/RowSpan" in span for span in spans):
        return 0
    return sum(int(span.get("/ColSpan", 1)) for span in spans)


def text_in_order(root: Element, texts: Mapping[Mark, str]) -> str:
    """Return the text of an element in the order of the structure; `texts` are those of the marked content."""
    return "".join(texts.get(mark, "") for mark in root.marks())
