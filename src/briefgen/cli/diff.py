"""`briefgen diff OLD NEW`: what changed between two exports, two PDFs, or two git revisions."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told

EPILOG = """Examples:

`briefgen diff old.json new.json` — two files that `briefgen export --format json` wrote

`briefgen diff may.pdf june.pdf` — two PDFs made by briefgen, from the evidence inside them; no project is needed

`briefgen diff v1 HEAD` — two git revisions of the project; write `git:NAME` where a file has the same name

`briefgen diff HEAD~1 HEAD --format html > changes.html` — a page to send"""


class Format(StrEnum):
    """How the changes are told."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@app.command(epilog=EPILOG)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An export, a PDF, or a git revision.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A later one of the same kind.")],
    *,
    kind: Annotated[Format, typer.Option("--format", "-f", help="How to tell it.")] = Format.TEXT,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Tell what changed: claims added, removed or reworded, dates, numbers, evidence, judgements, silences, sources."""
    as_json = as_json or kind is Format.JSON
    with faults_told("diff", as_json=as_json):
        from briefgen.api.diff import changes_between
        from briefgen.changes import as_text
        from briefgen.workspace import Workspace

        found = changes_between(old, new, lambda: Workspace.open(project).root)
        if as_json:
            typer.echo(envelope("diff", asdict(found)))
        elif kind is Format.HTML:
            from briefgen.changes.page import page

            typer.echo(page(f"What changed from {old} to {new}", found), nl=False)
        else:
            typer.echo(as_text(found), nl=False)
