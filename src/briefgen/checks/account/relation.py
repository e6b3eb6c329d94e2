"""How much a text and a record have to do with each other, between 0 and about 2.

In: what a dataset supports, a text, an id. Out: the share of the text's words that the record has, and the share of the
record's own words that the text has, each word weighing the more the fewer passages have it; and how many records of
the dataset have more to do with a text than that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from briefgen.checks.account.support import Knowledge
from briefgen.checks.account.vocabulary import stems, texts_of

Stems = frozenset[str]
_EQUAL = 1e-9  # what differs by less is the same
NAMING = frozenset({"evidence", "passages", "sources", "actors", "places", "glossary"})  # tables that hold no claims


@dataclass(frozen=True)
class Relation:
    """The measure for one dataset."""

    knowledge: Knowledge
    _own: dict[str, Stems] = field(default_factory=dict, repr=False, compare=False)
    _wide: dict[str, Stems] = field(default_factory=dict, repr=False, compare=False)
    _all: dict[Stems, list[float]] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(knowledge: Knowledge) -> Relation:
        """Return the measure of a dataset, the same one for all that ask."""
        kept: Relation = knowledge.__dict__.setdefault("_relation", Relation(knowledge))
        return kept

    @cached_property
    def _weights(self) -> tuple[Mapping[str, float], float]:
        """Word → its weight, and the weight of a word that no passage has."""
        passages = self.knowledge.dataset.passages.values()
        frequency = Counter(stem for passage in passages for stem in stems(passage.exact))
        count = len(passages) + 2
        return {word: math.log(count / (1 + times)) for word, times in frequency.items()}, math.log(count)

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The records that say something, and may be cited for it."""
        tables = self.knowledge.dataset.tables
        return tuple(key for table, records in tables.items() if table not in NAMING for key in records)

    @cached_property
    def _having(self) -> Mapping[str, tuple[list[int], list[tuple[int, float]]]]:
        """Word → the claims, by number, that have it; and those of which it is an own word, with the share it makes."""
        found: dict[str, tuple[list[int], list[tuple[int, float]]]] = {}
        for number, key in enumerate(self.claims):
            for word in self.wide(key):
                found.setdefault(word, ([], []))[0].append(number)
            whole = self.weight(self.own(key)) or 1
            for word in self.own(key):
                found.setdefault(word, ([], []))[1].append((number, self.weight((word,)) / whole))
        return found

    def weight(self, words: Iterable[str]) -> float:
        """Return how telling words are together, in whatever order they come."""
        weights, rare = self._weights
        return math.fsum(weights.get(word, rare) for word in words)

    def nearer(self, texts: Iterable[Stems], least: float) -> int:
        """Return how many claims have more to do with any of some texts than so much."""
        more = least + _EQUAL
        return sum(map(max, zip(*([near > more for near in self._to_all(told)] for told in texts), strict=True)))

    def nearest(self, told: Stems, keys: Iterable[str], count: int) -> tuple[str, ...]:
        """Return those of some records that have most to do with a text, the nearest first; not what has nothing."""
        known = dict(zip(self.claims, self._to_all(told), strict=True))
        near = {key: known[key] if key in known else self.between(told, key) for key in keys}
        return tuple(sorted((key for key in near if near[key]), key=near.__getitem__, reverse=True)[:count])

    def _to_all(self, told: Stems) -> list[float]:
        """Return how much a text has to do with each claim: `between`, worked out for all at once."""
        if told not in self._all:
            near = [0.0] * len(self.claims)
            whole = self.weight(told) or 1
            for word in sorted(told & self._having.keys()):
                having, of_own = self._having[word]
                part = self.weight((word,)) / whole
                for number in having:
                    near[number] += part
                for number, share in of_own:
                    near[number] += share
            self._all[told] = near
        return self._all[told]

    def own(self, key: str) -> Stems:
        """Return the words of a record itself, and those of the names of persons and states in it."""
        if key not in self._own:
            dataset = self.knowledge.dataset
            names = [dataset.actors[k] for k in self.knowledge.support(key).names if k in dataset.actors]
            texts = [*texts_of(dataset.get(key)), *(text for actor in names for text in texts_of(actor))]
            self._own[key] = frozenset[str]().union(*(stems(text) for text in texts if text))
        return self._own[key]

    def wide(self, key: str) -> Stems:
        """Return the words of a record, its passages, its names, and its years."""
        if key not in self._wide:
            years = {str(m.year) for m in self.knowledge.support(key).dates if m.year and m.span == 1}
            self._wide[key] = self.knowledge.vocabulary(key) | years
        return self._wide[key]

    def between(self, told: Stems, key: str) -> float:
        """Return how much words and a record have to do with each other."""
        return self.covered(told, key) + self.share(told, key)

    def share(self, told: Stems, key: str) -> float:
        """Return the share of a record's own words that a text has, weighed."""
        own = self.own(key)
        return self.weight(told & own) / (self.weight(own) or 1)

    def covered(self, told: Stems, key: str) -> float:
        """Return the share of words that a record has, weighed."""
        return self.weight(told & self.wide(key)) / (self.weight(told) or 1)
