"""A whole site, file by file: editions first, then what is said of them, then what helps to find them.

In: verified evidence, a maker of editions, a sink. Out: files in the sink. Nothing is kept that the next page does not
need.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from hashlib import sha256

from briefgen.briefs import Audience, Brief, Topic
from briefgen.build.editions import Edition, Maker, neighbours
from briefgen.build.evidence import Verified
from briefgen.document import Metadata
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.model import TABLES
from briefgen.publish import paths
from briefgen.publish.assets import Assets
from briefgen.publish.card import card
from briefgen.publish.discovery import checked_redirects, redirect_page, robots, sitemap
from briefgen.publish.downloads import downloads, packed
from briefgen.publish.editions import Plan, edition_files, framed
from briefgen.publish.feeds import feed_files
from briefgen.publish.page import Page, Shell
from briefgen.publish.pages import every_page
from briefgen.publish.pages.about import data_page, not_found_page, search_page
from briefgen.publish.public import public
from briefgen.publish.report import Findings
from briefgen.publish.schema_picture import schema_picture, stylesheet
from briefgen.publish.search import findable, index_files, spoken_script
from briefgen.publish.sink import Sink
from briefgen.publish.site import Entry, Site, Subject, claims_of, entry_of
from briefgen.render.look import Look, screen_variables
from briefgen.workspace import Workspace, installed_version
from briefgen.workspace.config import CONFIG_FILE
from briefgen.workspace.theme import COLOURS

Editions = Iterable[tuple[str, tuple[Brief, ...]]]
Say = Callable[[str], None]


class Making:
    """Makes the files of one site.

    Attributes:
        apart: pages that no other page leads to.
    """

    def __init__(self, workspace: Workspace, verified: Verified, sink: Sink, base: str, say: Say) -> None:
        """Write style sheets and fonts, and keep what every page needs."""
        self.workspace, self.verified, self.sink, self.base, self.say = workspace, verified, sink, base, say
        material = verified.material
        self.shown = public(material.dataset, material.evidenced, material.config.quotation_limit)
        self.apart = {paths.NOT_FOUND}
        self._listed: list[str] = []
        self._formats = ("html", "pdf") if workspace.config.site.pdf else ("html",)
        self._templates: dict[str, tuple[str, str] | None] = {}
        self._look = Look(self._find, workspace.fonts, workspace.assets)
        assets = Assets(sink, self._look)
        theme = tuple(
            sorted((name, workspace.config.theme[name]) for name in COLOURS if name in workspace.config.theme)
        )
        fonts, bar = assets.fonts(), assets.style("bar", self._look.style("site/bar.css"))
        own = assets.style("site", screen_variables(theme) + self._look.style("site/site.css") + stylesheet())
        version = installed_version()
        icon = sink.asset("icon.svg", self._look.style("site/icon.svg").encode())
        self.shell = Shell(workspace.config, base, self._find, (fonts, bar, own), (fonts, bar), icon, version)
        self._assets, self._topics, self._audiences = assets, dict[str, Topic](), dict[str, tuple[Audience, ...]]()
        self.around = framed(Plan(self.shell, assets, self.shown, self._topics, self._audiences))

    def _find(self, name: str) -> tuple[str, str] | None:
        """Return a template; each is read once, however many pages are made from it."""
        if name not in self._templates:
            built_in = name.startswith("builtin/")
            find = self.workspace.find_builtin if built_in else self.workspace.find_template
            self._templates[name] = find(name.removeprefix("builtin/"))
        return self._templates[name]

    def whole(self, maker: Maker, editions: Editions) -> None:
        """Make everything.

        Raises:
            BriefgenError: an edition, a page or a setting is faulty; all faults of editions together.
        """
        findings = Findings(self.workspace, self.verified)
        subjects = tuple(self._subject(maker, topic, briefs, findings) for topic, briefs in editions)
        report = findings.report()
        entries = tuple(entry for subject in subjects for entry in subject.entries)
        claims = claims_of(self.shown, entries, self.shell.say)
        config = self.workspace.config
        site = Site(config, self.base, subjects, self.shown, claims, report, self.shell.version)
        self.say("pages of claims and sources")
        for page in every_page(site):
            self._page(page)
        self._data(site)
        self._found(site)

    # ------------------------------------------------------------ editions

    def _subject(self, maker: Maker, slug: str, briefs: tuple[Brief, ...], findings: Findings) -> Subject:
        """Make the editions of a topic."""
        topic = self._topics[slug] = briefs[0].topic
        self._audiences[slug] = tuple(brief.audience for brief in briefs)
        entries: list[Entry] = []
        faults: list[Diagnostic] = []
        found: list[Diagnostic] = []
        views = []
        beside = neighbours(briefs, self._formats)
        for brief in briefs:
            self.say(f"{slug} for {brief.audience.slug}")
            try:
                edition = maker.edition(brief, self._formats, beside[slug, brief.audience.slug])
            except BriefgenError as error:
                faults += error.diagnostics
                continue
            entries.append(self._edition(edition))
            found += edition.found
            views.append(maker.proofs.view(edition.whole or edition.document, brief))
        if faults:
            raise BriefgenError(faults)
        findings.judged(found, views)
        return Subject(slug, topic.title, topic.standfirst, topic.question, topic.keywords, topic.fit, tuple(entries))

    def _edition(self, edition: Edition) -> Entry:
        entry = entry_of(edition, pdf=self.workspace.config.site.pdf)
        for path, content in edition_files(edition, entry, self.base).items():
            self.sink.put(path, content)
        self.sink.put(entry.file(".png"), self._card(entry.meta))
        self._listed.append(entry.path)
        return entry

    def _card(self, meta: Metadata) -> bytes:
        key = self.workspace.cache_key(
            "card", self.workspace.code_hash("publish"), repr(meta), installed_version("pillow")
        )
        made = self.workspace.cached("card", key)
        if made is None:
            made = card(meta, self.workspace.fonts)
            self.workspace.store("card", key, made)
        return made

    # ------------------------------------------------------------ the rest

    def _page(self, page: Page) -> None:
        self.sink.put(page.path, self.shell.html(page).encode())
        if page.listed:
            self._listed.append(page.path)

    def _data(self, site: Site) -> None:
        """Make the downloads and their page."""
        told = []
        for path, name, kind, content in downloads(self.shown, site.config.name, site.say):
            self.sink.put(path, content)
            told.append((path, name, kind, len(content)))
        for path, text in packed(self.shown):
            self.sink.look(text, path)
        dataset = self.shown.shared
        rows = tuple((name, table.about, len(dataset.tables.get(name, {}))) for name, table in TABLES.items())
        sources = ("sources", site.say("data_page.sources"), len(dataset.sources))
        self._page(data_page(site, tuple(told), schema_picture(site.say), (sources, *rows)))

    def _found(self, site: Site) -> None:
        """Make what helps to find the rest: search, feeds, sitemap, redirects, the page where nothing is."""
        self.say("search, feeds, sitemap")
        script = self._assets.script("search", spoken_script(self._look.style("site/search.js"), site.say))
        self._page(search_page(site, script))
        records = tuple(findable(site))
        for record in records:
            self.sink.look(f"{record.title} {record.text} {record.about}", paths.SEARCH)
        for path, content in index_files(records, site.config.lang).items():
            self.sink.put(path, content)
        for path, content in feed_files(site):
            self.sink.put(path, content)
        style = self._look.style("site/not-found.css")
        self.sink.put(paths.NOT_FOUND, with_hash(self.shell.html(not_found_page(site, style)), style))
        text = self.workspace.read_text(CONFIG_FILE)
        for old, new in checked_redirects(site.config.redirects, frozenset(self.sink.hashes), text):
            self.sink.put(old, redirect_page(new, old, self.base, site.say))
            self.apart.add(old)
        self.sink.put(paths.ROBOTS, robots(self.base))
        if self.base:
            self.sink.put(paths.SITEMAP, sitemap(self._listed, self.base, site.config.as_of))


def with_hash(page: str, style: str) -> bytes:
    """Return a page with the hash of its own style sheet in its policy."""
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return page.replace("STYLE-HASH", f"sha256-{digest}", 1).encode()
