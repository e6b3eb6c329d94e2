"""The timeline of all events, the disputes, the silences.

In: a `Site`. Out: pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefgen.publish import paths
from briefgen.publish.claims import Claim
from briefgen.publish.page import Page
from briefgen.publish.pages.briefs import listing
from briefgen.publish.site import Site


def list_pages(site: Site) -> Iterator[Page]:
    """Yield the three lists."""
    events = of(site, "events")
    words = _words(site, "timeline")
    yield listing(site, paths.TIMELINE, "timeline", words, {"years": years(events), "undated": undated(events)})
    words = _words(site, "disputes")
    yield listing(site, paths.DISPUTES, "disputes", words, {"disputes": of(site, "disputes")})
    words = _words(site, "silences")
    yield listing(site, paths.SILENCES, "silences", words, {"silences": of(site, "silences")})


def _words(site: Site, name: str) -> tuple[str, str]:
    """Return the title of a list, and what it holds."""
    return site.say(f"navigation.{name}"), site.say(f"{name}_page.about")


def of(site: Site, table: str) -> tuple[Claim, ...]:
    """Return the claims of a table."""
    return tuple(claim for claim in site.claims.values() if claim.table == table)


def years(events: tuple[Claim, ...]) -> tuple[tuple[str, tuple[Claim, ...]], ...]:
    """Return (year, its events) in order of time; the undated are left out."""
    dated = sorted((event for event in events if event.day), key=lambda event: (event.day, event.id))
    return tuple((year, tuple(group)) for year, group in groupby(dated, key=lambda event: event.year))


def undated(events: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return the events that no source dates."""
    return tuple(event for event in events if not event.day)
