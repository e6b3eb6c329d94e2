"""Step 4, first half: topics, audiences, and the chain of folders in which a template is looked up.

In: a workspace. Out: frozen `Topic` and `Audience` settings, and a `Brief` (topic × audience) with its `Chain`.
Lookup is by specificity first (audience and topic, audience, topic, layout), and within each the project before the
built-in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from briefgen.briefs.keys import AUDIENCE_KEYS, CHART_KEYS, SELECT_KEYS, TOPIC_KEYS
from briefgen.briefs.once import NOTHING, Once, read_once
from briefgen.briefs.settings import DEFAULT, ONCE, Layer, Resolved, laid_over, resolved
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.workspace import Workspace
from briefgen.workspace.config import CONFIG_FILE, line_of, read_toml
from briefgen.workspace.keys import key_faults
from briefgen.workspace.theme import COLOURS

__all__ = [
    "AUDIENCE_KEYS",
    "CHART_KEYS",
    "DEFAULT",
    "NOTHING",
    "ONCE",
    "SELECT_KEYS",
    "TOPIC_KEYS",
    "Audience",
    "Brief",
    "Chain",
    "Layer",
    "Once",
    "Resolved",
    "Select",
    "Topic",
    "audience_layers",
    "audiences",
    "named_in_config",
    "open_brief",
    "read_audience",
    "read_once",
    "read_topic",
    "resolved",
    "topic_layers",
    "topics",
    "unknown_edition",
]


@dataclass(frozen=True, slots=True)
class Select:
    """Which records a topic uses."""

    topics: tuple[str, ...]
    importance: int
    include: tuple[str, ...]
    exclude: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's settings; `file` is where they were read."""

    slug: str
    file: str
    title: str
    standfirst: str
    question: str
    keywords: tuple[str, ...]
    mechanism: str
    sections: tuple[str, ...]
    select: Select
    charts: Mapping[str, Mapping[str, Any]]
    fit: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Audience:
    """An audience's settings; `file` is where they were read, `theme` the colours set (others keep their own)."""

    slug: str
    file: str
    name: str
    edition: str
    principal: str
    purpose: str
    citation: str
    pages: int
    words: int
    paper: str
    chart_width: int
    terms: Mapping[str, str]
    theme: Mapping[str, str]
    reading: int = 0
    append: tuple[str, ...] = ()
    text_font: str = "serif"
    heading_font: str = "sans"
    logo: str = ""
    logo_alt: str = ""
    cover: bool = False
    updated: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the templates of one brief are looked up."""

    workspace: Workspace
    topic: str
    audience: str

    def candidates(self, name: str) -> tuple[str, ...]:
        """Return the paths tried for a template name, most specific first; a full path stands for itself."""
        if name.startswith(("layout/", "audiences/", "topics/", "site/")):
            return (name,)
        return (
            f"topics/{self.topic}/audiences/{self.audience}/{name}",
            f"audiences/{self.audience}/{name}",
            f"topics/{self.topic}/{name}",
            f"layout/{name}",
        )

    def find(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of the template that wins, or None."""
        if ".." in name.split("/") or name.startswith("/"):
            return None
        if name.startswith("builtin/"):
            return self.workspace.find_builtin(name.removeprefix("builtin/"))
        return next((found for path in self.candidates(name) if (found := self.workspace.find_template(path))), None)


@dataclass(frozen=True, slots=True)
class Brief:
    """A topic for an audience."""

    topic: Topic
    audience: Audience
    chain: Chain


def topics(workspace: Workspace) -> tuple[str, ...]:
    """Return the slugs of the project's topics."""
    return workspace.template_folders("topics")


def audiences(workspace: Workspace) -> tuple[str, ...]:
    """Return the slugs of the project's and the built-in audiences."""
    return workspace.template_folders("audiences")


def open_brief(workspace: Workspace, topic: str, audience: str, once: Once = NOTHING) -> Brief:
    """Read the settings of a brief; `once` are keys given for this time, which win.

    Raises:
        BriefgenError: unknown topic or audience (exit code 2), or faulty settings.
    """
    if fault := unknown_edition(topic, audience, topics(workspace), audiences(workspace)):
        raise BriefgenError(fault, exit_code=2)
    return Brief(
        read_topic(workspace, topic, audience, once),
        read_audience(workspace, audience, topic, once),
        Chain(workspace, topic, audience),
    )


