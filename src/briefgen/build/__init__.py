"""Which editions, in what order, through the cache and one engine process; whole files only, under a lock.

In: a workspace and a request. Out: editions written to the output folder, or diagnostics; what was there before stays
when one fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import MappingProxyType

from briefgen.briefs import NOTHING, Once, open_brief
from briefgen.build.editions import FORMATS, Edition, Maker
from briefgen.build.evidence import Verified, verify
from briefgen.compose.gaps import gaps
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render.engine import Attachment, Engine
from briefgen.render.metadata import Described
from briefgen.workspace import Workspace

__all__ = ["FORMATS", "Edition", "Job", "Outcome", "Verified", "build", "verify"]


_NOTHING: Described = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Job:
    """What to render: (topic, audience) pairs, formats, whether drafts are wanted, and keys given for once."""

    editions: tuple[tuple[str, str], ...]
    formats: tuple[str, ...] = ("html", "pdf")
    draft: bool = False
    once: Once = NOTHING


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
        lazy = LazyEngine(workspace)
        stack.callback(lazy.close)
        if "pdf" in job.formats and workspace.changed_since_last_build():
            lazy.start()
        say("reading and verifying the evidence")
        briefs = [open_brief(workspace, topic, audience, job.once) for topic, audience in job.editions]
        verified = verify(workspace)
        verified.require_sound(draft=job.draft)
        stack.enter_context(workspace.locked())
        marks = gaps(verified.material.dataset, verified.diagnostics) if job.draft else None
        maker = Maker(workspace, verified.material, lazy.pdf, marks, verified.diagnostics)
        done: list[Edition] = []
        files: list[str] = []
        faults: list[Diagnostic] = []
        for brief in briefs:
            say(f"{brief.topic.slug} for {brief.audience.slug}")
            try:
                edition = maker.edition(brief, job.formats)
            except BriefgenError as error:
                faults.extend(error.diagnostics)
                continue
            workspace.write_out({edition.names()[kind]: data for kind, data in edition.files.items()})
            done.append(edition)
            files.extend(workspace.out_label(name) for name in edition.names().values())
        if not faults:
            workspace.remember_build()
    return Outcome(tuple(done), tuple(faults), tuple(files))


class LazyEngine:
    """The engine process, started early when a PDF is likely to be needed and otherwise on first use."""

    def __init__(self, workspace: Workspace) -> None:
        """Remember where to start it."""
        self._workspace = workspace
        self._engine: Engine | None = None

    def start(self) -> Engine:
        """Return the engine, starting it if it does not run yet."""
        if self._engine is None:
            self._engine = Engine(self._workspace)
        return self._engine

    def pdf(self, html: str, attachments: Sequence[Attachment] = (), description: Described = _NOTHING) -> bytes:
        """Return the PDF of a print page (see `Engine.pdf`)."""
        return self.start().pdf(html, attachments=attachments, description=description)

    def close(self) -> None:
        """End the process, if it was started."""
        if self._engine is not None:
            self._engine.close()


def every_edition(topics: Iterable[str], audiences: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return every pair of a topic and an audience, topics first."""
    listed = tuple(audiences)
    return tuple((topic, audience) for topic in topics for audience in listed)
