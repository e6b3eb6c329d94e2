"""A quotation in anybody's text: supported when a passage or a source has it word for word.

In: the words between quotation marks. Out: a `Verdict`; contradicted when they come close to words of a source and are
not them. Those are then shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from briefgen.checks.account import Knowledge, Token, comparable, quoted_in, quoting
from briefgen.checks.paste.verdict import UNKNOWN, Status, Verdict

CLOSE = 72.0  # per cent of likeness above which a quotation is a bent one
SHORT = 12  # characters below which likeness tells nothing
SEARCHES = 100  # fuzzy searches for one text
LONGEST = 1500  # characters of a quotation that is looked for fuzzily


class Quoting:
    """The passages and sources of a dataset, ready to be compared with quotations."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Keep what the dataset supports."""
        self._knowledge, self._searches = knowledge, 0
        self._found: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {key: comparable(text) for key, text in self._knowledge.evidenced.texts.items()}

    def passages(self, words: str) -> tuple[str, ...]:
        """Return the passages that have a quotation word for word."""
        if words not in self._found:
            known = tuple(self._knowledge.dataset.passages) if len(words) <= LONGEST else ()
            self._found[words] = quoted_in(words, known, self._knowledge)
        return self._found[words]

    def verdict(self, token: Token) -> Verdict:
        """Return what the dataset says of a quotation."""
        if passages := self.passages(token.words):
            claim = next((e.record for e in self._knowledge.dataset.evidence if e.passage == passages[0]), "")
            return Verdict(Status.SUPPORTED, claim, passages[0])
        for key, text in self._sources.items():
            if len(token.words) <= LONGEST and quoting.holds(text, token.words):
                return Verdict(Status.SUPPORTED, "", "", f"source {key}")
        return self._bent(token.words)

    def _bent(self, words: str) -> Verdict:
        if not SHORT <= len(words) <= LONGEST or self._searches >= SEARCHES:
            return UNKNOWN
        self._searches += 1
        from rapidfuzz import fuzz  # only needed when something is wrong

        told = comparable(words)
        best, source, span = CLOSE, "", (0, 0)
        for key, text in self._sources.items():
            found = fuzz.partial_ratio_alignment(told, text, score_cutoff=best)
            if found is not None and found.score > best:
                best, source, span = found.score, key, (found.dest_start, found.dest_end)
        if not source:
            return UNKNOWN
        said = _whole_words(self._sources[source], *span)
        passage = next((k for k, p in self._knowledge.dataset.passages.items() if said in comparable(p.exact)), "")
        claim = next((e.record for e in self._knowledge.dataset.evidence if passage and e.passage == passage), "")
        return Verdict(Status.CONTRADICTED, claim, passage, f"source {source} has “{said}”")


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1] != " ":
        start -= 1
    while end < len(text) and text[end] != " ":
        end += 1
    return text[start:end].strip()
