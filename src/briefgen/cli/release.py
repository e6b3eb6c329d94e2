"""`briefgen release`: give the editions that changed their next number, and say what changed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told
from briefgen.words import ENGLISH

if TYPE_CHECKING:
    from briefgen.api.releases import Step

EPILOG = """Examples:

`briefgen release` — every edition that changed since it was last published gets its next number and its date

`briefgen release ulaanbaatar-dialogue --audience minister`

`briefgen release --dry-run` — what would get a number, and what changed

The numbers are kept in releases/, one file an edition: commit them. Then render or publish."""


@app.command(epilog=EPILOG)
def release(
    topics: Annotated[
        list[str] | None, typer.Argument(metavar="[TOPIC]…", help="Topics.", show_default="every topic")
    ] = None,
    *,
    audience: Annotated[
        list[str] | None,
        typer.Option("--audience", "-a", help="Audience; may be given several times.", show_default="every audience"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")] = False,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Publish editions: what changed gets its next number and date; what did not keeps them."""
    with faults_told("release", as_json=as_json):
        from briefgen.api import Project
        from briefgen.api.releases import steps, write

        opened = Project.open(project)
        found = steps(opened, topics or (), audience or ())
        if not dry_run:
            write(opened, found)
        if as_json:
            typer.echo(envelope("release", [_data(step) for step in found]))
        for step in () if as_json else found:
            typer.echo(_line(step))


def _line(step: Step) -> str:
    from briefgen.changes.release import counts

    name = f"{step.topic} for {step.audience}: no. {step.number} of {step.date}"
    if not step.new:
        return f"{name}, unchanged"
    told = ", ".join(f"{heading[0].lower()}{heading[1:]} ({count})" for heading, count in counts(step.changes, ENGLISH))
    return f"{name}, new" + (f"; since {step.changes.old}: {told}" if told else "")


def _data(step: Step) -> dict[str, object]:
    head = {name: getattr(step, name) for name in ("topic", "audience", "number", "date", "new")}
    return {**head, "changes": asdict(step.changes)}
