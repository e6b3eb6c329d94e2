"""The files of a project that a preview shows: what editions are made from, and nothing else.

In: the name that diagnostics give a file. Out: its lines, and where it lies on disk. Nothing outside the project and
the built-in templates is shown, whatever a name or a link in the project points to.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace
from briefgen.workspace.config import CONFIG_FILE

_BUILTIN = "built-in templates"
_FOLDERS = ("data", "seeds", "templates", "releases")
_LINES = 1000  # shown on either side of the line that is asked for


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines of a file: the number of the first, and whether it has more before and after."""

    name: str
    first: int
    lines: tuple[str, ...]
    before: bool
    after: bool


def shown(workspace: Workspace, name: str, line: int) -> Shown | None:
    """Return the lines of a file around a line (0: from the first), or None when it is no such file or no text."""
    text = _text(workspace, name)
    if text is None:
        return None
    lines = text.split("\n")
    first = max(1, line - _LINES)
    last = min(len(lines), max(line, 1) + _LINES)
    return Shown(
        name, first, tuple(part.rstrip("\r") for part in lines[first - 1 : last]), first > 1, last < len(lines)
    )


def on_disk(workspace: Workspace, name: str) -> Path | None:
    """Return where a file that may be shown lies, for an editor; None for any other."""
    root = workspace.builtin if name.startswith(f"{_BUILTIN}/") else workspace.root
    return root / name.removeprefix(f"{_BUILTIN}/") if _allowed(name) and _text(workspace, name) is not None else None


def _text(workspace: Workspace, name: str) -> str | None:
    if not _allowed(name):
        return None
    try:
        if name.startswith(f"{_BUILTIN}/"):  # refuses links that lead out of it
            found = workspace.find_builtin(name.removeprefix(f"{_BUILTIN}/"))
            return found[1] if found else None
        root = workspace.root.resolve()
        real = (root / name).resolve()  # a link in the project shows what it leads to, if that may be shown
        return workspace.read_text(name) if _allowed(real.relative_to(root).as_posix()) else None
    except (BriefgenError, OSError, ValueError):
        return None


def _allowed(name: str) -> bool:
    """Tell whether a name is one that a diagnostic could give a file."""
    parts = PurePosixPath(name).parts
    plain = name == "/".join(parts) and not any(part.startswith(".") or "\\" in part or "\0" in part for part in parts)
    return plain and (name == CONFIG_FILE or (len(parts) > 1 and parts[0] in (*_FOLDERS, _BUILTIN)))
