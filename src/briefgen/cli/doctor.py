"""`briefgen doctor`: is everything there that a render needs?"""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, show


@app.command(epilog="Example: `briefgen doctor`")
def doctor(*, project: ProjectOption = Path(), as_json: JsonOption = False) -> None:
    """Render a page, and name what is missing with the command that mends it."""
    from briefgen.api import Project, examine

    with faults_told("doctor", as_json=as_json):
        lines, faults = examine(Project.open(project))
        if as_json:
            typer.echo(envelope("doctor", [{"what": what, "found": found} for what, found in lines], faults))
        else:
            for what, found in lines:
                typer.echo(f"{what.ljust(12)} {found}")
            show(faults)
        if faults:
            raise typer.Exit(1)
