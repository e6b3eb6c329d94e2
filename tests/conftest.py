"""What many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import copy_tiny


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together where they are spread over processes: they share costly fixtures."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
