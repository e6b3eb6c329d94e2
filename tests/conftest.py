"""What many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import copy_tiny


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a copy of the tiny project that a test may change."""
    return copy_tiny(tmp_path / "project")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the root of the checkout: the project that is shipped."""
    return Path(__file__).parents[1]
