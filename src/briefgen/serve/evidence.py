"""What a citation, or a part of the text, rests on: for the panel beside the page.

In: an edition's Document, the dataset and where its passages stand. Out: the claims cited there, each with its passages
in the context of their sources, and where all of it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from briefgen.compose import Material
from briefgen.compose.sources import label
from briefgen.compose.trace import Shown, traced
from briefgen.document import AnyBlock, ChartSpec, Cite, Document, Figure, Origin, Recommendations, walk
from briefgen.errors import BriefgenError, Place
from briefgen.model import TABLES

_CONTEXT = 120  # characters shown on either side of a passage


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage: its words in context, its source's name, how it bears on the claim, and where both are."""

    shown: Shown
    source: str
    place: Place
    stands: Place


@dataclass(frozen=True, slots=True)
class Claim:
    """A record that is cited: what it says, where it is written, and what it rests on."""

    id: str
    table: str
    text: str
    place: Place
    passages: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """What a part of an edition rests on; `origin` is the template line that wrote it."""

    title: str
    origin: Place
    claims: tuple[Claim, ...]


def behind_note(document: Document, material: Material, number: int) -> Resting | None:
    """Return what a note opens, None when there is no such note."""
    note = next((note for note in document.notes if note.number == number), None)
    if note is None:
        return None
    return Resting(f"Note {number}", Place(), tuple(_claims(material, note.ids)))


def behind_block(document: Document, material: Material, key: str) -> Resting | None:
    """Return what a block rests on, None when there is no block of this id."""
    for section in document.sections:
        for block in walk(section.blocks):
            if block.id == key:
                ids = dict.fromkeys(_cited(block))
                return Resting(_title(block), _written(block.origin), tuple(_claims(material, tuple(ids))))
    return None


def _title(block: AnyBlock) -> str:
    match block:
        case Figure():
            return f"Figure {block.number}"
        case Recommendations():
            return "Table of recommendations"
        case _:
            words = {"disputebox": "Dispute", "listblock": "List", "quoteblock": "Quotation"}
            name = type(block).__name__.lower()
            return words.get(name, name.capitalize())


def _written(origin: Origin) -> Place:
    return Place(origin.file, origin.line)


def _cited(node: Any) -> Iterator[str]:  # noqa: ANN401 - walks any part of a Document
    if isinstance(node, Cite):
        yield from node.ids
    elif isinstance(node, tuple):
        for part in node:
            yield from _cited(part)
    elif isinstance(node, Figure):
        yield from node.cites
    elif is_dataclass(node) and not isinstance(node, type | ChartSpec | Origin):
        for part in fields(node):
            yield from _cited(getattr(node, part.name))


def _claims(material: Material, ids: tuple[str, ...]) -> Iterator[Claim]:
    dataset = material.dataset
    for key in ids:
        if key in dataset.sources:
            source = dataset.sources[key]
            yield Claim(key, "sources", label(source), dataset.place(source), ())
            continue
        try:
            found = traced(dataset, material.evidenced, key, _CONTEXT)
        except BriefgenError:
            continue  # no longer in the dataset; the page that cites it is about to go
        text = getattr(dataset.get(key), TABLES[found.table].text or "id")
        quoted = tuple(_quoted(material, shown) for shown in found.passages)
        yield Claim(key, found.table, str(text), dataset.place(key), quoted)


def _quoted(material: Material, shown: Shown) -> Quoted:
    dataset = material.dataset
    source = dataset.sources[shown.source]
    line = material.evidenced.texts[shown.source].count("\n", 0, shown.start) + 1
    return Quoted(shown, label(source), dataset.place(shown.passage), Place(source.file, line))
