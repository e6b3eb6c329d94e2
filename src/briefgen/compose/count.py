"""How many words a reader reads: the number a word budget speaks of.

In: blocks. Out: a count. Citations, notes and pictures are not read; tables, boxes and lists are.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.document import (
    AnyBlock,
    Box,
    DisputeBox,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Recommendations,
    Table,
    plain,
    walk,
)


def counted_words(blocks: Iterable[AnyBlock]) -> int:
    """Return the number of words in the blocks."""
    return sum(len(text.split()) for block in walk(tuple(blocks)) for text in _texts(block))


def _texts(block: AnyBlock) -> Iterable[str]:
    """Yield what a block itself says; the blocks inside it speak for themselves."""
    match block:
        case Heading() | Paragraph():
            yield plain(block.inlines)
        case Box():
            yield block.title
        case Table():
            yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
        case Figure():
            yield plain(block.headline)
        case QuoteBlock():
            yield f"{plain(block.inlines)} {plain(block.attribution)}"
        case DisputeBox():
            yield " ".join([block.question, *(plain(a.inlines) for a in block.answers), plain(block.reconcile)])
        case Recommendations():
            yield from (f"{plain(row.text)} {row.addressee} {row.proposer}" for row in block.rows)
        case ListBlock():
            return
