"""What many tests share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.projects import copy_tiny

if TYPE_CHECKING:
    from xdist.remote import Producer

_EDITION = re.compile(r"\[(.+?)(?:-(?:A4|Letter))?\]$")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that approves changed pictures."""
    parser.addoption("--update-golden", action="store_true", help="write the approved pictures anew (never in CI)")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a copy of the tiny project that a test may change."""
    return copy_tiny(tmp_path / "project")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of the checkout: the project that is shipped."""
    return Path(__file__).parents[1]


class _Together(LoadScopeScheduling):  # type: ignore[misc] # xdist comes without types here
    """Keeps the tests of a file together where they are spread over processes: they share costly fixtures.

    Those on what is shipped stay together edition by edition, or topic by topic: they are too many for one process.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        edition = _EDITION.search(test) if "test_shipped_" in file else None
        return f"{file} {edition[1]}" if edition else file


@pytest.hookimpl(tryfirst=True, optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Together:
    """Spread the tests."""
    return _Together(config, log)
