"""publish when things go wrong: killed at any moment, a full disk, a place that cannot be written, two at once."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
from hashlib import sha256
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import pytest

from briefgen.publish import paths
from briefgen.workspace.files import hold
from tests.commands import run
from tests.projects import edit
from tests.publish.sites import QUICK, published, site_project

KILLS = 30
STEPS = frozenset(
    ("open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir", "os.symlink", "ctypes.dlsym")
)


def whole(site: Path) -> str:
    """Return the publisher of a site, which must be whole: just the files of its manifest, each as made, and CNAME."""
    made = json.loads((site / paths.MANIFEST).read_text(encoding="utf-8"))["files"]
    there = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert set(there) == {*made, paths.MANIFEST, "CNAME"}
    assert all(sha256(there[name].read_bytes()).hexdigest() == digest for name, digest in made.items())
    assert there["CNAME"].read_text(encoding="utf-8") == "example.org"
    home = there["index.html"].read_text(encoding="utf-8")
    return "Alderby" if "Alderby Reading Room" in home else "Birkby"


def publish_until(project: Path, step: int, count: Synchronized[int]) -> None:
    """Publish, and die by a kill -9 of its own at so many steps that touch the file system; count them."""

    def watch(event: str, _: object) -> None:
        if event in STEPS:
            count.value += 1
            if count.value == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    published(project)


def test_killed_at_any_moment_the_site_is_whole(tmp_path: Path) -> None:
    """Thirty kills, spread over all steps from the first file to the last: the old site or the new one, and CNAME.

    Processes are forked that know everything already; they alternate between two publishers, so that the two sites
    differ. Between two kills nothing is cleared away: each run finds what the one before has left.
    """
    project = site_project(tmp_path / "project", QUICK)
    site = project / "out" / "site"
    now, other = "Alderby Reading Room", "Birkby Reading Room"
    published(project)
    (site / "CNAME").write_text("example.org", encoding="utf-8")
    fork = multiprocessing.get_context("fork")

    ends: list[int | None] = []

    def run_until(step: int) -> int:
        nonlocal now, other
        edit(project, "briefgen.toml", {now: other})
        now, other = other, now
        count = fork.Value("i", 0)
        child = fork.Process(target=publish_until, args=(project, step, count))
        child.start()
        child.join()
        ends.append(child.exitcode)
        return int(count.value)

    steps = min(run_until(0), run_until(0))  # from one to the other, and back: all that both need is in the cache now
    assert whole(site) == now.split(maxsplit=1)[0]
    seen = set()
    for number in range(1, KILLS + 1):
        run_until(max(1, steps * number // (KILLS + 1)))
        seen.add(whole(site))
    assert set(ends) <= {0, -signal.SIGKILL}  # whoever finds the site as it should be has less to do, and may end first
    assert ends.count(-signal.SIGKILL) >= KILLS // 2
    assert seen == {"Alderby", "Birkby"}, "some kills came before the exchange, some after it"
    published(project)
    assert whole(site) == now.split(maxsplit=1)[0]
    assert sorted(path.name for path in site.parent.iterdir()) == [".site.lock", "site"]


def test_a_full_disk_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    """The system refuses a file in the middle of the run: a message, no traceback, nothing left behind."""
    project = site_project(tmp_path / "project")
    published(project)
    before = (project / "out/site" / paths.MANIFEST).read_bytes()
    edit(project, "briefgen.toml", {"desk@example.org": "office@example.org"})

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    command = [sys.executable, "-m", "briefgen", "publish"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, preexec_fn=full)
    assert done.returncode == 1
    assert "error[out-not-writable] out/site\n  cannot write there: file too large" in done.stderr
    assert (project / "out/site" / paths.MANIFEST).read_bytes() == before
    assert sorted(path.name for path in (project / "out").iterdir()) == [".site.lock", "site"]


@pytest.mark.parametrize("out", ["/proc/site", "in the way/site"])
def test_a_place_that_cannot_be_written_is_told(tiny: Path, out: str) -> None:
    """A file system that lets nobody write, and a file where a folder should be."""
    (tiny / "in the way").touch()
    done = run(tiny, "publish", "--out", out)
    assert done.returncode == 1
    assert "error[out-not-writable]" in done.stderr
    assert "hint: choose another folder with --out" in done.stderr


def test_a_second_run_is_told_to_wait(tiny: Path) -> None:
    """While the first holds the folder; another folder is free."""
    with hold(tiny / "out" / ".site.lock", "out/site"):
        done = run(tiny, "publish")
    assert done.returncode == 1
    assert done.stderr.endswith(
        "error[locked] out/site\n  another briefgen is writing there\n"
        "  hint: wait until it has finished, or write elsewhere with --out\n"
    )


def test_two_at_once_make_one_site(tmp_path: Path) -> None:
    """Either waits for its turn by being told, or comes later and finds everything done."""
    project = site_project(tmp_path / "project", QUICK)
    command = [sys.executable, "-m", "briefgen", "publish"]
    both = [subprocess.Popen(command, cwd=project, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    codes = [process.returncode for process in both]
    assert 0 in codes
    assert all(code == 0 or "error[locked]" in text for code, text in zip(codes, said, strict=True))
    (project / "out" / "site" / "CNAME").write_text("example.org", encoding="utf-8")
    assert whole(project / "out" / "site") == "Alderby"
