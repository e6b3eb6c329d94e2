"""The structure tree of a PDF with its text, for tests: what a screen reader would say, in order.

In: the bytes of a PDF. Out: `Tree`: elements, the text of each, the artifacts, links, destinations and bookmarks.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.inspect.structure import Element, document_element, text_in_order

Mark = tuple[int, int]


@dataclass(frozen=True)
class Tree:
    """What a PDF tells a screen reader.

    Attributes:
        root: the document element.
        texts: text of each piece of marked content.
        artifacts: texts that are marked as artifacts; `bare` those that are marked as nothing.
        links: (text of the link's element, its description, its destination or address).
        destinations: names of places that a link can lead to.
        bookmarks: (level from 1, title).
        tabs: how each page with links is tabbed through.
    """

    root: Element
    texts: Mapping[Mark, str]
    artifacts: tuple[str, ...]
    bare: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]
    destinations: frozenset[str]
    bookmarks: tuple[tuple[int, str], ...]
    tabs: frozenset[str]

    def text(self, element: Element) -> str:
        """Return the text of an element."""
        return text_in_order(element, self.texts)

    def of(self, *kinds: str) -> tuple[Element, ...]:
        """Return the elements of some kinds, in order."""
        return tuple(element for element in self.root.walk() if element.kind in kinds)

    def runs(self, *without: str, again: bool = True) -> tuple[str, ...]:
        """Return the runs of text in the order of the structure, without those of some kinds of elements.

        Unless `again`, the head of a table is left out where it is repeated on the table's next page.
        """
        head, found = "", list[str]()
        waiting: list[Element | Mark] = [self.root]
        while waiting:
            item = waiting.pop()
            if isinstance(item, tuple):
                found.append(self.texts.get(item, ""))
                continue
            if item.kind == "Caption":
                head = ""
            if item.kind in without or (item.kind == "THead" and not again and head == self.text(item)):
                continue
            head = self.text(item) if item.kind == "THead" else head
            waiting += reversed([kid for kid in item.kids if isinstance(kid, Element | tuple)])
        return tuple(found)


def tree_of(pdf: bytes) -> Tree:
    """Read a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = document_element(opened)
        assert root is not None
        pages = [page.obj.objgen[0] for page in opened.pages]
        found = list(_texts(pdf, pages))
        texts: dict[Mark, str] = {}
        for mark, text, _ in found:
            texts[mark] = texts.get(mark, "") + text
        tabs = {str(page.obj.get("/Tabs", "")) for page in opened.pages if "/Annots" in page.obj}
        names = list(opened.Root.Names.Dests.Names) if "/Dests" in opened.Root.get("/Names", {}) else []
        return Tree(
            root,
            texts,
            tuple(text for (_, mark), text, name in found if mark < 0 and name == "Artifact"),
            tuple(text for (_, mark), text, name in found if mark < 0 and name != "Artifact"),
            tuple(_links(root, texts)),
            frozenset(str(name) for name in names[::2]),
            tuple(_bookmarks(pdf)),
            frozenset(tabs),
        )


def _texts(pdf: bytes, pages: list[int]) -> Iterator[tuple[Mark, str, str]]:
    """Yield (page and id of marked content, text, name of the mark) of each run of text."""
    document = pypdfium2.PdfDocument(pdf)
    for number, page in zip(pages, document, strict=True):
        words = page.get_textpage()
        for entry in page.get_objects(max_depth=1):
            if entry.type == pdfium.FPDF_PAGEOBJ_TEXT:
                length = pdfium.FPDFTextObj_GetText(entry.raw, words.raw, None, 0)
                buffer = (ctypes.c_ushort * (length // 2 + 1))()
                pdfium.FPDFTextObj_GetText(entry.raw, words.raw, buffer, length)
                text = bytes(buffer)[: max(0, length - 2)].decode("utf-16-le")
                yield (number, pdfium.FPDFPageObj_GetMarkedContentID(entry.raw)), text, _mark(entry.raw)
        words.close()
        page.close()
    document.close()


def _mark(raw: Any) -> str:  # noqa: ANN401 - a C pointer
    if pdfium.FPDFPageObj_CountMarks(raw) < 1:
        return ""
    length, buffer = ctypes.c_ulong(), (ctypes.c_ushort * 50)()
    pdfium.FPDFPageObjMark_GetName(pdfium.FPDFPageObj_GetMark(raw, 0), buffer, 100, length)
    return bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le")


def _links(root: Element, texts: Mapping[Mark, str]) -> Iterator[tuple[str, str, str]]:
    for element in root.walk():
        for kid in element.kids:
            if not isinstance(kid, Element | tuple) and "/Obj" in kid:
                link = kid.Obj
                where = link.get("/Dest") or link.get("/A", {}).get("/URI")
                yield text_in_order(element, texts), str(link.get("/Contents", "")), str(where)


def _bookmarks(pdf: bytes) -> Iterator[tuple[int, str]]:
    document = pypdfium2.PdfDocument(pdf)
    for bookmark in document.get_toc():
        yield bookmark.level + 1, bookmark.get_title()
    document.close()
