"""Home, topics and audiences.

In: a `Site`. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.build.released import corrections
from briefgen.model import Correction
from briefgen.publish import paths
from briefgen.publish.feeds import newest_first
from briefgen.publish.linked import addresses, publisher, way
from briefgen.publish.page import Alternate, Crumb, Json, Page
from briefgen.publish.site import Entry, Site, Subject
from briefgen.words import Say

_NEWS = 8  # how many of the latest things the home page tells


def home_crumb(say: Say) -> Crumb:
    """Return the home page, as the pages below it name it."""
    return Crumb(say("site.home"), paths.HOME)


def listing(site: Site, path: str, layout: str, words: tuple[str, str], names: Mapping[str, object]) -> Page:
    """Return a page below the home page; `words` are its title and what it holds."""
    title, about = words
    crumbs = (home_crumb(site.say),)
    return Page(path, layout, title, about, names, crumbs, linked=(way(crumbs, title, path, site.base),))


def feeds_of(folder: str, title: str) -> tuple[Alternate, ...]:
    """Return the two feeds of a folder of the site."""
    return (
        Alternate(f"{folder}{paths.ATOM}", "application/atom+xml", f"{title} (Atom)"),
        Alternate(f"{folder}{paths.JSON_FEED}", "application/feed+json", f"{title} (JSON Feed)"),
    )


def brief_pages(site: Site) -> Iterator[Page]:
    """Yield the home page, the topics and the audiences."""
    yield _home(site)
    yield _topics(site)
    yield from (_topic(site, subject) for subject in site.subjects)
    yield _audiences(site)
    yield from (_audience(site, slug, entries) for slug, entries in by_audience(site).items())


def by_audience(site: Site) -> dict[str, tuple[Entry, ...]]:
    """Return audience → its editions."""
    found: dict[str, list[Entry]] = {}
    for entry in site.entries:
        found.setdefault(entry.meta.audience, []).append(entry)
    return {slug: tuple(entries) for slug, entries in sorted(found.items())}


def _home(site: Site) -> Page:
    config = site.config
    about = site.say("home_page.about")
    node: Json = {
        "@type": "WebSite",
        "name": config.name,
        "url": addresses(site.base, paths.HOME)(paths.HOME),
        "publisher": publisher(config.publisher),
        "inLanguage": config.lang,
    }
    return Page(
        paths.HOME,
        "home",
        config.name,
        about,
        {"site": site, "subjects": site.subjects, "counts": counts(site), "news": news(site)},
        alternates=feeds_of("", config.name),
        linked=(node,),
    )


def news(site: Site) -> tuple[tuple[str, Entry | None, Correction | None], ...]:
    """Return what happened last, the latest first: (day, an edition that was published, or a correction)."""
    published = [(entry.meta.day, entry, None) for entry in newest_first(site.entries) if entry.meta.number]
    corrected = [(row.date, None, row) for row in corrections(site.shown.dataset)]
    return tuple(sorted((*published, *corrected), key=lambda new: new[0], reverse=True)[:_NEWS])


def counts(site: Site) -> tuple[tuple[int, str, str], ...]:
    """Return (how many, of what (`home_page.count.<what>`), where they are listed)."""
    dataset = site.shown.dataset
    return (
        (len(site.entries), "editions", paths.TOPICS),
        (len(site.claims), "claims", paths.CLAIMS),
        (len(dataset.sources), "sources", paths.SOURCES),
        (len(dataset.disputes), "disputes", paths.DISPUTES),
        (len(dataset.silences), "silences", paths.SILENCES),
    )


def _topics(site: Site) -> Page:
    title, about = site.say("navigation.briefs"), site.say("topics_page.about", name=site.config.name)
    crumbs = (home_crumb(site.say),)
    return Page(
        paths.TOPICS,
        "topics",
        title,
        about,
        {"subjects": site.subjects},
        crumbs,
        feeds_of("", site.config.name),
        (way(crumbs, title, paths.TOPICS, site.base),),
    )


def _topic(site: Site, subject: Subject) -> Page:
    path, crumbs = paths.topic(subject.slug), (home_crumb(site.say), Crumb(site.say("navigation.briefs"), paths.TOPICS))
    cited = {key for entry in subject.entries for key in entry.cited}
    disputes = tuple(c for c in site.claims.values() if c.table == "disputes" and c.id in cited)
    silences = tuple(c for c in site.claims.values() if c.table == "silences" and c.id in cited)
    used = {key for entry in subject.entries for key in entry.sources}
    sources = tuple(s for key, s in site.shown.dataset.sources.items() if key in used)
    return Page(
        path,
        "topic",
        subject.title,
        subject.standfirst,
        {"subject": subject, "disputes": disputes, "silences": silences, "sources": sources, "source": paths.source},
        crumbs,
        feeds_of(f"topics/{subject.slug}/", subject.title),
        (way(crumbs, subject.title, path, site.base),),
        picture=(subject.entries[0].file(".png"), subject.title),
    )


def _audiences(site: Site) -> Page:
    words = site.say("site.audiences"), site.say("audiences_page.about")
    names = {"audiences": by_audience(site), "audience": paths.audience}
    return listing(site, paths.AUDIENCES, "audiences", words, names)


def _audience(site: Site, slug: str, entries: tuple[Entry, ...]) -> Page:
    path, name = paths.audience(slug), entries[0].meta.audience_name
    crumbs = (home_crumb(site.say), Crumb(site.say("site.audiences"), paths.AUDIENCES))
    return Page(
        path,
        "audience",
        name,
        site.say("audience_page.about", name=site.config.name, audience=name.lower()),
        {"entries": entries, "subjects": {subject.slug: subject for subject in site.subjects}},
        crumbs,
        linked=(way(crumbs, name, path, site.base),),
    )
