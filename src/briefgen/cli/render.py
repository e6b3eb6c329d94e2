"""`briefgen render`: editions into the output folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, progress, show
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean

if TYPE_CHECKING:
    from briefgen.api import Project
    from briefgen.build import Edition

FORMATS = ("html", "pdf", "print")

EPILOG = """Examples:

`briefgen render` — the topics and audiences that briefgen.toml names

`briefgen render ulaanbaatar-dialogue --audience minister --format pdf`

`briefgen render --all --out /tmp/briefs`

`briefgen render --audience all --set fresh_years=5 --set theme.accent=#225533` — keys for this time only

`briefgen render --draft` — render in spite of gaps, watermarked, with the gaps marked"""


@app.command(epilog=EPILOG)
def render(  # noqa: PLR0913 - a command has as many parameters as it has options
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]…", help="Topics to render.", show_default="those of briefgen.toml"),
    ] = None,
    *,
    audience: Annotated[
        list[str] | None,
        typer.Option("--audience", "-a", help="Audience; may be given several times; `all` for every one."),
    ] = None,
    formats: Annotated[str, typer.Option("--format", "-f", help="Comma-separated: html, pdf, print.")] = "html,pdf",
    everything: Annotated[
        bool, typer.Option("--all", help="Every topic for every audience it is written for.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Render in spite of gaps: watermarked, with the gaps marked.")
    ] = False,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="A key of the audience, topic or project for this time only."),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes that make editions at once; 0: one for each core.")
    ] = 0,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write.", show_default="out/ in the project")
    ] = None,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Render briefs to HTML and PDF."""
    from briefgen.api import Job, Project
    from briefgen.briefs import read_once
    from briefgen.workspace import cores

    with faults_told("render", as_json=as_json):
        wanted = _formats(formats)
        opened = Project.open(project, out)
        once = read_once(settings or [])
        job = Job(
            _editions(opened, topics or [], audience or [], everything=everything), wanted, draft, once, jobs or cores()
        )
        with progress(quiet=as_json) as say:
            outcome = opened.render(job, say)
        data = [_told(opened, edition) for edition in outcome.editions]
        if as_json:
            typer.echo(envelope("render", data, outcome.diagnostics))
        else:
            for name in outcome.files:
                typer.echo(name)
            show(outcome.diagnostics)
        if outcome.diagnostics:
            raise typer.Exit(1)


def _told(project: Project, edition: Edition) -> dict[str, object]:
    files = {kind: project.workspace.out_label(name) for kind, name in edition.names().items()}
    whole = {"topic": edition.topic, "audience": edition.audience, "files": files}
    return {**whole, "pages": edition.pages, "made": list(edition.made)}


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        name = unknown[0] if unknown else ""
        diagnostic = Diagnostic("unknown-format", f"there is no format “{name}”", hint=did_you_mean(name, FORMATS))
        raise BriefgenError(diagnostic, exit_code=2)
    return wanted


def _editions(
    project: Project, topics: list[str], audiences: list[str], *, everything: bool
) -> tuple[tuple[str, str], ...]:
    config = project.workspace.config
    named_topics = topics or list(project.topics if everything else config.topics)
    every = everything or "all" in audiences
    named = list(project.audiences) if every else audiences or list(config.audiences)
    if not named_topics or not named:
        message = "nothing to render: briefgen.toml names no topics or no audiences"
        raise BriefgenError(
            Diagnostic("nothing-to-render", message, hint="name a topic and --audience, or use --all"), exit_code=2
        )
    known = project.topics
    return tuple(
        (t, a)
        for t in dict.fromkeys(named_topics)
        for a in dict.fromkeys(named)
        if not every or t not in known or project.made_for(t, a)
    )
