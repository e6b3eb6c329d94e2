"""`briefgen trace`: from a claim, or a sentence of an edition, to passages; from a place in a source to claims."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told
from briefgen.errors import BriefgenError, Diagnostic

if TYPE_CHECKING:
    from briefgen.api import Project
    from briefgen.api.places import Found, Resting

CONTEXT = 160  # characters shown on either side of a passage

EPILOG = """Examples:

`briefgen trace ubd-5` — the passages a claim rests on, where they stand

`briefgen trace --source rinna-2015 --at 8200-8300` — what rests on that stretch of a source

`briefgen trace --words "Third Neighbor"` — what rests on every place where the words stand

`briefgen trace --brief ulaanbaatar-dialogue/minister --sentence "June 2014"` — who says so"""


BriefOption = Annotated[
    str, typer.Option("--brief", "-b", metavar="TOPIC/AUDIENCE", help="An edition, sentence by sentence.")
]


@app.command(epilog=EPILOG)
def trace(  # noqa: PLR0913 - a command has as many parameters as it has options
    key: Annotated[str | None, typer.Argument(metavar="[ID]", help="A claim, a passage or a dispute.")] = None,
    *,
    source: Annotated[str, typer.Option("--source", "-s", help="A source; with --at or --words.")] = "",
    at: Annotated[str, typer.Option("--at", metavar="START-END", help="Characters of the source, from 0.")] = "",
    words: Annotated[str, typer.Option("--words", "-w", help="Words of a source, or of any.")] = "",
    brief: BriefOption = "",
    sentence: Annotated[str, typer.Option("--sentence", help="With --brief: only sentences with these words.")] = "",
    html: Annotated[bool, typer.Option("--html", help="With --brief: write a page into out/ instead.")] = False,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show what a claim rests on, what rests on a place in a source, or who says what an edition says."""
    with faults_told("trace", as_json=as_json):
        given = _asked(key, source, at, words, brief)
        if given != "brief" and (sentence or html):
            message = "--sentence and --html are for --brief"
            raise BriefgenError(Diagnostic("trace-what", message, hint="briefgen trace --help"), exit_code=2)
        from briefgen.api import Project

        opened = Project.open(project)
        if given == "brief":
            from briefgen.cli.said import trace_brief

            trace_brief(opened, brief, sentence, html=html, as_json=as_json)
        elif given == "id":
            _trace_claim(opened, key or "", as_json=as_json)
        else:
            _trace_place(_places(opened, source, at, words), as_json=as_json)


def _asked(key: str | None, source: str, at: str, words: str, brief: str) -> str:
    """Return which of the four ways is asked for.

    Raises:
        BriefgenError: none, or several (exit code 2).
    """
    ways = [name for name, value in (("id", key), ("at", at), ("words", words), ("brief", brief)) if value]
    if len(ways) != 1 or (ways == ["at"] and not source) or (ways[0] in ("id", "brief") and source):
        message = "say which: an ID, or --source SOURCE --at START-END, or --words “…”, or --brief TOPIC/AUDIENCE"
        raise BriefgenError(Diagnostic("trace-what", message, hint="briefgen trace --help"), exit_code=2)
    return ways[0]


def _trace_claim(project: Project, key: str, *, as_json: bool) -> None:
    from briefgen.api import trace_of

    found = trace_of(project, key, CONTEXT)
    if as_json:
        typer.echo(envelope("trace", asdict(found)))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text.assemble((found.id, "bold"), f"  {found.table}"))
    for column, value in found.values.items():
        console.print(Text.assemble((f"  {column}: ", "dim"), value))
    for line in found.passages:
        console.print()
        console.print(
            Text.assemble(
                (f"  {line.relation} {line.record}.{line.field}", "cyan"),
                f"  {line.source} [{line.start}–{line.end}] {line.passage}",
            )
        )
        console.print(Text.assemble("  …", line.before, (line.exact, "bold reverse"), line.after, "…"))


def _places(project: Project, source: str, at: str, words: str) -> tuple[Found, ...]:
    from briefgen.api.places import at_place, at_words

    if words:
        return at_words(project.dataset, project.evidenced, words, source, CONTEXT)
    numbers = re.fullmatch(r"(\d{1,12})(?:[-–](\d{1,12}))?", at)
    if not numbers:
        message = f"“{at}” is no stretch of characters"
        raise BriefgenError(Diagnostic("unknown-place", message, hint="as in --at 120-180"), exit_code=2)
    start, end = int(numbers[1]), int(numbers[2] or numbers[1])
    return (at_place(project.dataset, project.evidenced, source, (start, end), CONTEXT),)


def _trace_place(found: tuple[Found, ...], *, as_json: bool) -> None:
    if as_json:
        typer.echo(envelope("trace", [asdict(place) for place in found]))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for number, place in enumerate(found):
        if number:
            console.print()
        console.print(Text.assemble((place.source, "bold"), f" [{place.start}–{place.end}]"))
        console.print(Text.assemble("  …", place.before, (place.exact, "bold reverse"), place.after, "…"))
        if not place.passages:
            console.print("  no passage touches it: nothing rests on it")
        for touched in place.passages:
            console.print(Text.assemble("  ", (touched.passage, "cyan"), f" [{touched.start}–{touched.end}]"))
            for record in touched.records:
                console.print(Text.assemble("    ", (record.id, "bold"), f"  {_rests(record)}"))


def _rests(record: Resting) -> str:
    how = f"through {record.through}" if record.through else f"{record.relation} {record.field}"
    return f"{record.table}, {how}{f': {record.text}' if record.text else ''}"
