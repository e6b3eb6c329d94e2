"""An account of a text: every date, number, name and quotation in it, with what supports it.

In: a text and the records it rests on. Out: `Entry`s in reading order. Pure; it knows nothing of Documents, so that it
serves rules on prose, the tracing of a sentence and the checking of anybody's text alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefgen.checks.account import counting, quoting
from briefgen.checks.account.support import Ground, Knowledge, Support, comparable, dates_of, is_inferred
from briefgen.checks.account.tokens import Kind, Token, quotations, tokens
from briefgen.checks.mentions import Mention

__all__ = [
    "Entry", "Ground", "Kind", "Knowledge", "Support", "Token", "account", "comparable", "dates_of", "is_inferred",
    "quotations", "quoted_in", "tokens",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A checkable part of a text, and what supports it; no grounds: nothing does.

    Attributes:
        token: the part.
        grounds: where it stands, among what the text rests on.
        missing: of a date the part that is not supported, of a quotation the segment that is in no passage.
    """

    token: Token
    grounds: tuple[Ground, ...]
    missing: str = ""

    @property
    def supported(self) -> bool:
        """Whether something supports it."""
        return bool(self.grounds)

    @property
    def inferred(self) -> bool:
        """Whether all that supports it is inference."""
        return bool(self.grounds) and all(ground.inferred for ground in self.grounds)


def account(
    text: str, ids: Iterable[str], knowledge: Knowledge, computed: Sequence[tuple[int, int]] = (), sources: int = 0
) -> tuple[Entry, ...]:
    """Return every date, number, name and quotation of a text with what supports it.

    Args:
        text: as a reader sees it, quotations in “…”.
        ids: the records it rests on.
        knowledge: of the dataset.
        computed: spans of the text that carry their own provenance.
        sources: how many documents the whole edition rests on, for texts that say so (0: not known).
    """
    cited = tuple(dict.fromkeys(ids))
    supports = [knowledge.support(key) for key in cited]
    counts = counting.Counts(knowledge, cited, sources)
    return tuple(_entry(token, supports, knowledge, counts) for token in tokens(text, knowledge.lexicon, computed))


def _entry(token: Token, supports: Sequence[Support], knowledge: Knowledge, counts: counting.Counts) -> Entry:
    match token.kind:
        case Kind.DATE:
            return _dated(token, supports)
        case Kind.NUMBER:
            return Entry(token, _numbered(token, supports, counts))
        case Kind.NAME:
            grounds = (g for s in supports for key in token.ids for g in s.names.get(key, ()))
            return Entry(token, tuple(dict.fromkeys(grounds)))
        case Kind.QUOTATION:
            return _quoted(token, supports, knowledge)


def _dated(token: Token, supports: Sequence[Support]) -> Entry:
    grounds: list[Ground] = []
    for mention in token.dates:
        found = [g for s in supports for g in _grounds_of(mention, s.dates)]
        if not found:
            return Entry(token, (), token.words)
        grounds += found
    return Entry(token, tuple(dict.fromkeys(grounds)))


def _grounds_of(mention: Mention, dates: Mapping[Mention, tuple[Ground, ...]]) -> Iterable[Ground]:
    if mention in dates:
        yield from dates[mention]
        if mention.day or mention.month or mention.span > 1:
            return
    for said, grounds in dates.items():
        if said != mention and _covers(said, mention):
            yield from grounds


def _covers(said: Mention, mention: Mention) -> bool:
    """Tell whether a date as supported has all parts of a date as told; what is not told may be anything."""
    if said.span != mention.span:
        return False
    pairs = ((said.year, mention.year), (said.month, mention.month), (said.day, mention.day))
    return all(told is None or told == known for known, told in pairs)


def _numbered(token: Token, supports: Sequence[Support], counts: counting.Counts) -> tuple[Ground, ...]:
    values = token.values
    grounds: list[Ground] = []
    for support in supports:
        for value in values:
            grounds += support.numbers.get((value, token.unit), ())
    if not grounds and not token.unit and any(v.denominator == 1 for v in values):
        years = {Mention(int(value)) for value in values if value.denominator == 1 and 1000 <= value < 2200}
        grounds += (g for s in supports for year in years for g in s.dates.get(year, ()))
    if not grounds:
        grounds += counts.grounds(token)
    return tuple(dict.fromkeys(grounds))


def _quoted(token: Token, supports: Sequence[Support], knowledge: Knowledge) -> Entry:
    passages = tuple(dict.fromkeys(p for s in supports for p in s.passages))
    found = quoted_in(token.words, passages, knowledge)
    if found:
        return Entry(token, tuple(Ground(p, p) for p in found))
    return Entry(token, (), quoting.missing((knowledge.passage_words(p) for p in passages), token.words) or token.words)


def quoted_in(words: str, passages: Sequence[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the passages that have a quotation; for one of several segments, those that together have them."""
    whole = [p for p in passages if quoting.holds(knowledge.passage_words(p), words)]
    if whole:
        return tuple(whole[:1])
    parts = quoting.segments(words)
    if len(parts) < 2:
        return ()
    found = [next((p for p in passages if quoting.holds(knowledge.passage_words(p), s)), "") for s in parts]
    return tuple(dict.fromkeys(found)) if all(found) else ()


def plain_values(values: Iterable[Fraction]) -> str:
    """Return numbers as a person writes them."""
    return ", ".join(
        f"{float(v):,.12g}" if v.denominator in (1, 2, 4, 5, 10, 100, 1000) else str(v) for v in sorted(values)
    )
