"""Step 4, first half: topics, audiences, and the chain of folders in which a template is looked up.

In: a workspace. Out: frozen `Topic` and `Audience` settings, and a `Brief` (topic × audience) with its `Chain`.
Lookup is by specificity first (audience and topic, audience, topic, layout), and within each the project before the
built-in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.workspace import Workspace
from briefgen.workspace.config import CONFIG_FILE, Key, checked_keys, line_of, read_toml

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
CITATIONS = ("notes", "sources", "author-date")

TOPIC_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "title": Key(str, "title of the brief"),
        "standfirst": Key(str, "one or two sentences under the title: the main finding"),
        "question": Key(str, "the question the brief answers", ""),
        "keywords": Key(list, "subject keywords of the metadata", []),
        "mechanism": Key(str, "id of the mechanism whose editions the charts show", ""),
        "sections": Key(list, "names of the section templates, in order"),
        "select": Key(dict, "which records the brief uses: topics, least importance, include, exclude", {}),
        "charts": Key(dict, "settings per chart: headline, subtitle, width", {}),
        "fit": Key(dict, "how well the topic suits an audience, in a sentence each", {}),
    }
)
SELECT_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "topics": Key(list, "records with one of these topics", []),
        "importance": Key(int, "least importance", 1),
        "include": Key(list, "ids taken in addition", []),
        "exclude": Key(list, "ids left out", []),
    }
)
CHART_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "headline": Key(str, "the finding, instead of the computed one", ""),
        "subtitle": Key(str, "what is shown, instead of the computed one", ""),
        "width": Key(int, "printed width in millimetres", 0),
    }
)
AUDIENCE_KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "name": Key(str, "whom the edition is for, such as “Diplomats”"),
        "edition": Key(str, "what the first page calls the edition"),
        "principal": Key(str, "the person it is written for, when it is for one", ""),
        "purpose": Key(str, "“For information”, or the decision asked for", ""),
        "citation": Key(
            str,
            "citation style: notes (footnotes), sources (markers to a list on the reverse), or author-date (in the text)",
            "notes",
        ),
        "pages": Key(int, "page budget of the counted part; 0: none", 0),
        "words": Key(int, "word budget of the counted part; 0: none", 0),
        "reading": Key(int, "hardest reading level (LIX) of the counted part, names masked; 0: none", 0),
        "paper": Key(str, "A4 or Letter", "A4"),
        "chart_width": Key(int, "printed width of charts in millimetres", 160),
        "terms": Key(dict, 'the audience\'s words for the dataset\'s, such as "North Korea" = "the DPRK"', {}),
        "theme": Key(dict, "design tokens: ink, muted, faint, paper, accent, accent2, warn", {}),
    }
)


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
    """An audience's settings; `file` is where they were read."""

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


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the templates of one brief are looked up."""

    workspace: Workspace
    topic: str
    audience: str

    def candidates(self, name: str) -> tuple[str, ...]:
        """Return the paths tried for a template name, most specific first; a full path stands for itself."""
        if name.startswith(("layout/", "audiences/", "topics/")):
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


def open_brief(workspace: Workspace, topic: str, audience: str) -> Brief:
    """Read the settings of a brief.

    Raises:
        BriefgenError: unknown topic or audience (exit code 2), or faulty settings.
    """
    for what, name, known in (("topic", topic, topics(workspace)), ("audience", audience, audiences(workspace))):
        if name not in known:
            diagnostic = Diagnostic(f"unknown-{what}", f"there is no {what} “{name}”", hint=did_you_mean(name, known))
            raise BriefgenError(diagnostic, exit_code=2)
    return Brief(
        read_topic(workspace, topic, audience), read_audience(workspace, audience), Chain(workspace, topic, audience)
    )


def named_in_config(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the topics and audiences that briefgen.toml names: there are none of that name."""
    text = workspace.read_text(CONFIG_FILE)
    named = (
        ("topic", workspace.config.topics, topics(workspace)),
        ("audience", workspace.config.audiences, audiences(workspace)),
    )
    return tuple(
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


def read_topic(workspace: Workspace, slug: str, audience: str = "") -> Topic:
    """Read topics/<slug>/topic.toml, overlaid key by key with the one under its audiences/<audience>/, if there is one.

    Raises:
        BriefgenError: the file is missing or faulty.
    """
    label, text, table = _toml(workspace, f"topics/{slug}/topic.toml")
    if audience and (found := workspace.find_template(f"topics/{slug}/audiences/{audience}/topic.toml")):
        over = read_toml(found[1], found[0])
        checked_keys({**table, **over}, TOPIC_KEYS, found[1], found[0])
        table = {**table, **over}
    values = checked_keys(table, TOPIC_KEYS, text, label)
    select = checked_keys(values["select"], SELECT_KEYS, text, label)
    for settings in values["charts"].values():
        checked_keys(settings, CHART_KEYS, text, label)
    values |= {key: tuple(values[key]) for key in ("keywords", "sections")}
    values |= {key: MappingProxyType(dict(values[key])) for key in ("charts", "fit")}
    least = select.pop("importance")
    values["select"] = Select(importance=least, **{key: tuple(ids) for key, ids in select.items()})
    return Topic(slug, label, **values)


def read_audience(workspace: Workspace, slug: str) -> Audience:
    """Read audiences/<slug>/audience.toml.

    Raises:
        BriefgenError: the file is missing or faulty.
    """
    label, text, table = _toml(workspace, f"audiences/{slug}/audience.toml")
    values = checked_keys(table, AUDIENCE_KEYS, text, label)
    for key, allowed in (("paper", ("A4", "Letter")), ("citation", CITATIONS)):
        if values[key] not in allowed:
            message = f"“{values[key]}” is not one of {', '.join(allowed)}"
            raise BriefgenError(
                Diagnostic(
                    "bad-value", message, Place(label, line_of(text, key), key), hint=did_you_mean(values[key], allowed)
                )
            )
    for token, value in values["theme"].items():
        if not COLOUR.fullmatch(str(value)):
            place = Place(label, line_of(text, token), token)
            raise BriefgenError(Diagnostic("bad-theme", f"“{value}” is not a colour such as #1f4e79", place))
    values |= {key: MappingProxyType(dict(values[key])) for key in ("terms", "theme")}
    return Audience(slug, label, **values)


def _toml(workspace: Workspace, name: str) -> tuple[str, str, dict[str, Any]]:
    found = workspace.find_template(name)
    if found is None:
        raise BriefgenError(Diagnostic("file-missing", "the file is missing", Place(f"templates/{name}")))
    label, text = found
    return label, text, read_toml(text, label)
