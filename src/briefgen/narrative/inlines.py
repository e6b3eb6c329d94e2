"""Inlines: from markdown-it's flat run of tokens to a tree of typed nodes.

In: the inline tokens of one paragraph, heading or cell. Out: `Inlines`. Data arrive as tokens and leave as nodes;
nothing they contain is ever read as Markdown, as a quotation mark or as a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.document import AnyBlock, Cite, Emph, Inline, Inlines, Link, Quote, Strong, Text
from briefgen.narrative.faults import Source
from briefgen.narrative.markdown import NESTING
from briefgen.templating import RESERVED, TOKEN, Close, Enclosure

if TYPE_CHECKING:
    from markdown_it.token import Token

_PARTS = re.compile(rf"({TOKEN.pattern.replace('(', '').replace(')', '')}|[“”])")
_ID = re.compile(r"[A-Za-z0-9][\w:./+-]*")
_HREF = re.compile(r"(?:https?://[^\s<>\"]+|mailto:[^\s<>\"]+|#[^\s<>\"]+)")
_UNSUPPORTED = {
    "code_inline": (
        "markdown-unsupported",
        "a brief has no code",
        "write the words without back-ticks, or escape them: \\`",
    ),
    "image": (
        "image-in-markdown",
        "pictures come from the data, not from Markdown",
        "call chart(…) on a line of its own",
    ),
    "html_inline": ("html-in-markdown", "a brief has no HTML", "write Markdown; a single < is written \\<"),
}


@dataclass
class _Frame:
    """A node still open: its kind (`quote`, `em`, `strong`, `link`; empty: the whole), and what it holds."""

    kind: str
    line: int
    href: str = ""
    children: list[Inline] = field(default_factory=list)


class InlineReader:
    """Reads one run of inline tokens."""

    def __init__(self, source: Source, line: int) -> None:
        self._source, self._line = source, line
        self._stack = [_Frame("", line)]

    def read(self, tokens: Iterable[Token]) -> Inlines:
        """Return the nodes; faults go to the source."""
        for token in tokens:
            self._token(token)
        while len(self._stack) > 1:
            self._unclosed(self._stack[-1])
            self._close()
        return tuple(self._stack[0].children)

    def _token(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "text_special":
                self._append(Text(RESERVED.sub("", token.content)))
            case "softbreak" | "hardbreak":
                self._line += 1
                self._append(Text(" "))
            case "citation":
                self._cite(token.content)
            case "em_open" | "strong_open":
                self._open(token.tag)
            case "link_open":
                self._open("link", self._href(str(token.attrs.get("href", ""))))
                if token.attrs.get("title"):
                    self._source.fault(
                        "markdown-unsupported", "a link has no title here", self._line, "say it in the sentence"
                    )
            case "em_close" | "strong_close" | "link_close":
                self._close_markup({"em_close": "em", "strong_close": "strong"}.get(token.type, "link"))
            case unsupported:
                rule, message, hint = _UNSUPPORTED.get(
                    unsupported, ("markdown-unsupported", f"a brief has no {unsupported}", "")
                )
                self._source.fault(rule, message, self._line, hint)

    # ------------------------------------------------------------ text, data, quotations

    def _text(self, content: str) -> None:
        for part in _PARTS.split(content):
            if part == "“":
                self._open("quote")
            elif part == "”":
                self._close_quote()
            elif TOKEN.fullmatch(part):
                self._node(self._source.node(part))
            else:
                if '"' in part:
                    hint = "quotations are written “…”: only those are checked against their source"
                    self._source.fault("straight-quotation", "a straight quotation mark", self._line, hint)
                if "](" in part:
                    hint = "a link's text holds no citation and no other link, and its address no space"
                    self._source.fault("link-text", "brackets that look like a link and are none", self._line, hint)
                self._append(Text(RESERVED.sub("", part)))

    def _node(self, node: object) -> None:
        if isinstance(node, Inline):
            self._append(node)
        elif isinstance(node, AnyBlock | Enclosure | Close):
            name = node.name if isinstance(node, Enclosure) else type(node).__name__.lower()
            self._source.fault(
                "block-in-text",
                f"a block ({name}) stands inside running text",
                self._line,
                "put it on a line of its own",
            )

    def _append(self, node: Inline) -> None:
        children = self._stack[-1].children
        if isinstance(node, Text):
            if not node.text:
                return
            if children and isinstance(children[-1], Text):
                node = Text(children.pop().text + node.text)  # type: ignore[union-attr] # just looked
        if isinstance(node, Cite) and children and isinstance(children[-1], Text):
            before = children.pop().text.rstrip()  # type: ignore[union-attr] # the marker hugs the word it follows
            children += [Text(before)] if before else []
        children.append(node)

    # ------------------------------------------------------------ opening and closing

    def _open(self, kind: str, href: str = "") -> None:
        if len(self._stack) == NESTING:
            self._source.fault(
                "nested-too-deeply", f"more than {NESTING} quotations or emphases in one another", self._line
            )
        self._stack.append(_Frame(kind, self._line, href))

    def _close_quote(self) -> None:
        if self._stack[-1].kind == "quote":
            self._close()
            return
        message = "a quotation ends that has not begun"
        if any(frame.kind == "quote" for frame in self._stack):
            message = "a quotation ends inside an emphasis or a link that began in it"
        self._source.fault("unbalanced-quotation", message, self._line, "each “ needs its ” in the same paragraph")

    def _close_markup(self, kind: str) -> None:
        while self._stack[-1].kind not in {kind, ""}:
            self._unclosed(self._stack[-1])
            self._close()
        self._close()

    def _unclosed(self, frame: _Frame) -> None:
        hint = "each “ needs its ” in the same paragraph"
        self._source.fault("unbalanced-quotation", "a quotation begins that does not end", frame.line, hint)

    def _close(self) -> None:
        frame = self._stack.pop()
        children = tuple(frame.children)
        if not children:
            return
        match frame.kind:
            case "quote":
                self._append(Quote(children))
            case "em":
                self._append(Emph(children))
            case "strong":
                self._append(Strong(children))
            case _:
                if _holds_reference(children):
                    self._source.fault(
                        "link-text",
                        "a link's text holds a citation or another link",
                        self._line,
                        "put it after the link",
                    )
                self._append(Link(frame.href, children))

    # ------------------------------------------------------------ links and citations

    def _href(self, written: str) -> str:
        href = self._source.words(written)
        if not _HREF.fullmatch(href):
            hint = "links begin with https://, http://, mailto: or #"
            self._source.fault("link-scheme", f"“{href[:80]}” is not an address a brief may link to", self._line, hint)
        return href

    def _cite(self, content: str) -> None:
        ids = [part.strip() for part in self._source.words(f"@{content}").split(";")]
        if not all(part.startswith("@") and _ID.fullmatch(part[1:]) for part in ids):
            message = f"“[@{self._source.words(content)}]” is not a citation"
            self._source.fault("citation-syntax", message, self._line, "write [@id], or [@id; @other-id]")
        self._append(Cite(tuple(part.removeprefix("@") for part in ids)))


def _holds_reference(children: Sequence[Inline]) -> bool:
    return any(
        isinstance(child, Cite | Link)
        or (not isinstance(child, Text) and _holds_reference(getattr(child, "children", ())))
        for child in children
    )
