"""What publishing costs: `python -m tests.bench.site [EDITIONS…]`.

First the shipped project: the seconds to render all its editions beside those that one warm process of bare WeasyPrint
takes for the same print pages; to publish them beside those to render them, both with empty caches; and to do either
again when nothing has changed. Then generated projects of 250, 500 and 1,000 HTML editions with twenty
claims each: seconds of the CPU for each edition, which must not grow, and the peak of the memory.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from briefgen.render.pdf import VARIANT
from briefgen.workspace import Workspace
from briefgen.workspace.pango import engine_environment
from tests.bench.measure import Run, run
from tests.bench_scale import generate

ROOT = Path(__file__).parents[2]
CORES = 2  # over which `render --all` may spread its work
SIZES = (250, 500, 1_000)
EVENTS = 16  # for each edition; with what `generate` derives from them, twenty claims
RENDER, RATIO, UNCHANGED, EACH, MEMORY = 1.8, 1.2, 1.5, 400, 1024  # aims: ratios, seconds, MiB of a process, of all
SETTINGS = '\nbase_url = "https://example.org/"\n\n[site]\naudiences = ["reader"]\npdf = false\n'
AUDIENCE = 'name = "Readers"\nedition = "For readers"\ncitation = "notes"\n'
TOPIC = """title = "Assemblies on record"
standfirst = "Some assemblies are on record."
question = "Which assemblies are on record?"
keywords = ["assembly"]
sections = ["story"]

[select]
topics = ["topic-1"]
importance = 3
"""


def shipped() -> Iterator[str]:
    """Yield the lines on the shipped project."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        for folder in ("seeds", "data", "templates"):
            shutil.copytree(ROOT / folder, project / folder)
        shutil.copy(ROOT / "briefgen.toml", project)
        briefgen = [sys.executable, "-m", "briefgen"]
        address = ["--base-url", "https://example.org/"]
        render = [*briefgen, "render", "--all", "--format"]
        rendered = run([*render, "html,pdf"], project, os.environ)
        same = run([*render, "html,pdf"], project, os.environ)
        run([*render, "html,pdf,print"], project, os.environ)
        pages = sorted((project / "out").glob("*/*.print.html"))
        bare = float(_output([sys.executable, "-m", "tests.bench.site", "--bare", str(project), *map(str, pages)]))
        shutil.rmtree(project / ".cache")
        first = run([*briefgen, "publish", *address], project, os.environ)
        again = run([*briefgen, "publish", *address], project, os.environ)
    yield f"the shipped project, {len(pages)} editions   seconds   peak MiB of all   of one process (aim {EACH})"
    yield f"warm bare WeasyPrint               {bare:8.1f}"
    yield _line("render --all, nothing cached", rendered)
    yield f"  ÷ (bare ÷ {CORES})                     {rendered.seconds / (bare / CORES):8.2f}   (aim {RENDER})"
    yield f"render --all, nothing changed      {same.seconds:8.2f}   (aim {UNCHANGED})"
    yield _line("publish, nothing cached", first)
    yield f"  ÷ render                         {first.seconds / rendered.seconds:8.2f}   (aim {RATIO})"
    yield f"publish, nothing changed           {again.seconds:8.2f}   (aim {UNCHANGED})"


def _line(what: str, made: Run) -> str:
    return f"{what:<34} {made.seconds:8.1f} {made.mebibytes:17.0f} {made.largest:16.0f}"


def bare_seconds(project: Path, pages: Sequence[str]) -> float:
    """Return the seconds that bare WeasyPrint takes for print pages, one after the other, once it is warm."""
    workspace = Workspace.open(project)
    os.environ |= engine_environment(project, workspace.fonts, workspace.config.as_of)
    import weasyprint

    def write(page: str) -> None:
        text = Path(page).read_text(encoding="utf-8")
        weasyprint.HTML(string=text).write_pdf(project / "bare.pdf", pdf_variant=VARIANT)

    write(min(pages, key=lambda page: Path(page).stat().st_size))
    started = perf_counter()
    for page in pages:
        write(page)
    return perf_counter() - started


def project_of(folder: Path, editions: int) -> None:
    """Write a sound project of so many editions, with twenty claims for each."""
    generate(folder, editions * EVENTS)
    config = folder / "briefgen.toml"
    config.write_text(config.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    audience = folder / "templates" / "audiences" / "reader"
    audience.mkdir(parents=True)
    (audience / "audience.toml").write_text(AUDIENCE, encoding="utf-8")
    for number in range(editions):
        sections = folder / "templates" / "topics" / f"assemblies-{number}" / "sections"
        sections.mkdir(parents=True)
        (sections.parent / "topic.toml").write_text(TOPIC, encoding="utf-8")
        cited = range(number * EVENTS, (number + 1) * EVENTS)
        said = "\n\n".join(f"Assembly {n} was held in {{{{ date('assembly-{n}') }}}} [@assembly-{n}]." for n in cited)
        (sections / "story.md.j2").write_text(f"## What is on record\n\n{said}\n", encoding="utf-8")


def generated(sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines on generated projects, each published in a process of its own."""
    yield ""
    yield "generated: editions    claims     files   of CPU   peak MiB   CPU per edition   growth"
    before = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "project"
            project_of(folder, size)
            command = [sys.executable, "-m", "tests.bench.site", "--measure", str(folder)]
            cpu, peak, claims, files = map(float, _output(command).split())
        each = cpu / size
        growth = f"{each / before:.2f}" if before else ""
        yield f"{size:>19,} {claims:>9,.0f} {files:>9,.0f} {cpu:>8.1f} {peak:>10.0f} {each:>17.3f} {growth:>8}"
        before = each
    yield f"aim: growth about 1 or less, peak {MEMORY} MiB"


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def measure(folder: Path) -> None:
    """Publish a folder; print the seconds of the CPU, the peak of the memory, claims and files."""
    from briefgen.publish import publish

    started = process_time()
    made = publish(Workspace.open(folder))
    used = process_time() - started + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    claims = sum(1 for path in (folder / "out" / "site" / "claims").glob("*.html")) - 1
    print(used, peak, claims, made.files)


def main(arguments: Sequence[str]) -> None:
    """Measure one folder, or print the tables."""
    if arguments[:1] == ["--measure"]:
        measure(Path(arguments[1]))
        return
    if arguments[:1] == ["--bare"]:
        print(bare_seconds(Path(arguments[1]), arguments[2:]))
        return
    sizes = [int(re.sub(r"\D", "", argument)) for argument in arguments]
    for line in () if sizes else shipped():
        print(line, flush=True)
    for line in generated(sizes or SIZES):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
