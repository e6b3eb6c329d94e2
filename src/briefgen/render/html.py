"""Step 8, the web page: one file that opens from disk, needs no script and asks nobody for anything.

In: a Document, its pictures as SVG, a look. Out: HTML. Pictures stand in the page itself, so that they use its fonts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from markupsafe import Markup

from briefgen.document import Cite, Document, Figure
from briefgen.render.brand import font_rules
from briefgen.render.inline import Citation
from briefgen.render.look import Look, chart_colours, screen_variables
from briefgen.render.markers import author_date
from briefgen.render.metadata import elements
from briefgen.render.page import Medium, page
from briefgen.render.words import say

_FACES = (
    ("Source Serif 4", "normal", "serif"),
    ("Source Serif 4", "italic", "serif-italic"),
    ("Inter", "normal", "sans"),
    ("Inter", "italic", "sans-italic"),
)
_PROLOGUE = re.compile(rb"^\s*(<\?xml[^>]*\?>)?\s*(<!DOCTYPE[^>]*>)?\s*")


def render_html(document: Document, images: Mapping[str, bytes], look: Look) -> str:
    """Return the edition as one self-contained page.

    Args:
        document: the edition.
        images: figure id → SVG.
        look: where layouts, style sheets and fonts are.

    Raises:
        BriefgenError: a layout or theme is faulty.
    """
    theme = document.metadata.theme
    own = look.style("screen.css") + "\n" + font_rules(document.metadata) + look.style("extra.css")
    css = screen_variables(theme) + chart_colours(theme) + faces(look) + own
    dated = document.metadata.citation_style == "author-date"
    citation = author_date(document, notes=True) if dated else _citations()
    made = page(Medium("document.html.j2", css, _picture, citation), document, images, look)
    made = made.replace("</head>", f"{elements(document.metadata, made)}</head>", 1)
    digest = base64.b64encode(hashlib.sha256(css.replace("</", "<\\/").encode()).digest()).decode()
    return made.replace("STYLE-HASH", f"sha256-{digest}", 1)


def faces(look: Look) -> str:
    """Return the web fonts as data in CSS; the files are subsets made once and kept with the program."""
    parts = []
    for family, style, name in _FACES:
        data = base64.b64encode((look.fonts / "web" / f"{name}.woff2").read_bytes()).decode()
        parts.append(
            f'@font-face{{font-family:"{family}";font-style:{style};font-weight:400 700;font-display:swap;'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}\n"
        )
    return "".join(parts)


def _picture(figure: Figure, image: bytes) -> Markup:
    del figure  # its words are in the picture's own title
    return Markup(_PROLOGUE.sub(b"", image).decode())  # noqa: S704 - our own drawing, its labels escaped by the drawer


def _citations() -> Citation:
    """Return a writer of markers; the first of each number is what its note leads back to."""
    seen: set[int] = set()

    def citation(cite: Cite) -> Markup:
        here = Markup(' id="cite-{}"').format(cite.number) if cite.number not in seen else ""
        seen.add(cite.number)
        said = f"{say('note')} {cite.number}"
        # The word joiner keeps the marker on the line of the word it belongs to.
        return Markup('\u2060<sup class="cite"><a href="#note-{}"{} aria-label="{}">{}</a></sup>').format(
            cite.number, here, said, cite.number
        )

    return citation
