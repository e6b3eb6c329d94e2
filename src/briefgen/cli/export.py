"""`briefgen export`: the dataset, or its sources, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import ProjectOption, app
from briefgen.cli.speak import faults_told
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean
from briefgen.workspace.files import write_all

FORMATS = ("json", "csv", "xlsx", "sqlite", "datapackage", "csl", "bibtex", "ris")

EPILOG = """Examples:

`briefgen export --format json --out dataset.json` — every claim with its evidence located in its source

`briefgen export --format csv --out tables/` — a folder of CSV files; `--out tables.zip` for one file

`briefgen export --format datapackage --out package/` — the same as a Frictionless Data Package

`briefgen export --format bibtex` — the sources: also `csl` (for Zotero) and `ris`

In CSV and XLSX a text that a spreadsheet would run as a formula has one apostrophe more in front."""


@app.command(epilog=EPILOG)
def export(
    *,
    kind: Annotated[str, typer.Option("--format", "-f", help=f"{', '.join(FORMATS)}.")] = "json",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="File, or folder of a csv or datapackage.", show_default="standard output"),
    ] = None,
    project: ProjectOption = Path(),
) -> None:
    """Export the dataset, or its sources as a bibliography."""
    with faults_told("export", as_json=False):
        if kind not in FORMATS:
            diagnostic = Diagnostic("unknown-format", f"there is no format “{kind}”", hint=did_you_mean(kind, FORMATS))
            raise BriefgenError(diagnostic, exit_code=2)
        from briefgen.api import Project
        from briefgen.api.export import exported
        from briefgen.export.as_csv import zipped
        from briefgen.export.formats import TEXTS

        if out is None and kind not in TEXTS:
            message = f"{kind} is not for a terminal"
            raise BriefgenError(Diagnostic("no-out", message, hint="say where with --out"), exit_code=2)
        data = exported(Project.open(project), kind)
        if out is None:
            typer.echo(data if isinstance(data, bytes) else "", nl=False)
            return
        if not isinstance(data, bytes) and out.suffix == ".zip":
            data = zipped(data)
        if isinstance(data, bytes):
            write_all(out.absolute().parent, {out.name: data}, str(out))
        else:
            write_all(out.absolute(), data, str(out))
        typer.echo(out)
