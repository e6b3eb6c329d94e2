"""Print pages for tests of the engine, and the project they belong to."""

from __future__ import annotations

from pathlib import Path

from briefgen.workspace import Workspace
from tests.projects import copy_tiny

STYLE = 'body { font-family: "Source Serif 4" } h1, th { font-family: Inter }'
SQUARE = (
    "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'>"
    "<rect width='9' height='9'/></svg>"
)
SAMPLE = f"""
<h1>The well</h1>
<p>Water <b>is</b> drawn at dawn.<a href="#note-1">1</a> Ө Ү ₮ → ≥ <i lang="fr">l’eau</i></p>
<p><a href="https://a.example/b">a link</a></p>
<h2>Numbers</h2>
<table><caption>Buckets a day</caption><thead><tr><th>Year</th><th>Buckets</th></tr></thead>
<tbody><tr><th>2019</th><td>40</td></tr></tbody></table>
<ul><li>one</li><li>two</li></ul>
<figure><img alt="A square" src="{SQUARE}"><figcaption>A square</figcaption></figure>
<h2>Notes</h2><ol><li id="note-1">The ledger.</li></ol>
"""


def page(body: str, *, style: str = STYLE, lang: str = "en") -> str:
    """Return a whole print page."""
    head = f'<meta charset="utf-8"><title>The well</title><style>{style}</style>'
    return f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def project(folder: Path) -> Workspace:
    """Return a small project with one asset."""
    root = copy_tiny(folder / "project")
    (root / "templates" / "assets").mkdir(parents=True)
    (root / "templates" / "assets" / "logo.svg").write_text(SQUARE.partition(",")[2], encoding="utf-8")
    return Workspace.open(root)
