"""The preview: one project held warm, its pages, and who is told when they change.

In: changes of files. Out: pages at once, findings when they are there. A page that cannot be made leaves the last good
one in its place, beside what is wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from briefgen.build.editions import Paper
from briefgen.errors import BriefgenError, Diagnostic, errors_only, in_order
from briefgen.serve.changes import EVERYTHING, Change, changes
from briefgen.serve.desk import Composed, Desk, Findings, Key, Leaf, editions, leaf, renewed
from briefgen.serve.due import Due
from briefgen.serve.hub import Hub
from briefgen.serve.papers import Papers
from briefgen.serve.proofs import OfEdition, OfProject, Proofreader, of_edition, of_paper, of_project, of_series

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """What is known now; each change makes another.

    Attributes:
        desk: the project.
        keys: its editions.
        broken: why the settings cannot be read; the desk is then as it was before.
        project: findings on settings and evidence, None before they have been judged.
        proofs: findings on editions.
        series: findings on editions beside one another.
        papers: what inspection found in the last PDF of an edition.
    """

    desk: Desk
    keys: tuple[Key, ...]
    broken: tuple[Diagnostic, ...] = ()
    project: OfProject | None = None
    proofs: Mapping[Key, OfEdition] = field(default_factory=lambda: MappingProxyType({}))
    series: tuple[Diagnostic, ...] = ()
    papers: Mapping[Key, tuple[Diagnostic, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def findings(self, key: Key) -> Findings:
        """Return what the rules said of an edition when they were asked last."""
        data = self.project.data if self.project else ()
        return Findings(data, self.proofs[key].prose if key in self.proofs else ())


@dataclass
class _View:
    """An edition as somebody looks at it: the last good page, and why the one after it cannot be made."""

    leaf: Leaf | None = None
    faults: tuple[Diagnostic, ...] = ()
    fresh: bool = False


class Preview:
    """A project being previewed. All its methods are called from one event loop."""

    def __init__(self, desk: Desk) -> None:
        """Begin with a project as read; see `run`."""
        self.state = State(desk, editions(desk))
        self.hub = Hub()
        self.papers = Papers()
        self.due = Due(keys=set(self.state.keys))
        self.due.add()
        self._views: dict[Key, _View] = {}
        self._kitchen = ThreadPoolExecutor(1, "page")
        self._turn = asyncio.Lock()  # one page, or one change, at a time
        self._missed = Change()  # what could not be read again, because the settings were broken
        self._proofreader = Proofreader()
        self._inspecting: asyncio.Task[None] | None = None

    # ------------------------------------------------------------ what is asked

    async def page(self, key: Key) -> tuple[Leaf | None, tuple[Diagnostic, ...]]:
        """Return the last good page of an edition, and why it is not as the files are now."""
        view = self._views.setdefault(key, _View())
        if not view.fresh:
            async with self._turn:
                if not view.fresh:
                    await self._make(key, view)
        return view.leaf, self.faults(key)

    def shown(self, key: Key) -> Leaf | None:
        """Return the last good page of an edition if there is one yet."""
        view = self._views.get(key)
        return view.leaf if view else None

    def faults(self, key: Key) -> tuple[Diagnostic, ...]:
        """Return why the page of an edition is not as the files are now: nothing, when it is."""
        view = self._views.get(key)
        return in_order((*self.state.broken, *(view.faults if view else ())))

    async def pdf(self, key: Key) -> int:
        """Make the PDF of an edition as its page is now; its number is how `papers` calls it.

        Raises:
            BriefgenError: as a render, but for what inspection finds, which follows.
        """
        leaf, faults = await self.page(key)
        if leaf is None or faults:
            raise BriefgenError(faults)
        number, later = await self.papers.make(key, leaf.made, self.state.findings(key))
        self._inspecting = asyncio.create_task(self._inspect(key, leaf.made, later))
        return number

    async def _inspect(self, key: Key, made: Composed, papers: Iterable[Paper]) -> None:
        found: list[Diagnostic] = []
        for paper in papers:
            try:
                faults = await self._proofreader.ask(of_paper, paper)
            except BriefgenError as error:
                faults = error.diagnostics
            if not faults:
                made.maker.keep(paper)
            found += faults
        self.state = replace(self.state, papers=MappingProxyType({**self.state.papers, key: in_order(found)}))
        self.hub.tell("findings", "", key)

    def looked_at(self, key: Key) -> None:
        """Prepare for what whoever looks at an edition will ask for: its findings, and perhaps its PDF."""
        self.papers.warm(self.state.desk.workspace)
        known = self.state.proofs.get(key)
        if known is None or known.page is None:
            self.due.add([key])

    # ------------------------------------------------------------ what happens

    async def run(self) -> None:
        """Follow the files, and judge what has to be judged, until cancelled."""
        judging = asyncio.create_task(self._judge())
        try:
            async for change in changes(self.state.desk.workspace):
                # What was saved before the folders were watched is read once more.
                await self.apply(change or EVERYTHING)
        finally:
            tasks = [task for task in (judging, self._inspecting) if task]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def close(self) -> None:
        """End the processes and threads."""
        self._proofreader.close()
        self.papers.close()
        self._kitchen.shutdown(wait=True, cancel_futures=True)

    async def apply(self, change: Change) -> None:
        """Read again what differs, show at once what somebody looks at, and let the rest be judged."""
        async with self._turn:
            await self._renew(change)
            for view in self._views.values():
                if view.faults or view.leaf is None or change.concerns(view.leaf.used):
                    view.fresh = False
            await self._show()
            if change.lists and not self.state.broken:
                keys = await self._cook(editions, self.state.desk)
                self.state = replace(self.state, keys=keys)
        stale = [key for key in self.state.keys if change.wordings or self._stale(key, change)]
        self.due.add(stale, project=change.config or change.data)
        self.hub.tell("status", self.due.project)

    def _stale(self, key: Key, change: Change) -> bool:
        known = self.state.proofs.get(key)
        return known is None or change.concerns(known.used)

    async def _renew(self, change: Change) -> None:
        before = self.state.broken
        self._missed |= change
        try:
            desk = await self._cook(renewed, self.state.desk, self._missed)
            self.state, self._missed = replace(self.state, desk=desk, broken=()), Change()
        except BriefgenError as error:
            self.state = replace(self.state, broken=error.diagnostics)
        if before != self.state.broken:
            for key in self.hub.watched:
                self.hub.tell("findings", "", key)

    async def _show(self) -> None:
        """Make the pages that somebody looks at."""
        for key in self.hub.watched:
            view = self._views.setdefault(key, _View())
            if not view.fresh:
                await self._make(key, view)

    async def _make(self, key: Key, view: _View) -> None:
        before = view.leaf, view.faults
        try:
            view.leaf, view.faults = await self._cook(leaf, self.state.desk, key, self.state.findings(key)), ()
        except BriefgenError as error:
            view.faults = error.diagnostics
        view.fresh = True
        if view.leaf and (before[0] is None or before[0].tag != view.leaf.tag):
            self.state = replace(self.state, papers=_without(self.state.papers, key))
            self.hub.tell("page", view.leaf.tag, key)
        if before[1] != view.faults:
            self.hub.tell("findings", "", key)

    async def _cook(self, work: Callable[..., T], *given: object) -> T:
        """Return what a function says, called in the thread that makes pages.

        Raises:
            BriefgenError: what it raises; a fault of the program, too, for the preview must outlive it.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._kitchen, partial(work, *given))
        except BriefgenError:
            raise
        except Exception as error:
            message = "briefgen itself has failed on this; please report it"
            details = (f"{type(error).__name__}: {error}",)
            raise BriefgenError(Diagnostic("preview-failed", message, details=details)) from error

    # ------------------------------------------------------------ what is judged

    async def _judge(self) -> None:
        while True:
            await self.due.more.wait()
            if self.due.project:
                await self._judge_project()
            elif key := self.due.next(self.hub.watched, self.state.keys):
                await self._judge_edition(key)
            elif self.due.series:
                self.due.series = False
                found = await self._beside()
                self.state = replace(self.state, series=found)
                self.hub.tell("status", "")
            else:
                self.due.more.clear()

    async def _beside(self) -> tuple[Diagnostic, ...]:
        try:
            return await self._proofreader.ask(of_series, self._root, self.state.keys)
        except BriefgenError as error:
            return error.diagnostics

    @property
    def _root(self) -> Path:
        return self.state.desk.workspace.root

    async def _judge_project(self) -> None:
        self.due.project = False
        try:
            found = await self._proofreader.ask(of_project, self._root)
        except BriefgenError as error:
            found = OfProject(error.diagnostics, ())
        changed = errors_only(found.data) != errors_only(self.state.project.data if self.state.project else ())
        self.state = replace(self.state, project=found)
        await self._judged(self.state.keys if changed else ())

    async def _judge_edition(self, key: Key) -> None:
        data = self.state.project.data if self.state.project else ()
        inspect = key in self.hub.watched
        try:
            found = await self._proofreader.ask(of_edition, self._root, key, data, inspect=inspect)
        except BriefgenError as error:
            found = OfEdition(stopped=error.diagnostics)
        before = self.state.proofs.get(key)
        self.state = replace(self.state, proofs=MappingProxyType({**self.state.proofs, key: found}))
        changed = errors_only(found.prose) != errors_only(before.prose if before else ())
        self.due.at = None
        await self._judged([key] if changed else ())
        self.hub.tell("findings", "", key)

    async def _judged(self, changed: Iterable[Key]) -> None:
        """Show what judgements change of pages: a draft is marked with what is wrong."""
        async with self._turn:
            for key in changed:
                if key in self._views:
                    self._views[key].fresh = False
            await self._show()
        self.hub.tell("status", "")


def _without(papers: Mapping[Key, tuple[Diagnostic, ...]], key: Key) -> Mapping[Key, tuple[Diagnostic, ...]]:
    return MappingProxyType({other: found for other, found in papers.items() if other != key})
