"""Dice that fall the same way for the same seed, on every machine and in every version of Python.

In: a seed. Out: numbers and choices, from SHA-256 over a counter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A run of throws that its seed decides."""

    def __init__(self, seed: str) -> None:
        """Start the run of a seed."""
        self._seed, self._thrown = seed, 0

    def below(self, limit: int) -> int:
        """Return a number from 0 to limit - 1."""
        self._thrown += 1
        digest = hashlib.sha256(f"{self._seed}:{self._thrown}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def of(self, things: Sequence[T]) -> T:
        """Return one of several things."""
        return things[self.below(len(things))]

    def other(self, things: Sequence[T], than: T) -> T:
        """Return one of several things that is not the one given."""
        return self.of([thing for thing in things if thing != than])
