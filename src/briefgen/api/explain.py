"""Why an edition is as it is: its templates, its settings, its records, and what its page budget dropped.

In: a project, a topic and an audience. Out: an `Explanation`. What is said here is asked of the very chain, layers and
selection that render the edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen import briefs
from briefgen.briefs import Brief, Chain, Layer, Once, Resolved
from briefgen.build import LazyEngine
from briefgen.build.editions import DROPS, Maker
from briefgen.compose import compose, drop_ranked, section_names
from briefgen.document import Document, Figure, Section, plain, walk
from briefgen.errors import BriefgenError, Diagnostic, in_order
from briefgen.selection import select
from briefgen.templating.references import referenced
from briefgen.workspace.config import CONFIG_FILE, PROJECT_KEYS, read_toml

if TYPE_CHECKING:
    from briefgen.api import Project

PAGES = ("document.html.j2", "print.html.j2")
STYLES = ("screen.css", "print.css", "extra.css")


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A template: what it is asked for as, which file won (empty: none), and all that were considered, in order."""

    name: str
    won: str
    considered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A selected record: its table, why it was taken, its importance (0: it has none), whether the edition cites it."""

    id: str
    table: str
    reason: str
    importance: int
    cited: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that the page budget dropped: its section, rank, template line, and first words."""

    section: str
    rank: int
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything an edition is made of.

    Attributes:
        topic: its topic.
        audience: its audience.
        templates: every template, in the order in which an edition asks for them.
        settings: kind of file (`audience`, `topic`, `config`) → its keys.
        records: the selected records, in file order.
        dropped: what the page budget dropped; None when it was not measured.
        pages: counted pages, 0 when not measured.
    """

    topic: str
    audience: str
    templates: tuple[LookedUp, ...]
    settings: dict[str, tuple[Resolved, ...]]
    records: tuple[Taken, ...]
    dropped: tuple[Dropped, ...] | None
    pages: int = 0


def explain(
    project: Project, topic: str, audience: str, once: Once = briefs.NOTHING, *, measure: bool = True
) -> tuple[Explanation, tuple[Diagnostic, ...]]:
    """Return why an edition is as it is, and what kept parts of it from being told.

    Args:
        project: the project.
        topic: a topic.
        audience: an audience.
        once: keys given for this time.
        measure: lay the edition out where it has a page budget, to see what that drops.

    Raises:
        BriefgenError: there is no such topic or audience, or their settings are faulty.
    """
    project = type(project)(project.workspace.with_settings(once.config))
    brief = briefs.open_brief(project.workspace, topic, audience, once)
    faults: list[Diagnostic] = []
    document: Document | None = None
    dropped: tuple[Dropped, ...] | None = None
    pages = 0
    records: tuple[Taken, ...] = ()
    try:
        records = tuple(_taken(project, brief, None))
        document = compose(project.verified.material, brief)
        records = tuple(_taken(project, brief, document))
        if brief.audience.pages and measure:
            dropped, pages = _budget(project, brief, document)
        elif not brief.audience.pages:
            dropped = ()
    except BriefgenError as error:
        faults += error.diagnostics
    settings = _settings(project, brief, once)
    found = Explanation(topic, audience, tuple(_templates(brief)), settings, records, dropped, pages)
    return found, in_order(faults)


# ---------------------------------------------------------------- templates


def _templates(brief: Brief) -> Iterator[LookedUp]:
    """Yield each template of an edition, and after it those it refers to, each once."""
    sections = [f"sections/{name.lstrip('+')}.md.j2" for name in section_names(brief)]
    waiting = [*PAGES, *STYLES, *sections]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        yield looked_up(brief.chain, name)
        found = brief.chain.find(name)
        if found and name.endswith(".j2"):
            waiting = [*referenced(found[1]), *waiting]


def looked_up(chain: Chain, name: str) -> LookedUp:
    """Return where a template is looked up and which file wins."""
    paths = (name,) if name.startswith("builtin/") else chain.candidates(name)
    places = [place for path in paths for place in chain.workspace.template_places(path)]
    won = next((label for label, there in places if there), "")
    return LookedUp(name, won, tuple(label for label, _ in places))


# ---------------------------------------------------------------- settings


def _settings(project: Project, brief: Brief, once: Once) -> dict[str, tuple[Resolved, ...]]:
    workspace, topic, audience = project.workspace, brief.topic.slug, brief.audience.slug
    text = workspace.read_text(CONFIG_FILE)
    given = (Layer(briefs.ONCE, "", once.config),) if once.config else ()
    config = (*given, Layer(CONFIG_FILE, text, read_toml(text, CONFIG_FILE)))
    return {
        "audience": tuple(
            briefs.resolved(briefs.audience_layers(workspace, audience, topic, once), briefs.AUDIENCE_KEYS)
        ),
        "topic": tuple(briefs.resolved(briefs.topic_layers(workspace, topic, audience, once), briefs.TOPIC_KEYS)),
        "config": tuple(briefs.resolved(config, PROJECT_KEYS)),
    }


# ---------------------------------------------------------------- records


def _taken(project: Project, brief: Brief, document: Document | None) -> Iterator[Taken]:
    dataset = project.dataset
    cited = {key for note in document.notes for key in note.ids} if document else set()
    cited |= {key for figure in _figures(document) for key in figure.cites} if document else set()
    for key, reason in select(dataset, brief.topic).ids.items():
        importance = getattr(dataset.get(key), "importance", 0)
        yield Taken(key, dataset.table_of(key) or "", reason, importance, key in cited)


def _figures(document: Document) -> Iterator[Figure]:
    yield from (b for s in document.sections for b in walk(s.blocks) if isinstance(b, Figure))


# ---------------------------------------------------------------- budget


def _budget(project: Project, brief: Brief, whole: Document) -> tuple[tuple[Dropped, ...], int]:
    """Lay the edition out as a render does, and return what it dropped and how many pages it took."""
    project.verified.require_sound()
    engine = LazyEngine(project.workspace)
    try:
        verified = project.verified
        maker = Maker(project.workspace, verified.material, engine.pdf, None, verified.diagnostics)
        edition = maker.edition(brief, ("pdf",))
    finally:
        engine.close()
    if not edition.document.left_out:
        return (), edition.pages
    kept = sum(len(s.blocks) for s in edition.document.sections)
    ranks = next((d for d in DROPS if d and _count(whole.sections, d) == kept), DROPS[-1])
    return tuple(_without(whole.sections, ranks)), edition.pages


def _count(sections: tuple[Section, ...], ranks: tuple[int, ...]) -> int:
    return sum(len(section.blocks) for section in drop_ranked(sections, ranks)[0])


def _without(sections: tuple[Section, ...], ranks: tuple[int, ...]) -> Iterator[Dropped]:
    for section in sections:
        for block in section.blocks:
            if block.rank in ranks:
                words = next((t for inner in walk((block,)) if (t := _words(inner))), type(block).__name__)
                place = f"{block.origin.file}:{block.origin.line}" if block.origin.file else ""
                yield Dropped(plain(section.title), block.rank, place, " ".join(words.split()[:12]))


def _words(block: object) -> str:
    for name in ("inlines", "headline", "caption", "question", "title"):
        value = getattr(block, name, "")
        if value:
            return value if isinstance(value, str) else plain(value)
    return ""
