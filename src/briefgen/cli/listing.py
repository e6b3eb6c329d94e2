"""`briefgen list`: what can be rendered, and how fit each topic is for each audience."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from briefgen import briefs
from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told
from briefgen.workspace import Workspace

FitOption = Annotated[bool, typer.Option("--fit", help="Say how fit each topic is for each audience.")]


@app.command("list", epilog="Examples: `briefgen list --json`, `briefgen list --fit`")
def listing(*, fit: FitOption = False, project: ProjectOption = Path(), as_json: JsonOption = False) -> None:
    """List topics and audiences."""
    with faults_told("list", as_json=as_json):
        workspace = Workspace.open(project)
        topics = [briefs.read_topic(workspace, slug) for slug in briefs.topics(workspace)]
        audiences = [briefs.read_audience(workspace, slug) for slug in briefs.audiences(workspace)]
        if as_json:
            suits = {t.slug: {"fit": dict(t.fit)} if fit else {} for t in topics}
            data = {
                "topics": [{"id": t.slug, "title": t.title, **suits[t.slug]} for t in topics],
                "audiences": [{"id": a.slug, "name": a.name, "pages": a.pages} for a in audiences],
            }
            typer.echo(envelope("list", data))
            return
        if fit:
            for line in _fitness(topics, [a.slug for a in audiences]):
                typer.echo(line)
            return
        for what, rows in (
            ("Topics", [(t.slug, t.title) for t in topics]),
            ("Audiences", [(a.slug, a.name) for a in audiences]),
        ):
            typer.echo(what)
            width = max((len(slug) for slug, _ in rows), default=0)
            for slug, name in rows:
                typer.echo(f"  {slug.ljust(width)}  {name}")


def _fitness(topics: Iterable[briefs.Topic], audiences: list[str]) -> Iterable[str]:
    """Yield a topic, and under it what it says of its fitness for each audience; `–`: it is not written for it."""
    width = max((len(slug) for slug in audiences), default=0)
    for topic in topics:
        yield topic.slug
        if not topic.fit:
            yield "  written for every audience"
            continue
        for slug in audiences:
            yield f"  {slug.ljust(width)}  {topic.fit.get(slug, '–')}"
        for slug in topic.fit:
            if slug not in audiences:
                yield f"  {slug.ljust(width)}  {topic.fit[slug]} (there is no such audience)"
