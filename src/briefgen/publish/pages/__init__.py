"""The pages of a site beside its editions, each kind in a small function.

In: a `Site`. Out: `Page`s, one after the other, so that a large site is written as it is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.publish.page import Page
from briefgen.publish.pages.about import about_pages
from briefgen.publish.pages.briefs import brief_pages
from briefgen.publish.pages.evidence import evidence_pages
from briefgen.publish.pages.lists import list_pages
from briefgen.publish.site import Site

__all__ = ["every_page"]


def every_page(site: Site) -> Iterator[Page]:
    """Yield every page but the editions and the data page, which is made with its downloads."""
    yield from brief_pages(site)
    yield from evidence_pages(site)
    yield from list_pages(site)
    yield from about_pages(site)
