"""The Markdown briefgen reads: CommonMark and tables, with citations, without what a Document cannot hold.

In: Markdown. Out: markdown-it's tokens. HTML, code and pictures are still recognised, so that they can be reported;
link reference definitions and indented code are not, because their text would vanish or turn grey without a word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

NESTING = 40  # how deep blocks and inlines may lie in one another
_CITATION = re.compile(r"\[@([^\[\]]*)\]")


class _Markdown(MarkdownIt):
    """markdown-it that leaves addresses alone: the narrative has a stricter list, and tokens must stay as they are."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - as in markdown-it
        """Take every address for one."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - as in markdown-it
        """Return the address of a link."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - as in markdown-it
        """Return the text of a link written between < and >."""
        return link


@cache
def parser() -> MarkdownIt:
    """Return the parser; it keeps nothing between texts."""
    markdown = _Markdown("commonmark", {"html": True, "maxNesting": 2 * NESTING}).enable("table")
    markdown.disable(["reference", "code"])
    markdown.disable("text_join")  # escaped and encoded characters stay apart: they must never complete a token
    markdown.inline.ruler.before("link", "citation", _citation)
    return markdown


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls its rules
    """Read `[@id; @id]`: Pandoc's citations."""
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def cells(row: str) -> int:
    """Return how many cells a line of a table has; markdown-it drops those beyond the header's number silently."""
    found = escapedSplit(row.strip())
    return len(found) - (not found[0].strip()) - (len(found) > 1 and not found[-1].strip())
