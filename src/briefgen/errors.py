"""What is wrong, where, and how to mend it: the one vocabulary every layer uses for faults.

In: nothing. Out: `Diagnostic` values, and `BriefgenError`, which carries one or more of them to the edge of the
program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an `error` stops a render, a `warning` does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: `file` is relative to the project, `line` counts from 1 (0: the whole file)."""

    file: str = ""
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        """Return `data/events.csv:14 date`, leaving out what is not known."""
        text = f"{self.file}:{self.line}" if self.line else self.file
        return f"{text} {self.column}".strip()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Attributes:
        rule: stable rule id, such as `passage-not-found`.
        message: what is wrong, in one sentence without a final stop.
        place: where it is wrong.
        details: further lines, such as the closest span found.
        hint: how to mend it; empty when there is nothing useful to say.
        severity: how much it matters.
    """

    rule: str
    message: str
    place: Place = Place()
    details: tuple[str, ...] = ()
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the diagnostic as a person reads it in a terminal."""
        lines = [f"{self.severity}[{self.rule}] {self.place}".rstrip(), f"  {self.message}"]
        lines += [f"  {line}" for line in self.details]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


class BriefgenError(Exception):
    """One or more diagnostics that stop the work; the command line prints them and exits with `exit_code`."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic], *, exit_code: int = 1) -> None:
        """Keep the diagnostics, sorted by place."""
        self.diagnostics = in_order([diagnostics] if isinstance(diagnostics, Diagnostic) else diagnostics)
        self.exit_code = exit_code
        super().__init__("\n".join(str(d) for d in self.diagnostics))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by file, line and rule, each said once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place, d.rule, d.message)))


def errors_only(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that stop a render."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint naming the closest known word, or the known words when none is close.

    >>> did_you_mean("ministr", ["diplomat", "minister"])
    'did you mean “minister”?'
    """
    names = sorted(known)
    if close := get_close_matches(word, names, n=1, cutoff=0.6):
        return f"did you mean “{close[0]}”?"
    return f"known: {', '.join(names)}" if names else ""
