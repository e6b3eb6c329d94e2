"""An account of a text: every date, number, name and quotation in it, with what supports it.

In: a text and the records it rests on. Out: `Entry`s in reading order. Pure; it knows nothing of Documents, so that it
serves rules on prose, the tracing of a sentence and the checking of anybody's text alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.checks.account import counting, derived, quoting
from briefgen.checks.account.quoting import quoted_in
from briefgen.checks.account.sorts import sort_of
from briefgen.checks.account.support import (
    SPEAKS_OF_TEXTS,
    Ground,
    Knowledge,
    Support,
    comparable,
    dates_of,
    is_inferred,
    unit_of,
)
from briefgen.checks.account.tokens import Kind, Token, quotations, tokens
from briefgen.checks.mentions import Mention
from briefgen.checks.sentences import sentences

Scope = tuple[int, int, tuple[str, ...]]

__all__ = [
    "Entry",
    "Ground",
    "Kind",
    "Knowledge",
    "Scope",
    "Support",
    "Token",
    "account",
    "comparable",
    "covers",
    "dates_of",
    "is_inferred",
    "quotations",
    "quoted_in",
    "quoting",
    "scoped_account",
    "tokens",
    "unit_of",
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
    text: str,
    ids: Iterable[str],
    knowledge: Knowledge,
    computed: Sequence[tuple[int, int]] = (),
    *,
    strangers: bool = True,
) -> tuple[Entry, ...]:
    """Return every date, number, name and quotation of a text with what supports it.

    Args:
        text: as a reader sees it, quotations in “…”.
        ids: the records it rests on.
        knowledge: of the dataset.
        computed: spans of the text that carry their own provenance.
        strangers: whether names that the dataset does not know are wanted.
    """
    found = tokens(text, knowledge.lexicon, computed, strangers=strangers)
    return _entries(text, found, [(0, len(text), tuple(ids))], knowledge)


def scoped_account(
    text: str, scopes: Sequence[Scope], knowledge: Knowledge, computed: Sequence[tuple[int, int]] = (), sources: int = 0
) -> tuple[Entry, ...]:
    """Return the account of a text of which each part rests on its own records.

    Args:
        text: as a reader sees it, quotations in “…”.
        scopes: (start, end, ids) of each part, in order, without gaps.
        knowledge: of the dataset.
        computed: spans of the text that carry their own provenance.
        sources: how many documents the whole edition rests on, for texts that say so (0: not known).
    """
    return _entries(text, tokens(text, knowledge.lexicon, computed), scopes, knowledge, sources)


def _entries(
    text: str, found: Sequence[Token], scopes: Sequence[Scope], knowledge: Knowledge, sources: int = 0
) -> tuple[Entry, ...]:
    whole = tuple(dict.fromkeys(key for _, _, ids in scopes for key in ids))
    done: list[Entry] = []
    for start, end, ids in scopes:
        inside = [token for token in found if start <= token.start < end]
        if inside:
            cited = tuple(dict.fromkeys(ids))
            counts = counting.Counts(knowledge, cited, whole, sources)
            supports, published = [knowledge.support(key) for key in cited], _published(inside, knowledge)
            basis = _Basis(text, knowledge, supports, counts, inside, published)
            done += (_misdated(text, inside, at, knowledge) or basis.entry(token) for at, token in enumerate(inside))
    return tuple(done)


def _published(inside: Iterable[Token], knowledge: Knowledge) -> Mapping[Mention, tuple[Ground, ...]]:
    """Return when the sources that a text names were published: to name a source is to cite its date, nothing more."""
    named = dict.fromkeys(key for token in inside for key in sorted(token.ids))
    return {m: (Ground(key, column=f"{key}.issued"),) for key in named for m in knowledge.issued(key)}


_OF = re.compile(
    r"(?:[’']s?)?(?: (?:paper|analysis|essay|interview|article|report|text|authors?|study))?(?:,| of| from|\s*\() ?"
)
_TEXT_OF = re.compile(r"\b(?:paper|analysis|essay|interview|article|report|text|study|document) (?:of|from) $")
_OR = re.compile(r",? (?:or|and|rather than|instead of|and not) (?:in )?")


def _misdated(text: str, inside: Sequence[Token], at: int, knowledge: Knowledge) -> Entry | None:
    """Return an entry without grounds for a date that cannot stand where it does, whatever else has it.

    A year beside a source of another year (“the Rinna essay of 2016”, “one paper of 2016” when there is none),
    and the same date once more as its own alternative (“2014, or 2014 by one account”).
    """
    token, before = inside[at], inside[at - 1] if at else None
    if token.kind is not Kind.DATE:
        return None
    issued: set[Mention] = set()
    if before is not None and _OF.fullmatch(text[before.end : token.start]):
        issued = {m for key in before.ids for m in knowledge.issued(key)}
    elif _TEXT_OF.search(text, max(0, token.start - 20), token.start):
        issued = {m for key in knowledge.dataset.sources for m in knowledge.issued(key)}
    again = before is not None and before.dates == token.dates and _OR.fullmatch(text[before.end : token.start])
    return Entry(token, (), token.words) if again or (issued and not issued.issuperset(token.dates)) else None


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a part of a text rests on."""

    text: str
    knowledge: Knowledge
    supports: Sequence[Support]
    counts: counting.Counts
    told: Sequence[Token]
    published: Mapping[Mention, tuple[Ground, ...]]

    def entry(self, token: Token) -> Entry:
        match token.kind:
            case Kind.DATE:
                return self._dated(token)
            case Kind.NUMBER:
                return Entry(token, self._numbered(token))
            case Kind.NAME:
                grounds = (g for s in self.supports for key in token.ids for g in s.names.get(key, ()))
                return Entry(token, tuple(dict.fromkeys(grounds)))
            case Kind.QUOTATION:
                return self._quoted(token)

    def _dated(self, token: Token) -> Entry:
        grounds: list[Ground] = []
        for mention in token.dates:
            found = [g for support in self.supports for g in _grounds_of(mention, support.dates)]
            if all(map(self._only_dates_texts, found)) and not (found and self._of_texts(token)):
                found = list(_grounds_of(mention, self.published))
            if not found:
                return Entry(token, (), token.words)
            grounds += found
        return Entry(token, tuple(dict.fromkeys(grounds)))

    def _only_dates_texts(self, ground: Ground) -> bool:
        """Tell whether a ground says when a text appeared; of an answer to a dispute that is when it was given."""
        return ground.is_bibliography and ground.record not in self.knowledge.dataset.positions

    def _of_texts(self, token: Token) -> bool:
        """Tell whether a date stands in a sentence that speaks of texts, so that it may be when one appeared."""
        spans = sentences(self.text)
        start, end = next(((a, b) for a, b in spans if a <= token.start < b), (0, len(self.text)))
        return SPEAKS_OF_TEXTS.search(self.text, start, end) is not None

    def _numbered(self, token: Token) -> tuple[Ground, ...]:
        unit = unit_of(token)
        sort = "" if unit else sort_of(token.nouns)
        grounds = [g for s in self.supports for value in token.values for g in s.number(value, unit, sort)]
        if not grounds and not unit:
            years = {Mention(int(v)) for v in token.values if v.denominator == 1 and 1000 <= v < 2200}
            grounds += (g for s in self.supports for year in years for g in s.dates.get(year, ()))
        return tuple(dict.fromkeys(grounds or [*self.counts.grounds(token)] or self._derived(token, unit, sort)))

    def _derived(self, token: Token, unit: str, sort: str) -> Iterator[Ground]:
        """Yield what a number follows from."""
        for support in self.supports:
            for (value, other), grounds in support.numbers.items():
                if derived.follows(token, unit, value, other):
                    yield from (ground for ground in grounds if support.counts(value, ground, sort))
        if unit == "year":
            yield from derived.between(token, self.told)

    def _quoted(self, token: Token) -> Entry:
        passages = tuple(dict.fromkeys(p for s in self.supports for p in s.passages))
        if found := quoted_in(token.words, passages, self.knowledge):
            return Entry(token, tuple(Ground(p, p) for p in found))
        texts = (self.knowledge.passage_words(p) for p in passages)
        return Entry(token, (), quoting.missing(texts, token.words) or token.words)


def _grounds_of(mention: Mention, dates: Mapping[Mention, tuple[Ground, ...]]) -> Iterable[Ground]:
    for said, grounds in dates.items():
        if covers(said, mention):
            yield from grounds


def covers(said: Mention, mention: Mention) -> bool:
    """Tell whether a date as supported has all parts of a date as told; what is not told may be anything."""
    if said.span != mention.span:
        return False
    pairs = ((said.year, mention.year), (said.month, mention.month), (said.day, mention.day))
    return all(told is None or told == known for known, told in pairs)
