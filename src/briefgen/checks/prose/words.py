"""The words of inlines as a reader sees them, and which of them carry their own provenance.

In: inlines. Out: `Said`: a text in which quotations stand in “…” and dates are spelt out, the spans of its computed
values, of its run-in heading and of its links, and where it cites what.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.dates import humanise
from briefgen.document import Cite, Inlines, Link, Quote, Strong, Term, Text, Value


@dataclass(frozen=True, slots=True)
class Said:
    """A run of inlines as text.

    Attributes:
        text: the words.
        values: spans of computed values, each with the value.
        cites: (offset, ids) of each citation.
        lead: where a run-in heading ends (`**What it is.** …`); 0: there is none.
    """

    text: str
    values: tuple[tuple[int, int, Value], ...] = ()
    cites: tuple[tuple[int, tuple[str, ...]], ...] = ()
    lead: int = 0

    @property
    def computed(self) -> tuple[tuple[int, int], ...]:
        """The spans of computed values."""
        return tuple((start, end) for start, end, _ in self.values)


@dataclass
class _Writer:
    text: str = ""
    values: list[tuple[int, int, Value]] = field(default_factory=list)
    cites: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)

    def write(self, inlines: Inlines) -> None:
        for inline in inlines:
            match inline:
                case Text() | Term():
                    self.text += inline.text
                case Value():
                    start = len(self.text)
                    self.text += shown(inline)
                    self.values.append((start, len(self.text), inline))
                case Cite():
                    self.cites.append((len(self.text), inline.ids))
                case Quote():
                    self.text += "“"
                    self.write(inline.children)
                    self.text += "”"
                case _:
                    self.write(inline.children)


def say(inlines: Inlines) -> Said:
    """Return the words of inlines."""
    writer = _Writer()
    writer.write(inlines)
    return Said(writer.text, tuple(writer.values), tuple(writer.cites), _lead(inlines))


def shown(value: Value) -> str:
    """Return a value as a reader sees it."""
    if value.kind == "date":
        return humanise(str(value.datum)).replace("\u00a0", " ")
    return f"{value.datum:,}" if isinstance(value.datum, int | float) else str(value.datum)


def _lead(inlines: Inlines) -> int:
    """Return the length of a run-in heading: strong words at the very beginning that end in a stop."""
    first = inlines[0] if inlines else None
    if not isinstance(first, Strong) or any(isinstance(child, Link) for child in first.children):
        return 0
    words = say(first.children).text
    return len(words) if words.rstrip().endswith((".", ":", "?", "!")) else 0
