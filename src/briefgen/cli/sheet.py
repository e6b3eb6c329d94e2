"""`briefgen sheet export|import FILE.xlsx`: all tables as one workbook, and back."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, show, summary
from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.workspace import Workspace
from briefgen.workspace.files import write_all

if TYPE_CHECKING:
    from briefgen.api.sheet import Change, Import

group = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
app.add_typer(group, name="sheet", help="Edit all tables in one workbook.")
BookArgument = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook.")]
SHOWN = 70  # characters of a cell in a diff
SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@group.command("export", epilog="Example: `briefgen sheet export dataset.xlsx`")
def sheet_export(book: BookArgument, *, project: ProjectOption = Path()) -> None:
    """Write all tables into one workbook: a sheet each, typed, with drop-downs and explanations."""
    with faults_told("sheet", as_json=False):
        from briefgen.api.sheet import sheet_of

        data = sheet_of(Workspace.open(project))
        write_all(book.absolute().parent, {book.name: data}, str(book))
        typer.echo(book)


@group.command("import", epilog="Example: `briefgen sheet import dataset.xlsx` shows what would change, then asks")
def sheet_import(
    book: BookArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show what a workbook would change, cell by cell, and write it once that is confirmed."""
    with faults_told("sheet", as_json=as_json):
        from briefgen.api.sheet import read_import, write_import

        workspace = Workspace.open(project)
        found = read_import(workspace, _bytes(book), book.name)
        if not as_json:
            _tell(found)
        if found.errors:
            raise BriefgenError(found.errors)
        write = bool(found.files) and (yes or (not as_json and _confirmed()))
        written = write_import(workspace, found) if write else ()
        if as_json:
            data = {"changes": [asdict(changes) for changes in found.changes], "written": written}
            typer.echo(envelope("sheet", {**data, "outdated": found.outdated}, found.findings))
            return
        for name in written:
            typer.echo(name)
        if found.files and not written:
            typer.echo("Nothing was written.")


def _bytes(book: Path) -> bytes:
    try:
        return book.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise BriefgenError(
            Diagnostic("file-missing", f"cannot read it: {reason}", Place(str(book))), exit_code=2
        ) from None


def _tell(found: Import) -> None:
    """Print the diff, and what the rules would say afterwards."""
    for changes in found.changes:
        counts = [(kind, sum(row.kind == kind for row in changes.rows)) for kind in SIGNS]
        said = [f"{n} {kind}" for kind, n in counts if n] + ["rows in another order"] * changes.reordered
        typer.echo(f"{changes.table}: {', '.join(said)}")
        for row in changes.rows:
            _tell_row(row)
    if not found.changes:
        typer.echo("Nothing would change.")
    if found.outdated and found.changes:
        typer.echo(f"Changed since this workbook was exported: {', '.join(found.outdated)}.", err=True)
        typer.echo("What is shown as removed or changed there may be somebody's work.", err=True)
    if found.findings:
        show(found.findings)
        typer.echo(f"briefgen check would then say, of these tables: {summary(found.findings)}", err=True)


def _tell_row(row: Change) -> None:
    colour = {"added": "green", "removed": "red", "changed": "yellow"}[row.kind]
    typer.secho(f"  {SIGNS[row.kind]} {row.key}", fg=colour if sys.stdout.isatty() else None)
    for column, before, after in row.cells:
        if row.kind == "changed":
            typer.echo(f"      {column}: {_short(before)} → {_short(after)}")
        elif column != "id":
            typer.echo(f"      {column}: {_short(before or after)}")


def _short(text: str) -> str:
    flat = " ".join(text.split()) if text.split() else text
    return f"“{flat[:SHOWN]}…”" if len(flat) > SHOWN else f"“{flat}”" if flat else "empty"


def _confirmed() -> bool:
    """Ask; without a terminal to ask at, the answer is no."""
    if not sys.stdin.isatty():
        typer.echo("Give --yes to write it.", err=True)
        return False
    return typer.confirm("Write this?")
