"""The evidence of one edition as files that travel inside its PDF.

In: a finished Document, the dataset, where its passages stand, and what the build knows (versions, hashes of inputs,
the check report). Out: `File`s, the same for the same input: the records used as a data package, the sources as
CSL-JSON, the passages as Web Annotations, each figure's data as a table, and `provenance.json`, which holds the hashes
of the others. What a note may not quote, because of its source's handling or the limit of quoted words, stands in none
of them: there are offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from briefgen.dataset import Dataset
from briefgen.document import Document, Figure, plain, walk
from briefgen.evidence import Evidenced
from briefgen.export.as_bibliography import to_csl
from briefgen.export.as_csv import csv_bytes, zipped
from briefgen.export.bundle.annotations import web_annotations
from briefgen.export.bundle.package import package
from briefgen.export.bundle.provenance import MANIFEST, Facts, provenance
from briefgen.export.bundle.quoted import quotable, redacted
from briefgen.export.bundle.used import texts, used
from briefgen.export.formula import neutralise

__all__ = ["ANNOTATIONS", "MANIFEST", "PACKAGE", "SOURCES", "Facts", "File", "bundle"]

PACKAGE, SOURCES, ANNOTATIONS = "data-package.zip", "sources.csl.json", "passages.jsonld"


@dataclass(frozen=True, slots=True)
class File:
    """A file for the PDF: name, bytes, what it is, and its relationship to the document (ISO 32000-2, 7.11.3)."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal digits."""
        return sha256(self.content).hexdigest()


def bundle(document: Document, dataset: Dataset, evidenced: Evidenced, facts: Facts) -> tuple[File, ...]:
    """Return the files; `provenance.json` is the last.

    Args:
        document: the finished edition.
        dataset: the whole dataset.
        evidenced: where its passages stand.
        facts: what the build knows of how the edition was made.
    """
    part = used(document, dataset)
    spoken = quotable(document, part, evidenced)
    shown = redacted(part, evidenced, spoken, texts(document))
    identifier = document.metadata.identifier
    files: tuple[File, ...] = (
        File(
            PACKAGE,
            zipped(package(shown, evidenced, document.metadata.title)),
            "The records this edition rests on: a Frictionless Data Package (CSV), zipped",
        ),
        File(SOURCES, to_csl(shown.sources.values()), "The sources, as CSL-JSON", "Source"),
        File(
            ANNOTATIONS,
            web_annotations(shown, evidenced, identifier),
            "The passages, as W3C Web Annotations (JSON-LD)",
            "Source",
        ),
    )
    files = (*files, *_figures(document))
    content = provenance(document, shown, facts, {file.name: file for file in files})
    about = "How this edition was made, of what, and the SHA-256 of the other attachments"
    return (*files, File(MANIFEST, content, about))


def _figures(document: Document) -> Iterator[File]:
    """Yield the table of each figure: what it shows, for who cannot see it or wants to use it."""
    for section in document.sections:
        for block in walk(section.blocks):
            if isinstance(block, Figure):
                rows = [[neutralise(plain(cell)) for cell in row] for row in (block.table.header, *block.table.rows)]
                about = f"The data of figure {block.number} as a table: {plain(block.headline)}"
                yield File(f"figure-{block.number}.csv", csv_bytes(rows), about)
