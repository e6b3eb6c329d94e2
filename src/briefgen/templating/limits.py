"""How much a template may do before it is stopped: a hostile or mistaken one ends in bounded time and memory.

In: `TemplateLimits`. Out: `LimitReachedError`, raised by the `Budget` that the sandbox spends from.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter


class LimitReachedError(Exception):
    """The template asks for more than its limits allow; the message says of what."""


@dataclass(frozen=True, slots=True)
class TemplateLimits:
    """What one rendering of one template may use.

    Attributes:
        operations: loop turns, calls and outputs, longer texts and lists counting more. It is the limit normally met
            first, and does not depend on the machine.
        characters: characters written, inner texts of macros included.
        size: length of one text or list made by an operator, and of a template.
        seconds: time, a second net under the first.
    """

    operations: int = 1_000_000
    characters: int = 8_000_000
    size: int = 1_000_000
    seconds: float = 10.0


class Budget:
    """What is left of the limits."""

    def __init__(self, limits: TemplateLimits) -> None:
        self.limits = limits
        self._operations = 0
        self._characters = 0
        self._look_again = 0
        self._started = perf_counter()

    def work(self, amount: int = 1) -> None:
        """Spend operations.

        Raises:
            LimitReachedError: none are left, or the time is over.
        """
        self._operations += amount
        if self._operations > self.limits.operations:
            raise LimitReachedError(
                f"the template does not come to an end: more than {self.limits.operations:,} operations"
            )
        if self._operations >= self._look_again:
            self._look_again = self._operations + 500
            if perf_counter() - self._started > self.limits.seconds:
                raise LimitReachedError(f"the template takes longer than {self.limits.seconds:g} seconds")

    def write(self, characters: int) -> None:
        """Spend characters of text (and a little work).

        Raises:
            LimitReachedError: none are left.
        """
        self._characters += characters
        if self._characters > self.limits.characters:
            raise LimitReachedError(f"the template writes more than {self.limits.characters:,} characters")
        self.work(1 + characters // 1000)

    def fits(self, size: int) -> None:
        """Check the length of a text or list before it is made, and spend work for it.

        Raises:
            LimitReachedError: it is too long.
        """
        if size > self.limits.size:
            raise LimitReachedError(f"the template makes a text or list longer than {self.limits.size:,}")
        self.work(1 + size // 100)
