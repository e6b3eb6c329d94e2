"""Steps 2 and 3 for a whole project: load, locate, check; and what is wrong with which record.

In: a workspace. Out: `Verified`: the material every edition is composed from, and the diagnostics.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.checks import check_data
from briefgen.compose import Material
from briefgen.dataset import load
from briefgen.errors import BriefgenError, Diagnostic, errors_only, in_order
from briefgen.evidence import locate
from briefgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Verified:
    """The evidence of a project and everything that is wrong with it."""

    material: Material
    diagnostics: tuple[Diagnostic, ...]

    def require_sound(self) -> None:
        """Stop when there is an error.

        Raises:
            BriefgenError: the errors among the diagnostics.
        """
        if errors := errors_only(self.diagnostics):
            raise BriefgenError(errors)


def verify(workspace: Workspace) -> Verified:
    """Load the dataset, locate every passage in its pinned source, and apply the rules on data.

    When rows could not be read, only that is reported: what follows from a missing row would hide what is wrong.
    """
    dataset, diagnostics = load(workspace)
    evidenced, found = locate(workspace, dataset)
    rules = () if errors_only(diagnostics) else check_data(dataset, evidenced)
    return Verified(Material(workspace.config, dataset, evidenced), in_order((*diagnostics, *found, *rules)))
