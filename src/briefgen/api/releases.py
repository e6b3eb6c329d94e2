"""Publishing editions: the number and date that each gets, and what changed since the one before.

In: an open project. Out: `Step`s, one an edition, found before anything is written; `write` keeps them in the project,
under releases/, where git remembers them whatever becomes of out/.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.briefs import open_brief
from briefgen.build import every_edition
from briefgen.build.proofs import Proofs
from briefgen.build.released import register_of, said_by
from briefgen.changes import Changes
from briefgen.changes.register_file import file_of, to_bytes
from briefgen.changes.release import Register, register
from briefgen.compose import compose
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only
from briefgen.workspace.config import CONFIG_FILE
from briefgen.workspace.files import write_atomically

if TYPE_CHECKING:
    from briefgen.api import Project


@dataclass(frozen=True, slots=True)
class Step:
    """What publishing an edition means.

    Attributes:
        topic: its topic.
        audience: its audience.
        number: the number it has, or gets.
        date: the date of that number.
        new: whether it gets that number now; otherwise nothing changed since it was published under it.
        changes: what changed since the one before.
        register: its register with that number.
    """

    topic: str
    audience: str
    number: int
    date: str
    new: bool
    changes: Changes
    register: Register


def steps(project: Project, topics: Sequence[str] = (), audiences: Sequence[str] = ()) -> tuple[Step, ...]:
    """Return what publishing editions means; none named: all topics, all audiences they are written for.

    Raises:
        BriefgenError: the evidence or the text of an edition has an error, there is no such topic or audience, or a
            register is faulty; or the day of the review is before that of the last release (`release-before-last`).
    """
    project.verified.require_sound()
    proofs = Proofs(project.workspace, project.verified.material)
    done: list[Step] = []
    faults: list[Diagnostic] = []
    for topic, audience in every_edition(topics or project.topics, audiences or project.audiences):
        if (topics and audiences) or topic not in project.topics or project.made_for(topic, audience):
            try:
                done.append(_step(project, proofs, topic, audience))
            except BriefgenError as error:
                if error.exit_code == 2:
                    raise
                faults += error.diagnostics
    if faults:
        raise BriefgenError(faults)
    return tuple(done)


def _step(project: Project, proofs: Proofs, topic: str, audience: str) -> Step:
    material = project.verified.material
    brief = open_brief(project.workspace, topic, audience)
    document = compose(material, brief)
    if errors := errors_only(proofs.findings(document, brief)):
        raise BriefgenError(errors)
    said = said_by(document, material)
    before = register_of(project.workspace, topic, audience)
    after = register(before, said)
    last = after.releases[-1]
    if before.last and said.date < before.last.date:
        message = f"{topic} for {audience} was last published on {before.last.date}; the review is of {said.date}"
        hint = "bring as_of forward to the day on which the evidence was reviewed"
        raise BriefgenError(Diagnostic("release-before-last", message, Place(CONFIG_FILE, 0, "as_of"), hint=hint))
    return Step(topic, audience, last.number, last.date, after != before, after.changes_since(said), after)


def write(project: Project, found: Iterable[Step]) -> tuple[str, ...]:
    """Keep the numbers that are new; return the files written.

    Raises:
        BriefgenError: another run is writing (`locked`), or a file cannot be written (`not-writable`).
    """
    files = {file_of(step.topic, step.audience): to_bytes(step.register) for step in found if step.new}
    with project.workspace.locked():
        for name, data in files.items():
            try:
                write_atomically(project.workspace.root / name, data)
            except OSError as error:
                reason = (error.strerror or "it cannot be written").lower()
                raise BriefgenError(Diagnostic("not-writable", reason, Place(name)), exit_code=2) from None
    return tuple(files)
