"""Beginnings: a new audience, a new topic, a new project.

In: a project, or a folder, and a name. Out: files that did not exist before, and what to do next. Nothing is ever
overwritten. The skeleton of a project lies in briefgen/skeleton/ as package data.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen import briefs
from briefgen.api.reference import reference
from briefgen.dataset import load
from briefgen.dataset.schema import DATAPACKAGE_FILE, datapackage_json
from briefgen.dates import parse
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.model import TABLES
from briefgen.workspace import Workspace
from briefgen.workspace.config import CONFIG_FILE, read_config
from briefgen.workspace.files import write_new

LONGEST = 60  # letters of a name
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TAKEN = frozenset({"all", "builtin", "con", "prn", "aux", "nul"})  # words of briefgen's own, and names Windows keeps
_RENAMED: Mapping[str, str] = {"gitignore": ".gitignore"}

_TOPIC = """# The topic “{name}”. Every key is told in templates/CONTEXT.md.
title = "{title}"
standfirst = "This brief has not been written yet."
question = ""
keywords = []
# `+sources` stands on a reverse page that no budget counts.
sections = ["key-messages", "+sources"]

# Which records it may use: those filed under this topic in the column `topics` of the tables in data/.
[select]
topics = ["{name}"]
importance = 1
{include}
exclude = []
"""
_INCLUDE = """# An example, so that the first page rests on something: take it out when the topic has records.
include = ["{event}"]"""
_MESSAGES = """## Key messages

This brief can draw on {{ count("events") }} events and {{ count("recommendations") }} proposals.

{{ chart("timeline") }}
"""
_SOURCES = """## What the sources do not say

This list holds what no document answers:

{{ silences() }}
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """What was begun.

    Attributes:
        files: paths written, relative to the project.
        edit: what to edit next, in order.
        show: the command that shows the result.
        notes: what else is worth knowing.
    """

    files: tuple[str, ...]
    edit: tuple[str, ...]
    show: str
    notes: tuple[str, ...] = ()


def check_name(name: str, what: str) -> str:
    """Return a name that may become a folder.

    Raises:
        BriefgenError: it is none (`bad-name`, exit code 2); the hint is the nearest one that is.
    """
    if _NAME.fullmatch(name) and len(name) <= LONGEST and name not in _TAKEN:
        return name
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:LONGEST].strip("-")
    hint = f"for example “{plain}”" if plain and plain not in _TAKEN and plain != name else ""
    shown = name if len(name) <= LONGEST and name.isprintable() else "this"
    message = f"“{shown}” cannot name {what}: small letters a–z, digits and single hyphens do, at most {LONGEST}"
    raise BriefgenError(Diagnostic("bad-name", message, hint=hint), exit_code=2)


def new_audience(workspace: Workspace, name: str, like: str, *, with_texts: bool = False) -> Begun:
    """Begin an audience as a copy of another.

    Args:
        workspace: the project.
        name: its name.
        like: the audience it is copied from, the project's or a built-in one.
        with_texts: copy what topics have written for that audience, too.

    Raises:
        BriefgenError: the name is refused or taken, or there is no audience to copy.
    """
    check_name(name, "an audience")
    known = briefs.audiences(workspace)
    _require(like, known, "audience")
    if name in known:
        hint = f"to change it, write only the keys that differ into templates/audiences/{name}/audience.toml"
        raise BriefgenError(_taken("audience", name, hint), exit_code=2)
    copied = workspace.template_files(f"audiences/{like}")
    terms = workspace.find_own(f"terms/{like}.toml")
    written_for = [topic for topic in briefs.topics(workspace) if _texts(workspace, topic, like)]
    for topic in written_for if with_texts else ():
        copied = {**copied, **_texts(workspace, topic, like)}
    files = {_renamed(path, like, name): content for path, content in copied.items()}
    if terms:
        files[f"templates/terms/{name}.toml"] = terms[1].encode()
    settings = f"templates/audiences/{name}/audience.toml"
    files[settings] = _introduced(files[settings].decode(), name, like).encode()
    workspace.write_new(files)
    first = next(iter(briefs.topics(workspace)), "TOPIC")
    notes = [f"`briefgen render --all` makes it of the topics whose [fit] names “{name}”, and of those without a [fit]"]
    if written_for and not with_texts:
        told = ", ".join(written_for)
        notes.append(f"these topics have texts of their own for “{like}”, not copied (--with-texts would): {told}")
    return Begun(tuple(files), (settings,), f"briefgen render {first} --audience {name} --format html", tuple(notes))


