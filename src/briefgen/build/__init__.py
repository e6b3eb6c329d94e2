"""Which editions, in what order, through the cache and one engine process; whole files only, under a lock.

In: a workspace and a request. Out: editions written to the output folder, or diagnostics; what was there before stays
when one fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from briefgen.briefs import Brief, open_brief
from briefgen.build.editions import FORMATS, Edition, Maker, neighbours
from briefgen.build.evidence import Verified, verify
from briefgen.build.job import Job, Pair
from briefgen.build.lazy import LazyEngine
from briefgen.build.pool import Made, made_by, workers_for
from briefgen.compose.gaps import gaps
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render.look import Neighbours
from briefgen.workspace import Workspace

__all__ = ["FORMATS", "Edition", "Job", "LazyEngine", "Outcome", "Verified", "build", "every_edition", "verify"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the editions written and the diagnostics of those that were not."""

    editions: tuple[Edition, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...] = field(default=())


def _silent(_: str) -> None:
    return


def build(workspace: Workspace, job: Job, say: Callable[[str], None] = _silent) -> Outcome:
    """Render the editions of a job and write them.

    Args:
        workspace: the project.
        job: what to render.
        say: called with a line of progress before each longer step.

    Raises:
        BriefgenError: the evidence is unsound, there is no such topic or audience, or the folder cannot be written.
    """
    workspace = workspace.with_settings(job.once.config)
    with ExitStack() as stack:
        pages = "pdf" in job.formats and workspace.changed_since_last_build()
        workers = workers_for(len(job.editions), job.workers) if pages else 1
        lazy = LazyEngine(workspace)
        stack.callback(lazy.close)
        if pages and workers == 1:
            lazy.start()
        say("reading and verifying the evidence")
        briefs = [open_brief(workspace, topic, audience, job.once) for topic, audience in job.editions]
        verified = verify(workspace)
        verified.require_sound(draft=job.draft)
        stack.enter_context(workspace.locked())
        beside = neighbours(briefs, job.formats)
        if workers > 1:
            say(f"making {len(briefs)} editions, {workers} at a time")
            results = made_by(workers, workspace, job, beside)
        else:
            marks = gaps(verified.material.dataset, verified.diagnostics) if job.draft else None
            maker = Maker(workspace, verified.material, lazy.pdf, marks, verified.diagnostics)
            results = _one_by_one(maker, briefs, job.formats, beside)
        done: dict[Pair, Made] = {}
        for pair, made in results:
            say(" for ".join(pair))
            if isinstance(made, Edition):
                workspace.write_out({made.names()[kind]: data for kind, data in made.files.items()})
            done[pair] = made
        outcome = _in_the_order_of(job, done, workspace)
        if not outcome.diagnostics:
            workspace.remember_build()
    return outcome


def _one_by_one(
    maker: Maker, briefs: Iterable[Brief], formats: tuple[str, ...], beside: Mapping[Pair, Neighbours]
) -> Iterator[tuple[Pair, Made]]:
    for brief in briefs:
        pair = (brief.topic.slug, brief.audience.slug)
        try:
            yield pair, maker.edition(brief, formats, beside[pair])
        except BriefgenError as error:
            yield pair, error.diagnostics


def _in_the_order_of(job: Job, done: Mapping[Pair, Made], workspace: Workspace) -> Outcome:
    editions = tuple(made for pair in job.editions if isinstance(made := done[pair], Edition))
    faults = [fault for pair in job.editions if not isinstance(made := done[pair], Edition) for fault in made]
    names = [workspace.out_label(name) for edition in editions for name in edition.names().values()]
    return Outcome(editions, tuple(dict.fromkeys(faults)), tuple(names))


def every_edition(topics: Iterable[str], audiences: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return every pair of a topic and an audience, topics first."""
    listed = tuple(audiences)
    return tuple((topic, audience) for topic in topics for audience in listed)
