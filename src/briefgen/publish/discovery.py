"""What search engines and old links need: sitemap.xml, robots.txt, pages that lead on from an old address.

In: pages, the site's address, the redirects of briefgen.toml. Out: bytes, or diagnostics.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape as escape_html
from xml.sax.saxutils import escape

from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.publish import paths
from briefgen.publish.page import canonical
from briefgen.words import Say
from briefgen.workspace.config import CONFIG_FILE, line_of


def sitemap(pages: Iterable[str], base: str, as_of: str) -> bytes:
    """Return the sitemap (https://www.sitemaps.org/protocol.html); it needs the site's address."""
    lines = (
        f"<url><loc>{escape(canonical(base, path))}</loc><lastmod>{as_of}</lastmod></url>" for path in sorted(pages)
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "\n".join(lines) + "\n</urlset>\n").encode()


def robots(base: str) -> bytes:
    """Return robots.txt: everything may be read."""
    return f"User-agent: *\nAllow: /\n{f'Sitemap: {base}{paths.SITEMAP}' if base else ''}".rstrip().encode() + b"\n"


def redirect_page(to: str, page: str, base: str, say: Say) -> bytes:
    """Return a page that leads on to another, with and without a browser that follows by itself."""
    address = escape_html(paths.relative(to, page))
    full = f'<link rel="canonical" href="{escape_html(canonical(base, to.partition("#")[0]))}">\n' if base else ""
    moved = escape_html(say("moved.title"))
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{escape_html(say.lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<title>{moved}</title>\n<meta name="robots" content="noindex">\n{full}'
        f'<meta http-equiv="refresh" content="0; url={address}">\n</head>\n<body>\n<main>\n'
        f'<h1>{moved}</h1>\n<p><a href="{address}">{escape_html(say("moved.place"))}</a></p>\n'
        "</main>\n</body>\n</html>\n"
    ).encode()


def checked_redirects(redirects: Mapping[str, str], known: Collection[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield (old path, new path) of every redirect.

    Raises:
        BriefgenError: an old path is a page still, or is no path; a new one leads nowhere (`bad-redirect`).
    """
    faults = [
        Diagnostic("bad-redirect", said, Place(CONFIG_FILE, line_of(text, old), "redirects"), hint=hint)
        for old, new in redirects.items()
        for said, hint in _wrong(old, new, redirects, known)
    ]
    if faults:
        raise BriefgenError(faults)
    yield from redirects.items()


def _wrong(old: str, new: str, redirects: Mapping[str, str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    where = new.partition("#")[0]
    if not old.endswith(".html") or old.startswith("/") or ".." in old.split("/") or "\\" in old:
        yield f"“{old}” is no address of a page", "write it as the site did: topics/ferry/index.html"
    elif old in known:
        yield f"“{old}” is a page of the site", "only an address that is no longer used can lead on"
    if where not in known and where not in redirects:
        yield f"“{new}” is no page of the site", did_you_mean(where, known)
    elif where in redirects:
        yield f"“{new}” leads on itself", f"lead straight to “{redirects[where]}”"
