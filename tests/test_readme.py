"""The README tells the truth: its commands run, and print what it shows; its files and pictures are there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ \.venv/bin/(briefgen [^\n]+)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), CONSOLE, ids=[command for command, _ in CONSOLE])
def test_a_command_of_the_readme_prints_what_it_shows(command: str, shown: str, tmp_path: Path) -> None:
    """Each line shown is printed, in this order; other lines may stand between."""
    words = [sys.executable, "-m", *shlex.split(command)]
    if "render" in words:
        words += ["--out", str(tmp_path / "out")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    printed = iter(done.stdout.replace(str(tmp_path) + "/", "").splitlines())
    for line in shown.splitlines():
        assert any(line in found for found in printed), f"“{line}” is not printed, or not in this place"


def test_there_are_commands_to_run() -> None:
    """A README whose blocks are no longer found would pass every other test here."""
    assert len(CONSOLE) >= 4


def test_the_python_of_the_readme_runs() -> None:
    """The example makes a PDF and a data frame."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    check = "\nassert pdf.startswith(b'%PDF-')\nassert len(events) > 200\n"
    done = subprocess.run([sys.executable, "-c", code + check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_the_readme_points_at_is_there() -> None:
    """Pictures, guides and folders exist."""
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_command_of_the_program_is_in_the_readme() -> None:
    """The table of commands is whole."""
    helped = subprocess.run([sys.executable, "-m", "briefgen", "--help"], capture_output=True, text=True, check=True)
    commands = re.findall(r"^│ ([a-z]+) {2,}", helped.stdout, re.MULTILINE)
    assert commands
    assert [name for name in commands if f"`briefgen {name}" not in README] == []
