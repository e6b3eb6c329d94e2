"""What an edition must keep to on paper, found out from its layout alone: most of a PDF's time goes into writing it.

In: a layout's pages, and on which of them each id stands. Out: whether it keeps within its bounds, or by how much not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a layout must keep to before it is written.

    Attributes:
        pages: the most pages that count; 0: any number.
        before: id of the first section that does not count; empty: all pages do.
        first: id of what must stand on the first page; empty: nothing.
        trial: nothing is written in any case.
    """

    pages: int = 0
    before: str = ""
    first: str = ""
    trial: bool = False

    def plain(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


class OutOfBoundsError(Exception):
    """A layout that does not keep to its bounds, or was only a trial.

    Attributes:
        pages: how many of its pages count.
        leads: whether what must stand on the first page does.
    """

    def __init__(self, pages: int, *, leads: bool) -> None:
        """Keep how it stands."""
        super().__init__(pages, leads)
        self.pages, self.leads = pages, leads


def kept(bounds: Bounds, pages: int, where: Mapping[str, int]) -> tuple[bool, int, bool]:
    """Return whether bounds are kept, how many pages count, and whether the first page has what it must have.

    Args:
        bounds: what to keep to.
        pages: how many pages there are.
        where: id → the page it stands on, from 0.
    """
    start = where.get(bounds.before)
    counted = pages if start is None else max(1, start)
    leads = not bounds.first or where.get(bounds.first) == 0
    return leads and (not bounds.pages or counted <= bounds.pages), counted, leads
