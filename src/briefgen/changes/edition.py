"""What a finished edition says, as data: its title, key messages, claims, disputes, judgements, silences and sources.

In: a Document and the dataset it was composed from. Out: a `Snapshot`. Of its prose there is a hash for each section:
every sentence rests on claims, so that what it says is in them, and a hash shows that it is worded in another way. The
day of the review is no part of it: to look again, and find nothing new, makes no new edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from itertools import count

from briefgen.changes.compare import FRONT, MESSAGES, SECTIONS, WORDS
from briefgen.changes.snapshot import Entry, Snapshot, entries_of
from briefgen.dataset import Dataset
from briefgen.document import (
    AnyBlock,
    Box,
    ChartSpec,
    Cite,
    Document,
    Inline,
    ListBlock,
    Metadata,
    Section,
    Value,
    plain,
    walk,
)
from briefgen.evidence import Span
from briefgen.export.bundle.used import named
from briefgen.model import CLAIM_TABLES

_TOLD = (*CLAIM_TABLES, "corrections")
_SILENT = frozenset({"id", "origin", "rank", "kind", "chart", "cites", "number", "credit", "wide", "ordered"})
AS_OF = "as_of"  # where a Value of the day of the review comes from


def of_edition(document: Document, dataset: Dataset, spans: Mapping[str, Span]) -> Snapshot:
    """Return what an edition says, in reading order.

    Args:
        document: the whole edition, with nothing left out for a page budget.
        dataset: the dataset it was composed from.
        spans: where the passages stand.
    """
    meta = document.metadata
    front = [Entry(FRONT, "title", bare_title(meta)), Entry(FRONT, "standfirst", meta.standfirst)]
    told = dict.fromkeys(key for name in named(document) for key in (name, *_answers(dataset, name)))
    claims = entries_of((key for key in told if dataset.table_of(key) in _TOLD), dataset, spans)
    sources = entries_of((reference.id for reference in document.references), dataset, spans)
    sections = [_section(section) for section in document.sections]
    entries = (*front, *_messages(document), *claims, *sources, *sections)
    return Snapshot(f"{meta.topic}/{meta.audience}", meta.as_of, entries)


def bare_title(meta: Metadata) -> str:
    """Return the title without what the edition is called, where it begins so: “Backgrounder: the well”."""
    return meta.title.removeprefix(f"{meta.edition}: ")


def _answers(dataset: Dataset, key: str) -> Iterator[str]:
    yield from (position.id for position in dataset.positions_of(key))


def _messages(document: Document) -> Iterator[Entry]:
    """Yield the key messages; one is the same as before when it rests on the same claims."""
    seen: dict[str, Iterator[int]] = {}
    for section in document.sections:
        for block in walk(section.blocks):
            for message in _items(block) if isinstance(block, Box) and block.kind == MESSAGES else ():
                key = ";".join(dict.fromkeys(key for cite in _cites(message) for key in cite.ids)) or "message"
                number = next(seen.setdefault(key, count(1)))
                yield Entry(MESSAGES, f"{key}#{number}" if number > 1 else key, " ".join(_words(message)))


def _items(box: Box) -> Iterator[tuple[AnyBlock, ...]]:
    """Yield the messages of a box: the items of its lists, and its other blocks."""
    for block in box.blocks:
        yield from block.items if isinstance(block, ListBlock) else ((block,),)


def _cites(node: object) -> Iterator[Cite]:
    if isinstance(node, Cite):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _cites(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _cites(getattr(node, field.name))


def _section(section: Section) -> Entry:
    words = "\n".join(_words(section.blocks))
    return Entry(SECTIONS, section.id, plain(section.title), ((WORDS, sha256(words.encode()).hexdigest()[:16]),))


def _words(node: object) -> Iterator[str]:
    """Yield every run of words of a part of a Document, without what its citations and numbers happen to be."""
    if isinstance(node, str):
        if said := " ".join(node.split()):
            yield said
    elif isinstance(node, tuple):
        if node and all(isinstance(part, Inline) for part in node):
            yield from _words(plain(tuple(part for part in node if not (isinstance(part, Value) and _is_review(part)))))
        else:
            for part in node:
                yield from _words(part)
    elif isinstance(node, Value):
        yield from () if _is_review(node) else (str(node.datum),)
    elif is_dataclass(node) and not isinstance(node, ChartSpec):
        for field in fields(node):
            if field.name not in _SILENT:
                yield from _words(getattr(node, field.name))


def _is_review(value: Value) -> bool:
    return value.source == AS_OF
