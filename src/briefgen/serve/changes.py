"""What a change of files on disk means for a preview, and waiting for one.

In: the project's folders. Out: `Change`: whether settings or evidence must be read again, and which templates differ.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from watchfiles import awatch

from briefgen.changes.register_file import FOLDER as RELEASES
from briefgen.dataset import SOURCES_FILE
from briefgen.model import TABLES
from briefgen.workspace import Workspace
from briefgen.workspace.config import CONFIG_FILE

_STEP, _DEBOUNCE = 10, 40  # milliseconds: waits until all files of one saving are there, and not longer
_EVIDENCE = ("data", "seeds", RELEASES)
_FOLDERS = (*_EVIDENCE, "templates")
_PASSAGES = frozenset((SOURCES_FILE, TABLES["passages"].file, "data", "seeds"))
_EVERYWHERE = ("terms/", "assets/")  # below templates/: any edition may use them


@dataclass(frozen=True, slots=True)
class Change:
    """What differs since the project was last read.

    Attributes:
        config: briefgen.toml.
        data: the dataset, a source, or what has been published.
        sources: a source, what is recorded of it, or the passages in it.
        templates: paths below a folder of templates; of a folder that was moved, its own.
    """

    config: bool = False
    data: bool = False
    sources: bool = False
    templates: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return self.config or self.data or bool(self.templates)

    def __or__(self, other: Change) -> Change:
        """Return both changes together."""
        return Change(
            self.config or other.config,
            self.data or other.data,
            self.sources or other.sources,
            self.templates | other.templates,
        )

    def concerns(self, used: Collection[str]) -> bool:
        """Tell whether what was made from these templates may come out otherwise now."""
        if self.config or self.data or any(name.startswith(_EVERYWHERE) for name in self.templates):
            return True
        return any(path == name or path.startswith(f"{name}/") for name in self.templates for path in used)

    @property
    def wordings(self) -> bool:
        """Tell whether an audience's settings differ: each edition is judged by the words of all audiences."""
        return any(name.startswith(("audiences", "terms")) for name in self.templates)

    @property
    def lists(self) -> bool:
        """Tell whether there may be other editions now: settings, or a topic or audience that came or went."""
        return self.config or any(
            name.endswith(".toml") or (name.startswith(("topics", "audiences")) and name.count("/") < 2)
            for name in self.templates
        )


EVERYTHING = Change(config=True, data=True, sources=True)


def change_of(workspace: Workspace, paths: Iterable[str]) -> Change:
    """Return what changed files mean; those that no edition is made from mean nothing."""
    whole = Change()
    for path in map(Path, paths):
        whole |= _one(workspace, path)
    return whole


def _one(workspace: Workspace, path: Path) -> Change:
    for _, root in workspace.template_roots():
        if path.is_relative_to(root):
            name = path.relative_to(root).as_posix()
            return Change() if _passing(name) else Change(templates=frozenset({name}))
    if not path.is_relative_to(workspace.root):
        return Change()
    name = path.relative_to(workspace.root).as_posix()
    if _passing(name):
        return Change()
    inside = name.startswith("seeds/") or name in _PASSAGES
    return Change(config=name == CONFIG_FILE, data=name.split("/", 1)[0] in _EVIDENCE, sources=inside)


def _passing(name: str) -> bool:
    """Tell whether a file is what an editor keeps beside the one it writes."""
    return any(part.startswith((".", "#")) or part.endswith("~") for part in name.split("/"))


async def changes(workspace: Workspace) -> AsyncGenerator[Change, None]:
    """Yield each change of the project, for ever; the first, an empty one, when the folders are being watched.

    briefgen.toml is watched through its folder, for editors put a new file in the place of the old one.
    """
    found: asyncio.Queue[Change] = asyncio.Queue()
    watcher = _Watcher(workspace, found)
    tasks = [asyncio.create_task(watcher.inside()), asyncio.create_task(watcher.top())]
    try:
        await asyncio.sleep(0)  # both have begun to watch at their first step
        yield Change()
        while True:
            whole = await found.get()
            while not found.empty():
                whole |= found.get_nowait()
            if whole:
                yield whole
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Watcher:
    """Watches the folders of a project, and the project's own folder for folders that come and go."""

    def __init__(self, workspace: Workspace, found: asyncio.Queue[Change]) -> None:
        self._workspace, self._found = workspace, found
        self._again = asyncio.Event()  # set: the folders are others now

    async def inside(self) -> None:
        """Watch all that lies in the folders; when they are others, all of it may differ."""
        again = False
        while True:
            stop = self._again = asyncio.Event()
            roots = [self._workspace.root / name for name in _FOLDERS] + [self._workspace.builtin]
            folders = {path.resolve(): path for path in roots if path.is_dir()}.values()
            if again:  # said when they are watched, a step from now, so that nothing that is saved meanwhile is missed
                asyncio.get_running_loop().call_soon(self._found.put_nowait, EVERYTHING)
            again = True
            async for seen in awatch(*folders, step=_STEP, debounce=_DEBOUNCE, watch_filter=None, stop_event=stop):
                self._found.put_nowait(change_of(self._workspace, (path for _, path in seen)))

    async def top(self) -> None:
        """Watch the project's own folder, not what lies in its folders."""
        root = self._workspace.root
        async for seen in awatch(root, step=_STEP, debounce=_DEBOUNCE, watch_filter=None, recursive=False):
            paths = [path for _, path in seen if Path(path).parent == root]
            if any(Path(path).name in _FOLDERS for path in paths):
                self._again.set()
            self._found.put_nowait(change_of(self._workspace, paths))
