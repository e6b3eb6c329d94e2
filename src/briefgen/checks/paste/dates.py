"""A date in anybody's text: supported when a claim that its sentence is about has it.

In: a date and what its sentence is about. Out: a `Verdict`; contradicted when such a claim has another date.
"""

from __future__ import annotations

from briefgen.checks.account import Ground, Token
from briefgen.checks.account.support import SPEAKS_OF_TEXTS
from briefgen.checks.mentions import Mention
from briefgen.checks.paste.verdict import About, Status, Verdict, supported, weighed
from briefgen.dates import humanise


def dated(token: Token, about: About) -> Verdict:
    """Return what the dataset says of a date."""

    def supports(key: str) -> Verdict | None:
        grounds = [_ground(about, key, mention) for mention in token.dates]
        return supported(key, grounds[0]) if grounds[0] is not None and None not in grounds else None

    return weighed(about, supports, lambda key: _other(about, key, token))


def _known(about: About, key: str) -> dict[Mention, Ground]:
    """Return the dates of a claim; those of its sources' publication only where the sentence speaks of texts."""
    of_texts = SPEAKS_OF_TEXTS.search(about.sentence) is not None
    found: dict[Mention, Ground] = {}
    for mention, grounds in about.knowledge.support(key).dates.items():
        own = [g for g in grounds if of_texts or not g.is_bibliography]
        if own:
            found[mention] = own[0]
    return found


def _ground(about: About, key: str, told: Mention) -> Ground | None:
    for said, ground in _known(about, key).items():
        pairs = ((told.year, said.year), (told.month, said.month), (told.day, said.day))
        if said.span == told.span and all(mine is None or mine == theirs for mine, theirs in pairs):
            return ground
    return None


def _other(about: About, key: str, token: Token) -> Verdict | None:
    """Return the date that a claim has instead, as precise as the one told."""
    told = token.dates[0]
    for said, ground in _known(about, key).items():
        as_precise = said.span == told.span == 1 and (not told.month or said.month) and (not told.day or said.day)
        if as_precise and said.year and told.year and not ground.is_bibliography:
            return Verdict(Status.CONTRADICTED, key, ground.passage, f"the dataset has {_written(said)}")
    return None


def _written(mention: Mention) -> str:
    parts = [f"{mention.year:04d}"] + [f"{part:02d}" for part in (mention.month, mention.day) if part]
    return humanise("-".join(parts)).replace("\u00a0", " ")
