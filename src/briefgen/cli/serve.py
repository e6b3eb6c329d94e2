"""`briefgen serve`: the live preview."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import ProjectOption, app
from briefgen.cli.speak import faults_told

EPILOG = """Examples:

`briefgen serve` — every brief of the project, renewed whenever a file is saved; Ctrl-C ends it

`briefgen serve --port 0 --editor vscode` — on any free port, with links that open files in an editor"""


@app.command(epilog=EPILOG)
def serve(
    *,
    port: Annotated[int, typer.Option("--port", help="Port; 0 takes any that is free.", min=0, max=65535)] = 8450,
    host: Annotated[str, typer.Option("--host", help="Address; only this machine's own is accepted.")] = "127.0.0.1",
    editor: Annotated[
        str,
        typer.Option(
            "--editor",
            envvar="BRIEFGEN_EDITOR",
            help="What opens a file: vscode, or an address such as vscode://file{path}:{line}.",
        ),
    ] = "",
    project: ProjectOption = Path(),
) -> None:
    """Show every brief in the browser, and every change as it is saved."""
    with faults_told("serve", as_json=False):
        from briefgen.serve import editor_of, listen
        from briefgen.serve import serve as serve_project

        serve_project(project, listen(host, port), editor_of(editor), _ready)
        typer.echo("briefgen: the preview has ended", err=True)


def _ready(address: str) -> None:
    typer.echo(address)
    typer.echo("briefgen: the preview is there; Ctrl-C ends it", err=True)
