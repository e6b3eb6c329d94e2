"""What a change of files means, and that each is heard of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from briefgen.serve.changes import EVERYTHING, Change, change_of, changes
from briefgen.serve.due import Due
from briefgen.workspace import Workspace
from tests.projects import edit


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("briefgen.toml", Change(config=True)),
        ("data/events.csv", Change(data=True)),
        ("data/passages.csv", Change(data=True, sources=True)),
        ("data/sources.json", Change(data=True, sources=True)),
        ("releases/well/reader.json", Change(data=True)),
        ("seeds/parish.txt", Change(data=True, sources=True)),
        ("seeds/deep/er.txt", Change(data=True, sources=True)),
        ("templates/topics/well/topic.toml", Change(templates=frozenset({"topics/well/topic.toml"}))),
        ("templates/layout/screen.css", Change(templates=frozenset({"layout/screen.css"}))),
        ("out/well/reader.html", Change()),
        (".cache/pdf/x", Change()),
        ("data/.events.csv.swp", Change()),
        ("data/events.csv~", Change()),
        ("data/#events.csv#", Change()),
        ("templates/layout/.screen.css.x1", Change()),
        ("README.md", Change()),
        ("../elsewhere.csv", Change()),
    ],
)
def test_what_a_file_means(tiny: Path, path: str, change: Change) -> None:
    """Settings, evidence, sources, templates; nothing for what no edition is made from."""
    found = change_of(Workspace.open(tiny), [str((tiny / path).resolve())])
    assert (found, bool(found)) == (change, change != Change())


def test_a_built_in_template_is_a_template(tiny: Path) -> None:
    """It has the name under which it is looked up."""
    workspace = Workspace.open(tiny)
    path = str(workspace.builtin / "layout" / "screen.css")
    assert change_of(workspace, [path]).templates == {"layout/screen.css"}


def test_changes_together() -> None:
    """What either means, both mean."""
    one, other = Change(config=True, templates=frozenset({"a"})), Change(data=True, templates=frozenset({"b"}))
    assert (one | other) == Change(config=True, data=True, templates=frozenset({"a", "b"}))
    assert (EVERYTHING | Change()) == EVERYTHING


@pytest.mark.parametrize(
    ("change", "concerned"),
    [
        (Change(config=True), True),
        (Change(data=True), True),
        (Change(templates=frozenset({"layout/screen.css"})), True),
        (Change(templates=frozenset({"layout"})), True),
        (Change(templates=frozenset({"lay"})), False),
        (Change(templates=frozenset({"layout/print.css"})), False),
        (Change(templates=frozenset({"assets/logo.svg"})), True),
        (Change(), False),
    ],
)
def test_what_a_change_concerns(change: Change, *, concerned: bool) -> None:
    """Whatever was made from it, of a folder that was moved all that is in it; settings and data concern all."""
    assert change.concerns({"layout/screen.css", "topics/well/topic.toml"}) is concerned


def test_when_there_may_be_other_editions() -> None:
    """Settings change the list; so do folders of topics and audiences that come or go. Sections do not."""
    assert Change(config=True).lists
    assert Change(templates=frozenset({"topics/well"})).lists
    assert Change(templates=frozenset({"topics/well/topic.toml"})).lists
    assert not Change(templates=frozenset({"topics/well/sections/story.md.j2"})).lists
    assert not Change(data=True).lists


def test_each_saving_is_heard_of(tiny: Path) -> None:
    """Written in place, put in the place of the old file, in a folder that was not there before, in one that is new."""
    story = tiny / "templates/topics/well/audiences/reader/sections/story.md.j2"

    async def heard(watching: AsyncGenerator[Change, None], do: Callable[[], object]) -> Change:
        do()
        return await anext(watching)

    def replaced() -> None:
        (tiny / "new.toml").write_bytes((tiny / "briefgen.toml").read_bytes())
        (tiny / "new.toml").replace(tiny / "briefgen.toml")

    def new() -> None:
        story.parent.mkdir(parents=True)
        story.write_text("## New", encoding="utf-8")

    async def follow() -> None:
        watching = changes(Workspace.open(tiny))
        async with asyncio.timeout(30):
            assert not await anext(watching)
            assert (await heard(watching, lambda: edit(tiny, "data/events.csv", {"2016": "2017"}))).data
            assert (await heard(watching, replaced)).config
            deep = await heard(watching, new)
            while not any(path.startswith("topics/well/audiences") for path in deep.templates):
                deep = await anext(watching)
            while story.name not in str(await heard(watching, lambda: story.write_text("## Newer"))):
                pass
            seeds = await heard(watching, lambda: (tiny / "seeds").rename(tiny / "kept"))
            while not seeds.sources:
                seeds = await anext(watching)
            back = await heard(watching, lambda: (tiny / "kept").rename(tiny / "seeds"))
            while not back.sources:
                back = await anext(watching)
            while not (await heard(watching, lambda: (tiny / "seeds/parish.txt").write_text("altered"))).sources:
                pass
        await watching.aclose()

    asyncio.run(follow())


def test_what_is_judged_first() -> None:
    """What somebody looks at; then the others in their order; what is no longer known is dropped."""
    a, b, c, gone = ("t", "a"), ("t", "b"), ("t", "c"), ("t", "gone")
    due = Due(project=False, series=False)
    due.add()
    assert not due.more.is_set()
    due.add([a, b, c, gone])
    assert due.more.is_set()
    assert due.series
    assert due.next([c], [a, b, c]) == c
    assert due.waits(c)
    assert due.next([], [a, b, c]) == a
    assert (due.waits(c), due.waits(a), due.waits(b)) == (False, True, True)
    assert due.next([], [a, b, c]) == b
    assert due.next([], [a, b, c]) is None
    due.add(project=True)
    assert due.waits(c)
