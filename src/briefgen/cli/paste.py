"""`briefgen check FILE`: what the dataset says of anybody's text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefgen.cli.speak import envelope
from briefgen.errors import BriefgenError, Diagnostic, Place

if TYPE_CHECKING:
    from briefgen.api import Project
    from briefgen.api.paste import Checked

COLOURS = {"supported": "green", "contradicted": "bold red", "unknown": "bold yellow"}


def paste_check(project: Project, file: Path, page: Path | None, *, as_json: bool) -> bool:
    """Check a text, tell what came of it, write the page; return whether nothing is contradicted.

    Raises:
        BriefgenError: the file cannot be read, or the page not written (exit code 2); the evidence is unsound.
    """
    from briefgen.api.paste import check_text

    checked = check_text(project, file.name, _read(file))
    if page is not None:
        _write(page, checked, project)
    if as_json:
        told = [
            {"kind": str(m.kind), "start": m.start, "end": m.end, "words": m.words, **asdict(m.verdict)}
            for m in checked.marks()
        ]
        typer.echo(envelope("paste", {"file": file.name, "counts": checked.counts, "marks": told}))
    else:
        _show(checked)
    return not checked.counts["contradicted"]


def _read(file: Path) -> bytes:
    from briefgen.api.paste.reading import LARGEST

    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise BriefgenError(Diagnostic("file-missing", reason, Place(str(file))), exit_code=2) from None


def _write(page: Path, checked: Checked, project: Project) -> None:
    from briefgen.api.paste.page import page as page_of

    try:
        page.write_text(page_of(checked, project.dataset, project.workspace.config.lang), encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise BriefgenError(Diagnostic("not-writable", reason, Place(str(page))), exit_code=2) from None


def _show(checked: Checked) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for sentence in checked.sentences:
        if not sentence.marks:
            continue
        shown = Text(" ".join(checked.text[sentence.start : sentence.end].split()))
        for mark in sentence.marks:
            shown.highlight_words([mark.words], COLOURS[mark.verdict.status])
        console.print(shown)
        for mark in sentence.marks:
            verdict = mark.verdict
            by = " ".join(part for part in (verdict.claim, verdict.passage) if part)
            said = f": {verdict.said}" if verdict.said and verdict.status != "supported" else ""
            line = (f"  {verdict.status}", COLOURS[verdict.status]), f"  {mark.kind} “{mark.words}”{said}"
            console.print(Text.assemble(*line, (f"  {by}" if by else "", "dim")))
        console.print()
    counts = ", ".join(f"{number} {status}" for status, number in checked.counts.items())
    console.print(Text(f"{checked.name}: {counts}"))
