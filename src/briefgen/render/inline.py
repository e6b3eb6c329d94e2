"""Inlines as HTML: the only place where dates and numbers are written out.

In: inlines of a Document. Out: `Markup`. Everything is escaped here; nothing else makes markup of data.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from briefgen.document import Cite, Emph, Inlines, Lang, Link, Quote, Strong, Term, Text, Value, plain
from briefgen.render.spaces import unbroken
from briefgen.words import ENGLISH, Say

SAFE = ("https://", "http://", "mailto:", "#")
Citation = Callable[[Cite], Markup]
Words = Callable[[str], str]


def spoken(value: Value, say: Say = ENGLISH) -> str:
    """Return a datum as a reader of the language reads it: dates in words, numbers as it writes them."""
    if value.kind == "date":
        return say.date(str(value.datum))
    if value.kind == "number" and not isinstance(value.datum, str):
        return say.number(value.datum)
    return str(value.datum)


def inlines_html(inlines: Inlines, citation: Citation, say: Say = ENGLISH, words: Words = unbroken) -> Markup:
    """Return inlines as HTML.

    Args:
        inlines: what is written.
        citation: writes a citation marker.
        say: speaks the language of the edition.
        words: changes the spaces of a text, so that lines do not break where they should not.
    """
    done = Markup()
    for node in inlines:
        match node:
            case Text() | Term():
                done += escape(words(node.text))
            case Value():
                done += escape(words(spoken(node, say)))
            case Cite():
                done += citation(node)
            case Link() if node.href.startswith(SAFE):  # bare text: elements inside an anchor break PDF/UA (7.18.5)
                done += Markup('<a href="{}">{}</a>').format(node.href, words(plain(node.children)))
            case _:
                done += _around(node, inlines_html(node.children, citation, say, words))
    return done


def _around(node: Emph | Strong | Quote | Lang | Link, inner: Markup) -> Markup:
    match node:
        case Emph():
            return Markup("<em>{}</em>").format(inner)
        case Strong():
            return Markup("<strong>{}</strong>").format(inner)
        case Quote():
            return Markup("“{}”").format(inner)
        case Lang():
            return Markup('<span lang="{}">{}</span>').format(node.lang, inner)
        case Link():
            return inner
