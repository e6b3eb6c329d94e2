"""Which editions rely on a silence that has ended.

In: the findings of the rule on data, and the editions. Out: the same findings, each naming the editions that cite the
silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefgen.dataset import Dataset
from briefgen.document import Document
from briefgen.errors import Diagnostic


def with_editions(
    found: Iterable[Diagnostic], dataset: Dataset, documents: Sequence[Document]
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics; those of rule `silence-ended` say which editions rely on the silence."""
    by_line = {dataset.place(silence).line: key for key, silence in dataset.silences.items()}
    relying: dict[str, list[str]] = {}
    for document in documents:
        name = f"{document.metadata.topic}/{document.metadata.audience}"
        for key in dict.fromkeys(key for note in document.notes for key in note.ids):
            relying.setdefault(key, []).append(name)
    return tuple(
        replace(d, details=(*d.details, f"relied on by {', '.join(names)}"))
        if d.rule == "silence-ended" and (names := relying.get(by_line.get(d.place.line, ""), []))
        else d
        for d in found
    )
