"""Step 8, the print page that the PDF is made from.

In: a Document, its pictures, a look. Out: HTML for WeasyPrint. Pictures are images with alternative text; a note
stands at the foot of the page that cites it first, or, in the style `sources`, in a list on the reverse.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

from markupsafe import Markup

from briefgen.document import Cite, Document, Figure
from briefgen.render.brand import font_rules
from briefgen.render.footnotes import short
from briefgen.render.look import Look, print_variables
from briefgen.render.markers import author_date
from briefgen.render.page import Medium, page
from briefgen.words import say_in


def render_print(document: Document, images: Mapping[str, bytes], look: Look) -> str:
    """Return the print page of an edition.

    Args:
        document: the edition.
        images: figure id → SVG.
        look: where layouts and style sheets are.

    Raises:
        BriefgenError: a layout or theme is faulty.
    """
    meta = document.metadata
    say = say_in(meta.lang)
    own = f"{look.style('print.css')}\n{font_rules(meta)}{look.style('extra.css')}"
    css = f"{print_variables(meta.theme)}@page{{size:{meta.paper}}}\n{own}"
    if meta.citation_style == "author-date":
        dated = author_date(document, notes=False)
        return page(Medium("print.html.j2", css, _picture, dated), document, images, look)
    footnotes = document.metadata.citation_style == "notes"
    notes = {note.number: note for note in document.notes}
    seen: set[int] = set()

    def citation(cite: Cite) -> Markup:
        note = notes.get(cite.number)
        if note is None or not footnotes or cite.number in seen:
            return Markup('\u2060<sup class="cite"><a href="#note-{n}">{n}</a></sup>').format(n=cite.number)
        seen.add(cite.number)
        return Markup('\u2060<span class="footnote" id="note-{}">{}</span>').format(note.number, short(note, say))

    return page(Medium("print.html.j2", css, _picture, citation), document, images, look)


def _picture(figure: Figure, image: bytes) -> Markup:
    data = base64.b64encode(image).decode()
    return Markup('<img src="data:image/svg+xml;base64,{}" alt="{}">').format(data, figure.alt)
