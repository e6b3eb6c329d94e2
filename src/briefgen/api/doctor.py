"""Is everything there that a render needs? Found out by rendering a page.

In: an open project. Out: lines of (what, found) and the diagnostics of what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.build import LazyEngine
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.inspect import pages
from briefgen.workspace import installed_version

if TYPE_CHECKING:
    from briefgen.api import Project

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
    '<style>body{font-family:"Source Serif 4"}</style></head><body><h1>A page</h1><p>Ө Ү ₮ → ≥</p></body></html>'
)


def examine(project: Project) -> tuple[tuple[tuple[str, str], ...], tuple[Diagnostic, ...]]:
    """Return what was found, and what is wrong with it."""
    lines = [
        ("briefgen", installed_version()),
        *((name, installed_version(name)) for name in ("weasyprint", "matplotlib", "pandas", "jinja2")),
    ]
    faults: list[Diagnostic] = []
    engine = LazyEngine(project.workspace)
    try:
        pdf = engine.pdf(PAGE)
        lines.append(("PDF engine", f"renders ({pages(pdf)} page, {len(pdf) // 1024} KiB)"))
    except BriefgenError as error:
        lines.append(("PDF engine", "does not render; HTML can be made all the same: briefgen render --format html"))
        faults.extend(error.diagnostics)
    finally:
        engine.close()
    try:
        with project.workspace.locked():
            lines.append(("output", project.workspace.out_label()))
    except BriefgenError as error:
        lines.append(("output", "cannot be written"))
        faults.extend(error.diagnostics)
    lines.append(
        (
            "dataset",
            f"{len(project.dataset.sources)} sources, {sum(len(t) for t in project.dataset.tables.values())} records",
        )
    )
    return tuple(lines), tuple(faults)
