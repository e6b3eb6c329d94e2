"""What the preview says of an edition: one verdict, and the findings behind it.

In: the state of a preview. Out: values for its pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.errors import Diagnostic, Severity, errors_only, in_order
from briefgen.serve.desk import Key
from briefgen.serve.preview import Preview


@dataclass(frozen=True, slots=True)
class Status:
    """A verdict: `checking`, `sound`, `warnings` or `errors`, and in words."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with an edition as it is shown.

    Attributes:
        status: the verdict.
        faults: why its page is not as the files are now.
        edition: what the rules and the inspection find in it.
        project: what is wrong with the evidence and the settings.
    """

    status: Status
    faults: tuple[Diagnostic, ...]
    edition: tuple[Diagnostic, ...]
    project: tuple[Diagnostic, ...]


def of_project(preview: Preview) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the evidence and the settings."""
    state = preview.state
    judged = (*state.project.settings, *state.project.data) if state.project else ()
    return in_order((*state.desk.read, *judged))


def of_edition(preview: Preview, key: Key) -> Report:
    """Return what is wrong with an edition."""
    state = preview.state
    faults, project = preview.faults(key), of_project(preview)
    proof = state.proofs.get(key)
    found = (*proof.stopped, *proof.prose, *(proof.page or ())) if proof else ()
    found += state.papers.get(key, ())
    elsewhere = {*faults, *project}
    edition = tuple(d for d in in_order((*found, *_beside(preview, key))) if d not in elsewhere)
    return Report(_status(preview, key, (*faults, *edition), project), faults, edition, project)


def _beside(preview: Preview, key: Key) -> Iterable[Diagnostic]:
    """Yield where this edition and another tell something differently."""
    proof = preview.state.proofs.get(key)
    used = proof.used if proof else ()
    return (d for d in preview.state.series if d.place.file.partition("/")[2] in used)


def _status(preview: Preview, key: Key, own: Iterable[Diagnostic], project: Iterable[Diagnostic]) -> Status:
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in own:
        counts[diagnostic.severity] += 1
    said = ", ".join(_counted(counts[s], s) for s in (Severity.ERROR, Severity.WARNING) if counts[s])
    if behind := errors_only(project):
        said = f"{said}; " * bool(said) + f"{_counted(len(behind), Severity.ERROR)} in evidence or settings"
    if preview.due.waits(key):
        return Status("checking", f"{said}; being checked" if said else "being checked")
    kind = "errors" if counts[Severity.ERROR] or behind else "warnings" if said else "sound"
    return Status(kind, said or "no problems")


def _counted(count: int, severity: Severity) -> str:
    return f"{count} {severity}{'' if count == 1 else 's'}"
