"""The command line: the only layer that speaks.

Each command is a short file; heavy imports happen inside the commands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.workspace import installed_version

app = typer.Typer(
    name="briefgen",
    help="Compile a curated body of evidence into policy briefs: PDF and HTML, one edition per audience.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

ProjectOption = Annotated[
    Path, typer.Option("--project", "-p", help="The project's folder.", show_default="here or above")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object for scripts.")]


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"briefgen {installed_version()}")
        raise typer.Exit


@app.callback()
def main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Compile a curated body of evidence into policy briefs."""


def run() -> None:
    """Run the command line; the commands register themselves on import."""
    from briefgen.cli import (  # noqa: F401 - registration
        begin,
        check,
        coverage,
        diff,
        doctor,
        explain,
        export,
        listing,
        publish,
        release,
        render,
        serve,
        sheet,
        stats,
        trace,
        verify,
        without,
    )

    app()
