"""A project as it was at a revision of its git repository.

In: the project's folder and the name of a revision. Out: its files in memory; nothing is checked out, and no file of
the working tree is touched. Links and special files of the revision are left out.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import BriefgenError, Diagnostic

DEADLINE = 60.0  # seconds


def commit_of(root: Path, revision: str) -> str:
    """Return the full name of the commit that a revision is.

    Raises:
        BriefgenError: git is missing (`git-missing`), the project is in no repository (`no-repository`), or there is no
            such revision (`unknown-revision`); exit code 2.
    """
    if _git(root, "rev-parse", "--is-inside-work-tree").returncode:
        raise _fault("no-repository", "the project is in no git repository", "compare two exports or two PDFs instead")
    done = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if done.returncode or revision.startswith("-"):  # what begins so would be taken for an option
        hint = "a branch, a tag, a commit, HEAD~1; or the path of an export or a PDF"
        raise _fault("unknown-revision", f"there is no file and no git revision “{revision}”", hint)
    return done.stdout.decode().strip()


def files_at(root: Path, commit: str) -> Mapping[str, bytes]:
    """Return path → content of the files that the project's folder held at a commit; paths are relative to it.

    Raises:
        BriefgenError: git cannot give them (`unknown-revision`).
    """
    done = _git(root, "archive", "--format=tar", commit)
    if done.returncode:
        raise _fault("unknown-revision", f"there is no project at {commit[:12]}", "the folder was not there yet")
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(done.stdout), mode="r:") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None:
                found[member.name] = stream.read()
    return found


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise _fault("git-missing", "git is not installed", "compare two exports or two PDFs instead")
    command = [program, "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=DEADLINE)
    except subprocess.TimeoutExpired:
        raise _fault("git-missing", f"git gives no answer within {DEADLINE:g} seconds", "") from None


def _fault(rule: str, message: str, hint: str) -> BriefgenError:
    return BriefgenError(Diagnostic(rule, message, hint=hint), exit_code=2)
