"""The place of a finding in the text of its file: the line, and the part of it to point at.

In: a diagnostic and a way to read files of the project. Out: `Pointed`, or None when there is no such line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.workspace import Workspace

Read = Callable[[str], str | None]
WIDTH = 110  # characters of a line that are shown
_SAID = re.compile(r"“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Pointed:
    """A line of a file, and characters [start:end) of it."""

    line: str
    start: int
    end: int

    def shown(self, width: int = WIDTH) -> tuple[str, str]:
        """Return the line, cut around the place when it is long, and the carets that go under it."""
        begin = max(0, min(self.start - width // 3, len(self.line) - width))
        begin = 0 if self.end <= width else begin
        line = self.line[begin : begin + width].replace("\t", " ")
        start, end = self.start - begin, min(self.end - begin, width)
        before, after = "…" if begin else "", "…" if begin + width < len(self.line) else ""
        return f"{before}{line}{after}", " " * (len(before) + start) + "^" * max(1, end - start)


def reader(workspace: Workspace) -> Read:
    """Return a function that reads a file by the name that diagnostics give it, once."""
    texts: dict[str, str | None] = {}

    def read(name: str) -> str | None:
        if name not in texts:
            texts[name] = _text(workspace, name)
        return texts[name]

    return read


def _text(workspace: Workspace, name: str) -> str | None:
    try:
        if name.startswith("built-in templates/"):
            found = workspace.find_builtin(name.removeprefix("built-in templates/"))
            return found[1] if found else None
        return workspace.read_text(name)
    except BriefgenError:
        return None


def pointed(diagnostic: Diagnostic, read: Read) -> Pointed | None:
    """Return where in its file a finding points; a place without a line points nowhere."""
    place = diagnostic.place
    text = read(place.file) if place.file and place.line else None
    lines = text.split("\n") if text is not None else []
    if not 0 < place.line <= len(lines):
        return None
    line = lines[place.line - 1].rstrip("\r")
    start, end = _span(diagnostic, line, lines)
    return Pointed(line, start, end)


def _span(diagnostic: Diagnostic, line: str, lines: list[str]) -> tuple[int, int]:
    """Return the words of the line that the message quotes, the cell of the column, or the whole line."""
    if diagnostic.place.file.endswith(".csv"):
        cell = _cell(diagnostic.place.column, line, lines[0])
        if cell is not None:
            return next((span for span in _said(diagnostic.message, line, *cell)), cell)
    if span := next(_said(diagnostic.message, line, 0, len(line)), None):
        return span
    key = re.search(rf"(?<!\w){re.escape(diagnostic.place.column)}(?!\w)", line) if diagnostic.place.column else None
    stripped = line.strip()
    return key.span() if key else (line.find(stripped), line.find(stripped) + len(stripped))


def _said(message: str, line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _SAID.finditer(message):
        if (at := line.find(found[1], start, end)) >= 0:
            yield at, at + len(found[1])


def _cell(column: str, line: str, header: str) -> tuple[int, int] | None:
    """Return where the cell of a column stands in the line on which its row begins."""
    names = next(csv.reader(io.StringIO(header)), [])
    if column not in names:
        return None
    cells = list(re.finditer(r'(?:"(?:[^"]|"")*(?:"|$)|[^",]*)(?=,|$)', line))
    spans = [found.span() for n, found in enumerate(cells) if not n or found.start() > cells[n - 1].end()]
    at = names.index(column)
    if at >= len(spans):
        return None
    start, end = spans[at]
    closed = line[start : start + 1] == '"' and line[end - 1 : end] == '"' and end - start > 2
    return (start + 1, end - 1) if closed else (start, end)
