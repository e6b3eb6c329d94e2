"""The clock of tests that say “in bounded time”: what the work cost, however busy the machine is."""

from __future__ import annotations

import os


def busy() -> float:
    """Return the seconds of processor time that this process, and every child that has ended, have taken."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
