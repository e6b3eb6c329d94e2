"""Nothing lost: every part of a Document that a reader must meet is looked for in what came out.

In: a Document and the letters of the result. Out: a diagnostic for each part that is not there, naming it and the
template line that wrote it. WeasyPrint drops what does not fit a box without a word; a style sheet can hide whatever
it likes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.document import (
    AnyBlock,
    Box,
    Cite,
    DisputeBox,
    Document,
    Emph,
    Figure,
    Heading,
    Inlines,
    Lang,
    Link,
    ListBlock,
    Origin,
    Paragraph,
    Quote,
    QuoteBlock,
    Recommendations,
    Strong,
    Table,
    Term,
    Text,
    plain,
    walk,
)
from briefgen.errors import Diagnostic, Place
from briefgen.inspect.reading import letters

_LONGEST = 32  # letters of a probe: long enough to be found once, short enough to stand in few lines
_SHORTEST = 4  # letters: less may be anywhere


@dataclass(frozen=True, slots=True)
class Probe:
    """A run of letters that must be there: what it belongs to, its words, and where they were written."""

    what: str
    words: str
    letters: str
    origin: Origin


def lost(document: Document, pages: tuple[str, ...], where: str) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each probe that is on no page.

    Args:
        document: what should be there.
        pages: the letters of each page (see `reading.letters`).
        where: what the pages are, for the message.
    """
    whole = "\n".join(pages)
    hint = "a style sheet or layout hides it or has no room for it: look for height, position, float, overflow, display"
    return tuple(
        Diagnostic(
            "content-lost",
            f"{probe.what} is not in {where}",
            Place(probe.origin.file, probe.origin.line),
            (f"“{probe.words[:100]}”",),
            hint,
        )
        for probe in probes(document)
        if not _stands(probe.letters, whole)
    )


def probes(document: Document) -> Iterator[Probe]:
    """Yield what must be found: titles, headings, paragraphs, rows, captions, answers, proposals, citations, notes."""
    yield from _words("the title", document.metadata.title, Origin())
    yield from _words("the standfirst", document.metadata.standfirst, Origin())
    for section in document.sections:
        yield from _words("the title of a section", plain(section.title), section.origin)
        for block in walk(section.blocks):
            for what, inlines in _parts(block):
                yield from _run(what, inlines, block.origin)
                if document.metadata.citation_style != "author-date":  # its markers are words a renderer chooses
                    yield from _citations(what, inlines, block.origin)
    for what, texts in (
        ("a note", [note.text for note in document.notes]),
        ("a source", [reference.text for reference in document.references]),
        ("what was left out", document.left_out),
    ):
        for text in texts:
            yield from _words(what, text, Origin())


def _stands(probe: str, whole: str) -> bool:
    """Tell whether a probe is there, in one piece or in two that a page break, a note or a column has parted."""
    if probe in whole:
        return True
    return any(probe[:at] in whole and probe[at:] in whole for at in range(_SHORTEST, len(probe) - _SHORTEST + 1))


def _parts(block: AnyBlock) -> Iterator[tuple[str, Inlines]]:
    """Yield the parts of a block, each with what it is; what lists and boxes hold comes by itself."""
    match block:
        case Heading() | Paragraph():
            yield f"a {type(block).__name__.lower()}", block.inlines
        case QuoteBlock():
            yield "a quotation", block.inlines
            yield "the speaker of a quotation", block.attribution
        case Table():
            yield "the caption of a table", block.caption
            yield from (("a row of a table", row[0]) for row in (block.header, *block.rows) if row)
        case Figure():
            yield "the headline of a figure", block.headline
        case Box():
            yield "the title of a box", (Text(block.title),)
        case DisputeBox() | Recommendations():
            yield from _composed(block)
        case ListBlock():
            pass  # only its items have words


def _composed(block: DisputeBox | Recommendations) -> Iterator[tuple[str, Inlines]]:
    if isinstance(block, Recommendations):
        yield "the caption of the proposals", (Text(block.caption),)
        yield from (("a proposal", row.text) for row in block.rows)
        return
    yield "the question of a dispute", (Text(block.question),)
    yield from (("an answer in a dispute", answer.inlines) for answer in block.answers)
    yield "what reconciles a dispute", block.reconcile


def _words(what: str, words: str, at: Origin) -> Iterator[Probe]:
    if probe := letters(words)[:_LONGEST]:
        yield Probe(what, words, probe, at)


def _run(what: str, inlines: Inlines, at: Origin) -> Iterator[Probe]:
    """Yield the beginning and the end of a run of words."""
    runs = [run for run in _runs(inlines) if len(letters(run)) >= _SHORTEST]
    if runs:
        yield from _words(what, runs[0], at)
        yield Probe(what, runs[-1], letters(runs[-1])[-_LONGEST:], at)


def _runs(inlines: Inlines) -> Iterator[str]:
    """Yield the words between what only a renderer can write: values and citation numbers."""
    run = ""
    for node in _flat(inlines):
        if isinstance(node, str):
            run += node
        else:
            yield run
            run = ""
    yield run


def _citations(what: str, inlines: Inlines, at: Origin) -> Iterator[Probe]:
    """Yield each citation's number with the letters before it, so that it is not found by chance."""
    before = ""
    for node in _flat(inlines):
        if isinstance(node, str):
            before = (before + letters(node))[-12:]
        elif node and len(before) >= _SHORTEST:
            yield Probe(f"a citation in {what}", f"{before}[{node}]", f"{before}{node}", at)
            before = ""
        else:
            before = ""


def _flat(inlines: Inlines) -> Iterator[str | int]:
    """Yield words as text, a citation as its number, a value as 0."""
    for inline in inlines:
        match inline:
            case Text() | Term():
                yield inline.text
            case Emph() | Strong() | Link() | Quote() | Lang():
                yield from _flat(inline.children)
            case Cite():
                yield inline.number
            case _:
                yield 0
