"""A name in anybody's text: supported when a claim that its sentence is about names it.

In: a name and what its sentence is about. Out: a `Verdict`; somebody is contradicted when the words quoted beside them
are another's, or when the sentence says that they said or proposed what the nearest claim has from somebody else.
"""

from __future__ import annotations

import re

from briefgen.checks.account import Kind, Token
from briefgen.checks.account.voices import holders, says, voices
from briefgen.checks.paste.quotations import Quoting
from briefgen.checks.paste.verdict import UNKNOWN, About, Status, Verdict, supported

_SAYS = re.compile(
    r"\b(?:sa(?:ys|id)|according to|argu\w+|call(?:s|ed)|recall\w*|warn\w*|propos\w+|suggest\w*|tells?|told"
    r"|writes?|wrote|believe\w*|describe\w*|explain\w*|notes?|noted|advis\w+|urg\w+|holds?|held|thinks?|expects?|claims?|hop\w+)\b",
    re.IGNORECASE,
)


def named(token: Token, about: About, quoting: Quoting) -> Verdict:
    """Return what the dataset says of a name."""
    if not token.ids:
        return UNKNOWN
    if (wrong := _misquoted(token, about, quoting)) is not None:
        return wrong
    for near in about.claims:
        names = about.knowledge.support(near.claim).names
        for actor in sorted(token.ids):
            if grounds := names.get(actor):
                return supported(near.claim, grounds[0])
    if (wrong := _misattributed(token, about)) is not None:
        return wrong
    known = min(token.ids)
    if not _is_somebody(about, token):
        return Verdict(Status.SUPPORTED, known, "", f"{about.knowledge.dataset.table_of(known)}")
    return Verdict(Status.UNKNOWN, "", "", f"known to the dataset as “{known}”, but not in this connection")


def _is_somebody(about: About, token: Token) -> bool:
    actors = about.knowledge.dataset.actors
    kinds = {actors[key].kind for key in token.ids if key in actors}
    return bool(kinds) and kinds <= {"person", "organisation"}


def _misquoted(token: Token, about: About, quoting: Quoting) -> Verdict | None:
    """Return the passage of somebody's words that a sentence puts into the mouth of another."""
    dataset = about.knowledge.dataset
    if not _is_somebody(about, token) or not says(about.paragraph, token.start, token.end):
        return None
    said = {key for other in about.tokens if other.kind is Kind.NAME for key in other.ids}
    mine = frozenset(key for key in token.ids if key in dataset.actors)
    for quotation in (t for t in about.tokens if t.kind is Kind.QUOTATION):
        passages = quoting.passages(quotation.words)
        speakers = {key for passage in passages for key in _speakers(about, passage)}
        others = {key for passage in passages for key in _behind(about, passage)}
        if speakers and said.isdisjoint(speakers) and mine.isdisjoint(others):
            words = f"these are words of “{'”, “'.join(sorted(speakers))}”"
            return Verdict(Status.CONTRADICTED, "", passages[0], words)
    return None


def _speakers(about: About, passage: str) -> set[str]:
    """Return whose words a passage quotes: its speaker, or whoever holds the statement that rests on it alone."""
    dataset = about.knowledge.dataset
    found = {dataset.passages[passage].speaker} - {""}
    records = (dataset.statements.get(link.record) for link in dataset.evidence if link.passage == passage)
    return found or {r.speaker for r in records if r is not None and r.channel == "quoted"}


def _behind(about: About, passage: str) -> set[str]:
    """Return who a passage can be said to be by: its speaker, its source, and the holders of what rests on it."""
    dataset = about.knowledge.dataset
    records = (link.record for link in dataset.evidence if link.passage == passage)
    return {*voices(about.knowledge, passage), *(key for record in records for key in holders(dataset.get(record)))}


def _misattributed(token: Token, about: About) -> Verdict | None:
    """Return the claim that somebody else holds, when the sentence says that the one named does."""
    if not _is_somebody(about, token) or not _SAYS.search(about.sentence):
        return None
    actors = about.knowledge.dataset.actors
    for key in about.clear():
        known = holders(about.knowledge.dataset.get(key))
        if any(token.words in actors[holder].name for holder in known if holder in actors):
            return None  # “scholars at KINU noted”: the name is part of theirs
        if known:
            whose = "”, “".join(sorted(known))
            passages = about.knowledge.support(key).passages
            said = f"the dataset has it from “{whose}”"
            return Verdict(Status.CONTRADICTED, key, passages[0] if passages else "", said)
    return None
