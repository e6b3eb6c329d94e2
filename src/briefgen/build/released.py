"""What has been published of a project's editions: their registers, and Documents that show their number and date.

In: a workspace; finished Documents. Out: registers; Documents with what their register tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefgen.briefs import Brief
from briefgen.changes import Snapshot
from briefgen.changes.edition import of_edition
from briefgen.changes.register_file import FOLDER, file_of, of_bytes
from briefgen.changes.release import Register, imprinted
from briefgen.compose import Material, compose
from briefgen.compose.gaps import Gaps
from briefgen.dataset import Dataset
from briefgen.document import Document
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.model import Correction
from briefgen.workspace import Workspace, installed_version


def register_of(workspace: Workspace, topic: str, audience: str) -> Register:
    """Return the register of an edition; one that was never published has an empty one.

    Raises:
        BriefgenError: the file is faulty (`register-unreadable`, `register-altered`).
    """
    file = file_of(topic, audience)
    return of_bytes(workspace.read_bytes(file), file) if workspace.exists(file) else Register(topic, audience)


def registers(workspace: Workspace) -> tuple[Mapping[tuple[str, str], Register], tuple[Diagnostic, ...]]:
    """Return every register of the project by topic and audience, and what is wrong with the others."""
    found: dict[tuple[str, str], Register] = {}
    faults: list[Diagnostic] = []
    for name in workspace.list_files(FOLDER, ".json"):
        try:
            kept = of_bytes(workspace.read_bytes(name), name)
        except BriefgenError as error:
            faults += error.diagnostics
            continue
        found[kept.topic, kept.audience] = kept
    return found, tuple(faults)


def corrections(dataset: Dataset) -> tuple[Correction, ...]:
    """Return every correction, the latest first."""
    return tuple(sorted(dataset.corrections.values(), key=lambda row: row.date, reverse=True))


def said_by(document: Document, material: Material) -> Snapshot:
    """Return what a whole edition says."""
    return of_edition(document, material.dataset, material.evidenced.spans)


def composed(workspace: Workspace, material: Material, brief: Brief, gaps: Gaps | None = None) -> Document:
    """Compose an edition; it says what it is made with and from, and its release when it was published as it is.

    Raises:
        BriefgenError: as `compose`; or its register is faulty.
    """
    document = compose(material, brief, gaps=gaps)
    made = replace(document.metadata, version=installed_version(), evidence=workspace.evidence_hash)
    document = replace(document, metadata=made)
    kept = register_of(workspace, brief.topic.slug, brief.audience.slug)
    if gaps is not None or not kept.releases:
        return document
    return imprinted(document, kept, said_by(document, material), brief.audience.updated)
