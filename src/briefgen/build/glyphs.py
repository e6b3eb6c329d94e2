"""A character that no font has, traced to the record or the template that brings it.

In: the engine's diagnostics, the dataset and the Document. Out: the same diagnostics, with the place of the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.dataset import Dataset
from briefgen.document import Document, walk
from briefgen.errors import Diagnostic, Place
from briefgen.export.bundle.used import texts
from briefgen.model import TABLES

_CODE = re.compile(r"U\+([0-9A-F]{4,6})")
_MOST = 3  # records named
_HINT = "Korean, Japanese and Chinese letters: pip install 'briefgen[cjk]'; others: write the name in another script"


def with_records(faults: Iterable[Diagnostic], dataset: Dataset, document: Document) -> tuple[Diagnostic, ...]:
    """Return the diagnostics; a missing glyph with the records, or else the template line, it comes from."""
    return tuple(_traced(fault, dataset, document) if fault.rule == "missing-glyph" else fault for fault in faults)


def _traced(fault: Diagnostic, dataset: Dataset, document: Document) -> Diagnostic:
    found = _CODE.search(fault.message)
    if found is None:
        return fault
    character = chr(int(found[1], 16))
    places = list(dict.fromkeys((*_records(character, dataset), *_blocks(character, document))))
    more = tuple(f"also in {place}" for place in places[1:_MOST])
    place = places[0] if places else fault.place
    return replace(fault, place=place, details=(*fault.details, *more), hint=_HINT)


def _records(character: str, dataset: Dataset) -> Iterator[Place]:
    for source in dataset.sources.values():
        if character in repr(source.csl):
            yield dataset.place(source)
    for name, records in dataset.tables.items():
        for record in records.values():
            for column in TABLES[name].columns:
                if character in str(getattr(record, column)):
                    yield dataset.place(record, column)


def _blocks(character: str, document: Document) -> Iterator[Place]:
    for section in document.sections:
        for block in walk(section.blocks):
            if block.origin.file and any(character in text for text in texts(block)):
                yield Place(block.origin.file, block.origin.line)
