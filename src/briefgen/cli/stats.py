"""`briefgen stats`: the dataset in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import JsonOption, ProjectOption, app
from briefgen.cli.speak import envelope, faults_told
from briefgen.workspace.files import write_all

if TYPE_CHECKING:
    from briefgen.api import Project
    from briefgen.api.stats import Stats

EPILOG = """Examples:

`briefgen stats` — rows, sources, years, topics, voices

`briefgen stats --svg numbers.svg --png numbers.png` — a picture of it, for a README"""


@app.command(epilog=EPILOG)
def stats(
    *,
    svg: Annotated[Path | None, typer.Option("--svg", help="Draw a picture into this file.")] = None,
    png: Annotated[Path | None, typer.Option("--png", help="The same as PNG (needs Pango).")] = None,
    project: ProjectOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Count rows by table, source, year and topic; how much of each source is used; how many voices support a claim."""
    with faults_told("stats", as_json=as_json):
        from briefgen.api import Project
        from briefgen.api.stats import stats as count

        opened = Project.open(project)
        found = count(opened.dataset, opened.evidenced)
        if as_json:
            told = asdict(found)
            for one, source in zip(told["sources"], found.sources, strict=True):
                one["share"] = round(source.share, 4)
            typer.echo(envelope("stats", told))
        else:
            for line in lines(found):
                typer.echo(line)
        for path, data in _pictures(opened, found, svg, png):
            write_all(path.absolute().parent, {path.name: data}, str(path))
            typer.echo(str(path), err=as_json)


def _pictures(project: Project, found: Stats, svg: Path | None, png: Path | None) -> list[tuple[Path, bytes]]:
    if svg is None and png is None:
        return []
    from briefgen.api.stats_picture import picture, to_png
    from briefgen.build import LazyEngine

    drawn = picture(found, project.workspace.fonts, project.workspace.config.name)
    files = [] if svg is None else [(svg, drawn)]
    if png is not None:
        engine = LazyEngine(project.workspace)
        try:
            files.append((png, to_png(drawn, engine.pdf)))
        finally:
            engine.close()
    return files


def lines(found: Stats) -> list[str]:
    """Return the numbers as lines for a terminal."""
    said = ["Rows", *_pairs(found.tables), "", "Sources"]
    wide = max((len(source.id) for source in found.sources), default=0)
    said += [
        f"  {s.id.ljust(wide)}  {s.passages:>5} passages  {s.claims:>5} claims ({s.alone} on it alone)"
        f"  {s.covered:>4} of {s.sentences} sentences used ({s.share:.0%})"
        for s in found.sources
    ]
    said += ["", "Events by year", *_pairs(found.years), "", "Claims by topic", *_pairs(found.topics)]
    voices = {f"{n} {'voice' if n == 1 else 'voices'}": count for n, count in found.voices.items()}
    said += ["", "Claims by independent voices", *_pairs(voices)]
    inferred, undated = sum(found.inferred.values()), sum(found.undated.values())
    said += ["", "Reserves"]
    disputes = ", ".join(f"{count} {kind}" for kind, count in found.disputes.items()) or "none"
    rest = {
        "dates inferred": f"{inferred} ({_listed(found.inferred)})" if inferred else "0",
        "undated": f"{undated} ({_listed(found.undated)})" if undated else "0",
        "contradicted": str(found.contradicted),
        "disputed claims": str(found.disputed),
        "disputes": disputes,
    }
    return [*said, *_pairs(rest)]


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _pairs(counts: Mapping[str, int] | Mapping[str, str]) -> list[str]:
    rows = [(str(name), str(count)) for name, count in counts.items()]
    wide = max((len(name) for name, _ in rows), default=0)
    most = max((len(count) for _, count in rows if count.isdigit()), default=0)
    return [f"  {name.ljust(wide)}  {count.rjust(most)}" for name, count in rows]
