"""Processes whose lines are not counted: what they run is covered by its own tests, and takes twice the time counted.

In: nothing. Out: a block in which processes are started.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def uncovered() -> Iterator[None]:
    """Let no process that is started in this block count its lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield
