"""Opaque tokens and line marks: how data and template lines travel through Markdown without ever being Markdown.

In: objects, and lines of templates. Out: runs of private-use characters that Markdown takes for letters, and the way
back. The sixteen characters U+E000–U+E00F are reserved: the loader refuses them in data and templates, so nobody can
forge a token.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.document import AnyBlock, Origin

RESERVED = re.compile("[\ue000-\ue00f]")
TOKEN = re.compile("\ue000([\ue008-\ue00f]+)\ue001")
_MARK = re.compile("\ue002([\ue008-\ue00f]+)\ue004([\ue008-\ue00f]*)\ue003")
_MARKS = re.compile(rf"(?:{_MARK.pattern}\s*)+")
_TO_PRIVATE = {ord(str(digit)): chr(0xE008 + digit) for digit in range(8)}
_TO_DIGITS = {0xE008 + digit: str(digit) for digit in range(8)}


class Tokens:
    """The objects one template put into its text, each under a token; and the texts that template code itself wrote."""

    def __init__(self) -> None:
        self._objects: list[object] = []
        self._written: set[str] = set()

    def put(self, obj: object) -> str:
        """Return the token that stands for an object: reserved characters only, never the object's own text."""
        self._objects.append(obj)
        return f"\ue000{_private(len(self._objects) - 1)}\ue001"

    def get(self, token_text: str) -> object:
        """Return the object a token stands for.

        Raises:
            KeyError: the text is not a token that `put` gave.
        """
        found = TOKEN.fullmatch(token_text)
        index = int(found[1].translate(_TO_DIGITS), 8) if found else -1
        if not 0 <= index < len(self._objects):
            raise KeyError(token_text)
        return self._objects[index]

    def written(self, text: str) -> Markup:
        """Note a text as written by a template (a macro's result, an enclosure): it may be emitted as it is."""
        self._written.add(text)
        return Markup(text)  # noqa: S704 - not HTML: jinja2's word for “may be emitted as it is”

    def is_written(self, text: str) -> bool:
        """Tell whether a text was written by a template, character for character."""
        return text in self._written


def mark(origin: Origin) -> str:
    """Return the mark of a template line: reserved characters that spell the file's label and the line."""
    label = "".join(f"{byte:03o}" for byte in origin.file.encode())
    return f"\ue002{_private(origin.line)}\ue004{label.translate(_TO_PRIVATE)}\ue003"


def take_mark(line: str) -> tuple[str, Origin | None]:
    """Return a line without its marks, and where its first words were written (None: it has no mark).

    Of marks in a row the last counts: a call's line gives way to the line of the macro whose words follow.
    """
    found = _MARKS.search(line)
    if found is None:
        return line, None
    number, label = _MARK.findall(found[0])[-1]
    digits = label.translate(_TO_DIGITS)
    file = bytes(int(digits[at : at + 3], 8) for at in range(0, len(digits), 3)).decode()
    return _MARK.sub("", line), Origin(file, int(number.translate(_TO_DIGITS), 8))


def trimmed(text: str) -> str:
    """Return a text without white space at its ends, marks kept."""
    start = re.match(rf"(?:\s|{_MARK.pattern})*", text)
    first = start.end() if start else 0
    return "".join(found[0] for found in _MARK.finditer(text[:first])) + text[first:].rstrip()


def _private(number: int) -> str:
    return f"{number:o}".translate(_TO_PRIVATE)


# ---------------------------------------------------------------- call-blocks


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What a `{% call %}` puts around the Markdown of its caller.

    Attributes:
        name: the function's name, for diagnostics.
        build: makes one block, or several, of the blocks enclosed; the narrative calls it and fills in empty origins.
    """

    name: str
    build: Callable[[tuple[AnyBlock, ...]], AnyBlock | tuple[AnyBlock, ...]]


@dataclass(frozen=True, slots=True)
class Close:
    """The end of an enclosure."""

    enclosure: Enclosure


def enclose(tokens: Tokens, enclosure: Enclosure, caller: Callable[[], str] | None) -> Markup:
    """Return the caller's Markdown between the tokens that open and close an enclosure, as paragraphs of their own."""
    body = caller() if caller else ""
    return tokens.written(f"\n\n{tokens.put(enclosure)}\n\n{body}\n\n{tokens.put(Close(enclosure))}\n\n")
