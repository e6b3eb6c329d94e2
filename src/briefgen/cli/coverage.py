"""`briefgen coverage SOURCE`: a source with what is used of it marked, and what is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told

if TYPE_CHECKING:
    from rich.text import Text

    from briefgen.api.coverage import Coverage

EPILOG = """Examples:

`briefgen coverage rinna-2015 | less` — used words stand between « and »; a bar | heads each sentence no passage touches

`briefgen coverage rinna-2015 --unused` — only those sentences, each with its place for `briefgen trace --at`"""


@app.command(epilog=EPILOG)
def coverage(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source.")],
    *,
    unused: Annotated[bool, typer.Option("--unused", help="Only the sentences no passage touches.")] = False,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show what of a source is used and what is not."""
    with faults_told("coverage", as_json=as_json):
        from briefgen.api import Project
        from briefgen.api.coverage import coverage as measure

        opened = Project.open(project)
        found = measure(opened.dataset, opened.evidenced, source)
        if as_json:
            whole = {**asdict(found), "covered": found.covered, "share": round(found.share, 4)}
            typer.echo(envelope("coverage", whole))
            return
        text = opened.evidenced.texts[source]
        if unused:
            for sentence in found.sentences:
                if not sentence.passages:
                    typer.echo(f"{sentence.start}-{sentence.end}  {' '.join(sentence.text.split())}")
        elif sys.stdout.isatty():
            from rich.console import Console

            Console(highlight=False).print(coloured(text, found))
        else:
            typer.echo(marked(text, found))
        typer.echo(summary(found))


def summary(found: Coverage) -> str:
    """Return the share in one line."""
    letters = found.letters_used / found.letters if found.letters else 0.0
    sentences = f"{found.covered} of {len(found.sentences)} sentences ({found.share:.0%})"
    return f"{found.source}: {sentences} and {letters:.0%} of the letters are used."


def pieces(text: str, found: Coverage) -> Iterator[tuple[str, bool, bool]]:
    """Yield (text, used, begins an unused sentence) of the whole source, in order."""
    edges = {0, len(text)}
    edges |= {edge for stretch in found.used for edge in stretch}
    begins = {sentence.start for sentence in found.sentences if not sentence.passages}
    used = {at for at, _ in found.used}
    inside, places = False, sorted(edges | begins)
    ends = {end for _, end in found.used}
    for start, end in pairwise(places):
        inside = start in used or (inside and start not in ends)
        yield text[start:end], inside, start in begins


def marked(text: str, found: Coverage) -> str:
    """Return the source with «…» around what is used, and `| ` before each sentence no passage touches."""
    return "".join(
        f"«{piece}»" if used else f"{'| ' if begins else ''}{piece}" for piece, used, begins in pieces(text, found)
    )


def coloured(text: str, found: Coverage) -> Text:
    """Return the source for a terminal: green what is used, red the sentences no passage touches, the rest dim."""
    from rich.text import Text

    shown = Text()
    unused_now = False
    for piece, used, begins in pieces(text, found):
        unused_now = begins or (unused_now and not used)
        shown.append(piece, "green" if used else "bold red" if unused_now else "dim")
    return shown
