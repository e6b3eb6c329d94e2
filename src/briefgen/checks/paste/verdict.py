"""What the dataset says of a part of a text, and what a judge of it may look at.

In: a sentence, and the claims it is about. Out: `About`; `Verdict`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefgen.checks.account import Ground, Knowledge, Token
from briefgen.checks.paste.nearest import Near

CLEAR = 0.75  # of the nearest claim's measure: claims at least so near are what the sentence is about
SURE = 0.6  # of the nearest claim's measure: what such a claim supports is supported
TOLD = 0.6  # the least share of a sentence's words in a claim that may contradict
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
        claims: what it may be about, the nearest first.
        tokens: its dates, numbers, names and quotations.
        paragraph: the words around it.
    """

    knowledge: Knowledge
    sentence: str
    claims: tuple[Near, ...]
    tokens: tuple[Token, ...]
    paragraph: str = ""

    def clear(self) -> Iterator[str]:
        """Yield the claims that the sentence is about beyond doubt, and that may contradict it."""
        least = max(STRONG, CLEAR * self.best)
        yield from (near.claim for near in self.claims if near.measure >= least and near.covered >= TOLD)

    @property
    def best(self) -> float:
        """The measure of the nearest claim."""
        return self.claims[0].measure if self.claims else 0.0


def supported(key: str, ground: Ground) -> Verdict:
    """Return a verdict by the place where something stands."""
    return Verdict(Status.SUPPORTED, key, ground.passage, ground.column)


def weighed(
    about: About, supports: Callable[[str], Verdict | None], contradicts: Callable[[str], Verdict | None]
) -> Verdict:
    """Return the verdict on a part of a sentence.

    What a near claim has is supported. What only a claim further away has is supported when no claim that the sentence
    is about beyond doubt has something else instead; otherwise it is unknown. What no claim has is contradicted, or
    unknown.

    Args:
        about: the sentence.
        supports: gives the verdict of a claim that has the part.
        contradicts: gives the verdict of a claim that has something else in its place.
    """
    found = [(near.measure, verdict) for near in about.claims if (verdict := supports(near.claim)) is not None]
    other = next((verdict for key in about.clear() if (verdict := contradicts(key)) is not None), None)
    if found and (found[0][0] >= SURE * about.best or other is None):
        return found[0][1]
    return UNKNOWN if found or other is None else other
