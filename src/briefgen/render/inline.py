"""Inlines as HTML: the only place where dates and numbers are written out.

In: inlines of a Document. Out: `Markup`. Everything is escaped here; nothing else makes markup of data.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from briefgen.document import Cite, Emph, Inlines, Lang, Link, Quote, Strong, Term, Text, Value, plain
from briefgen.words import ENGLISH, Say

SAFE = ("https://", "http://", "mailto:", "#")
Citation = Callable[[Cite], Markup]


def spoken(value: Value, say: Say = ENGLISH) -> str:
    """Return a datum as a reader of the language reads it: dates in words, numbers as it writes them."""
    if value.kind == "date":
        return say.date(str(value.datum))
    if value.kind == "number" and not isinstance(value.datum, str):
        return say.number(value.datum)
    return str(value.datum)


def inlines_html(inlines: Inlines, citation: Citation, say: Say = ENGLISH) -> Markup:
    """Return inlines as HTML; `citation` writes a citation marker."""
    done = Markup()
    for node in inlines:
        match node:
            case Text() | Term():
                done += escape(node.text)
            case Emph():
                done += Markup("<em>{}</em>").format(inlines_html(node.children, citation, say))
            case Strong():
                done += Markup("<strong>{}</strong>").format(inlines_html(node.children, citation, say))
            case Quote():
                done += Markup("“{}”").format(inlines_html(node.children, citation, say))
            case Lang():
                inner = inlines_html(node.children, citation, say)
                done += Markup('<span lang="{}">{}</span>').format(node.lang, inner)
            case Link():
                done += _link(node, citation, say)
            case Value():
                done += escape(spoken(node, say))
            case Cite():
                done += citation(node)
    return done


def _link(node: Link, citation: Citation, say: Say) -> Markup:
    """A link's text is bare: elements inside an anchor break PDF/UA (7.18.5)."""
    if not node.href.startswith(SAFE):
        return inlines_html(node.children, citation, say)
    return Markup('<a href="{}">{}</a>').format(node.href, plain(node.children))
