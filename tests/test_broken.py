"""Each folder of tests/broken/ is the tiny project with one fault, and names the exact diagnostics it must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import BROKEN, EXPECTED, copy_tiny, faults, overlay

CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())


def test_the_tiny_project_is_sound(tiny: Path) -> None:
    """The project that the broken ones are made from has no fault of its own."""
    assert faults(tiny) == ""


@pytest.mark.parametrize("case", CASES)
def test_a_broken_project_is_told_what_is_wrong(case: str, tmp_path: Path) -> None:
    """One fault gives exactly the diagnostics of expected.txt: no fewer, no cascade, the same words."""
    project = copy_tiny(tmp_path / "project")
    overlay(BROKEN / case, project)
    assert faults(project) == (BROKEN / case / EXPECTED).read_text(encoding="utf-8").rstrip("\n")
