"""Inlines as HTML: the only place where dates and numbers are written out.

In: inlines of a Document. Out: `Markup`. Everything is escaped here; nothing else makes markup of data.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from briefgen.dates import humanise
from briefgen.document import Cite, Emph, Inlines, Lang, Link, Quote, Strong, Term, Text, Value, plain

GROUPED = 10_000
SAFE = ("https://", "http://", "mailto:", "#")
Citation = Callable[[Cite], Markup]


def spoken(value: Value) -> str:
    """Return a datum as a reader reads it: dates in words, thousands apart by a thin space."""
    if value.kind == "date":
        return humanise(str(value.datum))
    if value.kind == "number":
        few = isinstance(value.datum, int | float) and abs(value.datum) < GROUPED  # 2014 may be a year, and reads well
        return str(value.datum) if few else f"{value.datum:,}".replace(",", "\u202f")
    return str(value.datum)


def inlines_html(inlines: Inlines, citation: Citation) -> Markup:
    """Return inlines as HTML; `citation` writes a citation marker."""
    done = Markup()
    for node in inlines:
        match node:
            case Text() | Term():
                done += escape(node.text)
            case Emph():
                done += Markup("<em>{}</em>").format(inlines_html(node.children, citation))
            case Strong():
                done += Markup("<strong>{}</strong>").format(inlines_html(node.children, citation))
            case Quote():
                done += Markup("“{}”").format(inlines_html(node.children, citation))
            case Lang():
                done += Markup('<span lang="{}">{}</span>').format(node.lang, inlines_html(node.children, citation))
            case Link():
                done += _link(node, citation)
            case Value():
                done += escape(spoken(node))
            case Cite():
                done += citation(node)
    return done


def _link(node: Link, citation: Citation) -> Markup:
    """A link's text is bare: elements inside an anchor break PDF/UA (7.18.5)."""
    if not node.href.startswith(SAFE):
        return inlines_html(node.children, citation)
    return Markup('<a href="{}">{}</a>').format(node.href, plain(node.children))
