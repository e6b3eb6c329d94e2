"""Which files of a folder briefgen made, and of what: others are left alone, and what is current is not made anew.

In: hashes. Out: briefgen-manifest.json, and back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefgen.publish import paths


def manifest(inputs: str, hashes: Mapping[str, str], version: str) -> bytes:
    """Return the manifest: which files briefgen made, of what."""
    whole = {"briefgen": version, "inputs": inputs, "files": dict(sorted(hashes.items()))}
    return (json.dumps(whole, ensure_ascii=False, indent=0) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Made:
    """A manifest as read: what the site was made of, and path → SHA-256 of each file."""

    inputs: str
    files: Mapping[str, str]


def made_in(folder: Path) -> Made | None:
    """Return the manifest of a folder; None when it has none that can be read."""
    try:
        whole = json.loads((folder / paths.MANIFEST).read_text(encoding="utf-8"))
        return Made(str(whole["inputs"]), {str(path): str(digest) for path, digest in whole["files"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def ours(folder: Path) -> frozenset[str] | None:
    """Return the files of a folder that briefgen made; None when no manifest says so."""
    made = made_in(folder)
    return None if made is None else frozenset({*made.files, paths.MANIFEST})


def unchanged(folder: Path, inputs: str) -> bool:
    """Tell whether a folder holds, byte for byte, what would be made of these inputs."""
    made = made_in(folder)
    if made is None or made.inputs != inputs:
        return False
    try:
        return all(sha256((folder / path).read_bytes()).hexdigest() == digest for path, digest in made.files.items())
    except OSError:
        return False
