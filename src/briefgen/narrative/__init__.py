"""Step 5, second half: from a template's Markdown to typed blocks.

In: Markdown with tokens and line marks, as `templating.render_template` writes it. Out: a section's title and blocks.
What a Document cannot hold, or what would vanish on the way, is a fault with the template's line.
"""

from __future__ import annotations

from briefgen.document import AnyBlock, Inlines
from briefgen.narrative.blocks import BlockReader
from briefgen.narrative.faults import Source
from briefgen.templating import Tokens

__all__ = ["to_blocks"]


def to_blocks(markdown: str, tokens: Tokens) -> tuple[Inlines | None, tuple[AnyBlock, ...]]:
    """Return the title (None: there is no `##`) and the blocks of a section, each block with its origin.

    Raises:
        BriefgenError: everything that is wrong with it: `html-in-markdown`, `image-in-markdown`,
            `markdown-unsupported`, `unbalanced-quotation`, `straight-quotation`, `citation-syntax`, `link-scheme`,
            `link-text`, `heading-level`, `list-number`, `table-row`, `block-in-text`, `nested-too-deeply`.
    """
    source = Source.read(markdown, tokens)
    title, blocks = BlockReader(source).read()
    source.done()
    return title, blocks
