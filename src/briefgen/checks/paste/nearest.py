"""Which claims a sentence of anybody's text is about, by the words they share.

In: what a dataset supports, and a sentence. Out: claims with how near they are, the nearest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from briefgen.checks.account import Knowledge
from briefgen.checks.account.relation import Relation
from briefgen.checks.account.vocabulary import stems

CLAIMS = (
    "events", "editions", "statements", "recommendations", "indicators", "mechanisms", "positions", "judgements",
    "participation",
)  # fmt: skip
LOOKED_AT = 60  # candidates measured for each sentence
KEPT = 0.4  # of the nearest one's measure: what is further away is about something else
FEW = 6.0  # weight of its words below which a sentence goes on from the one before
COVERED = 0.3  # share of a sentence's words, weighed, below which a claim is about something else


@dataclass(frozen=True, slots=True)
class Near:
    """A claim that a sentence may be about: how near it is, and what share of the sentence's words it has."""

    claim: str
    measure: float
    covered: float


@dataclass(frozen=True)
class Nearest:
    """The claims of a dataset, ready to be compared with sentences."""

    knowledge: Knowledge
    _relation: Relation = field(init=False)

    def __post_init__(self) -> None:
        """Make the measure."""
        object.__setattr__(self, "_relation", Relation(self.knowledge))

    @cached_property
    def _holding(self) -> Mapping[str, tuple[str, ...]]:
        """Word → the claims that have it."""
        found: dict[str, list[str]] = {}
        for name in CLAIMS:
            for key in self.knowledge.dataset.tables[name]:
                for word in self._relation.wide(key):
                    found.setdefault(word, []).append(key)
        return {word: tuple(keys) for word, keys in found.items()}

    def claims(self, sentence: str, before: str = "") -> tuple[Near, ...]:
        """Return the claims that a sentence is about; `before` helps one with few words of its own."""
        words, measure = stems(sentence), self._relation
        if measure.weight(words) < FEW:
            words |= stems(before)
        shared: dict[str, float] = {}
        for word in words:
            weight = self._relation.weight((word,))
            for key in self._holding.get(word, ()):
                shared[key] = shared.get(key, 0.0) + weight
        candidates = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:LOOKED_AT]
        found = [Near(key, measure.between(words, key), measure.covered(words, key)) for key, _ in candidates]
        near = sorted((n for n in found if n.covered >= COVERED), key=lambda n: (-n.measure, n.claim))
        return tuple(n for n in near if n.measure >= KEPT * near[0].measure)
