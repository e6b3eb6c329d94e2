"""Whose words a record and its passages are.

In: what a dataset supports, and an id. Out: ids of those who may be named as saying it: who holds it, who is quoted,
who reports it, and the source. A source of one author is that author's; of several, nobody knows whose a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.checks.account import naming
from briefgen.checks.account.support import Knowledge
from briefgen.model import Source

_SAY = (
    r"(?:sa(?:ys|id)|argue[sd]|states?|stated|w(?:rites|rote)|t(?:ells|old)|recall(?:s|ed)|call(?:s|ed)|thinks|thought"
    r"|believe[sd]|suggest(?:s|ed)|warn(?:s|ed)|claim(?:s|ed)|note[sd]|add(?:s|ed)|describe[sd]|propose[sd]"
    r"|recommend(?:s|ed)|advise[sd]|urge[sd]|hope[sd]|explain(?:s|ed)|stress(?:es|ed)|held|holds|maintain(?:s|ed))"
)
_AFTER = re.compile(rf"(?:, [^,.;:“”]{{1,60}},)?(?: also| once| then| \w+ly)? {_SAY}\b")
_BEFORE = re.compile(rf"(?:\b[Aa]ccording to|[,”’] {_SAY}|\bin the words of) $")
HOLDERS = ("speaker", "on_behalf_of", "reported_by", "proposer")


def holders(record: Any) -> frozenset[str]:  # noqa: ANN401 - a record
    """Return who holds a record, by its own columns."""
    return frozenset(getattr(record, column, "") for column in HOLDERS) - {""}


def voices(knowledge: Knowledge, key: str) -> frozenset[str]:
    """Return all whose words a record is, by its columns and by its passages; its sources are among them."""
    dataset = knowledge.dataset
    found = set(holders(dataset.get(key)))
    for link in knowledge.seen(key):
        passage = dataset.passages[link.passage]
        found |= {passage.source, passage.speaker} - {""}
    return frozenset(found).union(*(of_source(knowledge, source) for source in found if source in dataset.sources))


def of_source(knowledge: Knowledge, key: str) -> frozenset[str]:
    """Return a source's voice: itself, whose it is, its author when it has only one, and who asked the questions."""
    source = knowledge.dataset.sources[key]
    return frozenset((key, source.origin, *_makers(knowledge, source))) - {""}


def _makers(knowledge: Knowledge, source: Source) -> Iterator[str]:
    authors = tuple(naming.creators(source.csl, ("author",)))
    for name in (*(authors if len(authors) == 1 else ()), *naming.creators(source.csl, ("interviewer",))):
        bare = " ".join(word for word in name.split() if not word.endswith("."))
        yield from knowledge.lexicon.bears(name) | knowledge.lexicon.bears(bare)


def says(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence has the one named at text[start:end] say something."""
    return bool(_AFTER.match(text, end) or _BEFORE.search(text, max(0, start - 24), start))


def is_spoken(knowledge: Knowledge, key: str) -> bool:
    """Tell whether somebody in particular says what a record says: it has a holder, or all its passages a speaker."""
    passages = [knowledge.dataset.passages[link.passage] for link in knowledge.seen(key)]
    return bool(holders(knowledge.dataset.get(key))) or (bool(passages) and all(p.speaker for p in passages))
