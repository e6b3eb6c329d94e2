"""Step 8, the print page that the PDF is made from.

In: a Document, its pictures, a look. Out: HTML for WeasyPrint. Pictures are images with alternative text; a note
stands in the margin, beside the line that cites it first; what is cited in a table or a dispute, which take the whole
width, stands below it. In the style `sources` notes are a list on the reverse.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

from markupsafe import Markup

from briefgen.document import Box, Cite, Document, Figure, Note
from briefgen.render.brand import font_rules
from briefgen.render.footnotes import short
from briefgen.render.look import Look, print_variables
from briefgen.render.markers import author_date
from briefgen.render.page import Medium, page
from briefgen.words import Say, say_in


def render_print(document: Document, images: Mapping[str, bytes], look: Look, lead: Figure | None = None) -> str:
    """Return the print page of an edition.

    Args:
        document: the edition.
        images: figure id → SVG.
        look: where layouts and style sheets are.
        lead: the figure to be moved to the first page, if any (see `leading`).

    Raises:
        BriefgenError: a layout or theme is faulty.
    """
    meta = document.metadata
    say = say_in(meta.lang)
    own = f"{look.style('print.css')}\n{font_rules(meta)}{look.style('extra.css')}"
    css = f"{print_variables(meta.theme)}@page{{size:{meta.paper}}}\n{own}"
    if meta.citation_style == "author-date":
        medium = Medium("print.html.j2", css, _picture, author_date(document, notes=False), lead=lead)
    else:
        notes = {note.number: note for note in document.notes} if meta.citation_style == "notes" else {}
        margin = _Margin(notes, say)
        medium = Medium(
            "print.html.j2", css, _picture, margin.citation, beside=margin.beside, below=margin.below, lead=lead
        )
    return page(medium, document, images, look)


def leading(document: Document) -> Figure | None:
    """Return the figure that could stand on the first page: the first, if key messages open the edition.

    A section that has nothing but its figure keeps it.
    """
    opening, *others = document.sections or (None,)
    if opening is None or not any(isinstance(b, Box) and b.kind == "key-messages" for b in opening.blocks):
        return None
    told = (b for s in others if not s.side and len(s.blocks) > 1 for b in s.blocks if isinstance(b, Figure))
    return next(told, None)


class _Margin:
    """Writes citations, and keeps each note from where it is cited first until the layout has a place for it."""

    def __init__(self, notes: Mapping[int, Note], say: Say) -> None:
        self._waiting, self._say = dict(notes), say
        self._cited: list[Note] = []

    def citation(self, cite: Cite) -> Markup:
        """Return a marker; its note waits for `beside` or `below`."""
        note = self._waiting.pop(cite.number, None)
        if note is not None:
            self._cited.append(note)
        return _marker(cite, first=note is not None)

    def beside(self) -> Markup:
        """Return the notes of what has just been written, under one another."""
        one = Markup('<p class="note" id="note-{}">{}</p>')
        notes = [one.format(note.number, self._numbered(note)) for note in self._taken()]
        return Markup('<aside class="beside">{}</aside>').format(Markup("\n").join(notes)) if notes else Markup()

    def below(self) -> Markup:
        """Return the notes of what has just been written, in one run."""
        one = Markup('<span class="note" id="note-{}">{}</span>')
        notes = [one.format(note.number, self._numbered(note)) for note in self._taken()]
        return Markup('<p class="below">{}</p>').format(Markup(" ").join(notes)) if notes else Markup()

    def _numbered(self, note: Note) -> Markup:
        words = short(note, self._say)
        return Markup('<a class="n" href="#call-note-{n}">{n}</a> {words}').format(n=note.number, words=words)

    def _taken(self) -> list[Note]:
        notes, self._cited = self._cited, []
        return notes


def _marker(cite: Cite, *, first: bool = False) -> Markup:
    """Return the number of a note as a link to it; the first is what the note leads back to.

    The word joiner keeps the number on the line of the word it belongs to.
    """
    here = Markup(' id="call-note-{}"').format(cite.number) if first else ""
    return Markup('\u2060<sup class="cite"><a href="#note-{n}"{here}>{n}</a></sup>').format(n=cite.number, here=here)


def _picture(figure: Figure, image: bytes) -> Markup:
    data = base64.b64encode(image).decode()
    return Markup('<img src="data:image/svg+xml;base64,{}" alt="{}">').format(data, figure.alt)
