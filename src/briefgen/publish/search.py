"""The search: an index that the browser reads piece by piece, made by Pagefind without a network.

In: editions, claims and sources. Out: files under pagefind/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from briefgen.publish import paths
from briefgen.publish.claims import Claim
from briefgen.publish.pagefind import indexed
from briefgen.publish.site import Entry, Site
from briefgen.words import Say

_SAID = re.compile(r'say\("([a-z_.]+)"\)')


@dataclass(frozen=True, slots=True)
class Found:
    """Something the search can find.

    Attributes:
        path: where it is; may have a fragment.
        title: what it is called.
        text: the words it is found by.
        kind: what it is: brief, event, source …
        about: a line under its title.
        filters: name → values it can be narrowed down by.
    """

    path: str
    title: str
    text: str
    kind: str
    about: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def findable(site: Site) -> Iterator[Found]:
    """Yield everything that can be found: each section of each edition, each claim, each source."""
    titles = {subject.slug: subject.title for subject in site.subjects}
    for entry in site.entries:
        yield from _sections(entry, titles, site.say)
    citing = site.citing()
    for claim in site.claims.values():
        yield _claim(claim, titles, citing.get(claim.id, ()))
    for source in site.shown.dataset.sources.values():
        filters = MappingProxyType({"year": (source.issued[:4],) if source.issued else ()})
        text, kind = f"{source.title} {source.descriptor} {source.interest}", site.say("claim_kind.source")
        yield Found(paths.source(source.id), source.title, text, kind, source.descriptor, filters)


def _sections(entry: Entry, titles: Mapping[str, str], say: Say) -> Iterator[Found]:
    filters = MappingProxyType(
        {
            "topic": (titles[entry.meta.topic],),
            "audience": (entry.meta.audience_name,),
            "year": (entry.meta.as_of[:4],),
        }
    )
    about, kind = f"{entry.meta.edition or entry.meta.audience_name}: {entry.meta.title}", say("claim_kind.brief")
    yield Found(entry.path, entry.meta.title, entry.meta.standfirst, kind, about, filters)
    for part in entry.parts:
        if part.text:
            yield Found(f"{entry.path}#{part.id}", part.title, part.text, kind, about, filters)


def _claim(claim: Claim, titles: Mapping[str, str], citing: tuple[Entry, ...]) -> Found:
    audiences = tuple(dict.fromkeys(entry.meta.audience_name for entry in citing))
    topics = tuple(dict.fromkeys(titles[entry.meta.topic] for entry in citing))
    filters = {"topic": topics, "audience": audiences, "year": (claim.year,) if claim.year else ()}
    said = [value.text for fact in claim.facts for value in fact.values]
    quoted = (*claim.quoted, *(q for answer in claim.answers for q in answer.quoted))
    text = " ".join((claim.title, *said, *(answer.title for answer in claim.answers), *(q.words for q in quoted)))
    about = ", ".join(named.text for named in claim.sources)
    return Found(claim.path, claim.title, text, claim.kind, about, MappingProxyType(filters))


def spoken_script(script: str, say: Say) -> str:
    """Return the script of the search page with the words of each `say("key")` put in."""
    return _SAID.sub(lambda found: json.dumps(say.catalogue[found[1]], ensure_ascii=False), script)


def index_files(records: Iterable[Found], lang: str) -> Mapping[str, bytes]:
    """Return path → content of the index.

    Raises:
        BriefgenError: Pagefind could not be run (`search-index`).
    """
    told = [
        {
            "url": f"/{record.path}",
            "content": record.text,
            "meta": {"title": record.title, "kind": record.kind, "about": record.about},
            "filters": {
                "kind": [record.kind],
                **{name: [*values] for name, values in record.filters.items() if values},
            },
        }
        for record in records
    ]
    made = indexed(told, lang.partition("-")[0])
    return {f"{paths.INDEX}/{name}": content for name, content in made.items()}