def new_topic(workspace: Workspace, name: str) -> Begun:
    """Begin a topic with two short sections.

    Raises:
        BriefgenError: the name is refused or taken.
    """
    check_name(name, "a topic")
    if name in briefs.topics(workspace):
        raise BriefgenError(_taken("topic", name), exit_code=2)
    folder = f"templates/topics/{name}"
    title = name.replace("-", " ").capitalize()
    event = _newest_event(workspace)
    include = _INCLUDE.format(event=event) if event else "include = []"
    files = {
        f"{folder}/topic.toml": _TOPIC.format(name=name, title=title, include=include),
        f"{folder}/sections/key-messages.md.j2": _MESSAGES,
        f"{folder}/sections/sources.md.j2": _SOURCES,
    }
    workspace.write_new({path: text.encode() for path, text in files.items()})
    audience = next(iter((*workspace.config.audiences, *briefs.audiences(workspace))), "AUDIENCE")
    notes = [f"records join it when the column “topics” of their row holds “{name}”"]
    if not event:
        notes.append("it can be rendered once it cites a dated event that was held: data/events.csv has none yet")
    show = f"briefgen render {name} --audience {audience} --format html"
    return Begun(tuple(files), tuple(files), show, tuple(notes))


def _newest_event(workspace: Workspace) -> str:
    """Return the newest dated event that was held, or nothing: what a first page needs."""
    dataset, _ = load(workspace)
    held = [e for e in dataset.events.values() if e.status == "held" and e.date]
    return max(held, key=lambda e: (parse(e.date).last(), e.importance, e.id)).id if held else ""


def new_project(folder: Path) -> Begun:
    """Begin a project: a small invented example of everything, which renders as it is.

    Raises:
        BriefgenError: the folder holds something already (`exists-already`), or cannot be written.
    """
    target = folder.absolute()
    if target.exists() and (not target.is_dir() or any(path.name != ".git" for path in target.iterdir())):
        hint = "name a folder that does not exist, or an empty one"
        message = "there is something there already; it is left as it is"
        raise BriefgenError(Diagnostic("exists-already", message, Place(str(folder)), hint=hint), exit_code=2)
    skeleton = package_files("briefgen") / "skeleton"
    files = dict(sorted(_contents(skeleton, "")))
    config = read_config(files[CONFIG_FILE].decode())
    absent = frozenset(t.name for t in TABLES.values() if t.optional and t.file not in files)
    files[DATAPACKAGE_FILE] = datapackage_json(config.name, absent)
    files["templates/CONTEXT.md"] = reference().encode()
    write_new(target, files)
    edit = ("README.md", CONFIG_FILE, "templates/topics/footbridge/sections/story.md.j2")
    return Begun(tuple(files), edit, f"briefgen render --project {shlex.quote(str(folder))}")


def _contents(folder: Traversable, above: str) -> Iterable[tuple[str, bytes]]:
    for item in folder.iterdir():
        path = f"{above}{_RENAMED.get(item.name, item.name)}"
        if item.is_dir():
            yield from _contents(item, f"{path}/")
        else:
            yield path, item.read_bytes()


def _require(name: str, known: Iterable[str], what: str) -> None:
    listed = tuple(known)
    if name not in listed:
        diagnostic = Diagnostic(f"unknown-{what}", f"there is no {what} “{name}”", hint=did_you_mean(name, listed))
        raise BriefgenError(diagnostic, exit_code=2)


def _taken(what: str, name: str, hint: str = "") -> Diagnostic:
    return Diagnostic(
        "exists-already", f"there is {'an' if what[0] in 'aeiou' else 'a'} {what} “{name}” already", hint=hint
    )


def _texts(workspace: Workspace, topic: str, audience: str) -> Mapping[str, bytes]:
    return workspace.template_files(f"topics/{topic}/audiences/{audience}")


def _renamed(path: str, like: str, name: str) -> str:
    return f"templates/{path}".replace(f"/audiences/{like}/", f"/audiences/{name}/", 1)


def _introduced(text: str, name: str, like: str) -> str:
    """Return the settings of a copied audience under its own name, first line first."""
    words = name.replace("-", " ")
    text = re.sub(r"(?m)\A(?:#.*\n)*", "", text)
    text = re.sub(r'(?m)^name = ".*"$', f'name = "{words.capitalize()}"', text, count=1)
    text = re.sub(r'(?m)^edition = ".*"$', f'edition = "Edition for {words}"', text, count=1)
    head = f"# The audience “{name}”, begun as a copy of “{like}”. Every key is told in templates/CONTEXT.md.\n"
    return head + text
