"""What changed between two exports, two PDFs made by briefgen, or two git revisions of a project.

In: two names, as a person gives them. Out: `Changes`. The PDFs are taken apart as `verify` takes them apart; of a
revision, the files are read in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefgen.api.verification.manifest import read_manifest
from briefgen.api.verification.package import take_in
from briefgen.changes import Changes, Snapshot, of_dataset, of_export, what_changed
from briefgen.dataset import Dataset, load
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only
from briefgen.evidence import locate
from briefgen.export.bundle import MANIFEST
from briefgen.inspect.unpack import LARGEST, unpack
from briefgen.workspace.config import CONFIG_FILE, read_config
from briefgen.workspace.git import commit_of, files_at
from briefgen.workspace.overlay import Overlay

GIT = "git:"  # before a revision that has the name of a file
_NOWHERE = Path("/nonexistent/briefgen")
_DESCRIBED = "stale-datapackage"  # of every revision that another version of briefgen described


def changes_between(old: str, new: str, find_root: Callable[[], Path]) -> Changes:
    """Return what changed from one thing to another.

    Args:
        old: the path of an export or a PDF, or a git revision; `git:` before it makes it a revision in any case.
        new: the same of the later one.
        find_root: gives the project's folder; asked only for revisions.

    Raises:
        BriefgenError: one cannot be read, or one is a PDF and the other is not (`diff-unlike`, exit code 2).
    """
    before, after = (snapshot(name, find_root) for name in (old, new))
    if before.part != after.part:
        hint = "a PDF holds the records of one edition; compare it with another PDF"
        message = "one is a PDF and the other is not"
        raise BriefgenError(Diagnostic("diff-unlike", message, Place(after.label), hint=hint), exit_code=2)
    return what_changed(before, after)


def snapshot(name: str, find_root: Callable[[], Path]) -> Snapshot:
    """Return what a file or a revision says.

    Raises:
        BriefgenError: as `changes_between`.
    """
    path = Path(name)
    if name.startswith(GIT) or not path.is_file():
        return of_revision(find_root(), name.removeprefix(GIT))
    data = _read(path)
    return of_pdf(data, name) if data.startswith(b"%PDF") else of_export(data, name)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise BriefgenError(Diagnostic("file-missing", reason, Place(str(path))), exit_code=2) from None


def of_pdf(pdf: bytes, label: str) -> Snapshot:
    """Return what the evidence inside a PDF says; what the edition may not quote is not in it.

    Raises:
        BriefgenError: it cannot be read, or carries no evidence (see `verification`).
    """
    found = unpack(pdf)
    if MANIFEST not in found.attachments:
        hint = "only PDFs made by briefgen 0.1 or later carry their evidence"
        raise BriefgenError(Diagnostic("manifest-missing", f"the PDF carries no {MANIFEST}", Place(label), hint=hint))
    edition = read_manifest(found.attachments[MANIFEST]).edition
    inside = take_in(found.attachments)
    return of_dataset(inside.dataset, inside.spans, label, edition.get("as_of", ""), part=True)


def of_revision(root: Path, revision: str) -> Snapshot:
    """Return what a project said at a git revision.

    Raises:
        BriefgenError: git or the revision is missing (see `workspace.git`), or the project could not be read as it
            was; places name the revision.
    """
    commit = commit_of(root, revision)
    files = files_at(root, commit)
    if CONFIG_FILE not in files:
        message = f"there is no {CONFIG_FILE} at that revision"
        raise BriefgenError(Diagnostic("no-project", message, Place(revision)), exit_code=2)
    try:
        workspace = Overlay(_NOWHERE, read_config(files[CONFIG_FILE].decode("utf-8-sig", "replace")), _NOWHERE, files)
        dataset = _readable(workspace)
    except BriefgenError as error:
        raise BriefgenError(replace(d, place=_at(revision, d.place)) for d in error.diagnostics) from None
    evidenced, _ = locate(workspace, dataset)
    return of_dataset(dataset, evidenced.spans, revision, workspace.config.as_of)


def _readable(workspace: Overlay) -> Dataset:
    """Return the dataset; one with a fault would seem to lack what is only misspelt."""
    dataset, faults = load(workspace)
    if errors := [fault for fault in errors_only(faults) if fault.rule != _DESCRIBED]:
        raise BriefgenError(errors)
    return dataset


def _at(revision: str, place: Place) -> Place:
    return replace(place, file=f"{revision}:{place.file}")
