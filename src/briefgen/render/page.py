"""What a layout may use: the Document, and functions that write its inlines; the same for screen and print.

In: a Document, its pictures, a look. Out: the HTML a layout template makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from markupsafe import Markup, escape

from briefgen.document import (
    AnyBlock,
    ChartSpec,
    Cite,
    DisputeBox,
    Document,
    Figure,
    Horizon,
    Inlines,
    Note,
    PassageView,
    Reference,
    plain,
    walk,
)
from briefgen.render.brand import logo
from briefgen.render.footnotes import brief, short
from briefgen.render.inline import Citation, inlines_html, spoken
from briefgen.render.look import Look
from briefgen.render.spaces import names_in, titled, unbroken
from briefgen.render.voices import voices
from briefgen.templating import render_page
from briefgen.words import Say, say_in

_NUMBER = re.compile(r"[\d\s.,/%–−+-]*\d[\d\s.,/%–−+-]*")
Picture = Callable[[Figure, bytes], Markup]


def _nowhere(_: str) -> Markup:
    """Return nothing: a page of paper has no links to itself."""
    return Markup()


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between screen and print.

    Attributes:
        layout: name of the layout template.
        css: its style sheet, tokens and all.
        picture: writes a figure's picture.
        citation: writes a citation marker.
        here: writes a link to what has an id.
        script: what makes it better where a program may run; it works without.
        beside: returns the notes of what has just been written, to stand beside it; nothing where notes are elsewhere.
        below: returns them to stand below it: a table or a dispute has no place beside it.
        lead: the figure that stands on the first page, if any.
    """

    layout: str
    css: str
    picture: Picture
    citation: Citation
    here: Callable[[str], Markup] = _nowhere
    script: str = ""
    beside: Callable[[], Markup] = Markup
    below: Callable[[], Markup] = Markup
    lead: Figure | None = None


def page(
    medium: Medium,
    document: Document,
    images: Mapping[str, bytes],
    look: Look,
    names: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Return the page a layout makes; `names` are what it uses beside the edition.

    Raises:
        BriefgenError: the layout is faulty (see `templating.render_page`), or the theme is.
    """
    say = say_in(document.metadata.lang)
    bound = partial(unbroken, names=names_in(document))

    def html(inlines: Inlines) -> Markup:
        return inlines_html(inlines, medium.citation, say, bound)

    def drawn(figure: Figure) -> Markup:
        return medium.picture(figure, images[figure.id])

    functions = {
        "html": html,
        "voices": partial(say.some, key="voices"),
        "bound": bound,
        "numeric": _numeric,
        "titled": titled,
        "beside": medium.beside,
        "below": medium.below,
        "lead": medium.lead,
        "plain": plain,
        "kind": _kind,
        "date": say.date,
        "spoken": partial(spoken, say=say),
        "picture": drawn,
        "say": partial(said, say),
        "here": medium.here,
        "marginal": partial(_marginal, document, say),
        "sources_of": partial(voices, references=document.references),
        "whose": partial(_whose, say),
        "cited_in": partial(_cited_in, document),
        "title_of": partial(_title_of, document),
        "neighbours": look.neighbours,
        "script": Markup(medium.script),  # noqa: S704 - the layout's own, which closes no element
        "place": partial(_place, say),
        "opens": partial(_opens, say),
        "brief": partial(brief, say=say),
        "doubts": partial(_doubts, say),
        "main_notes": _notes_of(document, sheets=False),
        "sheet_notes": _notes_of(document, sheets=True),
        "logo": logo(document.metadata, look.assets),
    }
    css = medium.css.replace("</", "<\\/")  # a style sheet cannot close its element
    style = Markup(css)  # noqa: S704 - as said
    used = {"document": document, "meta": document.metadata, "style": style, **functions, **names}
    return render_page(look.find, medium.layout, used)


def said(say: Say, key: str, **values: object) -> Markup:
    """Return a word of the furniture; values that are no markup are escaped."""
    return escape(say.catalogue[key]).format(**values)


def _whose(say: Say, speaker: str, source: str, reference: Reference | None) -> Markup:
    """Return who speaks in which source; the source leads to its entry in the list."""
    link = Markup('<a href="#source-{}">{}</a>').format(reference.id, source) if reference else source
    return said(say, "said_in", speaker=speaker, source=link) if speaker else escape(link)


def _marginal(document: Document, say: Say, block: AnyBlock) -> tuple[tuple[int, str], ...]:
    """Return (number, who says so) of each note that a block cites, for the margin."""
    notes = {note.number: note for note in document.notes}
    cited = dict.fromkeys(number for number in _numbers(block) if number in notes)
    return tuple((number, short(notes[number], say)) for number in cited)


def _cited_in(document: Document, source: str) -> tuple[int, ...]:
    """Return the numbers of the notes that rest on a source."""
    return tuple(note.number for note in document.notes if source in note.sources)


def _title_of(document: Document, dispute: str) -> str:
    """Return the question of a dispute box; empty when the edition has none of that id."""
    found = (b for s in document.sections for b in walk(s.blocks) if isinstance(b, DisputeBox) and b.id == dispute)
    return next((box.question for box in found), "")


def _kind(block: AnyBlock) -> str:
    return type(block).__name__.lower()


def _numeric(cell: Inlines) -> bool:
    """Tell whether a cell of a table is a number, whose digits should stand under those of its neighbours."""
    return bool(_NUMBER.fullmatch(plain(cell)))


def _doubts(say: Say, horizon: Horizon) -> tuple[tuple[str, str], ...]:
    """Return (kind, words) of each reason why the evidence may not suffice."""
    one = "_one" if horizon.age == 1 else ""
    keys = {kind: f"doubt_{kind}{one if kind == 'old' else ''}" for kind in horizon.doubts}
    return tuple((kind, say(key, origins=horizon.origins, age=horizon.age)) for kind, key in keys.items())


def _notes_of(document: Document, *, sheets: bool) -> tuple[Note, ...]:
    """Return the notes that only sheets cite, or all others; sheets come last, so theirs have the highest numbers."""
    if not any(section.sheet for section in document.sections):
        return () if sheets else document.notes
    last = max((number for s in document.sections if not s.sheet for number in _numbers(s.blocks)), default=0)
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


def _place(say: Say, view: PassageView) -> str:
    return say("not_quoted", start=view.start, end=view.end)


def _opens(say: Say, note: Note) -> str:
    """Return what a note is called by a screen reader."""
    return f"{say('note')} {note.number}"
