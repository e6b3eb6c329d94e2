"""What the command line says: diagnostics, JSON envelopes, progress.

Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator

from briefgen.errors import BriefgenError, Diagnostic, Severity
from briefgen.workspace import installed_version

Read = Callable[[str], str | None]
COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold blue"}


def envelope(kind: str, data: object, diagnostics: Iterable[Diagnostic] = ()) -> str:
    """Return the one JSON envelope every `--json` output has."""
    listed = [
        {
            "rule": d.rule,
            "severity": str(d.severity),
            "file": d.place.file,
            "line": d.place.line,
            "column": d.place.column,
            "message": d.message,
            "details": list(d.details),
            "hint": d.hint,
        }
        for d in diagnostics
    ]
    whole = {"briefgen": installed_version(), "kind": kind, "data": data, "diagnostics": listed}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def show(diagnostics: Iterable[Diagnostic], read: Read | None = None) -> None:
    """Print diagnostics for people, on stderr, in colour where the terminal has it.

    Args:
        diagnostics: what was found.
        read: gives the text of a file, so that the line itself can be shown, with a mark under the place.
    """
    listed = tuple(diagnostics)
    if not listed:
        return
    if not sys.stderr.isatty():
        told = ("\n".join((str(d).split("\n", 1)[0], *_excerpt(d, read), *str(d).split("\n")[1:])) for d in listed)
        sys.stderr.write("\n\n".join(told) + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False)
    for diagnostic in listed:
        first, *rest = str(diagnostic).splitlines()
        head, _, place = first.partition("] ")
        console.print(Text.assemble((head + "]", COLOURS[diagnostic.severity]), " ", (place, "bold")))
        for line, style in zip(_excerpt(diagnostic, read), ("", "bold red"), strict=False):
            console.print(Text(line, style), no_wrap=True, overflow="ignore", crop=False)
        console.print(Text("\n".join(rest) + "\n"))


def _excerpt(diagnostic: Diagnostic, read: Read | None) -> tuple[str, ...]:
    """Return the line of a finding, and the carets under its place."""
    if read is None:
        return ()
    from briefgen.api.pointing import pointed

    found = pointed(diagnostic, read)
    return tuple(f"  | {line}" for line in found.shown()) if found else ()


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `2 errors, 1 warning`, or `no problems`."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    said = [f"{n} {severity}{'s' if n > 1 else ''}" for severity, n in counts.items() if n]
    return ", ".join(said) or "no problems"


def _line(text: str) -> None:
    sys.stderr.write(f"briefgen: {text}\n")


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give a function that says what goes on: a spinner on a terminal, plain lines elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("…") as status:
            yield lambda text: status.update(f"{text} …")
    else:
        yield _line


@contextlib.contextmanager
def faults_told(kind: str, *, as_json: bool) -> Iterator[None]:
    """Turn diagnostics that stop a command into its output and exit code."""
    try:
        yield
    except BriefgenError as error:
        if as_json:
            sys.stdout.write(envelope(kind, None, error.diagnostics) + "\n")
        else:
            show(error.diagnostics)
        raise SystemExit(error.exit_code) from None
