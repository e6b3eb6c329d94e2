"""What the dataset says of a part of a text, and what a judge of it may look at.

In: a sentence, and the claims it is about. Out: `About`; `Verdict`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefgen.checks.account import Ground, Knowledge, Token

CLEAR = 0.75  # of the nearest claim's measure: claims at least so near are what the sentence is about
STRONG = 0.45  # the least measure of a claim that may contradict


class Status(StrEnum):
    """What the dataset says of a part of a text."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the dataset says of a part of a text.

    Attributes:
        status: supported, contradicted or unknown.
        claim: id of the claim, or empty.
        passage: id of the passage, or empty.
        said: what the dataset has, in a few words; empty when that is the part itself.
    """

    status: Status
    claim: str = ""
    passage: str = ""
    said: str = ""


UNKNOWN = Verdict(Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class About:
    """A sentence, and what it is about.

    Attributes:
        knowledge: what the dataset supports.
        sentence: its words.
        claims: (claim, nearness), the nearest first.
        tokens: its dates, numbers, names and quotations.
        paragraph: the words around it.
    """

    knowledge: Knowledge
    sentence: str
    claims: tuple[tuple[str, float], ...]
    tokens: tuple[Token, ...]
    paragraph: str = ""

    def clear(self) -> Iterator[str]:
        """Yield the claims that the sentence is about beyond doubt, and that may contradict it."""
        best = self.claims[0][1] if self.claims else 0.0
        yield from (key for key, measure in self.claims if measure >= max(STRONG, CLEAR * best))


def supported(key: str, ground: Ground) -> Verdict:
    """Return a verdict by the place where something stands."""
    return Verdict(Status.SUPPORTED, key, ground.passage, ground.column)
