"""Blocks: from markdown-it's tree to a section's title and typed blocks.

In: Markdown without marks. Out: the title and the blocks, each with the template line that wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from briefgen.document import AnyBlock, Heading, Inlines, ListBlock, Origin, Paragraph, QuoteBlock, Table, Text
from briefgen.errors import BriefgenError
from briefgen.narrative.faults import Source
from briefgen.narrative.inlines import InlineReader
from briefgen.narrative.markdown import NESTING, cells, parser
from briefgen.templating import TOKEN, Close, Enclosure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

_UNSUPPORTED = {
    "html_block": ("html-in-markdown", "a brief has no HTML", "write Markdown; a comment is written {# … #}"),
    "fence": ("markdown-unsupported", "a brief has no code", "write it as a paragraph"),
    "hr": ("markdown-unsupported", "a brief has no lines between paragraphs", "use a heading"),
}


@dataclass
class _Frame:
    """A run of blocks that is being collected: of the section, of an item, or of an enclosure."""

    origin: Origin = field(default_factory=Origin)
    enclosure: Enclosure | None = None
    blocks: list[AnyBlock] = field(default_factory=list)


class BlockReader:
    """Reads one section."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._stack = [_Frame()]
        self._title: Inlines | None = None
        self._level = 2

    def read(self) -> tuple[Inlines | None, tuple[AnyBlock, ...]]:
        """Return the section's title and blocks; faults go to the source."""
        tokens = parser().parse("\n".join(self._source.lines))
        if any(token.level >= NESTING for token in tokens):
            message = f"lists or quotations lie more than {NESTING // 2} deep in one another"
            self._source.fault("nested-too-deeply", message, 0)
            return None, ()
        self._sequence(SyntaxTreeNode(tokens).children)
        return self._title, tuple(self._down_to(0))

    def _sequence(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        for node in nodes:
            match node.type:
                case "paragraph":
                    self._paragraph(node)
                case "heading":
                    self._heading(node)
                case "bullet_list" | "ordered_list":
                    self._list(node)
                case "blockquote":
                    self._quotation(node)
                case "table":
                    self._table(node)
                case other:
                    rule, message, hint = _UNSUPPORTED[other]
                    self._source.fault(rule, message, _line(node), hint)

    def _add(self, block: AnyBlock, line: int) -> None:
        origin = self._source.origin(line)
        self._stack[-1].blocks.append(block if block.origin != Origin() else replace(block, origin=origin))

    # ------------------------------------------------------------ paragraphs, and the blocks that stand in their place

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        line = _line(node)
        text: list[Token] = []
        start = line
        for at, tokens in enumerate(_by_line(node.children[0]), line):
            placed = self._placed(tokens)
            if placed is None:
                start = start if text else at
                text += tokens
                continue
            self._prose(text, start)
            text = []
            self._place(placed, at)
        self._prose(text, start)

    def _placed(self, tokens: Sequence[Token]) -> AnyBlock | Enclosure | Close | None:
        """Return the block a line stands for, if it consists of nothing else."""
        words = [token for token in tokens if token.type != "softbreak"]
        if len(words) != 1 or words[0].type != "text" or not TOKEN.fullmatch(words[0].content.strip()):
            return None
        node = self._source.node(words[0].content.strip())
        return node if isinstance(node, AnyBlock | Enclosure | Close) else None

    def _place(self, node: AnyBlock | Enclosure | Close, line: int) -> None:
        if isinstance(node, Enclosure):
            self._stack.append(_Frame(self._source.origin(line), node))
        elif isinstance(node, Close):
            self._end(node.enclosure)
        else:
            self._add(node, line)

    def _end(self, enclosure: Enclosure) -> None:
        """Close an enclosure: let it build its block of what it holds."""
        opened = next((at for at, frame in enumerate(self._stack) if frame.enclosure is enclosure), None)
        if opened is None:
            return  # something that has been reported swallowed its beginning
        origin, inner = self._stack[opened].origin, tuple(self._down_to(opened))
        del self._stack[opened:]
        try:
            built = enclosure.build(inner)
        except BriefgenError as error:
            self._source.foreign(error.diagnostics, origin)
            return
        for block in built if isinstance(built, tuple) else (built,):
            self._stack[-1].blocks.append(block if block.origin != Origin() else replace(block, origin=origin))

    def _down_to(self, frame: int) -> list[AnyBlock]:
        """Return the blocks of a frame and of those opened in it and never closed."""
        return [block for inner in self._stack[frame:] for block in inner.blocks]

    def _prose(self, tokens: Sequence[Token], line: int) -> None:
        inlines = self._inlines(tokens, line)
        blocks = self._stack[-1].blocks
        if not inlines:
            return
        if blocks and isinstance(blocks[-1], Table) and not blocks[-1].caption and (caption := _without(": ", inlines)):
            blocks[-1] = replace(blocks[-1], caption=caption)
        else:
            self._add(Paragraph(inlines=inlines), line)

    def _inlines(self, tokens: Sequence[Token], line: int) -> Inlines:
        last = len(tokens)
        while last and tokens[last - 1].type == "softbreak":  # the line break before a block
            last -= 1
        return InlineReader(self._source, line).read(tokens[:last])

    # ------------------------------------------------------------ headings, lists, quotations, tables

    def _heading(self, node: SyntaxTreeNode) -> None:
        line, level = _line(node), int(node.tag[1:])
        inlines = self._inlines(_children(node.children[0]), line)
        if level == 2 and self._title is None and len(self._stack) == 1 and not self._stack[0].blocks:
            self._title = inlines
            return
        if level <= 2:
            whose = " of the document" if level == 1 else ", which stands first, once"
            message = f"“{'#' * level}” is kept for the title{whose}"
            self._source.fault("heading-level", message, line, "a section begins with its ## title; below it come ###")
        elif level > self._level + 1:
            message = f"“{'#' * level}” follows “{'#' * self._level}”: a level is skipped"
            self._source.fault("heading-level", message, line)
        self._level = level
        if not inlines:
            self._source.fault("heading-level", "the heading is empty", line)
        self._add(Heading(level=level, inlines=inlines), line)

    def _list(self, node: SyntaxTreeNode) -> None:
        line, ordered = _line(node), node.type == "ordered_list"
        start = node.attrs.get("start", 1)
        if start != 1:
            hint = f"if it is a year or a number, write {start}\\."
            self._source.fault("list-number", f"a list that begins with {start} would lose its number", line, hint)
        self._add(ListBlock(items=tuple(self._inner(item) for item in node.children), ordered=ordered), line)

    def _inner(self, node: SyntaxTreeNode) -> tuple[AnyBlock, ...]:
        depth = len(self._stack)
        self._stack.append(_Frame())
        for child in node.children:
            if child.type == "heading":
                self._source.fault("heading-level", "a heading stands inside a list or a quotation", _line(child))
        self._sequence(node.children)
        blocks = self._down_to(depth)
        del self._stack[depth:]
        return tuple(blocks)

    def _quotation(self, node: SyntaxTreeNode) -> None:
        runs: list[Inlines] = []
        for block in self._inner(node):
            if isinstance(block, Paragraph):
                runs.append(block.inlines)
            else:
                message = f"a quotation set apart holds a {type(block).__name__.lower()}"
                self._source.fault(
                    "markdown-unsupported",
                    message,
                    _line(node),
                    "write paragraphs, the last beginning with “— ” and the speaker",
                )
        attribution = _without("— ", runs[-1]) if len(runs) > 1 else ()
        if len(runs) - bool(attribution) != 1:
            message = "a quotation set apart is one paragraph, and one beginning with “— ” that names the speaker"
            self._source.fault("markdown-unsupported", message, _line(node))
        if runs:
            self._add(QuoteBlock(inlines=runs[0], attribution=attribution), _line(node))

    def _table(self, node: SyntaxTreeNode) -> None:
        header, *rows = [row for part in node.children for row in part.children]
        for row in rows:
            line = _line(row)
            if (number := cells(self._source.lines[line])) != len(header.children):
                message = f"the row has {number} cells where the header has {len(header.children)}"
                self._source.fault("table-row", message, line, "a | within a cell is written \\|")
        table = Table(caption=(), header=self._cells(header), rows=tuple(self._cells(row) for row in rows))
        self._add(table, _line(node))

    def _cells(self, row: SyntaxTreeNode) -> tuple[Inlines, ...]:
        return tuple(self._inlines(_children(cell.children[0]), _line(row)) for cell in row.children)


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0


def _children(inline: SyntaxTreeNode) -> list[Token]:
    return (inline.token.children or []) if inline.token else []


def _by_line(inline: SyntaxTreeNode) -> list[list[Token]]:
    """Return the tokens of a paragraph line by line, each line with the break that ends it."""
    lines: list[list[Token]] = [[]]
    for token in _children(inline):
        lines[-1].append(token)
        if token.type in {"softbreak", "hardbreak"}:
            lines.append([])
    return lines


def _without(prefix: str, inlines: Inlines) -> Inlines:
    """Return the inlines without the prefix they begin with; nothing when they do not."""
    if not inlines or not isinstance(inlines[0], Text) or not inlines[0].text.startswith(prefix):
        return ()
    rest = inlines[0].text.removeprefix(prefix)
    return ((Text(rest),) if rest else ()) + inlines[1:]
