"""`briefgen check`: everything that is wrong, at once; and what a rule means."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, show, summary
from briefgen.errors import errors_only

ExplainOption = Annotated[
    str, typer.Option("--explain", metavar="RULE", help="Say what a rule finds, why, and how to mend it.")
]


@app.command(epilog="Examples: `briefgen check`, `briefgen check --json`, `briefgen check --explain date-unsupported`")
def check(*, explain: ExplainOption = "", project: ProjectOption = Path(), as_json: JsonOption = False) -> None:
    """Check the dataset, its evidence, and the text of every edition."""
    from briefgen.api import Project

    with faults_told("check", as_json=as_json):
        if explain:
            _explain(explain, as_json=as_json)
            return
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


def _explain(rule: str, *, as_json: bool) -> None:
    from briefgen.checks.explanations import explain

    said = explain(rule)
    typer.echo(envelope("check", asdict(said)) if as_json else str(said))
