"""Nothing lost: every part of a Document that a reader must meet is looked for in what came out.

In: a Document and the letters of the result. Out: a diagnostic for each part that is not there, naming it, the template
line that wrote it, and why it cannot be read if it is there all the same. WeasyPrint drops what does not fit a box
without a word; a style sheet can hide whatever it likes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    Note,
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
from briefgen.inspect.finding import SHORTEST, Letters
from briefgen.inspect.reading import letters
from briefgen.render.markers import own_word
from briefgen.words import Say, say_in

_BEFORE = 12  # letters before a number or a short cell, so that it is not found by chance
_HINT = "a style sheet or layout hides it or has no room for it: look for height, position, float, overflow, display"


@dataclass(frozen=True, slots=True)
class Probe:
    """What must be there: what it is, its words, and its runs of letters.

    Attributes:
        what: what it is, as a reader would say.
        words: its words.
        runs: the letters of it, between what only a renderer can write.
        origin: where it was written.
        either: one of the runs suffices.
    """

    what: str
    words: str
    runs: tuple[str, ...]
    origin: Origin = field(default=Origin())
    either: bool = False


def lost(probes: Iterable[Probe], found: Letters, where: str) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each probe that is not there.

    Args:
        probes: what should be there.
        found: the letters of the result.
        where: what the result is, for the message.
    """
    return tuple(fault for probe in probes if (fault := _missed(probe, found, where)))


def _missed(probe: Probe, found: Letters, where: str) -> Diagnostic | None:
    missing = [piece for run in probe.runs if (piece := found.missing(run))]
    if not missing or (probe.either and len(missing) < len(probe.runs)):
        return None
    details = [f"“{probe.words[:100]}”"]
    if why := next((why for piece in missing if (why := found.why(piece))), ""):
        details.append(f"it is written there, but {why}")
    place = Place(probe.origin.file, probe.origin.line)
    return Diagnostic("content-lost", f"{probe.what} is not in {where}", place, tuple(details), _HINT)


