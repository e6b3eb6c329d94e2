"""What a PDF of briefgen costs beside bare WeasyPrint on the same print page: seconds and bytes.

In: a project with the diplomat edition rendered (`out/…/diplomat.print.html`). Out: a table on standard output.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from types import MappingProxyType

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build.attach import facts
from briefgen.compose import compose
from briefgen.dataset import Dataset
from briefgen.workspace.pango import engine_environment
from tests.bench.measure import frozen

ROOT = Path(__file__).parents[2]
PAIRS = 7
SECONDS, KIBIBYTES, WITHOUT = 25, 300, 500  # aims: per cent added, KiB added, KiB of a PDF without attachments


def cost(project: Path, topic: str, audience: str) -> None:
    """Print what evidence, tags, metadata, seal and inspections add, medians of several pairs of cold processes."""
    opened = Project.open(project)
    page = project / "out" / topic / f"{audience}.print.html"
    given, ours, theirs = project / "bench.pickle", project / "whole.pdf", project / "bare.pdf"
    given.write_bytes(_given(opened, topic, audience))
    env = engine_environment(project, opened.workspace.fonts, opened.workspace.config.as_of)
    env = {**env, "PYTHONPATH": str(ROOT)}
    bare = [sys.executable, "-m", "tests.bench.bare", str(page), str(theirs)]
    whole = [sys.executable, "-m", "tests.bench.whole", str(given), str(page), str(ours)]
    _seconds(bare, env)
    pairs = [(_seconds(whole, env), _seconds(bare, env)) for _ in range(PAIRS)]
    ratio = median(a / b for a, b in pairs)
    added = ours.stat().st_size - theirs.stat().st_size
    alone = ours.stat().st_size - _attached(ours.read_bytes())
    print("\nPDF with everything                       bare      whole    added    aim")
    print(
        f"seconds                             {median(b for _, b in pairs):10.2f} {median(a for a, _ in pairs):10.2f}"
        f" {100 * (ratio - 1):7.0f}% {SECONDS:5d}%"
    )
    print(
        f"KiB                                 {theirs.stat().st_size / 1024:10.0f} {ours.stat().st_size / 1024:10.0f}",
        end="",
    )
    print(f" {added / 1024:8.0f} {KIBIBYTES:6d}")
    print(f"KiB without attachments             {'':10} {alone / 1024:10.0f} {'':8} {WITHOUT:6d}")


def _given(project: Project, topic: str, audience: str) -> bytes:
    """Return what an edition is composed of, pickled: composing it is not what is measured."""
    material = project.verified.material
    brief = open_brief(project.workspace, topic, audience)
    document = compose(material, brief)
    settings = {"assets": str(project.workspace.assets), "as_of": material.config.as_of}
    known = facts(project.workspace, material, brief, document, ())
    copyreg.pickle(MappingProxyType, lambda mapping: (frozen, (dict(mapping),)))
    dataset = Dataset(material.dataset.sources, material.dataset.tables)  # without what it has looked up so far
    return pickle.dumps((settings, document, dataset, material.evidenced, known))


def _seconds(command: list[str], env: Mapping[str, str]) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stderr)
    return seconds - float(done.stdout or 0)


def _attached(pdf: bytes) -> int:
    """Return how many bytes of a PDF are attachments, as they lie in it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(len(spec.obj.EF.F.read_raw_bytes()) for spec in opened.attachments.values())
