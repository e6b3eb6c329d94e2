"""Steps 2 and 3 for a whole project: load, locate, check; and what is wrong with which record.

In: a workspace. Out: `Verified`: the material every edition is composed from, and the diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.briefs import audiences, topics
from briefgen.build.released import registers
from briefgen.checks import SETTABLE, check_data, settled
from briefgen.checks.corrections import check_corrections
from briefgen.compose import Material
from briefgen.dataset import Dataset, load, uncollected
from briefgen.errors import BriefgenError, Diagnostic, errors_only, in_order
from briefgen.evidence import locate
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verified:
    """The evidence of a project and everything that is wrong with it.

    Attributes:
        material: the dataset, and where its passages stand.
        diagnostics: all that is wrong, sorted by place.
        unreadable: those of them that leave the dataset incomplete: not even a draft can be made.
    """

    material: Material
    diagnostics: tuple[Diagnostic, ...]
    unreadable: tuple[Diagnostic, ...] = ()

    def require_sound(self, *, draft: bool = False) -> None:
        """Stop when there is an error; for a draft, only when the dataset could not be read whole.

        Raises:
            BriefgenError: those errors.
        """
        if errors := errors_only(self.unreadable if draft else self.diagnostics):
            raise BriefgenError(errors)


def verify(workspace: Workspace) -> Verified:
    """Load the dataset, locate every passage in its pinned source, and apply the rules on data."""
    with uncollected():
        dataset, diagnostics = load(workspace)
        evidenced, found = locate(workspace, dataset)
        rules = judged(workspace, Material(workspace.config, dataset, evidenced))
    return Verified(
        Material(workspace.config, dataset, evidenced),
        in_order((*diagnostics, *found, *rules)),
        errors_only(diagnostics),
    )


def judged(workspace: Workspace, material: Material) -> tuple[Diagnostic, ...]:
    """Return what the rules find in the dataset, in the registers of what was published, and in their corrections."""
    return (*_by_rules(workspace, material), *_published(workspace, material.dataset))


def _published(workspace: Workspace, dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield what is wrong with the registers, and with the corrections of what they say was published."""
    found, faults = registers(workspace)
    yield from faults
    editions = [(topic, audience) for topic in topics(workspace) for audience in audiences(workspace)]
    numbers = {edition: [release.number for release in kept.releases] for edition, kept in found.items()}
    yield from check_corrections(dataset, workspace.config.as_of, editions, numbers)


def _by_rules(workspace: Workspace, material: Material) -> tuple[Diagnostic, ...]:
    """Return what the rules on data find; the same evidence found sound before is not judged again."""
    if workspace.is_sound("data", workspace.evidence_hash):
        return ()
    found = settled(check_data(material.dataset, material.evidenced), workspace.config, SETTABLE)
    if not found:
        workspace.remember_sound("data", workspace.evidence_hash)
    return found
