"""The command line within the test's own process: quicker than a new one, where only what is said matters."""

from __future__ import annotations

import contextlib
import importlib
import json
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import briefgen.cli

Json = Any


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said on standard output and on standard error, and its exit code."""

    stdout: str
    stderr: str
    returncode: int


def run(project: Path, *arguments: str) -> Said:
    """Run a command in a project, with nobody at the terminal."""
    for module in pkgutil.iter_modules(briefgen.cli.__path__):
        importlib.import_module(f"briefgen.cli.{module.name}")  # commands register themselves
    with contextlib.chdir(project):
        done = CliRunner().invoke(briefgen.cli.app, list(arguments), env={"COLUMNS": "120"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.stdout, done.stderr, done.exit_code)


def told(project: Path, *arguments: str) -> Json:
    """Return the data of a command's JSON."""
    done = run(project, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    whole: Json = json.loads(done.stdout)
    assert whole["kind"] == arguments[0]
    return whole["data"]
