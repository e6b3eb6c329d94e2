"""Many editions at once: worker processes, each with the evidence and an engine process of its own.

In: a workspace, a job, how many workers. Out: each edition, or what is wrong with it, as soon as it is made. Workers
write nothing but the cache.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from briefgen.briefs import open_brief
from briefgen.build.editions import Edition, Maker
from briefgen.build.evidence import verify
from briefgen.build.job import Job, Pair
from briefgen.build.lazy import LazyEngine
from briefgen.compose.gaps import gaps
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render.look import Neighbours
from briefgen.workspace import Workspace

WORTHWHILE = 4  # editions; a worker takes about as long to start as one edition takes to make

Made = Edition | tuple[Diagnostic, ...]

_DIED = Diagnostic(
    "worker-died", "a process that made editions ended unexpectedly", hint="it may have lacked memory: try --jobs 1"
)


def workers_for(editions: int, cores: int) -> int:
    """Return how many workers are worth starting; 1 means: make the editions here, one after the other."""
    return min(cores, editions // 2) if editions >= WORTHWHILE else 1


def made_by(
    workers: int, workspace: Workspace, job: Job, beside: Mapping[Pair, Neighbours]
) -> Iterator[tuple[Pair, Made]]:
    """Yield each pair of topic and audience with its edition, or with what is wrong with it, as they are completed.

    Neighbours in the queue are of different topics: editions of one topic share charts, and whoever comes second finds
    them in the cache.
    """
    known = (workspace.root, workspace.out, job)
    # A forked engine would inherit its neighbours' pipes, and the default method differs between versions of Python.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=known) as pool:
        waiting = {pool.submit(_make, pair, beside[pair]): pair for pair in _topics_in_turn(job.editions)}
        try:
            for done in as_completed(waiting):
                try:
                    yield waiting[done], done.result()
                except BrokenProcessPool:
                    yield waiting[done], (_DIED,)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _topics_in_turn(editions: Sequence[Pair]) -> list[Pair]:
    seen: Counter[str] = Counter()
    ranked = []
    for topic, audience in editions:
        ranked.append((seen[topic], (topic, audience)))
        seen[topic] += 1
    return [pair for _, pair in sorted(ranked, key=lambda item: item[0])]


# ---------------------------------------------------------------- in the worker

_HERE: list[tuple[Maker, Job]] = []  # this process's one maker, and what it works for


def _begin(root: Path, out: Path, job: Job) -> None:
    workspace = Workspace.open(root, out).with_settings(job.once.config)
    lazy = LazyEngine(workspace)
    lazy.start()
    atexit.register(lazy.close)
    verified = verify(workspace)
    marks = gaps(verified.material.dataset, verified.diagnostics) if job.draft else None
    _HERE.append((Maker(workspace, verified.material, lazy.pdf, marks, verified.diagnostics), job))


def _make(pair: Pair, beside: Neighbours) -> Made:
    maker, job = _HERE[0]
    try:
        return maker.edition(open_brief(maker.workspace, *pair, job.once), job.formats, beside)
    except BriefgenError as error:
        return error.diagnostics
