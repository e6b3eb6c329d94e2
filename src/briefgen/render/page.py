"""What a layout may use: the Document, and functions that write its inlines; the same for screen and print.

In: a Document, its pictures, a look. Out: the HTML a layout template makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from markupsafe import Markup

from briefgen.dates import humanise
from briefgen.document import AnyBlock, ChartSpec, Cite, Document, Figure, Horizon, Inlines, Note, PassageView, plain
from briefgen.render.brand import logo
from briefgen.render.footnotes import brief
from briefgen.render.inline import Citation, inlines_html, spoken
from briefgen.render.look import Look
from briefgen.render.words import say
from briefgen.templating import render_page

Picture = Callable[[Figure, bytes], Markup]


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between screen and print.

    Attributes:
        layout: name of the layout template.
        css: its style sheet, tokens and all.
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
        "doubts": _doubts,
        "main_notes": _notes_of(document, sheets=False),
        "sheet_notes": _notes_of(document, sheets=True),
        "logo": logo(document.metadata, look.assets),
    }
    css = medium.css.replace("</", "<\\/")  # a style sheet cannot close its element
    style = Markup(css)  # noqa: S704 - as said
    return render_page(
        look.find, medium.layout, {"document": document, "meta": document.metadata, "style": style, **functions}
    )


def _kind(block: AnyBlock) -> str:
    return type(block).__name__.lower()


def _doubts(horizon: Horizon) -> tuple[tuple[str, str], ...]:
    """Return (kind, words) of each reason why the evidence may not suffice."""
    one = "_one" if horizon.age == 1 else ""
    keys = {kind: f"doubt_{kind}{one if kind == 'old' else ''}" for kind in horizon.doubts}
    return tuple((kind, say(key, origins=horizon.origins, age=horizon.age)) for kind, key in keys.items())


def _notes_of(document: Document, *, sheets: bool) -> tuple[Note, ...]:
    """Return the notes that only sheets cite, or all others; sheets come last, so theirs have the highest numbers."""
    cited = [number for s in document.sections if not s.sheet for number in _numbers(s.blocks)]
    last = max(cited, default=0) if any(s.sheet for s in document.sections) else len(document.notes)
    return tuple(note for note in document.notes if (note.number > last) == sheets)


def _numbers(node: Any) -> Iterator[int]:  # noqa: ANN401 - walks any part of a Document
    if isinstance(node, Cite):
        yield node.number
    elif isinstance(node, tuple):
        for part in node:
            yield from _numbers(part)
    elif is_dataclass(node) and not isinstance(node, type | ChartSpec):
        for part in fields(node):
            yield from _numbers(getattr(node, part.name))


def _place(view: PassageView) -> str:
    return say("not_quoted", start=view.start, end=view.end)


def _opens(note: Note) -> str:
    """Return what a note is called by a screen reader."""
    return f"{say('note')} {note.number}"
