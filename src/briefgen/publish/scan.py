"""What a file of the site points to, and what can be pointed to in it, each with its line.

In: a file. Out: `Scanned`. This reads the markup that briefgen and its templates write; it is no parser for any HTML.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

_TAG = re.compile(r"""<!--.*?-->|<([a-zA-Z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLOCK = re.compile(r"(<(script|style)\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_LOADING = frozenset(
    {"img", "script", "source", "iframe", "object", "embed", "audio", "video", "image", "use", "input"}
)
_LOADED = ("stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "dns-prefetch", "preconnect")
_JSON_KEYS = frozenset(
    {"@id", "url", "contentUrl", "item", "home_page_url", "feed_url", "image", "discussionUrl", "mainEntityOfPage"}
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a file points to.

    Attributes:
        target: the address as written, character references resolved.
        line: where.
        how: `link` (a reader may follow it), `load` (a browser fetches it by itself), `data` (programs read it).
    """

    target: str
    line: int
    how: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was found in a file; `twice` are ids that stand there twice, with the line of the second."""

    references: tuple[Reference, ...]
    ids: frozenset[str] = frozenset()
    twice: tuple[tuple[str, int], ...] = ()
    bad: tuple[tuple[str, int], ...] = ()


def scanned(path: str, content: bytes) -> Scanned | None:
    """Return what a file points to; None for a kind of file that cannot point anywhere."""
    if path.endswith((".html", ".xml", ".svg")):
        return _markup(content.decode())
    if path.endswith(".css"):
        text = content.decode()
        return Scanned(tuple(Reference(found[1].strip(), text.count("\n", 0, found.start()) + 1, "load")
                             for found in _URL.finditer(text)))  # fmt: skip
    if path.endswith("feed.json"):
        return Scanned(tuple(_in_json(json.loads(content), 1)))
    return None


class _Lines:
    """The lines of a text, by offset."""

    def __init__(self, text: str) -> None:
        self._starts = [found.end() for found in re.finditer("\n", text)]

    def __call__(self, at: int) -> int:
        return bisect_right(self._starts, at) + 1


def _markup(text: str) -> Scanned:
    line = _Lines(text)
    references, bad = _blocks(text, line)
    ids: dict[str, int] = {}
    twice: list[tuple[str, int]] = []
    blank = _BLOCK.sub(lambda block: block[1] + " " * len(block[3]) + block[4], text)
    for tag in _TAG.finditer(blank):
        if tag[1] is None:
            continue
        attributes = {
            found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(tag[2])
        }
        at = line(tag.start())
        if (key := attributes.get("id")) is not None:
            if key in ids:
                twice.append((key, at))
            ids.setdefault(key, at)
        references += (Reference(target, at, how) for target, how in _of_tag(tag[1].lower(), attributes))
    for found in re.finditer(r"<loc>([^<]*)</loc>", text):
        references.append(Reference(unescape(found[1]), line(found.start()), "data"))
    return Scanned(tuple(references), frozenset(ids), tuple(twice), tuple(bad))


def _blocks(text: str, line: _Lines) -> tuple[list[Reference], list[tuple[str, int]]]:
    """Return what scripts of data and style sheets in a page point to, and which of them cannot be read."""
    references: list[Reference] = []
    bad: list[tuple[str, int]] = []
    for block in _BLOCK.finditer(text):
        at = line(block.start())
        if "application/ld+json" in block[1]:
            try:
                references += _in_json(json.loads(block[3]), at)
            except ValueError as error:
                bad.append((f"its JSON-LD cannot be read: {error}", at))
        elif block[2] == "style":
            references += (Reference(url[1], at, "load") for url in _URL.finditer(block[3]))
    return references, bad


def _of_tag(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (address, how) of each reference of an element."""
    for name in ("href", "xlink:href"):
        if name in attributes:
            relations = attributes.get("rel", "").split()
            loaded = tag in _LOADING or (tag == "link" and any(word in _LOADED for word in relations))
            yield attributes[name], "load" if loaded else "data" if tag == "link" else "link"
    for name in ("src", "data", "poster", "srcset"):
        if name in attributes and tag in _LOADING:
            yield attributes[name].split()[0] if name == "srcset" else attributes[name], "load"
    if tag == "form" and attributes.get("action"):
        yield attributes["action"], "link"
    named = attributes.get("property", attributes.get("name", ""))
    if tag == "meta" and named in (
        "og:url",
        "og:image",
        "twitter:image",
        "citation_pdf_url",
        "citation_fulltext_html_url",
    ):
        yield attributes.get("content", ""), "data"
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        yield attributes.get("content", "").partition("url=")[2], "link"
    if tag == "content" and attributes.get("src"):  # of Atom
        yield attributes["src"], "data"


def _in_json(node: Any, line: int) -> Iterator[Reference]:  # noqa: ANN401 - JSON
    if isinstance(node, list):
        for part in node:
            yield from _in_json(part, line)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in _JSON_KEYS and isinstance(value, str):
                yield Reference(value, line, "data")
            else:
                yield from _in_json(value, line)
