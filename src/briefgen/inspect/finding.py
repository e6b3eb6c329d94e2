"""Looking for letters in what came out: whole, or in two pieces that a page, a note or a column has parted.

In: runs of letters as they follow one another in a file. Out: whether a text stands there, and if not, why.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

PIECE = 32  # letters looked for at once: long enough to be found once, short enough to stand in few lines
SHORTEST = 4  # letters: less may be anywhere


class Letters:
    """The letters of a file, in the order of its content."""

    def __init__(self, runs: Iterable[str], unseen: Iterable[tuple[str, str]] = ()) -> None:
        """Take the runs that can be read, and (letters, reason) of those that cannot."""
        listed = tuple(runs)
        self.whole = "".join(listed)
        self._edges = frozenset(accumulate(map(len, listed), initial=0))
        hidden = tuple(unseen)
        self._hidden = "".join(text for text, _ in hidden)
        self._hidden_at = list(accumulate((len(text) for text, _ in hidden), initial=0))
        self._reasons = tuple(reason for _, reason in hidden)

    def missing(self, run: str) -> str:
        """Return the first piece of a run that is not there; empty when it is all there."""
        return next((piece for piece in pieces(run) if not self.holds(piece)), "")

    def holds(self, piece: str) -> bool:
        """Tell whether a piece is there: whole, or parted in two at the end of a line and the start of another."""
        if piece in self.whole:
            return True
        return any(
            self._found(piece[:at], end=True) and self._found(piece[at:], end=False)
            for at in range(SHORTEST, len(piece) - SHORTEST + 1)  # a citation's number alone begins its note, too
        )

    def _found(self, part: str, *, end: bool) -> bool:
        at = self.whole.find(part)
        while at >= 0:
            if (at + len(part) if end else at) in self._edges:
                return True
            at = self.whole.find(part, at + 1)
        return False

    def why(self, piece: str) -> str:
        """Return why a piece cannot be read, when it is there all the same; otherwise nothing."""
        for part in (piece, piece[: len(piece) // 2], piece[len(piece) // 2 :]):
            at = self._hidden.find(part) if len(part) >= SHORTEST else -1
            if at >= 0:
                return self._reasons[bisect_right(self._hidden_at, at) - 1]
        return ""


def pieces(run: str) -> Iterator[str]:
    """Yield the pieces of a run of letters; the last overlaps the one before it, so that none is short."""
    for at in range(0, max(1, len(run) - PIECE + 1), PIECE):
        yield run[at : at + PIECE]
    if len(run) > PIECE and len(run) % PIECE:
        yield run[-PIECE:]
