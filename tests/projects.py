"""Small projects for tests: a copy of the tiny one, with files changed, and its faults as a person would read them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from briefgen.api import Project
from briefgen.dataset import Dataset, load
from briefgen.errors import BriefgenError
from briefgen.evidence import Evidenced, locate
from briefgen.workspace import Workspace

TINY = Path(__file__).parent / "fixtures" / "tiny"
BROKEN = Path(__file__).parent / "broken"
EXPECTED = "expected.txt"
COMMAND = "command.txt"  # what a broken project is to be run with, instead of `briefgen check`
REMOVED = "removed.txt"  # paths, one a line, that a broken project lacks


def copy_tiny(folder: Path) -> Path:
    """Copy the tiny project into a folder that does not exist yet."""
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns("out", ".cache"))
    return folder


def overlay(fault: Path, project: Path) -> None:
    """Lay the files of a broken project over a copy of the tiny one, and take away what it lacks."""
    shutil.copytree(fault, project, dirs_exist_ok=True)
    for line in (fault / REMOVED).read_text(encoding="utf-8").split() if (fault / REMOVED).exists() else ():
        (project / line).unlink()


def edit(project: Path, file: str, changes: Mapping[str, str]) -> None:
    """Replace texts in a file of a project; each must be there."""
    path = project / file
    text = path.read_bytes().decode()
    for old, new in changes.items():
        assert old in text, f"“{old}” is not in {file}"
        text = text.replace(old, new)
    path.write_bytes(text.encode())


def opened(project: Path) -> tuple[Workspace, Dataset, Evidenced]:
    """Open, load and locate a project that should be sound."""
    workspace = Workspace.open(project)
    dataset, faults = load(workspace)
    evidenced, more = locate(workspace, dataset)
    assert not (*faults, *more), "\n".join(map(str, (*faults, *more)))
    return workspace, dataset, evidenced


def faults(project: Path) -> str:
    """Return all diagnostics of a project as a person reads them, one after the other; empty when there are none.

    They are those of `briefgen check`, or of the command that the broken project's command.txt gives.
    """
    if (project / COMMAND).exists():
        words = (project / COMMAND).read_text(encoding="utf-8").split()
        command = [sys.executable, "-m", "briefgen", *words]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=60)
        lines = [line for line in done.stderr.splitlines() if line and not line.startswith("briefgen: ")]
        return "\n".join([*lines, f"exit code {done.returncode}"])
    try:
        return "\n".join(map(str, Project.open(project).check()))
    except BriefgenError as error:
        return "\n".join(map(str, error.diagnostics))
