"""Print the tables of `make bench`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from briefgen.workspace import Workspace
from briefgen.workspace.pango import engine_environment
from tests.bench import checking, preview
from tests.bench.measure import Run, pairs, run
from tests.bench.pdf import cost
from tests.bench.pictures import pictures

ROOT = Path(__file__).parents[2]
TOPIC, AUDIENCE, PAIRS = "ulaanbaatar-dialogue", "diplomat", 5
AIMS = {"nothing cached": 1.9, "only prose changed": 1.3, "nothing changed": 0.35}
TURN = " (again)"  # what changes in the prose from one run to the next


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for name in ("seeds", "data", "templates"):
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "briefgen.toml", project)
        steps(project)
        checking.cost(project)
        ratios(project)
        pictures(project)
        cost(project, TOPIC, AUDIENCE)
        preview.cost(project, TOPIC, AUDIENCE)


def steps(project: Path) -> None:
    """Print the seconds and memory of each step, medians of three cold processes."""
    command = [sys.executable, "-m", "tests.bench.steps", str(project), TOPIC, AUDIENCE]
    runs = [json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout) for _ in range(3)]
    print("step                                    seconds   peak MiB")
    for same in zip(*runs, strict=True):
        print(
            f"{same[0]['step']:<38} {median(s['seconds'] for s in same):8.3f} {median(s['peak'] for s in same):10.0f}"
        )


def ratios(project: Path) -> None:
    """Print the whole render beside bare WeasyPrint on the finished print page, pair by pair."""
    workspace = Workspace.open(project)
    env = {**engine_environment(project, workspace.fonts, workspace.config.as_of), "PYTHONPATH": str(ROOT)}
    render = [sys.executable, "-m", "briefgen", "render", TOPIC, "-a", AUDIENCE]
    run([*render, "-f", "html,pdf,print"], project, os.environ)
    page = project / "out" / TOPIC / f"{AUDIENCE}.print.html"
    bare = [sys.executable, "-m", "tests.bench.bare", str(page), str(project / "bare.pdf")]
    run(bare, ROOT, env)
    print("\nbriefgen render (HTML and PDF)    seconds   bare WeasyPrint   ratio    aim   peak MiB (aim 300)")
    for state, aim in AIMS.items():
        ours: list[Run] = []
        theirs: list[Run] = []
        for n in range(PAIRS):
            prepare(project, state, n)
            ours.append(run(render, project, os.environ))
            theirs.append(run(bare, ROOT, env))
        mine, other, ratio = pairs(ours, theirs)
        peak = max(r.mebibytes for r in ours)
        print(f"{state:<30} {mine:10.2f} {other:17.2f} {ratio:7.2f} {aim:6.2f} {peak:10.0f}")


def prepare(project: Path, state: str, turn: int) -> None:
    """Bring the project into a state before a run."""
    if state == "nothing cached":
        shutil.rmtree(project / ".cache", ignore_errors=True)
    if state == "only prose changed":
        section = project / "templates" / "topics" / TOPIC / "sections" / "limits.md.j2"
        heading, rest = section.read_text(encoding="utf-8").split("\n", 1)
        heading = heading.removesuffix(TURN) + (TURN if turn % 2 else "")
        section.write_text(f"{heading}\n{rest}", encoding="utf-8")
        for kept in ("pdf", "bounds"):
            shutil.rmtree(project / ".cache" / kept, ignore_errors=True)


if __name__ == "__main__":
    main()
