"""How a value becomes text: in prose as an opaque token, in a page escaped for HTML.

In: any value of a `{{ … }}`. Out: text that no value can turn into markup.
"""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import BaseLoader, Undefined
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from briefgen.document import AnyBlock, Inline, Text, Value, plain
from briefgen.templating.limits import TemplateLimits
from briefgen.templating.lines import LineMarks
from briefgen.templating.sandbox import CannotEmitError, Sandbox, here
from briefgen.templating.tokens import RESERVED, TOKEN, Tokens, mark, take_mark

if TYPE_CHECKING:
    from jinja2.ext import Extension

_SPELT_OUT = re.compile(r"\b(?:Text|Emph|Strong|Link|Quote|Cite|Value|Term|Lang|Figure|Table|Box|DisputeBox)\(\w+=")


class Prose(Sandbox):
    """The sandbox of section templates: what they emit is Markdown with tokens and line marks."""

    marking: ClassVar[tuple[type[Extension], ...]] = (LineMarks,)

    def __init__(self, loader: BaseLoader | None, limits: TemplateLimits, tokens: Tokens) -> None:
        super().__init__(loader, limits)
        self._tokens = tokens

    def emit(self, value: object) -> Markup:
        """Return the tokens of a value; what a template itself has written passes as it is."""
        if isinstance(value, Markup):
            if not self._tokens.is_written(value):
                message = "a filter or a method has changed text that a macro wrote, so data in it could become markup"
                raise CannotEmitError(message, "only ~, + and the filters join and trim keep such text whole")
            return value
        if isinstance(value, tuple | list) and value and all(isinstance(part, Inline | AnyBlock) for part in value):
            gap = "\n\n" if isinstance(value[0], AnyBlock) else ""
            return self._tokens.written(gap.join(self._tokens.put(part) for part in value))
        return self._tokens.written(self._tokens.put(self._node(value)))

    def _node(self, value: object) -> Inline | AnyBlock:
        if isinstance(value, Inline | AnyBlock):
            return value
        text = printable(value)
        self.budget.write(len(text))
        return Text(text) if isinstance(value, str) else Value(value, "number")  # type: ignore[arg-type] # printable: a number

    def concat(self, parts: Any) -> str:  # noqa: ANN401 - as in Sandbox
        """Return the parts as one text, noted as written by a template."""
        return str(self._tokens.written(super().concat(parts)))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in jinja2
        """Call a macro or a function; a function gets plain texts, and what a `{% call %}` gives is emitted at once."""
        caller = kwargs.get("caller")
        if not isinstance(obj, Macro):
            args = tuple(self._plain(arg) for arg in args)
            kwargs = {key: self._plain(value) for key, value in kwargs.items()}
        result = super().call(context, obj, *args, **kwargs)
        return result if caller is None or isinstance(obj, Macro) else self._enclosed(result)

    def _enclosed(self, result: object) -> Markup:
        """Emit what a `{% call %}` gives; a block, on a line of its own that knows the line of the call."""
        text = self.emit(result)
        if not text.startswith("\n") and not isinstance(result, AnyBlock):
            return text
        return self._tokens.written(f"\n\n{mark(here())}{text.lstrip(chr(10))}\n\n")

    def _plain(self, value: object) -> object:
        """Return a text a template wrote as plain words, for a function of the context; anything else as it is."""
        if not isinstance(value, Markup):
            return value
        return TOKEN.sub(
            lambda found: self._words(found[0]), "\n".join(take_mark(line)[0] for line in value.split("\n"))
        )

    def _words(self, token_text: str) -> str:
        node = self._tokens.get(token_text)
        return plain((node,)) if isinstance(node, Inline) else ""


class Page(Sandbox):
    """The sandbox of layouts: what they emit is HTML; only the renderer's own `Markup` passes unescaped."""

    def emit(self, value: object) -> Markup:
        """Return a value as HTML text."""
        return value if isinstance(value, Markup) else escape(printable(value))


def printable(value: object) -> str:
    """Return a text or a number as text.

    Raises:
        CannotEmitError: it is neither, or holds what must not be printed.
        UndefinedError: it is undefined.
    """
    if isinstance(value, Undefined):
        str(value)  # raises
    if value is None or isinstance(value, bool):
        spelt = {None: "none", True: "true", False: "false"}[value]
        raise CannotEmitError(f"the value is {spelt}, which is not a text", "leave it out with {% if … %}")
    if not isinstance(value, str | int | float):
        raise CannotEmitError(f"a value of type {type(value).__name__} is not a text", "name one of its attributes")
    if isinstance(value, float) and not isfinite(value):
        raise CannotEmitError(f"the number is {value}")
    text = str(value)
    if RESERVED.search(text):
        raise CannotEmitError("the text holds characters that briefgen reserves (U+E000 to U+E00F)")
    if isinstance(value, str) and _SPELT_OUT.search(text):
        raise CannotEmitError("a value has been made into text before it was written", "write it alone: {{ value }}")
    return text
