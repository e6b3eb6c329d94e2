"""Sites for tests: the tiny project, published for two of its audiences."""

from __future__ import annotations

from pathlib import Path

from briefgen.api import Project
from briefgen.publish import Published
from tests.projects import copy_tiny

BASE = "https://example.org/briefs/"
SETTINGS = f"""
base_url = "{BASE}"
contact = "desk@example.org"
licence = "CC BY 4.0"

[site]
audiences = ["reader", "researcher"]

[redirects]
"topics/spring/index.html" = "topics/well/index.html"
"""
QUICK = '\n[site]\naudiences = ["reader"]\npdf = false\n'  # one edition, without its PDF


def site_project(folder: Path, settings: str = SETTINGS) -> Path:
    """Copy the tiny project, with an address, a redirect and two audiences."""
    project = copy_tiny(folder)
    config = project / "briefgen.toml"
    config.write_text(config.read_text(encoding="utf-8") + settings, encoding="utf-8")
    return project


def published(project: Path, out: Path | None = None, base: str = "") -> Published:
    """Publish a project from disk."""
    return Project.open(project).publish(out, base)


def restrict(project: Path, source: str) -> None:
    """Make a source of a project restricted."""
    path = project / "data" / "sources.json"
    text = path.read_text(encoding="utf-8")
    start = text.index(f'"id": "{source}"')
    changed = text[start:].replace('"handling": "public"', '"handling": "restricted"', 1)
    path.write_text(text[:start] + changed, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    """Return path → content of every file in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
