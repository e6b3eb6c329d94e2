"""Read a PDF and a web page back as text.

In: bytes of a PDF, HTML. Out: the letters and digits that can be read, page by page. Spaces, hyphens and the case of
letters differ between a Document and its lines on paper; letters and digits do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import normalize

from briefgen.document import Inlines, plain
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.inspect.seen import Seen, seen

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_NOT_TEXT = re.compile(r"<!--.*?-->|<(style|script|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """What a reader sees of a PDF.

    Attributes:
        runs: the letters of each run of text that can be read, in the order of the content; nothing between pages.
        sizes: width and height of each page, in points.
        unseen: (letters, why they cannot be read) of the other runs.
        pictures: the alternative texts of the pictures that can be seen, one for each.
        untagged: words that no screen reader finds: those of a group with opacity.
    """

    runs: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    unseen: tuple[tuple[str, str], ...] = field(default=())
    pictures: tuple[str, ...] = field(default=())
    untagged: tuple[str, ...] = field(default=())


def letters(text: str | Inlines) -> str:
    """Return the letters and digits of a text, ligatures undone and in lower case."""
    return _BETWEEN.sub("", normalize("NFKC", text if isinstance(text, str) else plain(text)).casefold())


def words_of_html(page: str) -> str:
    """Return the text of a web page, without its title, scripts and styles."""
    return unescape(_TAG.sub("", _NOT_TEXT.sub("", page)))


@contextmanager
def opened(pdf: bytes) -> Iterator[PdfDocument]:
    """Give the PDF, open for reading.

    Raises:
        BriefgenError: it cannot be read (`pdf-unreadable`).
    """
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
    with opened(pdf) as document:
        return len(document), tuple(_bookmarks(document))


def first_page_with(pdf: bytes, wanted: str) -> int | None:
    """Return the number, from 0, of the first page with these letters in one run; None when there is none.

    Raises:
        BriefgenError: it cannot be read (`pdf-unreadable`).
    """
    with opened(pdf) as document:
        for number, page in enumerate(_pages(document)):
            if wanted in "".join(letters(run.text) for run in page.runs if not run.unseen):
                return number
    return None


def read_pdf(pdf: bytes, *, most: int = 10_000) -> ReadPdf:
    """Read a PDF back.

    Raises:
        BriefgenError: it cannot be read, or has more than `most` pages (`pdf-unreadable`).
    """
    with opened(pdf) as document:
        if len(document) > most:
            raise BriefgenError(Diagnostic("pdf-unreadable", f"the PDF has more than {most} pages"))
        pages = tuple(_pages(document))
    runs = [(letters(run.text), run.unseen) for page in pages for run in page.runs]
    return ReadPdf(
        tuple(text for text, unseen in runs if text and not unseen),
        tuple(page.size for page in pages),
        tuple((text, unseen) for text, unseen in runs if text and unseen),
        tuple(alt for page in pages for alt in page.pictures),
        tuple(text for page in pages for text in page.untagged),
    )


def _pages(document: PdfDocument) -> Iterator[Seen]:
    for page in document:
        yield seen(page)
        page.close()


def _bookmarks(document: PdfDocument) -> Iterator[tuple[str, int]]:
    for bookmark in document.get_toc():
        if destination := bookmark.get_dest():
            yield bookmark.get_title(), destination.get_index()
