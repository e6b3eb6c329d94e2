"""Which meeting of a series a sentence of anybody's text is about, by its number: “the second Ulaanbaatar Dialogue”.

In: the dates, numbers and names of a sentence. Out: the claims that are about that meeting, as near as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.checks.account import Kind, Knowledge, Token
from briefgen.checks.account.measures import bag
from briefgen.checks.paste.nearest import Near
from briefgen.checks.paste.verdict import STRONG

_MEETINGS = bag("meeting edition conference round session")


def meetings(tokens: Sequence[Token], knowledge: Knowledge, near: Sequence[Near]) -> Iterator[Near]:
    """Yield the claims about the meeting that a sentence names by its number, and by its series if it names one.

    Args:
        tokens: what the sentence says.
        knowledge: what the dataset supports.
        near: the claims that its words are about, the nearest first.
    """
    ordinals = [token for token in tokens if token.kind is Kind.NUMBER and token.ordinal]
    told = {max(token.values) for token in ordinals}
    named = {key for token in tokens for key in token.ids if key in knowledge.dataset.mechanisms}
    if not named and not any(_MEETINGS.intersection(token.nouns[:2]) for token in ordinals):
        return
    measure = max(STRONG, near[0].measure if near else 0.0)
    for edition in knowledge.dataset.editions.values():
        if edition.ordinal in told and (not named or edition.mechanism in named):
            yield from (Near(key, measure, 1.0) for key in (edition.event, edition.id) if key)
