"""What pages are, in the words of schema.org: reports, quotations, a dataset, and the way down to each.

In: editions, claims, pages. Out: nodes of JSON-LD. Addresses are full where the site's address is known, and otherwise
relative to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from briefgen.compose.sources import names
from briefgen.model import Source
from briefgen.publish import paths
from briefgen.publish.claims import Claim, Quoted
from briefgen.publish.page import Crumb, Json, canonical
from briefgen.publish.site import Entry, Site

Address = Callable[[str], str]


def addresses(base: str, page: str) -> Address:
    """Return a function that gives the address of a path as a page states it."""

    def address(path: str) -> str:
        bare, mark, fragment = path.partition("#")
        return canonical(base, bare) + mark + fragment if base else paths.relative(path, page)

    return address


def way(crumbs: Iterable[Crumb], title: str, path: str, base: str) -> Json:
    """Return the way down to a page as a `BreadcrumbList`."""
    address = addresses(base, path)
    steps = [*crumbs, Crumb(title, path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.text, "item": address(crumb.path)}
            for number, crumb in enumerate(steps, 1)
        ],
    }


def publisher(site_name: str) -> Json:
    """Return the publisher."""
    return {"@type": "Organization", "name": site_name}


def report(entry: Entry, sources: Iterable[Source], base: str) -> Json:
    """Return an edition as a `Report`."""
    meta, address = entry.meta, addresses(base, entry.path)
    node: dict[str, object] = {
        "@type": "Report",
        "@id": address(entry.path),
        "url": address(entry.path),
        "name": meta.title,
        "headline": meta.title,
        "abstract": meta.standfirst,
        "alternativeHeadline": meta.edition,
        "author": publisher(meta.publisher),
        "publisher": publisher(meta.publisher),
        "datePublished": meta.day,
        "dateModified": meta.day,
        "inLanguage": meta.lang,
        "keywords": list(meta.keywords),
        "license": meta.licence,
        "audience": {"@type": "Audience", "audienceType": meta.audience_name},
        "isPartOf": {"@type": "CreativeWorkSeries", "name": meta.series},
        "isAccessibleForFree": True,
        "image": address(entry.file(".png")),
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": address(entry.file(".pdf")),
        },
        "citation": [work(source) for source in sources],
    }
    if not entry.pdf:
        del node["encoding"]
    return {name: value for name, value in node.items() if value not in ("", [])}


def work(source: Source) -> Json:
    """Return a source as a `CreativeWork`: only what it says of itself."""
    authors = names(source.csl.get("author") or ())
    node = {
        "@type": "CreativeWork",
        "name": source.title,
        "author": authors,
        "datePublished": source.issued,
        "publisher": str(source.csl.get("publisher", "")),
    }
    return {name: value for name, value in node.items() if value}


def quotations(claim: Claim, site: Site) -> tuple[Json, ...]:
    """Return each quoted passage of a claim as a `Quotation`."""
    quoted = (*claim.quoted, *(q for answer in claim.answers for q in answer.quoted))
    return tuple(_quotation(q, claim, site) for q in quoted if q.words and q.first)


def _quotation(quoted: Quoted, claim: Claim, site: Site) -> Json:
    address = addresses(site.base, claim.path)
    source = site.shown.dataset.sources[quoted.source.path.rpartition("/")[2].removesuffix(".html")]
    node: dict[str, object] = {
        "@type": "Quotation",
        "@id": address(f"{claim.path}#{quoted.id}"),
        "text": quoted.words,
        "isBasedOn": {**work(source), "@id": address(quoted.source.path)},
        "about": claim.title,
    }
    return node | ({"spokenByCharacter": {"@type": "Person", "name": quoted.speaker}} if quoted.speaker else {})


def dataset(site: Site, files: Iterable[tuple[str, str, int]]) -> Json:
    """Return the dataset as a `Dataset`; `files` are (path, media type, bytes)."""
    address = addresses(site.base, paths.DATA)
    config = site.config
    node: dict[str, object] = {
        "@type": "Dataset",
        "@id": address(paths.DATA),
        "url": address(paths.DATA),
        "name": config.name,
        "description": site.say("data_page.description", publisher=config.publisher),
        "creator": publisher(config.publisher),
        "dateModified": config.as_of,
        "inLanguage": config.lang,
        "license": config.licence,
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": address(path), "contentSize": f"{size} B"}
            for path, kind, size in files
        ],
    }
    return {name: value for name, value in node.items() if value}
