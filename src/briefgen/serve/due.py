"""What has still to be judged, and in which order: what somebody looks at first.

In: changes and results. Out: the next thing to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.serve.desk import Key


@dataclass
class Due:
    """What has still to be judged.

    Attributes:
        project: settings and evidence.
        keys: editions.
        series: editions beside one another.
        more: set when there is anything.
        at: what is being judged.
    """

    project: bool = True
    keys: set[Key] = field(default_factory=set)
    series: bool = True
    more: asyncio.Event = field(default_factory=asyncio.Event)
    at: Key | None = None

    def add(self, keys: Iterable[Key] = (), *, project: bool = False) -> None:
        """Ask for more."""
        new = set(keys)
        self.project |= project
        self.series |= bool(new) or project
        self.keys |= new
        if self.project or self.keys or self.series:
            self.more.set()

    def next(self, first: Sequence[Key], known: Sequence[Key]) -> Key | None:
        """Take the edition to judge next, None when there is none; those that are no longer known are dropped."""
        self.keys &= {*known, *first}
        self.at = next((key for key in (*first, *known) if key in self.keys), None)
        if self.at:
            self.keys.discard(self.at)
        return self.at

    def waits(self, key: Key) -> bool:
        """Tell whether an edition has still to be judged."""
        return self.project or key in self.keys or key == self.at