def pictures_lost(document: Document, seen: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each figure of which no picture can be seen; `seen` are alternative texts of pictures."""
    left = [letters(alt) for alt in seen]
    for figure in _figures(document):
        if (alt := letters(figure.alt)) in left:
            left.remove(alt)
        else:
            yield _no_picture(figure, "the PDF")


def pictures_hidden(document: Document, around: tuple[frozenset[str], ...]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each figure whose picture the web page does not show.

    Args:
        document: the edition.
        around: for each picture shown, the ids of the elements it stands in; a layout may leave them out.
    """
    figures = tuple(_figures(document))
    if len(around) < len(figures):
        named = frozenset().union(*around)
        missing = [figure for figure in figures if figure.id not in named]
        yield from (_no_picture(figure, "the web page") for figure in missing or figures[len(around) :])


def _figures(document: Document) -> Iterator[Figure]:
    for section in document.sections:
        yield from (block for block in walk(section.blocks) if isinstance(block, Figure))


def _no_picture(figure: Figure, where: str) -> Diagnostic:
    place = Place(figure.origin.file, figure.origin.line)
    message = f"the picture of a figure is not in {where}"
    return Diagnostic("content-lost", message, place, (f"“{plain(figure.headline)[:100]}”",), _HINT)


def probes(document: Document) -> Iterator[Probe]:
    """Yield what must be found: titles, headings, paragraphs, rows, captions, answers, proposals, citations, notes."""
    meta = document.metadata
    yield from _said("the title", meta.title)
    yield from _said("the standfirst", meta.standfirst)
    numbered = meta.citation_style != "author-date"  # its markers are words a renderer chooses
    for section in document.sections:
        yield from _probe("the title of a section", (section.title,), section.origin, numbered=numbered)
        for block in walk(section.blocks):
            for what, cells in _parts(block):
                yield from _probe(what, cells, block.origin, numbered=numbered)
    say = say_in(meta.lang)
    called = {reference.id: reference.marker for reference in document.references}
    for note in document.notes:  # a marker in the text may stand for a note that only the web page has
        markers = () if numbered else (own_word(note, say), *(called.get(key, "") for key in note.sources))
        yield _note(note, say, markers)
    for reference in document.references:
        yield from _said("a source", reference.text)
    for correction in document.corrections:
        yield from _said("what was wrong", correction.wrong)
        yield from _said("a correction", correction.now)
    if document.standing:
        yield from _said("why the edition no longer stands", document.standing.reason)
        yield from _said("what to read instead", document.standing.title)
    for title in document.left_out:
        yield from _said("what was left out", title)


def _said(what: str, words: str) -> Iterator[Probe]:
    if run := letters(words):
        yield Probe(what, words, (run,))


def _note(note: Note, say: Say, markers: Iterable[str] = ()) -> Probe:
    """Return what shows that a note is there: its number before its text, or words of it that no other note has."""
    number = str(note.number)
    begins = [text for view in note.passages for text in (view.speaker, view.source, view.exact)]
    begins += [note.text, say("unanswered") if note.text else ""]
    runs = [number + letters(text) for text in begins if text]
    runs += [run for text in (note.text, *(view.exact for view in note.passages)) if (run := letters(text))]
    runs += [letters(say("not_quoted", start=view.start, end=view.end)) for view in note.passages]
    runs += [run for marker in markers if (run := letters(marker))]
    words = note.text or " · ".join(dict.fromkeys(view.source for view in note.passages))
    return Probe(f"note {note.number}", words, tuple(dict.fromkeys(runs)), either=True)


# ---------------------------------------------------------------- parts of blocks


def _parts(block: AnyBlock) -> Iterator[tuple[str, tuple[Inlines, ...]]]:
    """Yield the parts of a block, each with what it is and its cells; what lists and boxes hold comes by itself."""
    match block:
        case Heading() | Paragraph():
            yield f"a {type(block).__name__.lower()}", (block.inlines,)
        case QuoteBlock():
            yield "a quotation", (block.inlines,)
            yield "the speaker of a quotation", (block.attribution,)
        case Table():
            yield "the caption of a table", (block.caption,)
            yield from (("a row of a table", row) for row in (block.header, *block.rows))
        case Figure():
            yield "the headline of a figure", (block.headline,)
        case Box():
            yield "the title of a box", ((Text(block.title),),)
        case DisputeBox() | Recommendations():
            yield from _composed(block)
        case ListBlock():
            pass  # only its items have words


def _composed(block: DisputeBox | Recommendations) -> Iterator[tuple[str, tuple[Inlines, ...]]]:
    if isinstance(block, Recommendations):
        yield "the caption of the proposals", ((Text(block.caption),),)
        for row in block.rows:
            yield "a proposal", (row.text,)
            yield "who would act on a proposal", ((Text(row.addressee),),)
            yield "the author of a proposal", ((Text(row.proposer),),)
        return
    yield "the question of a dispute", ((Text(block.question),),)
    yield from (("an answer in a dispute", (answer.inlines,)) for answer in block.answers)
    yield "what reconciles a dispute", (block.reconcile,)


def _probe(what: str, cells: tuple[Inlines, ...], origin: Origin, *, numbered: bool) -> Iterator[Probe]:
    """Yield the words of a part, and each of its citations by itself, so that it can be named."""
    words = " | ".join(plain(cell) for cell in cells)
    nodes = [node for cell in cells for node in (*_flat(cell), "")]
    if runs := tuple(_runs(nodes)):
        yield Probe(what, words, runs, origin)
    if numbered:
        for number, run in _citations(nodes):
            yield Probe(f"citation {number} in {what}", words, (run,), origin)


def _runs(nodes: Iterable[str | int]) -> Iterator[str]:
    """Yield the runs of letters between what only a renderer can write: values and citation numbers.

    An empty text ends a cell: a cell with few letters is looked for with the end of the one before it.
    """
    run, before = "", ""
    for node in (*nodes, ""):
        if isinstance(node, str) and node:
            run += letters(node)
            continue
        if len(run) >= SHORTEST:
            yield run
        elif run and len(before) >= SHORTEST:
            yield before + run
        before = "" if node != "" else (run or before)[-_BEFORE:]
        run = ""


def _citations(nodes: Iterable[str | int]) -> Iterator[tuple[int, str]]:
    """Yield each citation's number, and its digits with the letters before them: alone they may be found by chance."""
    before = ""
    for node in nodes:
        if isinstance(node, str):
            before = (before + letters(node))[-_BEFORE:] if node else ""
        else:
            if node and len(before) >= SHORTEST:
                yield node, f"{before}{node}"
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
