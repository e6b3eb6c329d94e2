"""Read a PDF and a web page back as text.

In: bytes of a PDF, HTML. Out: the letters and digits that can be read, page by page. Spaces, hyphens and the case of
letters differ between a Document and its lines on paper; letters and digits do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefgen.document import Inlines, plain
from briefgen.errors import BriefgenError, Diagnostic

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_NOT_TEXT = re.compile(r"<!--.*?-->|<(style|script|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """What a reader sees of a PDF.

    Attributes:
        pages: the letters of each page, inside its media box.
        sizes: width and height of each page, in points.
    """

    pages: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]


def letters(text: str | Inlines) -> str:
    """Return the letters and digits of a text, ligatures undone and in lower case."""
    return _BETWEEN.sub("", normalize("NFKC", text if isinstance(text, str) else plain(text)).casefold())


def words_of_html(page: str) -> str:
    """Return the text of a web page, without its title, scripts and styles."""
    return unescape(_TAG.sub("", _NOT_TEXT.sub("", page)))


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        raise BriefgenError(Diagnostic("pdf-unreadable", "the PDF cannot be read back")) from None
    try:
        yield document
    finally:
        document.close()


def outline(pdf: bytes) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return the number of pages, and (title, page from 0) of each bookmark; much quicker than reading the text.

    Raises:
        BriefgenError: it cannot be read (`pdf-unreadable`).
    """
    with _opened(pdf) as document:
        return len(document), tuple(_bookmarks(document))


def read_pdf(pdf: bytes) -> ReadPdf:
    """Read a PDF back.

    Raises:
        BriefgenError: it cannot be read (`pdf-unreadable`).
    """
    with _opened(pdf) as document:
        read = tuple(_pages(document))
    return ReadPdf(tuple(text for text, _ in read), tuple(size for _, size in read))


def _pages(document: PdfDocument) -> Iterator[tuple[str, tuple[float, float]]]:
    for page in document:
        text = page.get_textpage()
        yield letters(text.get_text_bounded(*page.get_mediabox())), page.get_size()
        text.close()
        page.close()


def _bookmarks(document: PdfDocument) -> Iterator[tuple[str, int]]:
    for bookmark in document.get_toc():
        if destination := bookmark.get_dest():
            yield bookmark.get_title(), destination.get_index()
