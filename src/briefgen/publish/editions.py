"""The page of an edition: what the site puts around what `render` makes, and the files that belong to it.

In: an edition's Document, the plan of the site. Out: `Around` for the renderer; PDF, citations and card as files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from textwrap import shorten

from briefgen.briefs import Audience, Topic
from briefgen.build.editions import Edition
from briefgen.document import Document
from briefgen.publish import paths
from briefgen.publish.assets import Assets
from briefgen.publish.citing import FORMS, citations, full_title, highwire
from briefgen.publish.claims import name_of, page_of
from briefgen.publish.linked import report, way
from briefgen.publish.page import SCRIPTED, Alternate, Crumb, Page, Shell
from briefgen.publish.pages.briefs import feeds_of, home_crumb
from briefgen.publish.public import Public
from briefgen.publish.site import Entry, entry_of
from briefgen.render.html import Around, styles
from briefgen.render.look import Look


@dataclass(frozen=True, slots=True)
class Plan:
    """What an edition's page must know of the rest of the site before that is made.

    Attributes:
        shell: what all pages share.
        assets: where style sheets go.
        shown: what may be shown of the evidence.
        topics: slug → topic.
        audiences: topic → the audiences it is published for, in order.
    """

    shell: Shell
    assets: Assets
    shown: Public
    topics: Mapping[str, Topic]
    audiences: Mapping[str, tuple[Audience, ...]]


def framed(plan: Plan) -> Callable[[Document, Look], Around]:
    """Return a function that tells the renderer what stands around an edition."""

    def around(document: Document, look: Look) -> Around:
        css = styles(document, look)
        style = plan.assets.style("edition", css)
        edition = Edition(document.metadata.topic, document.metadata.audience, document, {})
        entry = entry_of(edition, pdf=plan.shell.config.site.pdf)
        page = _page(plan, entry)
        script = plan.assets.script("page", look.style("page.js"))
        names = {
            **plan.shell.names(page),
            "style_sheets": (*plan.shell.bar, style),
            "page_script": script,
            "files": files_of(entry),
            "claims_of": _claims_of(plan),
            "topic_page": paths.topic(entry.meta.topic),
        }
        return Around("site/edition.html.j2", names, css)

    return around


def _claims_of(plan: Plan) -> Callable[[object], tuple[tuple[str, str], ...]]:
    def claims_of(note: object) -> tuple[tuple[str, str], ...]:
        """Return (page, title) of each claim a note cites that has a page."""
        dataset, say = plan.shown.dataset, plan.shell.say
        ids = getattr(note, "ids", ())
        pages = {page: key for key in ids if (page := page_of(dataset, key)).startswith("claims/")}
        return tuple((page, shorten(name_of(dataset, key, say), 64, placeholder="…")) for page, key in pages.items())

    return claims_of


def _others(plan: Plan, entry: Entry) -> tuple[tuple[str, str, bool], ...]:
    """Return (audience, page, whether it is this one) of each edition of the topic."""
    return tuple(
        (audience.name, paths.edition(entry.meta.topic, audience.slug), audience.slug == entry.meta.audience)
        for audience in plan.audiences[entry.meta.topic]
    )


def files_of(entry: Entry) -> tuple[tuple[str, str, str], ...]:
    """Return (path, media type, name) of the files that belong to an edition."""
    cited = ((entry.file(suffix), kind, name) for suffix, (kind, name) in FORMS.items())
    pdf = ((entry.file(".pdf"), "application/pdf", "PDF"),) if entry.pdf else ()
    return (*pdf, *cited)


def _page(plan: Plan, entry: Entry) -> Page:
    topic, base = plan.topics[entry.meta.topic], plan.shell.base
    crumbs = (
        home_crumb(plan.shell.say),
        Crumb(plan.shell.say("navigation.briefs"), paths.TOPICS),
        Crumb(topic.title, paths.topic(topic.slug)),
    )
    others = (
        Alternate(path, "text/html", f"{entry.meta.title}: {name}")
        for name, path, here in _others(plan, entry)
        if not here
    )
    files = (Alternate(path, kind, name) for path, kind, name in files_of(entry))
    known = plan.shown.dataset.sources
    sources = [known[key] for key in entry.sources if key in known]
    here = entry.meta.edition or entry.meta.audience_name
    return Page(
        entry.path,
        "edition",
        full_title(entry),
        entry.meta.standfirst,
        {},
        crumbs,
        (*others, *files, *feeds_of(f"topics/{topic.slug}/", topic.title)),
        (report(entry, sources, base), way(crumbs, here, entry.path, base)),
        tuple(highwire(entry, base)),
        (entry.file(".png"), f"{entry.meta.title}. {entry.meta.edition}."),
        SCRIPTED,
        article=True,
    )


def edition_files(edition: Edition, entry: Entry, base: str) -> Mapping[str, bytes]:
    """Return path → content of an edition's page, its PDF and its citations."""
    made = {".html": edition.files["html"], **({".pdf": edition.files["pdf"]} if entry.pdf else {})}
    files = {entry.file(suffix): content for suffix, content in made.items()}
    return files | {entry.file(suffix): content for suffix, content in citations(entry, base).items()}
