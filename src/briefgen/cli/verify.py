"""`briefgen verify`: what holds of a PDF, from the file alone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import JsonOption, app
from briefgen.cli.speak import envelope, faults_told, show
from briefgen.errors import BriefgenError, Diagnostic, Place

EPILOG = """Examples:

`briefgen verify brief.pdf` — its seal, its attachments, its print, and the rules of evidence on what is inside

`briefgen verify brief.pdf --seeds seeds/` — its passages against the source documents, too

The seal shows that the file is as it was written, not who wrote it: compare its SHA-256 with the publisher's."""


@app.command(epilog=EPILOG)
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A PDF made by briefgen; no project is needed.")],
    *,
    seeds: Annotated[Path | None, typer.Option("--seeds", help="A folder with the source documents.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a PDF: is it as it was made, and does the evidence inside it hold?"""
    with faults_told("verify", as_json=as_json):
        from briefgen.api.verification import verify_pdf

        verdict = verify_pdf(_read(file), seeds)
        if as_json:
            said = {key: value for key, value in asdict(verdict).items() if key != "faults"}
            typer.echo(envelope("verify", said, verdict.faults))
        else:
            edition = verdict.edition
            typer.echo(f"{edition.get('title', '')} · {edition.get('identifier', '')} · {edition.get('publisher', '')}")
            typer.echo(f"SHA-256 {verdict.sha256}")
            for sentence in verdict.holds:
                typer.echo(f"  {sentence}")
            show(verdict.faults)
            typer.echo("This holds." if not verdict.faults else "This does not hold.")
        if verdict.faults:
            raise typer.Exit(1)


def _read(file: Path) -> bytes:
    from briefgen.inspect.unpack import LARGEST

    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise BriefgenError(Diagnostic("file-missing", reason, Place(str(file))), exit_code=2) from None
