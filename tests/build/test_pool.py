"""Many editions made at once are the same as one after the other, and a fault in one does not touch another."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from briefgen.briefs import read_once
from briefgen.build import Job, build, pool
from briefgen.workspace import Workspace
from tests.projects import edit

TOPICS = ("well", "well-b", "well-c", "well-d")
JOB = tuple((topic, "reader") for topic in TOPICS)
SECTION = "templates/topics/well-b/sections/story.md.j2"


@pytest.fixture
def four(tiny: Path) -> Path:
    """Return a project with four topics."""
    for name in TOPICS[1:]:
        shutil.copytree(tiny / "templates/topics/well", tiny / "templates/topics" / name)
    return tiny


def die(*_: object) -> None:
    """End the process at once, as the system ends one that takes all memory."""
    os._exit(9)


def written(project: Path) -> dict[str, bytes]:
    """Return what stands in the output folder, and empty it with the cache."""
    files = {str(path.relative_to(project)): path.read_bytes() for path in sorted((project / "out").rglob("*.*"))}
    shutil.rmtree(project / "out")
    shutil.rmtree(project / ".cache")
    return files


@pytest.mark.parametrize(
    ("editions", "cores", "workers"), [(1, 8, 1), (3, 8, 1), (4, 8, 2), (35, 2, 2), (35, 1, 1), (35, 64, 17)]
)
def test_how_many_workers_are_worth_it(editions: int, cores: int, workers: int) -> None:
    """No more than cores, and never more than half the editions; a few editions are made here."""
    assert pool.workers_for(editions, cores) == workers


def test_the_same_bytes_in_the_order_asked_for(four: Path) -> None:
    """Two workers write what one process writes; keys given for once reach them; what was made is told."""
    job = Job(JOB, once=read_once(["theme.accent=#225533"]))
    alone = build(Workspace.open(four), Job(JOB, once=job.once, workers=1))
    one = written(four)
    together = build(Workspace.open(four), Job(JOB, once=job.once, workers=2))
    assert written(four) == one
    assert together.files == alone.files
    assert [(e.topic, e.pages, e.document) for e in together.editions] == [
        (e.topic, e.pages, e.document) for e in alone.editions
    ]
    assert b"--accent:#225533" in one["out/well-c/reader.html"]


def test_a_fault_in_one_edition(four: Path) -> None:
    """The others are written, and the fault is told as if there were no workers."""
    edit(four, SECTION, {"## ": "{{ nothing }}\n\n## "})
    outcome = build(Workspace.open(four), Job(JOB, workers=2))
    assert [e.topic for e in outcome.editions] == ["well", "well-c", "well-d"]
    assert [d.rule for d in outcome.diagnostics] == ["template-undefined"]


def test_a_worker_that_dies(four: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its editions are told as not made; it is a diagnostic, not a traceback."""
    monkeypatch.setattr(pool, "_make", die)
    outcome = build(Workspace.open(four), Job(JOB, workers=2))
    assert [d.rule for d in outcome.diagnostics] == ["worker-died"]
    assert outcome.editions == ()


def test_neighbours_are_of_different_topics() -> None:
    """The queue goes through the topics in turn."""
    editions = [(topic, audience) for topic in "ab" for audience in "xyz"]
    assert pool._topics_in_turn(editions) == [("a", "x"), ("b", "x"), ("a", "y"), ("b", "y"), ("a", "z"), ("b", "z")]
