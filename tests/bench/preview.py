"""What the preview costs: from a saved file to the renewed page, and a PDF beside a warm bare run of WeasyPrint.

In: a project. Out: tables on standard output. The page is measured in a real Chromium: from the moment before the file
is written to the moment when the page within the preview is another. Files are written one after another, never while
something is still being checked: who writes, writes slower than that.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from subprocess import PIPE
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from briefgen.build import LazyEngine
from briefgen.build.editions import Maker
from briefgen.serve.desk import Findings, Key, composed, open_desk
from briefgen.workspace.pango import engine_environment

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
ROUNDS, RUNS = 12, 7
MEDIAN, SLOWEST, RATIO = 150, 400, 1.3  # aims: milliseconds, milliseconds at the 95th percentile, times bare
_RENEWED = "document.getElementById('page').addEventListener('renewed', () => (window.renewed = Date.now()))"


def cost(project: Path, topic: str, audience: str) -> None:
    """Print both tables."""
    with running(project) as url, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{url}brief/{topic}/{audience}")
        waited(page)
        page.evaluate(_RENEWED)
        print("\nsaved → seen (ms)                median        95%       aims")
        every: list[float] = []
        for kind, (file, change) in kinds(project, (topic, audience)).items():
            taken = [renewal(page, file, change(n)) for n in range(ROUNDS)]
            every += taken
            row(kind, taken)
        row("all", every)
        browser.close()
    pdf(project, topic, audience)


def row(kind: str, taken: list[float]) -> None:
    """Print a line of the first table."""
    print(f"{kind:<26}{median(taken):12.0f}{quantiles(taken, n=20)[-1]:11.0f}    {MEDIAN}, {SLOWEST}")


def kinds(project: Path, key: Key) -> Mapping[str, tuple[Path, Callable[[int], str]]]:
    """Return kind of change → the file that is saved, and what it holds the n-th time: always what the page shows."""
    document = composed(open_desk(project), key, Findings()).document
    newest = document.horizon.newest_event
    files = {
        "a section": project / document.sections[0].origin.file,
        "the data": project / "data/events.csv",
        "the style sheet": project / "templates/layout/screen.css",
        "the settings": project / "briefgen.toml",
    }
    texts = {kind: file.read_text(encoding="utf-8") for kind, file in files.items()}

    def change(kind: str, n: int) -> str:
        text = texts[kind]
        match kind:
            case "a section":
                return re.sub(r"^(## .*)$", rf"\1 ({'again ' * (n + 1)})", text, count=1, flags=re.MULTILINE)
            case "the data":
                return text.replace(newest, f"{newest}{'s' * (n + 1)}")
            case "the style sheet":
                return f"{text}\n.never-{n} {{ color: red }}\n"
            case _:
                return re.sub(r'^series = "(.*)"$', rf'series = "\1 {n}"', text, flags=re.MULTILINE)

    return {kind: (file, lambda n, kind=kind: change(kind, n)) for kind, file in files.items()}  # type: ignore[misc]


def renewal(page: Page, file: Path, text: str) -> float:
    """Save a file; return the milliseconds until its change is seen."""
    page.evaluate("window.renewed = 0")
    started = time.time()  # noqa: TID251 - the browser's clock is this one
    file.write_text(text, encoding="utf-8")
    while not (seen := page.evaluate("window.renewed")):
        page.wait_for_timeout(20)
    waited(page)
    return float(seen) - started * 1000


def waited(page: Page) -> None:
    """Wait until everything about the edition is known."""
    while "checked" in (page.locator("#verdict").text_content() or "checked"):
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)


@contextmanager
def running(project: Path) -> Iterator[str]:
    """Run a preview, and give its address."""
    command = [sys.executable, "-m", "briefgen", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=project, stdout=PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def pdf(project: Path, topic: str, audience: str) -> None:
    """Print the seconds from asking for a PDF to having it, beside bare WeasyPrint on the same page, both warm."""
    desk = open_desk(project)
    made = composed(desk, (topic, audience), Findings())
    pages: list[str] = []
    engine = LazyEngine(desk.workspace)

    def asked(html: str, *more: object) -> bytes:
        pages[:] = [html]  # what is laid out in vain is our own affair
        return engine.pdf(html, *more)  # type: ignore[arg-type]

    def paper() -> float:
        for kept in ("pdf", "bounds"):
            shutil.rmtree(project / ".cache" / kept, ignore_errors=True)
        started = time.perf_counter()
        maker = Maker(desk.workspace, desk.material, asked)
        maker.paper(made.document, made.brief, ())
        return time.perf_counter() - started

    try:
        paper()
        with bare(project, pages) as alone:
            pairs = [(paper(), alone()) for _ in range(RUNS)]
    finally:
        engine.close()
    ours, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = median(a / b for a, b in pairs)
    print("\nPDF tab, warm                   seconds       bare      ratio    aim")
    print(f"{'the page that is shown':<26}{ours:13.2f}{theirs:11.2f}{ratio:11.2f}{RATIO:7.2f}")


_BARE = """
import json, sys, time, weasyprint
from briefgen.render.pdf import VARIANT
for line in sys.stdin:
    pages = json.loads(line)
    started = time.perf_counter()
    for page in pages:
        weasyprint.HTML(string=page).write_pdf(pdf_variant=VARIANT)
    print(time.perf_counter() - started, flush=True)
"""


@contextmanager
def bare(project: Path, pages: list[str]) -> Iterator[Callable[[], float]]:
    """Give a function that lays the same pages out in a warm process with nothing but WeasyPrint."""
    desk = open_desk(project)
    env = engine_environment(project, desk.workspace.fonts, desk.workspace.config.as_of)
    command = [sys.executable, "-c", _BARE]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, env={**env, "PYTHONPATH": str(ROOT / "src")}, stdin=pipe, stdout=pipe, text=True
    )

    def lay_out() -> float:
        assert process.stdin and process.stdout  # noqa: PT018 - asked for above
        process.stdin.write(json.dumps(pages) + "\n")
        process.stdin.flush()
        return float(process.stdout.readline())

    try:
        lay_out()
        yield lay_out
    finally:
        process.terminate()
        process.wait()
