"""briefgen compiles a curated body of evidence into policy briefs: PDF and HTML, one edition per audience.

`from briefgen import Project` is the way in for Python; the import is lazy, so that `briefgen --help` stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.api import Project
    from briefgen.errors import BriefgenError

__all__ = ["BriefgenError", "Project"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name == "Project":
        from briefgen.api import Project

        return Project
    if name == "BriefgenError":
        from briefgen.errors import BriefgenError

        return BriefgenError
    message = f"module 'briefgen' has no attribute {name!r}"
    raise AttributeError(message)
