"""A page for every claim and every source, and the lists of both.

In: a `Site`. Out: pages. A source's page quotes nothing: it says whose voice the source is, what its stake is, and
which claims rest on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.compose.sources import reference
from briefgen.model import Source
from briefgen.publish import paths
from briefgen.publish.claims import KINDS, Cited, Claim
from briefgen.publish.linked import addresses, quotations, way, work
from briefgen.publish.page import Crumb, Page
from briefgen.publish.pages.briefs import home_crumb, listing
from briefgen.publish.site import Site
from briefgen.words import Say

A_PAGE, A_FEW = 200, 6  # claims listed on one page, and of each kind on the page of all kinds


def evidence_pages(site: Site) -> Iterator[Page]:
    """Yield the list of claims, each claim, the list of sources, each source."""
    yield from _claims(site)
    citing = site.citing()
    resting = _resting(site)
    for claim in site.claims.values():
        notes = tuple(entry.note(entry.cited[claim.id]) for entry in citing.get(claim.id, ()))
        yield _claim(site, claim, notes)
    yield _sources(site, resting)
    for source in site.shown.dataset.sources.values():
        yield _source(site, source, resting[source.id])


def _resting(site: Site) -> Mapping[str, tuple[Claim, ...]]:
    """Return source → the claims that rest on it."""
    found: dict[str, list[Claim]] = {key: [] for key in site.shown.dataset.sources}
    keys = {paths.source(key): key for key in found}
    for claim in site.claims.values():
        for named in claim.sources:
            found[keys[named.path]].append(claim)
    return {key: tuple(claims) for key, claims in found.items()}


def by_kind(claims: tuple[Claim, ...], say: Say) -> tuple[tuple[str, str, tuple[Claim, ...]], ...]:
    """Return (table, kind, claims) of each kind there is."""
    kinds = ((table, say(f"claim_kinds.{table}"), tuple(c for c in claims if c.table == table)) for table in KINDS)
    return tuple(group for group in kinds if group[2])


def weightiest(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return a few claims, those without which a brief would be wrong before others."""
    return tuple(sorted(claims, key=lambda claim: -claim.importance)[:A_FEW])


def _claims(site: Site) -> Iterator[Page]:
    """Yield the list of kinds, and for each kind its claims, so many on a page that it stays light."""
    crumbs = (home_crumb(site.say), Crumb(site.say("navigation.claims"), paths.CLAIMS))
    groups = by_kind(tuple(site.claims.values()), site.say)
    about = site.say("claims.about")
    shown = tuple((table, kind, len(claims), weightiest(claims)) for table, kind, claims in groups)
    names = {"groups": shown, "list_page": paths.claims}
    yield listing(site, paths.CLAIMS, "claims", (site.say("navigation.claims"), about), names)
    for table, kind, claims in groups:
        parts = [claims[at : at + A_PAGE] for at in range(0, len(claims), A_PAGE)]
        pages = tuple(paths.claims(table, number) for number in range(1, len(parts) + 1))
        for number, (path, part) in enumerate(zip(pages, parts, strict=True), 1):
            title = kind if number == 1 else site.say("claims.page", kind=kind, n=number)
            about = site.say("claims.count", kind=kind, n=len(claims))
            linked = (way(crumbs, title, path, site.base),)
            yield Page(path, "claim-list", title, about, {"claims": part, "pages": pages}, crumbs, linked=linked)


def _claim(site: Site, claim: Claim, cited: tuple[Cited, ...]) -> Page:
    crumbs = (home_crumb(site.say), Crumb(site.say("navigation.claims"), paths.CLAIMS))
    said = ", ".join(named.text for named in claim.sources)
    named = claim.title if claim.title.endswith((".", "?")) else f"{claim.title}."
    about = site.say("claim.about" if said else "claim.about_alone", kind=claim.kind, title=named, sources=said)
    return Page(
        claim.path,
        "claim",
        claim.title,
        about,
        {"claim": claim, "cited": cited, "limit": site.config.quotation_limit},
        crumbs,
        linked=(*quotations(claim, site), way(crumbs, claim.title, claim.path, site.base)),
        article=True,
    )


def _sources(site: Site, resting: Mapping[str, tuple[Claim, ...]]) -> Page:
    title, crumbs = site.say("navigation.sources"), (home_crumb(site.say),)
    about = site.say("sources_page.about")
    sources = tuple(
        (reference(source, site.say), source.origin, len(resting[key]))
        for key, source in site.shown.dataset.sources.items()
    )
    linked = (way(crumbs, title, paths.SOURCES, site.base),)
    names = {"sources": sources, "source": paths.source}
    return Page(paths.SOURCES, "sources", title, about, names, crumbs, linked=linked)


def _source(site: Site, source: Source, claims: tuple[Claim, ...]) -> Page:
    path, crumbs = paths.source(source.id), (home_crumb(site.say), Crumb(site.say("navigation.sources"), paths.SOURCES))
    said = reference(source, site.say)
    editions = tuple(entry for entry in site.entries if source.id in entry.sources)
    address = addresses(site.base, path)(path)
    return Page(
        path,
        "source",
        said.label,
        f"{said.text} {source.descriptor.capitalize()}. {site.say('sources_page.claims', n=len(claims))}",
        {
            "said": said,
            "origin": source.origin,
            "url": str(source.csl.get("URL", "")),
            "sha256": source.sha256,
            "groups": by_kind(claims, site.say),
            "count": len(claims),
            "editions": editions,
        },
        crumbs,
        linked=({**work(source), "@id": address}, way(crumbs, said.label, path, site.base)),
        article=True,
    )
