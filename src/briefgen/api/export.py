"""The dataset in a format other programs read.

In: an open project and the name of a format. Out: the bytes of one file, or file name → bytes of several.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.errors import BriefgenError, Diagnostic, did_you_mean
from briefgen.export.formats import FILES, FOLDERS

if TYPE_CHECKING:
    from briefgen.api import Project


def exported(project: Project, kind: str) -> bytes | Mapping[str, bytes]:
    """Return the export: one file for `FILES`, several for `FOLDERS`.

    Raises:
        BriefgenError: the evidence is unsound, or there is no such format (exit code 2).
    """
    make = FILES.get(kind) or FOLDERS.get(kind)
    if make is None:
        hint = did_you_mean(kind, [*FILES, *FOLDERS])
        raise BriefgenError(Diagnostic("unknown-format", f"there is no format “{kind}”", hint=hint), exit_code=2)
    project.verified.require_sound()
    return make(project.dataset, project.evidenced, project.workspace.config.name)
