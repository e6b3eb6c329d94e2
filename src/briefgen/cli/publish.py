"""`briefgen publish`: the project as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, progress, show

EPILOG = """Examples:

`briefgen publish` — into out/site; the address comes from base_url in briefgen.toml

`briefgen publish --out public --base-url https://example.org/briefs/`

`python -m http.server --directory out/site` — a look at it, with the search"""


@app.command(epilog=EPILOG)
def publish(
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The folder of the site.", show_default="out/site in the project")
    ] = None,
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="The address the site will have.", show_default="base_url")
    ] = "",
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Publish every brief, with its evidence, as a static site."""
    from briefgen.publish import publish as publish_site
    from briefgen.workspace import Workspace

    with faults_told("publish", as_json=as_json):
        with progress(quiet=as_json) as say:
            made = publish_site(Workspace.open(project), out, base_url, say)
        if as_json:
            data = {"folder": made.folder, "changed": made.changed, "files": made.files}
            typer.echo(envelope("publish", data, made.diagnostics))
            return
        show(made.diagnostics)
        typer.echo(f"{made.folder}: {made.files} files{'' if made.changed else ', nothing changed'}")
