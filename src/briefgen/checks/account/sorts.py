"""The sorts of things that texts count: sources, voices, meetings, states, people, advice, answers.

In: the words after a number. Out: the sort they are of. Five documents are no five voices, nor two states two people.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.checks.account.measures import bag

SOURCES = bag("source document text paper account outlet report analysis essay article")
VOICES = bag("voice author origin")
MEETINGS = bag("meeting edition conference round session event summit visit gathering forum")
STATES = bag("state country nation government power capital")
PEOPLE = bag("individual person people scholar expert official speaker scholars man woman observer")
ADVICE = bag("proposal recommendation request idea option")
ANSWERS = bag("position answer reading view version side")
SORTS = {
    word: sort
    for sort, words in (
        ("sources", SOURCES),
        ("voices", VOICES),
        ("meetings", MEETINGS),
        ("states", STATES),
        ("people", PEOPLE),
        ("advice", ADVICE),
        ("answers", ANSWERS),
    )
    for word in words
}
PART = "part "  # “two of the texts” are not all there are


def sort_of(nouns: Iterable[str]) -> str:
    """Return the sort of the first word after a number that is of one; empty: of none that is known."""
    words = tuple(nouns)
    part = PART if words[:2] in (("of", "the"), ("of", "these"), ("of", "those"), ("of", "them")) else ""
    return next((part + SORTS[word] for word in words[:3] if word in SORTS), "")
