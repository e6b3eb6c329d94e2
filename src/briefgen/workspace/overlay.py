"""A project with some of its files replaced, in memory: what would be, before anything is written.

In: a workspace, and file name → bytes. Out: a workspace that reads those files so, and every other as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.workspace import Workspace


@dataclass(frozen=True)
class Overlay(Workspace):
    """A workspace whose `files` hide those on disk; `exists` and everything that reads know it."""

    files: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def over(cls, workspace: Workspace, files: Mapping[str, bytes]) -> Overlay:
        """Return the workspace with files replaced; their names are relative to the project."""
        return cls(workspace.root, workspace.config, workspace.out, files)

    def exists(self, name: str) -> bool:
        """Tell whether a file of the project exists."""
        return name in self.files or super().exists(name)

    def read_bytes(self, name: str) -> bytes:
        """Return a file of the project.

        Raises:
            BriefgenError: as `Workspace.read_bytes`.
        """
        return self.files[name] if name in self.files else super().read_bytes(name)
