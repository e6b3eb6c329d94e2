"""How much a text and a record have to do with each other, between 0 and about 2.

In: what a dataset supports, a text, an id. Out: the share of the text's words that the record has, and the share of the
record's own words that the text has, each word weighing the more the fewer passages have it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from briefgen.checks.account.support import Knowledge
from briefgen.checks.account.vocabulary import stems, texts_of

Stems = frozenset[str]


@dataclass(frozen=True)
class Relation:
    """The measure for one dataset."""

    knowledge: Knowledge
    _own: dict[str, Stems] = field(default_factory=dict, repr=False, compare=False)
    _wide: dict[str, Stems] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _frequency(self) -> Counter[str]:
        passages = self.knowledge.dataset.passages.values()
        return Counter(stem for passage in passages for stem in stems(passage.exact))

    def weight(self, words: Iterable[str]) -> float:
        """Return how telling words are together."""
        count = len(self.knowledge.dataset.passages) + 2
        return sum(math.log(count / (1 + self._frequency.get(word, 0))) for word in words)

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
