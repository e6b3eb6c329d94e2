"""provenance.json as it comes out of a foreign PDF: read with suspicion, then held against the attachments.

In: bytes. Out: `Manifest`; what holds, and what does not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.export.bundle import MANIFEST
from briefgen.export.bundle.provenance import VERSION

Told = tuple[tuple[str, ...], tuple[Diagnostic, ...]]
MOST = 50_000  # entries of a list
LETTERS = 1_000_000  # of all that must be met in print


@dataclass(frozen=True, slots=True)
class Manifest:
    """What provenance.json says.

    Attributes:
        edition: what the edition is.
        attachments: name → SHA-256.
        citations: (number, ids of the records cited).
        printed: (what it is, its runs of letters, whether one of them suffices).
    """

    edition: Mapping[str, str]
    attachments: Mapping[str, str]
    citations: tuple[tuple[int, tuple[str, ...]], ...]
    printed: tuple[tuple[str, tuple[str, ...], bool], ...]


def parsed(data: bytes, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return the value of a JSON file.

    Raises:
        BriefgenError: it is none (`attachment-faulty`).
    """
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise faulty(name) from None


def faulty(name: str) -> BriefgenError:
    """Return the error for an attachment that is not what briefgen writes."""
    return BriefgenError(Diagnostic("attachment-faulty", "the attachment is not as briefgen writes it", Place(name)))


def read_manifest(data: bytes) -> Manifest:
    """Return what provenance.json says.

    Raises:
        BriefgenError: it is not as briefgen writes it (`attachment-faulty`), or of a later version.
    """
    said = parsed(data, MANIFEST)
    try:
        if said["version"] != VERSION:
            message = f"the evidence is of version {int(said['version'])}; this briefgen reads version {VERSION}"
            raise BriefgenError(Diagnostic("manifest-version", message, Place(MANIFEST)))
        found = Manifest(
            {str(key): str(value) for key, value in said["edition"].items()},
            {str(name): str(about["sha256"]) for name, about in said["attachments"].items()},
            tuple((int(one["number"]), tuple(map(str, one["records"]))) for one in said["citations"]),
            tuple(
                (str(one["what"]), tuple(map(str, one.get("all") or one["either"])), "either" in one)
                for one in said["print"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise faulty(MANIFEST) from None
    letters = sum(len(run) for _, runs, _ in found.printed for run in runs)
    if letters > LETTERS or max(len(found.printed), len(found.citations), len(found.attachments)) > MOST:
        raise faulty(MANIFEST)
    return found


def attachments_hold(manifest: Manifest, attachments: Mapping[str, bytes]) -> Told:
    """Hold the attachments against their hashes."""
    faults: list[Diagnostic] = []
    for name, digest in manifest.attachments.items():
        if name not in attachments:
            faults.append(Diagnostic("attachment-missing", "the attachment is missing", Place(name)))
        elif sha256(attachments[name]).hexdigest() != digest:
            message = "the attachment is not the one that was recorded"
            details = (f"recorded: {digest}", f"found:    {sha256(attachments[name]).hexdigest()}")
            faults.append(Diagnostic("attachment-altered", message, Place(name), details))
    faults += [
        Diagnostic("attachment-unknown", f"nobody recorded an attachment “{name[:100]}”")
        for name in attachments
        if name != MANIFEST and name not in manifest.attachments
    ]
    held = f"All {len(manifest.attachments)} attachments have the SHA-256 that {MANIFEST} records."
    return ((), tuple(faults)) if faults else ((held,), ())
