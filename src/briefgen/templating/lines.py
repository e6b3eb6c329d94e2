"""What the compiler of templates does beyond jinja2: line marks, counted loops, and `~` that keeps values whole."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from briefgen.document import Origin
from briefgen.templating.tokens import mark

COUNTED = "_counted"  # the filter every loop's iterable passes


class LineMarks(Extension):
    """Marks each visible line of a template in its output, so that the finished prose knows its lines.

    The marks sit in the text of the template itself, so they follow it through loops, macros, includes and blocks.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens, with marks before visible text and before each `{{`."""
        label = stream.filename or stream.name or ""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked(token.value, label, token.lineno))
                continue
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", mark(Origin(label, token.lineno)))
            yield token


def _marked(data: str, label: str, first: int) -> str:
    lines = data.split("\n")
    return "\n".join(
        mark(Origin(label, number)) + line if line.strip() else line for number, line in enumerate(lines, first)
    )


class Compiler(CodeGenerator):
    """jinja2's code generator, with the two changes the sandbox needs."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - as in jinja2
        """Let every loop count its turns."""
        for loop in node.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - as in jinja2
        """Leave `~` to the environment: str() of a Document node, or of data beside markup, would leak."""
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")
