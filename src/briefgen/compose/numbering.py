"""The running numbers and the ids of one edition: of notes, of figures, of blocks.

In: blocks without them. Out: blocks with them. What is cited together a second time has the number of the first; an id
is made of a block's section and first words, so that a link to it holds when something is written before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from itertools import islice
from typing import Any

from briefgen.document import Block, ChartSpec, Cite, Figure, Origin, Text

WORDS = 5  # of an id
_WORD = re.compile(r"\w+")


@dataclass
class Numbering:
    """The running numbers of one edition, in reading order.

    Attributes:
        notes: what is cited together → the note's number.
        figures: how many there are so far.
        blocks: id → how many blocks would have it so far.
        cited: ids that figures rest on.
    """

    notes: dict[tuple[str, ...], int] = field(default_factory=dict)
    figures: int = 0
    blocks: Counter[str] = field(default_factory=Counter)
    cited: list[str] = field(default_factory=list)

    def numbered(self, node: Any, where: str) -> Any:  # noqa: ANN401 - walks any part of a Document
        """Return a part of a Document with its numbers and ids."""
        if isinstance(node, tuple):
            return tuple(self.numbered(part, where) for part in node)
        if isinstance(node, Cite):
            return replace(node, number=self.notes.setdefault(node.ids, len(self.notes) + 1))
        if not is_dataclass(node) or isinstance(node, type | ChartSpec):
            return node
        changed: dict[str, Any] = {}
        if isinstance(node, Figure):
            self.figures += 1
            self.cited.extend(node.cites)
            changed["number"] = self.figures
        if isinstance(node, Block) and not node.id:
            key = named(node, where)
            self.blocks[key] += 1
            alone = (
                self.blocks[key] == 1 and key != where
            )  # without a word of its own it would be called as its section
            changed["id"] = key if alone else f"{key}-{self.blocks[key]}"
        inner = {f.name: self.numbered(getattr(node, f.name), where) for f in fields(node) if f.name != "id"}
        return replace(node, **(inner | changed))


def named(block: Block, where: str) -> str:
    """Return the id of a block: its section and its first words, so that a link holds when blocks are added before it.

    >>> named(Paragraph(inlines=(Text("The well was dug."),)), "story")
    'story-the-well-was-dug'
    """
    words = islice(_words(block), WORDS)
    return "-".join([where, *words])


def _words(node: Any) -> Iterator[str]:  # noqa: ANN401 - walks any part of a Document
    """Yield the words of a block, in order, without what comes from the data as a value."""
    if isinstance(node, Text):
        yield from _WORD.findall(node.text.casefold())
    elif isinstance(node, tuple):
        for part in node:
            yield from _words(part)
    elif is_dataclass(node) and not isinstance(node, type | ChartSpec | Origin):
        for part in fields(node):
            yield from _words(getattr(node, part.name))
