"""Where a line of Markdown was written, and a collector of what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from briefgen.document import Inline, Origin, plain
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.templating import RESERVED, TOKEN, Tokens, take_mark


@dataclass
class Source:
    """Markdown without its marks, the origin of each of its lines, and the faults found so far."""

    lines: tuple[str, ...]
    origins: tuple[Origin, ...]
    tokens: Tokens
    faults: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def read(cls, markdown: str, tokens: Tokens) -> Source:
        """Take the marks out of the lines; a line without one counts as written where the line above was."""
        lines, origins = [], []
        origin = Origin()
        for marked in markdown.split("\n"):
            line, found = take_mark(marked)
            origin = found or origin
            lines.append(line)
            origins.append(origin)
        return cls(tuple(lines), tuple(origins), tokens)

    def origin(self, line: int) -> Origin:
        """Return where a line (from 0) was written."""
        return self.origins[min(line, len(self.origins) - 1)]

    def fault(self, rule: str, message: str, line: int, hint: str = "") -> None:
        """Note a fault of a line (from 0)."""
        origin = self.origin(line)
        words = self.words(self.lines[min(line, len(self.lines) - 1)]).strip()
        details = (words[:200],) if words else ()
        self.faults.append(Diagnostic(rule, message, Place(origin.file, origin.line), details, hint))

    def foreign(self, faults: Iterable[Diagnostic], origin: Origin) -> None:
        """Note faults raised by somebody else, at this origin when they name none."""
        place = Place(origin.file, origin.line)
        self.faults += [fault if fault.place.file else replace(fault, place=place) for fault in faults]

    def words(self, text: str) -> str:
        """Return a text with the words of its tokens in their places."""
        return RESERVED.sub("", TOKEN.sub(lambda found: self._words(found[0]), text))

    def _words(self, token_text: str) -> str:
        node = self.node(token_text)
        return plain((node,)) if isinstance(node, Inline) else ""

    def node(self, token_text: str) -> object:
        """Return what a token stands for; None when it stands for nothing."""
        try:
            return self.tokens.get(token_text)
        except KeyError:
            return None

    def done(self) -> None:
        """End the reading.

        Raises:
            BriefgenError: there were faults; all of them.
        """
        if self.faults:
            raise BriefgenError(self.faults)
