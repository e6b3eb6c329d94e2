"""Step 8, the web page: one file that opens from disk, works without its script and asks nobody for anything.

In: a Document, its pictures as SVG, a look. Out: HTML. Pictures stand in the page itself, so that they use its fonts.
On paper it is set with the style sheet of the print page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from briefgen.document import Cite, Document, Figure
from briefgen.render.brand import font_rules
from briefgen.render.browsers import for_browsers
from briefgen.render.inline import Citation
from briefgen.render.italics import ITALIC, UPRIGHT, needed_fonts
from briefgen.render.look import Look, chart_colours, print_variables, screen_variables
from briefgen.render.markers import anchors, author_date
from briefgen.render.metadata import elements
from briefgen.render.page import Medium, page
from briefgen.words import Say, say_in

_FACES = (
    ("Source Serif 4", "normal", "serif"),
    ("Source Serif 4", "italic", "serif-italic"),
    ("Inter", "normal", "sans"),
    ("Inter", "italic", "sans-italic"),
)
_PROLOGUE = re.compile(rb"^\s*(<\?xml[^>]*\?>)?\s*(<!DOCTYPE[^>]*>)?\s*")


@dataclass(frozen=True, slots=True)
class Around:
    """What a site puts around an edition, whose style sheets and fonts are then files of the site.

    Attributes:
        layout: the layout, which extends `document.html.j2`.
        names: what it uses beside the edition.
        css: the style sheets it links to, for who inspects the page.
    """

    layout: str
    names: Mapping[str, object]
    css: str


def render_html(document: Document, images: Mapping[str, bytes], look: Look, around: Around | None = None) -> str:
    """Return the edition as one self-contained page, or as a page of a site.

    Args:
        document: the edition.
        images: figure id → SVG.
        look: where layouts, style sheets and fonts are.
        around: the site around it; None: it stands alone.

    Raises:
        BriefgenError: a layout or theme is faulty.
    """
    css = "" if around else styles(document, look, fonts=True)
    script = "" if around else look.style("page.js")
    say = say_in(document.metadata.lang)
    dated = document.metadata.citation_style == "author-date"
    citation = author_date(document, notes=True) if dated else _citations(say)
    inside = script.replace("</", "<\\/")
    layout = around.layout if around else "document.html.j2"
    medium = Medium(layout, css, _picture, citation, partial(here, say), inside)
    made = page(medium, document, images, look, around.names if around else {})
    made = made.replace("</head>", f"{elements(document.metadata, made)}</head>", 1)
    made = made.replace("STYLE-HASH", _allowed(css), 1)
    return made.replace("SCRIPT-HASH", _allowed(script), 1)


def _allowed(text: str) -> str:
    """Return how a content security policy names an element of the page by the hash of its text."""
    inside = text.replace("</", "<\\/")
    return f"sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}"


def here(say: Say, key: str) -> Markup:
    """Return a link to what has an id: shown beside it when it is pointed at or has the focus."""
    return Markup('<a class="here" href="#{}" aria-label="{}"></a>').format(key, say("here"))


def styles(document: Document, look: Look, *, fonts: bool = False) -> str:
    """Return the style sheets of an edition: tokens, fonts as data if they are wanted, paper, screen."""
    theme = document.metadata.theme
    size = f"@page{{size:{document.metadata.paper}}}"
    paper = f"@media print{{{print_variables(theme)}{size}{for_browsers(look.style('print.css'))}}}"
    own = f"{look.style('screen.css')}\n{font_rules(document.metadata)}{look.style('extra.css')}"
    carried = faces(look, needed_fonts(document, own)) if fonts else ""
    return f"{screen_variables(theme)}{chart_colours(theme)}{carried}{paper}\n{own}"


def _as_data(font: bytes, name: str) -> str:
    del name
    return f"data:font/woff2;base64,{base64.b64encode(font).decode()}"


def faces(
    look: Look,
    names: Collection[str] = (*UPRIGHT, *ITALIC),
    address: Callable[[bytes, str], str] = _as_data,
) -> str:
    """Return web fonts in CSS; the files are subsets made once and kept with the program.

    Args:
        look: where they are.
        names: which of them.
        address: gives the address of a font, from its bytes and its name; as data in the style sheet by default.
    """
    parts = []
    for family, style, name in (face for face in _FACES if face[2] in names):
        found = address((look.fonts / "web" / f"{name}.woff2").read_bytes(), name)
        parts.append(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:400 700;font-display:swap;'
            f"src:url({found}) format('woff2')}}\n"
        )
    return "".join(parts)


def _picture(figure: Figure, image: bytes) -> Markup:
    del figure  # its words are in the picture's own title
    return Markup(_PROLOGUE.sub(b"", image).decode())  # noqa: S704 - our own drawing, its labels escaped by the drawer


def _citations(say: Say) -> Citation:
    """Return a writer of markers; the first of each number is what its note leads back to."""
    seen: set[int] = set()
    anchored = anchors()

    def citation(cite: Cite) -> Markup:
        first = Markup(' id="cite-{}"').format(cite.number) if cite.number not in seen else ""
        seen.add(cite.number)
        said = f"{say('note')} {cite.number}"
        # The word joiner keeps the marker on the line of the word it belongs to.
        return anchored(cite) + Markup(
            '\u2060<sup class="cite"><a href="#note-{}"{} aria-label="{}">{}</a></sup>'
        ).format(cite.number, first, said, cite.number)

    return citation
