"""`briefgen check`: everything that is wrong, at once."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, show, summary
from briefgen.errors import errors_only


@app.command(epilog="Example: `briefgen check --json`")
def check(*, project: ProjectOption = Path(), as_json: JsonOption = False) -> None:
    """Check the dataset, its evidence, and the citations of every edition."""
    from briefgen.api import Project

    with faults_told("check", as_json=as_json):
        opened = Project.open(project)
        diagnostics = opened.check()
        tables = {name: len(rows) for name, rows in opened.dataset.tables.items()}
        if as_json:
            typer.echo(envelope("check", {"sources": len(opened.dataset.sources), **tables}, diagnostics))
        else:
            show(diagnostics)
            typer.echo(f"{len(opened.dataset.sources)} sources, {sum(tables.values())} records: {summary(diagnostics)}")
        if errors_only(diagnostics):
            raise typer.Exit(1)
