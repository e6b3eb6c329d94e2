"""Leave one out: what of the dataset, and of the editions, stands on one source alone.

In: the dataset and the id of a source; documents. Out: frozen `Without`: what would fall if the source were withdrawn.
Only evidence that supports counts; a claim falls with its last support, a dispute when fewer than two of its answers
are left, a judgement when all it rests on has fallen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from briefgen.api.coverage import known_source
from briefgen.api.places import words_of
from briefgen.dataset import Dataset
from briefgen.document import Block, Box, Cite, Document, ListBlock, Paragraph, plain, walk
from briefgen.model import TABLES, Judgement

MESSAGES = "key-messages"
_BEFORE_STOP = re.compile(r" ([.,;:!?])")


@dataclass(frozen=True, slots=True)
class Claim:
    """A record named in a report: its table and its words; `left` are the voices it still has."""

    id: str
    table: str
    text: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A key message that cites what would fall."""

    topic: str
    audience: str
    text: str
    fallen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What would change without a source.

    Attributes:
        source: its id.
        passages: how many passages would go.
        fallen: records that would lose their last support.
        one_voice: records that would rest on one origin, and rest on several now.
        disputes: disputes that would vanish.
        judgements: judgements whose whole basis would fall.
        shaken: judgements that would lose a part of their basis.
        messages: key messages that cite what would fall.
    """

    source: str
    passages: int
    fallen: tuple[Claim, ...]
    one_voice: tuple[Claim, ...]
    disputes: tuple[Claim, ...]
    judgements: tuple[Claim, ...]
    shaken: tuple[Claim, ...]
    messages: tuple[Message, ...] = ()

    @property
    def gone(self) -> frozenset[str]:
        """The ids of everything that would fall."""
        return frozenset(claim.id for claims in (self.fallen, self.disputes, self.judgements) for claim in claims)


def without(dataset: Dataset, source: str, documents: Iterable[Document] = ()) -> Without:
    """Return what would change if a source were withdrawn.

    Raises:
        BriefgenError: there is no such source (exit code 2).
    """
    known_source(dataset, source)
    withdrawn = {key for key, passage in dataset.passages.items() if passage.source == source}
    now, then = _voices(dataset, frozenset()), _voices(dataset, withdrawn)
    evidenced = [name for name, table in TABLES.items() if table.supported]
    claims = [key for name in evidenced for key in dataset.tables.get(name, {}) if now.get(key)]
    fallen = [key for key in claims if not then.get(key)]
    single = [key for key in claims if len(now[key]) > 1 and len(then.get(key, ())) == 1]
    gone = set(fallen)
    disputes = list(_disputes(dataset, gone))
    gone |= set(disputes)
    judgements = list(_judgements(dataset, gone))
    gone |= set(judgements)
    shaken = [j.id for j in dataset.judgements.values() if j.id not in gone and gone & set(j.basis)]

    def told(keys: Iterable[str]) -> tuple[Claim, ...]:
        return tuple(_claim(dataset, key, then) for key in keys)

    messages = tuple(message for document in documents for message in fallen_messages(document, frozenset(gone)))
    parts = (told(fallen), told(single), told(disputes), told(judgements), told(shaken))
    return Without(source, len(withdrawn), *parts, messages)


def _voices(dataset: Dataset, withdrawn: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return the origins that support each record, without some passages."""
    found: dict[str, set[str]] = {}
    for link in dataset.evidence:
        passage = dataset.passages.get(link.passage)
        if link.relation == "supports" and passage and link.passage not in withdrawn:
            origin = dataset.sources[passage.source].origin if passage.source in dataset.sources else ""
            found.setdefault(link.record, set()).add(origin or passage.source)
    return {key: frozenset(voices) for key, voices in found.items()}


def _disputes(dataset: Dataset, gone: set[str]) -> Iterator[str]:
    for key in dataset.disputes:
        positions = [position.id for position in dataset.positions_of(key)]
        left = [position for position in positions if position not in gone]
        if len(left) < 2 <= len(positions):
            yield key


def _judgements(dataset: Dataset, gone: set[str]) -> Iterator[str]:
    """Yield the judgements that fall, those that rest on fallen judgements too."""
    lost = set(gone)
    waiting = list(dataset.judgements.values())
    while falling := [j for j in waiting if _falls(j, lost)]:
        lost |= {judgement.id for judgement in falling}
        waiting = [judgement for judgement in waiting if judgement.id not in lost]
        yield from (judgement.id for judgement in falling)


def _falls(judgement: Judgement, lost: set[str]) -> bool:
    return bool(judgement.basis) and lost.issuperset(judgement.basis)


def _claim(dataset: Dataset, key: str, then: Mapping[str, frozenset[str]]) -> Claim:
    return Claim(key, dataset.table_of(key) or "", words_of(dataset, key), tuple(sorted(then.get(key, ()))))


def fallen_messages(document: Document, gone: frozenset[str]) -> Iterator[Message]:
    """Yield the key messages of a document that cite one of the ids."""
    for section in document.sections:
        for block in walk(section.blocks):
            if isinstance(block, Box) and block.kind == MESSAGES:
                for message in _messages(block):
                    cited = [key for inline in _cites(message) for key in inline.ids if key in gone]
                    if cited:
                        said = " ".join(" ".join(_words(part) for part in message).split())
                        text = _BEFORE_STOP.sub(r"\1", said)  # where a citation stood
                        about = document.metadata
                        yield Message(about.topic, about.audience, text, tuple(dict.fromkeys(cited)))


def _messages(box: Box) -> Iterator[tuple[Block, ...]]:
    """Yield the messages of a box: the items of its lists, and its other blocks."""
    for block in box.blocks:
        if isinstance(block, ListBlock):
            yield from block.items
        else:
            yield (block,)


def _words(block: Block) -> str:
    inner = walk((block,)) if isinstance(block, ListBlock | Box) else (block,)
    return " ".join(plain(part.inlines) for part in inner if isinstance(part, Paragraph))


def _cites(node: object) -> Iterator[Cite]:
    if isinstance(node, Cite):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from _cites(part)
    elif is_dataclass(node):
        for part in fields(node):
            yield from _cites(getattr(node, part.name))
