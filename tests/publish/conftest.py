"""One site that many tests read, and none changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.sites import published, site_project


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a published project."""
    folder = site_project(tmp_path_factory.mktemp("publish") / "project")
    published(folder)
    return folder


@pytest.fixture(scope="session")
def site(project: Path) -> Path:
    """Return the folder of its site."""
    return project / "out" / "site"
