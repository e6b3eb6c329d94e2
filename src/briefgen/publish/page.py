"""A page of the site: what it is called, what it says, and the bytes a layout makes of it.

In: a `Page` and the `Shell` all pages share. Out: HTML. Links are relative to the page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from markupsafe import Markup

from briefgen.publish import paths
from briefgen.render.look import Find
from briefgen.render.page import said
from briefgen.templating import TemplateLimits, render_page
from briefgen.words import Say, say_in
from briefgen.workspace import Config

Json = Mapping[str, object]
PLAIN = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
SCRIPTED = f"{PLAIN}; script-src 'self'"
SEARCHING = f"{PLAIN}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"
_LIMITS = TemplateLimits(operations=40_000_000, characters=400_000_000, seconds=120.0)  # lists grow with the project


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above a page."""

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same in another form: another audience's page, a PDF, a feed."""

    path: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        path: where it lies.
        layout: its layout under templates/site/.
        title: its title, without the site's name.
        description: what it holds, in a sentence.
        names: what the layout uses.
        crumbs: the pages above it, home first.
        alternates: other forms of it.
        linked: what it is, in the words of schema.org.
        metas: further (name, content) of its head.
        picture: its picture for social media, and that in words.
        policy: its Content-Security-Policy.
        scripts: scripts it loads.
        listed: it stands in sitemap.xml, and search engines may list it.
        article: it is a text of its own, not a list or a tool.
    """

    path: str
    layout: str
    title: str
    description: str
    names: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    crumbs: tuple[Crumb, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    linked: tuple[Json, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    picture: tuple[str, str] = ("", "")
    policy: str = PLAIN
    scripts: tuple[str, ...] = ()
    listed: bool = True
    article: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What all pages share.

    Attributes:
        config: the project's settings.
        base: the site's address, or empty.
        find: finds templates.
        styles: style sheets of the site's own pages.
        bar: style sheets of what stands around an edition.
        icon: the site's icon.
        version: the version of briefgen.
    """

    config: Config
    base: str
    find: Find
    styles: tuple[str, ...]
    bar: tuple[str, ...]
    icon: str
    version: str

    @property
    def say(self) -> Say:
        """What speaks the site's language."""
        return say_in(self.config.lang)

    def names(self, page: Page) -> dict[str, object]:
        """Return what every layout of the site may use."""

        def to(path: str) -> str:
            return paths.relative(path, page.path)

        return {
            "page": page,
            "config": self.config,
            "canonical": canonical(self.base, page.path) if self.base and page.listed else "",
            "base": self.base,
            "to": to,
            "say": partial(said, self.say),
            "some": self.say.some,
            "date": self.say.date,
            "number": self.say.number,
            "styles": self.styles,
            "icon": self.icon,
            "navigation": {path: self.say(f"navigation.{name}") for path, name in paths.NAVIGATION.items()},
            "linked_data": linked_data(page.linked),
            "version": self.version,
        }

    def html(self, page: Page) -> str:
        """Return a page.

        Raises:
            BriefgenError: a layout is faulty.
        """
        return render_page(self.find, f"site/{page.layout}.html.j2", {**self.names(page), **page.names}, _LIMITS)


def canonical(base: str, path: str) -> str:
    """Return the one address of a page: without `index.html`, which a host adds by itself."""
    return base + (path.removesuffix("index.html") if path.endswith("/index.html") or path == paths.HOME else path)


def linked_data(nodes: tuple[Json, ...]) -> Markup:
    """Return JSON-LD as a script block; nothing in it can end the block."""
    if not nodes:
        return Markup()
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)
    safe = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup('<script type="application/ld+json">{}</script>\n').format(Markup(safe))  # noqa: S704 - JSON without <
