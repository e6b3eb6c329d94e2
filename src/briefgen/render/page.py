"""What a layout may use: the Document, and functions that write its inlines; the same for screen and print.

In: a Document, its pictures, a look. Out: the HTML a layout template makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.dates import humanise
from briefgen.document import AnyBlock, Document, Figure, Inlines, Note, PassageView, plain
from briefgen.render.footnotes import brief
from briefgen.render.inline import Citation, inlines_html, spoken
from briefgen.render.look import Look, variables
from briefgen.render.words import say
from briefgen.templating import render_page

Picture = Callable[[Figure, bytes], Markup]


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between screen and print.

    Attributes:
        layout: name of the layout template.
        css: its style sheet.
        picture: writes a figure's picture.
        citation: writes a citation marker.
    """

    layout: str
    css: str
    picture: Picture
    citation: Citation


def page(medium: Medium, document: Document, images: Mapping[str, bytes], look: Look) -> str:
    """Return the page a layout makes.

    Raises:
        BriefgenError: the layout is faulty (see `templating.render_page`), or the theme is.
    """

    def html(inlines: Inlines) -> Markup:
        return inlines_html(inlines, medium.citation)

    def drawn(figure: Figure) -> Markup:
        return medium.picture(figure, images[figure.id])

    functions = {
        "html": html,
        "plain": plain,
        "kind": _kind,
        "date": humanise,
        "spoken": spoken,
        "picture": drawn,
        "say": say,
        "place": _place,
        "opens": _opens,
        "brief": brief,
    }
    css = medium.css.replace("</", "<\\/")  # a style sheet cannot close its element
    style = Markup(variables(document.metadata.theme) + css)  # noqa: S704 - as said
    return render_page(
        look.find, medium.layout, {"document": document, "meta": document.metadata, "style": style, **functions}
    )


def _kind(block: AnyBlock) -> str:
    return type(block).__name__.lower()


def _place(view: PassageView) -> str:
    return say("not_quoted", start=view.start, end=view.end)


def _opens(note: Note) -> str:
    """Return what a note is called by a screen reader."""
    return f"{say('note')} {note.number}"
