"""`briefgen without SOURCE`: what would fall if a source were withdrawn."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told

if TYPE_CHECKING:
    from briefgen.api.without import Claim, Without


@app.command(epilog="Example: `briefgen without nknews-2019`")
def without(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source.")],
    *,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Leave one source out: which claims, disputes and key messages would fall, and which would have one voice left."""
    with faults_told("without", as_json=as_json):
        from briefgen.api import Project
        from briefgen.api.editions import documents
        from briefgen.api.without import without as leave_out

        opened = Project.open(project)
        written, faults = documents(opened)
        found = leave_out(opened.dataset, source, written)
        if as_json:
            typer.echo(envelope("without", asdict(found), faults))
            return
        for line in lines(found):
            typer.echo(line)
        for fault in faults:
            typer.echo(f"not looked at: {fault.place} {fault.message}", err=True)


def lines(found: Without) -> list[str]:
    """Return the report as lines for a terminal."""
    said = [f"Without {found.source}: {found.passages} passages fewer."]
    for what, claims in (
        ("Claims that would lose their last support", found.fallen),
        ("Claims that would drop to one voice", found.one_voice),
        ("Disputes that would vanish", found.disputes),
        ("Judgements that would lose all they rest on", found.judgements),
        ("Judgements that would lose a part of what they rest on", found.shaken),
    ):
        said += ["", f"{what}: {len(claims)}", *(_line(claim) for claim in claims)]
    said += ["", f"Key messages that would fall: {len(found.messages)}"]
    for message in found.messages:
        said += [f"  {message.topic} for {message.audience}: {message.text}"]
        said += [f"    cites {', '.join(message.fallen)}"]
    return said


def _line(claim: Claim) -> str:
    left = f" (left: {', '.join(claim.left)})" if claim.left else ""
    return f"  {claim.id}  {claim.table}{f': {claim.text}' if claim.text else ''}{left}"
