"""What a PDF of briefgen costs beside bare WeasyPrint on the same print page: seconds and bytes.

In: a project with the diplomat edition rendered (`out/…/diplomat.print.html`). Out: a table on standard output.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import resource
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
    _run(bare, env)
    pairs = [(_run(whole, env), _run(bare, env)) for _ in range(PAIRS)]
    print("\nPDF with everything                       bare      whole    added    aim")
    for at, what in enumerate(("seconds", "seconds of the processor")):
        with_all, alone = median(a[at] for a, _ in pairs), median(b[at] for _, b in pairs)
        added = 100 * (median(a[at] / b[at] for a, b in pairs) - 1)
        print(f"{what:<36}{alone:10.2f} {with_all:10.2f} {added:7.0f}% {SECONDS:5d}%")
    small, large = theirs.stat().st_size / 1024, ours.stat().st_size / 1024
    without = large - _attached(ours.read_bytes()) / 1024
    print(f"{'KiB':<36}{small:10.0f} {large:10.0f} {large - small:8.0f} {KIBIBYTES:6d}")
    print(f"{'KiB without attachments':<36}{'':10} {without:10.0f} {'':8} {WITHOUT:6d}")


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


def _run(command: list[str], env: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds that a command took, by the clock and of the processor, without what it says was loading."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, check=False)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr)
    loading, working = map(float, done.stdout.split() or (0, 0))
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds - loading, busy - working


def _attached(pdf: bytes) -> int:
    """Return how many bytes of a PDF are attachments, as they lie in it."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(len(spec.obj.EF.F.read_raw_bytes()) for spec in opened.attachments.values())
