"""How the evidence is checked, what was corrected, who publishes, how to search, and what stands where nothing is.

In: a `Site`. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefgen.build.released import corrections
from briefgen.publish import paths
from briefgen.publish.linked import dataset, way
from briefgen.publish.page import SEARCHING, Page
from briefgen.publish.pages.briefs import home_crumb, listing
from briefgen.publish.site import Site

Download = tuple[str, str, str, int]  # path, name, media type, bytes


def about_pages(site: Site) -> Iterator[Page]:
    """Yield the pages about the site itself; the search page needs its script, and is made by `search_page`."""
    words = site.say("navigation.method"), site.say("method_page.about")
    remarks = tuple((d.rule, d.message, str(d.place)) for d in site.report.found)
    names = {"report": site.report, "remarks": remarks, "limit": site.config.quotation_limit}
    yield listing(site, paths.METHOD, "method", words, names)
    yield corrections_page(site)
    words = site.say("site.colophon"), site.say("colophon_page.description", name=site.config.name)
    yield listing(site, paths.COLOPHON, "colophon", words, {})


def corrections_page(site: Site) -> Page:
    """Return the page of corrections, newest first, each with the editions it concerns and the claims behind it."""
    rows = corrections(site.shown.dataset)
    listed = tuple(
        (
            row,
            tuple(entry for entry in site.entries if row.concerns(entry.meta.topic, entry.meta.audience)),
            tuple(site.claims[key] for key in row.claims if key in site.claims),
        )
        for row in rows
    )
    words = site.say("site.corrections"), site.say("corrected.about")
    return listing(site, paths.CORRECTIONS, "corrections", words, {"corrections": listed})


def search_page(site: Site, script: str) -> Page:
    """Return the search page; `script` is the path of its script."""
    title, crumbs = site.say("navigation.search"), (home_crumb(site.say),)
    about = site.say("search.about", name=site.config.name)
    return Page(paths.SEARCH, "search", title, about, {}, crumbs, policy=SEARCHING, scripts=(script,))


def not_found_page(site: Site, style: str) -> Page:
    """Return the page a host shows where nothing is; it holds its own style, for it is shown at any address."""
    title, about = site.say("not_found.title"), site.say("not_found.about")
    return Page(paths.NOT_FOUND, "not-found", title, about, {"style": Markup(style)}, listed=False)  # noqa: S704 - our own style sheet


def data_page(
    site: Site, downloads: tuple[Download, ...], schema: str, tables: tuple[tuple[str, str, int], ...]
) -> Page:
    """Return the page of downloads.

    Args:
        site: the site.
        downloads: the files.
        schema: the picture of the schema, as SVG.
        tables: (name, what a row is, rows) of each table.
    """
    title, crumbs = site.say("navigation.data"), (home_crumb(site.say),)
    files = [(path, kind, size) for path, _, kind, size in downloads]
    picture = Markup(schema)  # noqa: S704 - our own drawing
    names = {"downloads": downloads, "schema": picture, "tables": tables, "limit": site.config.quotation_limit}
    linked = (dataset(site, files), way(crumbs, title, paths.DATA, site.base))
    about = site.say("data_page.about", name=site.config.name)
    return Page(paths.DATA, "data", title, about, names, crumbs, linked=linked)
