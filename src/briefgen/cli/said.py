"""`briefgen trace --brief`: sentence by sentence, what supports each date, number, name and quotation of an edition."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from briefgen.cli.speak import envelope
from briefgen.errors import BriefgenError, Diagnostic

if TYPE_CHECKING:
    from rich.console import Console

    from briefgen.api import Project
    from briefgen.api.said import Part, Told

SHOWN = 3  # passages shown of those that support one part


def trace_brief(project: Project, brief: str, sentence: str, *, html: bool, as_json: bool) -> None:
    """Tell what supports an edition, on the terminal, as JSON, or as a page in the output folder.

    Raises:
        BriefgenError: as `told_in`; or the edition is not named as TOPIC/AUDIENCE (exit code 2).
    """
    from briefgen.api.said import summary, told_in

    topic, _, audience = brief.partition("/")
    if not audience:
        message = f"“{brief}” is no edition"
        raise BriefgenError(Diagnostic("trace-what", message, hint="as in --brief TOPIC/AUDIENCE"), exit_code=2)
    told = told_in(project, topic, audience, sentence)
    if html:
        from briefgen.api.said_page import page

        name = f"{topic}/{audience}.trace.html"
        title = f"Who says so: {topic}, for {audience}"
        project.workspace.write_out({name: page(title, told, project.workspace.config.lang).encode()})
        typer.echo(project.workspace.out_label(name))
        return
    if as_json:
        typer.echo(envelope("trace", [asdict(one) for one in told]))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for one in told:
        _show(console, one)
    parts, without = summary(told)
    console.print(Text(f"{len(told)} sentences, {parts} parts that can be checked, {without} without support"))


def _show(console: Console, told: Told) -> None:
    from rich.text import Text

    text = Text(" ".join(told.text.split()), "bold")
    place = f"{told.file}:{told.line}" if told.line else told.file
    console.print(Text.assemble(text, (f"  {told.kind}, {place}", "dim")))
    for part in told.parts:
        without = "" if part.basis else ": nothing cited has it"
        console.print(Text.assemble((f"  {part.kind}", "cyan"), f" “{part.words}”{without}"))
        for line in _basis(part):
            console.print(Text(f"    {line}"))
    console.print()


def _basis(part: Part) -> list[str]:
    lines: list[str] = []
    for basis in part.basis[:SHOWN]:
        inferred = " (by inference)" if basis.inferred else ""
        if basis.passage:
            place = f"{basis.source} [{basis.start}–{basis.end}] {basis.passage}"
            lines.append(f"{basis.record}: {place} “{basis.exact}”{inferred}")
        else:
            lines.append(f"{basis.record} {basis.column}{inferred}".strip())
    if len(part.basis) > SHOWN:
        lines.append(f"and {len(part.basis) - SHOWN} more")
    return lines
