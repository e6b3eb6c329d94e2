"""`briefgen new` and `briefgen init`: beginnings, which say what to edit next and how to see the result."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told
from briefgen.workspace import Workspace

if TYPE_CHECKING:
    from briefgen.api.scaffold import Begun

new = typer.Typer(no_args_is_help=True, help="Begin an audience or a topic.")
app.add_typer(new, name="new")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")]


@new.command(epilog="Example: `briefgen new audience embassy --from diplomat`")
def audience(
    name: NameArgument,
    *,
    like: Annotated[str, typer.Option("--from", help="The audience to copy.")] = "diplomat",
    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="Copy what topics have written for that audience, too.")
    ] = False,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Begin an audience as a copy of another."""
    with faults_told("new", as_json=as_json):
        from briefgen.api.scaffold import new_audience

        _tell("new", new_audience(Workspace.open(project), name, like, with_texts=with_texts), as_json=as_json)


@new.command(epilog="Example: `briefgen new topic river-crossings`")
def topic(name: NameArgument, *, project: ProjectOption = Path(), as_json: JsonOption = False) -> None:
    """Begin a topic with two short sections."""
    with faults_told("new", as_json=as_json):
        from briefgen.api.scaffold import new_topic

        _tell("new", new_topic(Workspace.open(project), name), as_json=as_json)


@app.command(epilog="Example: `briefgen init my-briefs`")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist, or is empty.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Begin a project: a small invented example of everything, which renders as it is."""
    with faults_told("init", as_json=as_json):
        from briefgen.api.scaffold import new_project

        _tell("init", new_project(folder), as_json=as_json)


def _tell(kind: str, begun: Begun, *, as_json: bool) -> None:
    if as_json:
        typer.echo(envelope(kind, asdict(begun)))
        return
    for title, lines in (
        ("Written:", begun.files),
        ("Edit next:", begun.edit),
        ("See the result:", (begun.show,)),
        ("Good to know:", begun.notes),
    ):
        if lines:
            typer.echo(title)
            for line in lines:
                typer.echo(f"  {line}")
