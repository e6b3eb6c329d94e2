"""The sentences of an edition with what supports them, as one HTML page, for whoever asks “says who?”.

In: a title and `Told` sentences. Out: the page; it needs no network and no JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from briefgen.api.said import Basis, Part, Told, summary

SHOWN = 6  # places shown of those that support one part; the most telling come first
_STYLE = """
body { font: 1rem/1.55 Georgia, serif; color: #1b1b1b; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.1rem; margin-top: 2.2em } article { margin: 1.2em 0; border-top: 1px solid #ccc; padding-top: .6em }
article > p { margin: 0 0 .3em } mark { background: #e3f1e4; color: inherit; border-bottom: 2px solid #2d6a35 }
mark.gap { background: #fbe3e0; border-bottom: 3px double #9c1c12 } .place, dl { font: .82rem/1.5 sans-serif }
.place { color: #555 } dl { margin: 0 0 0 1.5em } dt { font-weight: bold } dd { margin: 0 0 .3em 1.2em }
code { font-size: .95em } q { quotes: "“" "”" }
"""


def page(title: str, told: Iterable[Told], lang: str = "en") -> str:
    """Return the page."""
    listed = tuple(told)
    parts, without = summary(listed)
    said = f"{len(listed)} sentences, {parts} parts that can be checked, {without} without support."
    body = "".join(_sections(listed))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p>{said}</p>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _sections(told: Iterable[Told]) -> Iterator[str]:
    for section, sentences in groupby(told, key=lambda one: one.section):
        yield f"<h2>{escape(section or 'title and standfirst')}</h2>\n"
        yield from map(_article, sentences)


def _article(told: Told) -> str:
    place = f"{told.file}:{told.line}" if told.line else told.file
    found = "".join(_explained(part) for part in told.parts)
    listed = f"<dl>\n{found}</dl>\n" if found else ""
    said = f'<p>{_marked(told)}</p>\n<p class="place">{escape(told.kind)}, {escape(place)}</p>\n'
    return f"<article>\n{said}{listed}</article>\n"


def _marked(told: Told) -> str:
    done: list[str] = []
    at = 0
    for part in told.parts:
        start, end = max(part.start, at), max(part.end, at)
        kind = "" if part.basis else ' class="gap"'
        done += [escape(told.text[at:start]), f"<mark{kind}>{escape(told.text[start:end])}</mark>"]
        at = end
    return "".join((*done, escape(told.text[at:])))


def _explained(part: Part) -> str:
    grounds = (
        "".join(f"<dd>{_basis(basis)}</dd>\n" for basis in part.basis[:SHOWN]) or "<dd>nothing cited has it</dd>\n"
    )
    if len(part.basis) > SHOWN:
        grounds += f"<dd>and {len(part.basis) - SHOWN} more places</dd>\n"
    return f"<dt>{escape(part.words)} ({escape(part.kind)})</dt>\n{grounds}"


def _basis(basis: Basis) -> str:
    inferred = ", by inference" if basis.inferred else ""
    if not basis.passage:
        return f"<code>{escape(f'{basis.record} {basis.column}'.strip())}</code>{inferred}"
    place = f"{escape(basis.source)}, characters {basis.start}–{basis.end}"
    return f"<code>{escape(basis.record)}</code>: <q>{escape(basis.exact)}</q> ({place}){inferred}"
