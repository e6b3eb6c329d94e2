"""`briefgen check`: everything that is wrong, at once; what a rule means; and what anybody's text says wrongly."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, progress, show, summary
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean, errors_only, in_order

if TYPE_CHECKING:
    from briefgen.api import Project

FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="Anybody's text to check against the dataset: .md, .txt, .html or .docx."),
]
ExplainOption = Annotated[
    str, typer.Option("--explain", metavar="RULE", help="Say what a rule finds, why, and how to mend it.")
]
FormatOption = Annotated[
    str, typer.Option("--format", "-f", help="How findings are told: text, json, sarif or github.")
]
FixOption = Annotated[
    bool, typer.Option("--fix", help="Mend spaces, the order of columns and datapackage.json, showing the difference.")
]
RenderedOption = Annotated[
    bool, typer.Option("--rendered", help="Make every edition, too, and inspect its pages; nothing is written.")
]
PageOption = Annotated[
    Path | None, typer.Option("--html", metavar="PAGE", help="With FILE: write the marked text as a web page, too.")
]

EPILOG = """Examples:

`briefgen check` — the dataset, its evidence, and the text of every edition

`briefgen check --format sarif > briefgen.sarif` — for a code host

`briefgen check --rendered` — page budgets and what is lost on the way, as well

`briefgen check --explain date-unsupported` — what a rule means

`briefgen check memo.docx --html memo.html` — what the dataset says of each date, number, quotation and name in it"""


@app.command(epilog=EPILOG)
def check(  # noqa: PLR0913 - a command has as many parameters as it has options
    file: FileArgument = None,
    *,
    explain: ExplainOption = "",
    form: FormatOption = "text",
    fix: FixOption = False,
    rendered: RenderedOption = False,
    page: PageOption = None,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Check the dataset, its evidence, and the text of every edition; or anybody's text against the dataset."""
    from briefgen.api import Project

    with faults_told("check", as_json=as_json):
        form = "json" if as_json else form
        _asked(file, explain, form, page, others=fix or rendered)
        if explain:
            _explain(explain, as_json=as_json)
            return
        if fix:
            _fix(project)
        opened = Project.open(project)
        if file is not None:
            from briefgen.cli.paste import paste_check

            sound = paste_check(opened, file, page, as_json=form == "json")
        else:
            diagnostics = opened.check()
            if rendered and not errors_only(diagnostics):
                diagnostics = _with_pages(opened, diagnostics, quiet=form != "text")
            _tell(opened, diagnostics, form)
            sound = not errors_only(diagnostics)
        if not sound:
            raise typer.Exit(1)


def _with_pages(project: Project, diagnostics: tuple[Diagnostic, ...], *, quiet: bool) -> tuple[Diagnostic, ...]:
    """Return the findings with those of the pages, which are made only when all else is sound."""
    from briefgen.api.rendered import inspected

    with progress(quiet=quiet) as say:
        return in_order((*diagnostics, *inspected(project, say)))


def _asked(file: Path | None, explain: str, form: str, page: Path | None, *, others: bool) -> None:
    """Refuse what does not go together.

    Raises:
        BriefgenError: an unknown format, or options that exclude one another (exit code 2).
    """
    from briefgen.api.reports import REPORTS

    message = ""
    if form not in REPORTS:
        hint = did_you_mean(form, REPORTS)
        raise BriefgenError(Diagnostic("unknown-format", f"there is no format “{form}”", hint=hint), exit_code=2)
    if page is not None and file is None:
        message = "--html is for a FILE that is checked"
    elif file is not None and (others or explain or form not in ("text", "json")):
        message = "a FILE is checked by itself: without --fix, --rendered and --explain, as text or json"
    if message:
        raise BriefgenError(Diagnostic("check-what", message, hint="briefgen check --help"), exit_code=2)


def _tell(project: Project, diagnostics: tuple[Diagnostic, ...], form: str) -> None:
    from briefgen.api.pointing import reader
    from briefgen.api.reports import github, sarif

    read = reader(project.workspace)
    tables = {name: len(rows) for name, rows in project.dataset.tables.items()}
    sources = len(project.dataset.sources)
    match form:
        case "json":
            typer.echo(envelope("check", {"sources": sources, **tables}, diagnostics))
        case "sarif":
            typer.echo(sarif(diagnostics, read))
        case "github":
            _lines(github(diagnostics, read))
        case _:
            show(diagnostics, read)
            typer.echo(f"{sources} sources, {sum(tables.values())} records: {summary(diagnostics)}")


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _fix(folder: Path) -> None:
    """Show what can be mended safely, and write it; at a terminal only after a yes."""
    from briefgen.api.mend import diff, mended, write
    from briefgen.workspace import Workspace

    workspace = Workspace.open(folder)
    changes = mended(workspace)
    for line in diff(changes):
        typer.echo(line, err=True)
    if not changes:
        typer.echo("nothing to mend mechanically", err=True)
        return
    if sys.stdin.isatty() and not typer.confirm("Write this?", err=True):
        return
    write(workspace, changes)
    typer.echo(f"mended: {', '.join(changes)}", err=True)


def _explain(rule: str, *, as_json: bool) -> None:
    from briefgen.checks.explanations import explain

    said = explain(rule)
    typer.echo(envelope("check", asdict(said)) if as_json else str(said))
