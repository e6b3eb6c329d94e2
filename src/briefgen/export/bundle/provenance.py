"""provenance.json: how an edition was made, of what, and what holds the other attachments and the print together.

In: the Document, the part of the dataset it uses, what the build knows. Out: UTF-8 JSON. Nothing in it names a
machine, a user, a clock or a path outside the project; the only date is the as-of date.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from briefgen.dataset import Dataset
from briefgen.document import Document
from briefgen.errors import Diagnostic

MANIFEST = "provenance.json"
VERSION = 1


class Hashed(Protocol):
    """A file and its hash."""

    @property
    def content(self) -> bytes: ...  # noqa: D102 - as `bundle.File`

    @property
    def sha256(self) -> str: ...  # noqa: D102

    @property
    def description(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Facts:
    """What the build knows of how an edition was made.

    Attributes:
        tools: name → version of briefgen and of what made the pictures and the pages.
        inputs: label of a file, relative to the project → SHA-256.
        rules: the rules that were applied.
        findings: what they found and let pass (warnings; in a draft errors, too).
        limit: most words quoted from one source.
        stands: (what it is, its runs of letters, whether one of them suffices) of all that must be met in print.
    """

    tools: Mapping[str, str]
    inputs: Mapping[str, str]
    rules: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    limit: int
    stands: tuple[tuple[str, tuple[str, ...], bool], ...]


def provenance(document: Document, part: Dataset, facts: Facts, files: Mapping[str, Hashed]) -> bytes:
    """Return provenance.json."""
    meta = document.metadata
    names = ("title", "topic", "audience", "identifier", "series", "edition", "publisher", "lang", "as_of", "draft")
    told = {name: getattr(meta, name) for name in (*names, *(("number", "published") if meta.number else ()))}
    words = Counter(dict.fromkeys(part.sources, 0))
    for passage in part.passages.values():
        words[passage.source] += len(passage.exact.split())
    whole = {
        "version": VERSION,
        "edition": told,
        "tools": dict(sorted(facts.tools.items())),
        "inputs": dict(sorted(facts.inputs.items())),
        "checks": {
            "rules": sorted(facts.rules),
            "findings": [
                {"rule": d.rule, "severity": str(d.severity), "place": str(d.place)} for d in facts.findings
            ],  # not their words: those may be a source's
        },
        "quotation": {
            "limit": facts.limit,
            "words": dict(words),
            "quoted": sum(bool(p.exact) for p in part.passages.values()),
            "offsets_only": sum(not p.exact for p in part.passages.values()),
        },
        "attachments": {
            name: {"sha256": file.sha256, "bytes": len(file.content), "about": file.description}
            for name, file in files.items()
        },
        "citations": [{"number": note.number, "records": list(note.ids)} for note in document.notes],
        "print": [
            {"what": what, "either" if either else "all": list(letters)} for what, letters, either in facts.stands
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
