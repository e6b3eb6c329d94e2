"""What is wrong with a project, found in a process of its own so that no page has to wait for it.

In: the project's folder, and which edition. Out: diagnostics. The process reads the project for itself, and again only
when its evidence differs.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from briefgen.briefs import named_in_config
from briefgen.build.editions import Paper
from briefgen.build.evidence import judged
from briefgen.build.proofs import Proofs
from briefgen.checks import ProseView, check_editions
from briefgen.checks.explanations import rule_ids
from briefgen.checks.settings import setting_faults
from briefgen.errors import BriefgenError, Diagnostic, in_order
from briefgen.serve.desk import Desk, Findings, Key, composed, open_desk, settings_of
from briefgen.workspace import Workspace

_NICE = 5
_LAST = 2.0  # seconds in which the process may end by itself
T = TypeVar("T")


@dataclass(frozen=True)
class OfProject:
    """What is wrong with the settings, and with the evidence."""

    settings: tuple[Diagnostic, ...]
    data: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class OfEdition:
    """What is wrong with an edition.

    Attributes:
        prose: what the rules on prose find.
        page: what the inspection of its web page finds; None: it was not inspected.
        used: the templates it was made from.
        stopped: what kept it from being composed, or rendered.
    """

    prose: tuple[Diagnostic, ...] = ()
    page: tuple[Diagnostic, ...] | None = None
    used: frozenset[str] = frozenset()
    stopped: tuple[Diagnostic, ...] = ()


_DESKS: dict[str, Desk] = {}  # the project as this process has read it, by the hash of its evidence; one at most
_VIEWS: dict[Key, ProseView] = {}  # what the rules on prose saw last of each edition


def of_project(folder: Path) -> OfProject:
    """Judge settings and evidence."""
    try:
        desk = _desk(folder)
        workspace = desk.workspace
        settings = (*named_in_config(workspace), *setting_faults(workspace.config, rule_ids()))
    except BriefgenError as error:
        return OfProject(error.diagnostics, ())
    return OfProject(in_order(settings), in_order(judged(workspace, desk.material)))


def of_edition(folder: Path, key: Key, data: tuple[Diagnostic, ...], *, inspect: bool) -> OfEdition:
    """Judge the prose of an edition, and inspect its page when asked to; `data` is what the rules on data found."""
    used = frozenset(settings_of(key))
    try:
        desk = _desk(folder)
        made = composed(desk, key, Findings(data))
        used = frozenset(made.used)
        proofs = Proofs(desk.workspace, desk.material)
        _VIEWS[key] = proofs.view(made.document, made.brief)
        prose = proofs.findings(made.document, made.brief)
        if not inspect:
            return OfEdition(prose, None, used)
        shown = composed(desk, key, Findings(data, prose))
        page = shown.maker.web(shown.document, shown.brief)
        known = ("web", desk.workspace.evidence_hash, page)  # as the build remembers it
        if desk.workspace.is_sound(*known):
            return OfEdition(prose, (), used)
        if not (found := shown.maker.web_faults(page, shown.document)):
            desk.workspace.remember_sound(*known)
        return OfEdition(prose, in_order(found), used)
    except BriefgenError as error:
        _VIEWS.pop(key, None)
        return OfEdition(used=used, stopped=error.diagnostics)


def of_series(folder: Path, keys: Sequence[Key]) -> tuple[Diagnostic, ...]:
    """Judge what editions say of the same facts, as they were when they were judged last."""
    try:
        config = _desk(folder).workspace.config
    except BriefgenError:
        return ()  # said by `of_project`
    return check_editions([_VIEWS[key] for key in keys if key in _VIEWS], config)


def of_paper(paper: Paper) -> tuple[Diagnostic, ...]:
    """Inspect a PDF."""
    return paper.faults()


def _desk(folder: Path) -> Desk:
    workspace = Workspace.open(folder)
    known = _DESKS.get(workspace.evidence_hash)
    if known is None:
        _DESKS.clear()
        _VIEWS.clear()
        known = _DESKS[workspace.evidence_hash] = open_desk(folder)
    return replace(known, workspace=workspace)


class Proofreader:
    """The process that judges."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool: ProcessPoolExecutor | None = None

    async def ask(self, judge: Callable[..., T], *given: object, **more: object) -> T:
        """Return what one of the functions above says, asked in the process.

        Raises:
            BriefgenError: the process ended, or the program has a fault (`proofs-failed`).
        """
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(judge, *given, **more))
        except Exception as error:  # whatever goes wrong in there must not end the preview
            self.close()
            message = "the project could not be checked"
            details = (f"{type(error).__name__}: {error}",)
            raise BriefgenError(Diagnostic("proofs-failed", message, details=details)) from error

    def close(self) -> None:
        """End the process, without waiting for what it does, nor for long until it heeds that."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in [*(pool._processes or {}).values()]:  # noqa: SLF001 - `terminate_workers` of Python 3.14
            with suppress(OSError, ValueError):  # it has ended by itself, and the pool has tidied up after it
                process.terminate()
                wait([process.sentinel], timeout=_LAST)
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the parent, and the processor to it as well while both want it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICE)
