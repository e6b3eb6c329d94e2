"""Where everything on a site lies. An address, once published, stays: it is made of slugs and nothing else.

In: slugs. Out: paths relative to the site's root, and addresses relative to a page. Files are named in full
(`index.html`), so that links work from a disk, too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from types import MappingProxyType

HOME = "index.html"
TOPICS, AUDIENCES = "topics/index.html", "audiences/index.html"
CLAIMS, SOURCES = "claims/index.html", "sources/index.html"
TIMELINE, DISPUTES, SILENCES = "timeline.html", "disputes.html", "silences.html"
DATA, METHOD, CORRECTIONS, COLOPHON = "data/index.html", "method.html", "corrections.html", "colophon.html"
SEARCH, NOT_FOUND = "search.html", "404.html"
ATOM, JSON_FEED = "feed.xml", "feed.json"
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
MANIFEST = "briefgen-manifest.json"
INDEX = "pagefind"  # the folder of the search index
NAVIGATION: Mapping[str, str] = MappingProxyType(
    {
        TOPICS: "briefs",
        CLAIMS: "claims",
        SOURCES: "sources",
        TIMELINE: "timeline",
        DISPUTES: "disputes",
        SILENCES: "silences",
        DATA: "data",
        METHOD: "method",
        SEARCH: "search",
    }
)  # path → its name (`navigation.<name>`)


def topic(slug: str) -> str:
    """Return the page of a topic."""
    return f"topics/{slug}/index.html"


def audience(slug: str) -> str:
    """Return the page of an audience."""
    return f"audiences/{slug}.html"


def edition(topic_slug: str, audience_slug: str, suffix: str = ".html") -> str:
    """Return the page of an edition, or a file that belongs to it."""
    return f"topics/{topic_slug}/{audience_slug}{suffix}"


def claim(key: str) -> str:
    """Return the page of a claim."""
    return f"claims/{key}.html"


def claims(table: str, number: int = 1) -> str:
    """Return a page of the list of a kind of claims; a claim's own page can never lie in that folder."""
    return f"claims/all/{table}{f'-{number}' if number > 1 else ''}.html"


def source(key: str) -> str:
    """Return the page of a source."""
    return f"sources/{key}.html"


def relative(path: str, page: str) -> str:
    """Return the address of a file as a page links to it; `path` may have a fragment.

    >>> relative("claims/a.html#quoted", "topics/b/c.html")
    '../../claims/a.html#quoted'
    """
    bare, mark, fragment = path.partition("#")
    return posixpath.relpath(bare, posixpath.dirname(page) or ".") + mark + fragment
