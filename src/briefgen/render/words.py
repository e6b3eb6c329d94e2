"""The words of the furniture, in one place: short, plain, and the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "as_of": "Evidence reviewed on",
        "horizon": "What this rests on",
        "newest": "Newest reported event",
        "contents": "Contents",
        "skip": "Skip to the text",
        "notes": "Notes",
        "sources": "Sources",
        "figure": "Figure",
        "data": "The data as a table",
        "dispute": "Where the sources disagree",
        "reconcile": "What could reconcile them",
        "what": "What",
        "who": "Who would act",
        "proposed": "Proposed by",
        "when": "When",
        "force": "How firmly",
        "condition": "Condition",
        "note": "Note",
        "back": "Back to the text",
        "inferred": "How the date follows",
        "interest": "Interest",
        "not_quoted": "characters {start}–{end}; not quoted here",
        "unanswered": "Searched for; no document answers it.",
        "draft": "Draft",
        "draft_note": "Draft: not for circulation. Gaps in the evidence are marked.",
        "numbered": "no. {number}",
        "standing_superseded": "Superseded: another edition has taken the place of this one.",
        "standing_withdrawn": "Withdrawn: this edition no longer stands.",
        "instead": "Read instead",
        "corrections": "Corrections",
        "correction": "Correction, {date}",
        "was": "was",
        "was_in": "was, in no. {number}",
        "since": "What changed since no. {number} of {date}",
        "left_out": "Left out to keep within the page budget",
        "left_out_where": "the web edition has it in full",
        "page": "page {page} of {pages}",
        "colophon": "About this edition",
        "made_with": "Made with briefgen. Each note leads to the passage a sentence rests on, checked word for word.",
        "identifier": "Identifier",
        "contact": "Contact",
        "publisher": "Published by",
        "judged": "editors’ judgement",
        "judged_from": "editors’ judgement, from",
        "no_document": "no document answers",
        "no_source": "no source",
        "doubt_few-origins": "Few independent voices: {origins}.",
        "doubt_old": "Old evidence: at least {age} years lie between the newest event and the review.",
        "doubt_old_one": "Old evidence: a year lies between the newest event and the review.",
        "doubt_undated": "Of unknown age: no event reported as held is dated.",
        "supports": "",
        "qualifies": "qualifies",
        "contradicts": "contradicts",
    }
)


def say(key: str, **values: object) -> str:
    """Return a word of the furniture, with its values put in."""
    return WORDS[key].format(**values)
