"""`briefgen explain`: every template, key and record of an edition, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told, show
from briefgen.errors import errors_only

if TYPE_CHECKING:
    from briefgen.api.explain import Explanation

_TITLES = {"audience": "Keys of the audience", "topic": "Keys of the topic", "config": "Keys of the project"}


@app.command(epilog="Example: `briefgen explain ulaanbaatar-dialogue --audience minister`")
def explain(  # noqa: PLR0913 - a command has as many parameters as it has options
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="A topic.")],
    *,
    audience: Annotated[str, typer.Option("--audience", "-a", help="An audience.")],
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="As for `briefgen render`.")
    ] = None,
    measure: Annotated[
        bool, typer.Option("--measure/--no-measure", help="Lay the edition out to see what its page budget drops.")
    ] = True,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Say where each template, key and record of an edition comes from, and what its page budget drops."""
    with faults_told("explain", as_json=as_json):
        from briefgen.api import Project
        from briefgen.api.explain import explain as why
        from briefgen.briefs import read_once

        found, faults = why(Project.open(project), topic, audience, read_once(settings or []), measure=measure)
        if as_json:
            typer.echo(envelope("explain", asdict(found), faults))
        else:
            for line in lines(found):
                typer.echo(line)
            show(faults)
        if errors_only(faults):
            raise typer.Exit(1)


def lines(found: Explanation) -> Iterator[str]:
    """Yield the explanation for a terminal."""
    yield f"{found.topic} for {found.audience}"
    yield ""
    yield "Templates (→ the one used; the others were looked for)"
    for template in found.templates:
        yield f"  {template.name}"
        for label in template.considered:
            yield f"    {'→' if label == template.won else ' '} {label}"
    for kind, keys in found.settings.items():
        yield ""
        yield f"{_TITLES[kind]} (value ← where it is written; what it wins over)"
        for key in keys:
            over = f"; over {', '.join(key.written[1:])}" if key.written[1:] else ""
            yield f"  {key.key} = {_shown(key.value)} ← {key.won}{over}"
    yield ""
    yield f"Records selected: {len(found.records)} (table, importance, why; * cited)"
    for record in found.records:
        star = "*" if record.cited else " "
        yield f"  {star} {record.id}  {record.table}, {record.importance or '–'}, {record.reason}"
    yield ""
    yield from _budget(found)


def _budget(found: Explanation) -> Iterator[str]:
    if found.dropped is None:
        yield "The page budget was not measured."
        return
    pages = f" ({found.pages} counted pages)" if found.pages else ""
    yield f"Dropped by the page budget: {len(found.dropped)}{pages}"
    for block in found.dropped:
        yield f"  rank {block.rank}, {block.section}: {block.words} … {block.place}".rstrip()


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, str) else f"“{value}”"
    return text if len(text) <= 100 else f"{text[:99]}…"
