"""`briefgen trace ID`: a claim's passages, shown where they stand."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told

CONTEXT = 160  # characters shown on either side of a passage


@app.command(epilog="Example: `briefgen trace ubd-5`")
def trace(
    key: Annotated[str, typer.Argument(metavar="ID", help="A claim, a passage or a dispute.")],
    *,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show the passages a claim rests on, in the context of their sources."""
    from briefgen.api import Project, trace_of

    with faults_told("trace", as_json=as_json):
        found = trace_of(Project.open(project), key, CONTEXT)
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