def named_in_config(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the topics and audiences that briefgen.toml names: there are none of that name."""
    text = workspace.read_text(CONFIG_FILE)
    known_topics, known_audiences = topics(workspace), audiences(workspace)
    named = (
        ("topic", (*workspace.config.topics, *workspace.config.site.topics), known_topics),
        ("audience", (*workspace.config.audiences, *workspace.config.site.audiences), known_audiences),
    )
    found = tuple(
        Diagnostic(
            f"unknown-{what}",
            f"there is no {what} “{name}”",
            Place(CONFIG_FILE, line_of(text, f"{what}s"), f"{what}s"),
            hint=did_you_mean(name, known),
        )
        for what, names, known in named
        for name in names
        if name not in known
    )
    pairs = [(entry, name.partition("/")) for entry in workspace.config.retired for name in entry.names]
    faults = (
        (entry.line, unknown_edition(topic, audience, known_topics, known_audiences))
        for entry, (topic, _, audience) in pairs
    )
    return (*found, *(replace(d, place=Place(CONFIG_FILE, line, "retired")) for line, d in faults if d))


def unknown_edition(topic: str, audience: str, topics: Iterable[str], audiences: Iterable[str]) -> Diagnostic | None:
    """Return what is wrong with the name of an edition; None when there are such a topic and such an audience."""
    for what, name, known in (("topic", topic, tuple(topics)), ("audience", audience, tuple(audiences))):
        if name not in known:
            return Diagnostic(f"unknown-{what}", f"there is no {what} “{name}”", hint=did_you_mean(name, known))
    return None


def read_topic(workspace: Workspace, slug: str, audience: str = "", once: Once = NOTHING) -> Topic:
    """Read a topic's settings, those for an audience over them, key by key.

    Raises:
        BriefgenError: the file is missing or faulty.
    """
    layers = topic_layers(workspace, slug, audience, once)
    faults = [fault for layer in layers for fault in _chart_faults(layer)]
    if faults:
        raise BriefgenError(faults)
    values = laid_over(layers, TOPIC_KEYS, layers[-1].label)
    select = {name: values["select"].get(name, key.default) for name, key in SELECT_KEYS.items()}
    values |= {key: tuple(values[key]) for key in ("keywords", "sections")}
    values |= {key: MappingProxyType(dict(values[key])) for key in ("charts", "fit")}
    least = select.pop("importance")
    values["select"] = Select(importance=least, **{key: tuple(ids) for key, ids in select.items()})
    return Topic(slug, layers[-1].label, **values)


def _chart_faults(layer: Layer) -> tuple[Diagnostic, ...]:
    charts = layer.table.get("charts", {})
    settings = [s for s in charts.values() if isinstance(s, dict)] if isinstance(charts, dict) else []
    return tuple(fault for s in settings for fault in key_faults(s, CHART_KEYS, layer.text, layer.label))


def topic_layers(workspace: Workspace, slug: str, audience: str = "", once: Once = NOTHING) -> tuple[Layer, ...]:
    """Return where a topic's settings are written, most specific first.

    Raises:
        BriefgenError: topic.toml is missing, or a file is not TOML.
    """
    over = [f"topics/{slug}/audiences/{audience}/topic.toml"] if audience else []
    layers = [layer for name in over for layer in _files(workspace, name)]
    return (*_given(once.topic), *layers, *_required(workspace, f"topics/{slug}/topic.toml"))


def read_audience(workspace: Workspace, slug: str, topic: str = "", once: Once = NOTHING) -> Audience:
    """Read an audience's settings: those for a topic over its own, over the built-in ones, over the project's theme.

    Raises:
        BriefgenError: the file is missing or faulty.
    """
    layers = audience_layers(workspace, slug, topic, once)
    file = next(layer.label for layer in layers if layer.label.endswith(f"templates/audiences/{slug}/audience.toml"))
    values = laid_over(layers, AUDIENCE_KEYS, file)
    theme = dict(values.pop("theme"))
    colours = {name: theme.pop(name) for name in COLOURS if name in theme}
    values |= {"terms": MappingProxyType(dict(values["terms"])), "append": tuple(values["append"])}
    return Audience(slug, file, theme=MappingProxyType(colours), **values, **theme)


def audience_layers(workspace: Workspace, slug: str, topic: str = "", once: Once = NOTHING) -> tuple[Layer, ...]:
    """Return where an audience's settings are written, most specific first; briefgen.toml comes last.

    The project's term table for an audience may stand in a file of its own, templates/terms/AUDIENCE.toml.

    Raises:
        BriefgenError: audience.toml is missing, or a file is not TOML.
    """
    over = [f"topics/{topic}/audiences/{slug}/audience.toml"] if topic else []
    layers = [layer for name in over for layer in _files(workspace, name)]
    config = workspace.config
    shared: dict[str, Any] = {"theme": dict(config.theme)} if config.theme else {}
    shared |= {"paper": config.paper} if config.paper else {}
    own = _required(workspace, f"audiences/{slug}/audience.toml")
    found = workspace.find_own(f"terms/{slug}.toml")
    words = (Layer(found[0], found[1], {"terms": read_toml(found[1], found[0])}),) if found else ()
    return (*_given(once.audience), *layers, *own, *words, *((Layer(CONFIG_FILE, "", shared),) if shared else ()))


def _given(table: Mapping[str, Any]) -> tuple[Layer, ...]:
    return (Layer(ONCE, "", table),) if table else ()


def _required(workspace: Workspace, name: str) -> tuple[Layer, ...]:
    found = _files(workspace, name)
    if not found:
        raise BriefgenError(Diagnostic("file-missing", "the file is missing", Place(f"templates/{name}")))
    return found


def _files(workspace: Workspace, name: str) -> tuple[Layer, ...]:
    """Return a file of settings: the project's, then the built-in one of the same name."""
    own = workspace.find_template(name)
    builtin = workspace.find_builtin(name) if len(workspace.template_roots()) > 1 else None
    texts = dict.fromkeys(found for found in (own, builtin) if found)
    return tuple(Layer(label, text, read_toml(text, label)) for label, text in texts)
