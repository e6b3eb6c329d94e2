"""The check of the site before it is put in place: everything it points to is there.

In: what was found in each file, the paths there are, the site's address. Out: diagnostics with page and line.
"""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from briefgen.errors import Diagnostic, Place
from briefgen.publish import paths
from briefgen.publish.scan import Reference, Scanned

_ELSEWHERE = ("http", "https", "mailto", "tel", "urn", "doi", "tag")
_MOST = 50  # faults of one kind: one faulty layout would otherwise be told of a thousand pages


def faults(
    texts: Mapping[str, Scanned], known: Collection[str], base: str, label: str, apart: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Return what is wrong.

    Args:
        texts: path → what was found in the file.
        known: every path there is.
        base: the site's address, or empty.
        label: what messages call the folder.
        apart: pages that need no way to them.
    """
    found: list[Diagnostic] = []
    follows: dict[str, list[str]] = {}
    for path, text in texts.items():
        found += (_twice(f"{label}/{path}", key, line) for key, line in text.twice)
        found += (Diagnostic("site-bad-data", said, Place(f"{label}/{path}", line)) for said, line in text.bad)
        for reference in text.references:
            to = target(reference.target, path, base)
            if isinstance(to, tuple):
                if reference.how == "link":
                    follows.setdefault(path, []).append(to[0])
                found += _missing(to, reference, texts, known, f"{label}/{path}")
            elif to == "outside" and reference.how == "load":
                found.append(_outside(reference, f"{label}/{path}"))
            elif to == "refused":
                found.append(_broken(reference, f"{label}/{path}"))
    found += _orphans(texts, follows, label, apart)
    return tuple(_few(found))


def target(address: str, page: str, base: str) -> tuple[str, str] | str:
    """Return (path, fragment) of an address within the site, or `outside`, `inline`, `refused` for others."""
    if base and address.startswith(base):
        address, page = "./" + address.removeprefix(base), paths.HOME
    parts = urlsplit(address)
    if parts.scheme == "data":
        return "inline"
    if parts.scheme or parts.netloc:
        return "outside" if parts.scheme in _ELSEWHERE else "refused"
    if address.startswith("/"):
        return "refused"
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith("/") or path.rpartition("/")[2] in (".", ".."):
        joined = posixpath.normpath(posixpath.join(joined, paths.HOME))
    return "refused" if joined.startswith("..") else (joined, unquote(parts.fragment))


def _missing(
    to: tuple[str, str], reference: Reference, texts: Mapping[str, Scanned], known: Collection[str], page: str
) -> Iterator[Diagnostic]:
    path, fragment = to
    if path not in known:
        yield _broken(reference, page)
    elif fragment and path in texts and fragment not in texts[path].ids:
        message = f"“{reference.target}” leads to a place that is not on its page"
        yield Diagnostic("site-broken-link", message, Place(page, reference.line))


def _broken(reference: Reference, page: str) -> Diagnostic:
    message = f"“{reference.target}” leads nowhere"
    hint = "links are relative to the page; what they lead to is a page or a file of the site"
    return Diagnostic("site-broken-link", message, Place(page, reference.line), hint=hint)


def _outside(reference: Reference, page: str) -> Diagnostic:
    message = f"the page would fetch “{reference.target}” from another host"
    hint = "put the file under templates/assets/, or leave it out"
    return Diagnostic("site-outside-request", message, Place(page, reference.line), hint=hint)


def _twice(page: str, key: str, line: int) -> Diagnostic:
    return Diagnostic("site-id-twice", f"the id “{key}” stands twice on the page", Place(page, line))


def _orphans(
    texts: Mapping[str, Scanned], follows: Mapping[str, list[str]], label: str, apart: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each page that no way leads to from the home page."""
    reached, waiting = {paths.HOME}, deque([paths.HOME])
    while waiting:
        for path in follows.get(waiting.popleft(), ()):
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    for path in texts:
        if path.endswith(".html") and path not in reached and path not in apart:
            yield Diagnostic("site-orphan-page", "no link leads to this page", Place(f"{label}/{path}"))


def _few(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    counts: dict[str, int] = {}
    for diagnostic in found:
        counts[diagnostic.rule] = counts.get(diagnostic.rule, 0) + 1
        if counts[diagnostic.rule] <= _MOST:
            yield diagnostic
