"""Feeds: what is published, newest first, for the site and for each topic: Atom (RFC 4287) and JSON Feed 1.1.

In: editions and the site's address. Out: bytes. The date of an entry is the day its evidence was reviewed. Where the
site's address is not known, links are relative to the feed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from briefgen.publish import paths
from briefgen.publish.citing import full_title
from briefgen.publish.linked import addresses
from briefgen.publish.site import Entry, Site


def feed_files(site: Site) -> Iterable[tuple[str, bytes]]:
    """Yield (path, content) of every feed."""
    whole = newest_first(site.entries)
    yield paths.ATOM, atom(site, site.config.name, paths.HOME, paths.ATOM, whole)
    yield paths.JSON_FEED, json_feed(site, site.config.name, paths.HOME, paths.JSON_FEED, whole)
    for subject in site.subjects:
        home, entries = paths.topic(subject.slug), newest_first(subject.entries)
        title = f"{subject.title} – {site.config.name}"
        for name, make in ((paths.ATOM, atom), (paths.JSON_FEED, json_feed)):
            path = f"topics/{subject.slug}/{name}"
            yield path, make(site, title, home, path, entries)


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the editions, those last published first."""
    return tuple(sorted(entries, key=lambda entry: entry.meta.day, reverse=True))


def identity(site: Site, path: str) -> str:
    """Return a name for a page that stays: its address, or, where that is not known, a URN."""
    if site.base:
        return addresses(site.base, path)(path)
    return f"urn:briefgen:{'-'.join(site.config.name.casefold().split())}:{path}"


def atom(site: Site, title: str, home: str, path: str, entries: tuple[Entry, ...]) -> bytes:
    """Return a feed as Atom."""
    address = addresses(site.base, path)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(site.config.lang)}>',
        f"<title>{escape(title)}</title>",
        f"<id>{escape(identity(site, path))}</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address(path))}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(address(home))}/>',
        f"<updated>{_moment(entries[0].meta.day if entries else site.config.as_of)}</updated>",
        f"<author><name>{escape(site.config.publisher)}</name></author>",
        f"<generator version={quoteattr(site.version)}>briefgen</generator>",
    ]
    for entry in entries:
        meta = entry.meta
        lines += [
            "<entry>",
            f"<title>{escape(full_title(entry))}</title>",
            f"<id>{escape(identity(site, entry.path))}</id>",
            f'<link rel="alternate" type="text/html" href={quoteattr(address(entry.path))}/>',
            *([_enclosure(entry, address(entry.file(".pdf")))] if entry.pdf else []),
            f"<published>{_moment(meta.day)}</published>",
            f"<updated>{_moment(meta.day)}</updated>",
            f"<summary>{escape(meta.standfirst)}</summary>",
            *(f"<category term={quoteattr(keyword)}/>" for keyword in meta.keywords),
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _enclosure(entry: Entry, address: str) -> str:
    return f'<link rel="enclosure" type="application/pdf" length="{entry.size}" href={quoteattr(address)}/>'


def json_feed(site: Site, title: str, home: str, path: str, entries: tuple[Entry, ...]) -> bytes:
    """Return a feed as JSON Feed."""
    address = addresses(site.base, path)
    items = [
        {
            "id": identity(site, entry.path),
            "url": address(entry.path),
            "title": full_title(entry),
            "summary": entry.meta.standfirst,
            "content_text": entry.meta.standfirst,
            "date_published": _moment(entry.meta.day),
            "date_modified": _moment(entry.meta.day),
            "tags": list(entry.meta.keywords),
            "language": entry.meta.lang,
            "attachments": [
                {"url": address(entry.file(".pdf")), "mime_type": "application/pdf", "size_in_bytes": entry.size}
            ]
            if entry.pdf
            else [],
        }
        for entry in entries
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address(home),
        "feed_url": address(path),
        "language": site.config.lang,
        "authors": [{"name": site.config.publisher}],
        "items": items,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
