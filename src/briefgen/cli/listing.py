"""`briefgen list`: what can be rendered."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen import briefs
from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told
from briefgen.workspace import Workspace


@app.command("list", epilog="Example: `briefgen list --json`")
def listing(*, project: ProjectOption = Path(), as_json: JsonOption = False) -> None:
    """List topics and audiences."""
    with faults_told("list", as_json=as_json):
        workspace = Workspace.open(project)
        topics = [briefs.read_topic(workspace, slug) for slug in briefs.topics(workspace)]
        audiences = [briefs.read_audience(workspace, slug) for slug in briefs.audiences(workspace)]
        if as_json:
            data = {
                "topics": [{"id": t.slug, "title": t.title} for t in topics],
                "audiences": [{"id": a.slug, "name": a.name, "pages": a.pages} for a in audiences],
            }
            typer.echo(envelope("list", data))
            return
        for what, rows in (
            ("Topics", [(t.slug, t.title) for t in topics]),
            ("Audiences", [(a.slug, a.name) for a in audiences]),
        ):
            typer.echo(what)
            width = max((len(slug) for slug, _ in rows), default=0)
            for slug, name in rows:
                typer.echo(f"  {slug.ljust(width)}  {name}")
