"""Step 9: inspect what came out.

In: the bytes of a PDF, the web page, and the Document both were made of. Out: diagnostics naming what was lost on the
way, and numbers of pages. It reads the results themselves, and asks no renderer what it meant to do.
"""

from __future__ import annotations

from briefgen.document import Document
from briefgen.errors import Diagnostic
from briefgen.inspect.finding import Letters
from briefgen.inspect.handling import leaked
from briefgen.inspect.lost import Probe, lost, pictures_hidden, pictures_lost, probes
from briefgen.inspect.reading import first_page_with, letters, outline, read_pdf
from briefgen.inspect.standards import below_standard, untagged
from briefgen.inspect.web import shown

__all__ = [
    "Letters",
    "Probe",
    "below_standard",
    "counted_pages",
    "leaked",
    "lost_on_page",
    "nothing_lost",
    "pages",
    "probes",
    "read_pdf",
]

_PAPER = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}  # width and height in points, upright


def pages(pdf: bytes) -> int:
    """Return the number of pages.

    Raises:
        BriefgenError: it is not a PDF (`pdf-unreadable`).
    """
    return outline(pdf)[0]


def counted_pages(pdf: bytes, document: Document) -> int:
    """Return the number of pages a budget counts: those before the first section that stands on a reverse page.

    Raises:
        BriefgenError: it is not a PDF (`pdf-unreadable`).
    """
    number, bookmarks = outline(pdf)
    titles = [title for section in document.sections if section.side and (title := letters(section.title))]
    if not titles:
        return number
    starts = [page for name, page in bookmarks if letters(name) == titles[0]]
    start = starts[0] if starts else first_page_with(pdf, titles[0])
    return number if start is None else max(1, start)


def lost_on_page(page: str, document: Document) -> tuple[Diagnostic, ...]:
    """Return what of the Document is not in the web page."""
    found = shown(page)
    hidden = ((letters(text), f"the style sheet hides it: {why}") for text, why in found.hidden)
    faults = lost(probes(document), Letters([letters(found.text)], hidden), "the web page")
    return (*faults, *pictures_hidden(document, found.pictures))


def nothing_lost(pdf: bytes, document: Document, page: str = "") -> tuple[Diagnostic, ...]:
    """Return what of the Document is on no page of the PDF, or not in the web page (empty: none was made).

    Raises:
        BriefgenError: it is not a PDF (`pdf-unreadable`).
    """
    read = read_pdf(pdf)
    found = [*_sizes(read.sizes, document), *lost(probes(document), Letters(read.runs, read.unseen), "the PDF")]
    found += pictures_lost(document, read.pictures)
    found += untagged(read.untagged)
    if page:
        found += lost_on_page(page, document)
    return tuple(found)


def _sizes(sizes: tuple[tuple[float, float], ...], document: Document) -> tuple[Diagnostic, ...]:
    paper = document.metadata.paper
    wanted = _PAPER.get(paper)
    odd = [n for n, size in enumerate(sizes, 1) if wanted and not _alike(size, wanted)]
    if not odd:
        return ()
    message = f"page {odd[0]} is not of the size {paper}"
    hint = "the paper is set by `paper` in audience.toml, not in a style sheet"
    return (Diagnostic("page-size", message, hint=hint),)


def _alike(size: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(abs(a - b) < 1 for a, b in zip(sorted(size), wanted, strict=True))
