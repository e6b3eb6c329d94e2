"""The content words of texts, cut to stems, near enough to tell whether two texts have to do with each other.

In: texts and records. Out: sets of stems. No dictionary: a few endings, and words too empty to tell anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from briefgen.checks.account.measures import bag

_CONTENT = re.compile(r"[^\W\d_]{3,}(?:'s)?|\d{2,}")
_EMPTY = bag(
    "the and for are was were has had have been being with that this these those from into its their his her not but"
    " nor who whom whose which what when where while than then them they you all any each other some such only own same"
    " both may might can could will would shall should must does did about above after again against before below"
    " between during under over upon out off one two also more most very just how why there here because until through"
    " date dates dated dating come comes came said says say according paper essay source sources document documents"
    " editors judgement year years"
)
_WORDED = ("name", "title", "summary", "text", "claim", "question", "label", "theme", "condition", "unit", "role")
_ENDINGS = (
    "ations", "ation", "ings", "ing", "ions", "ion", "ments", "ment", "ies", "ied", "ers", "er", "ed", "es", "s",
)  # fmt: skip


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)[:6]
    return word[:6]


def texts_of(record: Any) -> Iterator[str]:  # noqa: ANN401 - a record, or nothing
    """Yield what a record says in words."""
    for column in _WORDED:
        value = getattr(record, column, "")
        if isinstance(value, str):
            yield value
    for column in ("aliases", "terms", "agenda"):
        yield from getattr(record, column, ())


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """Return the content words of a text, cut to a stem: `negotiations` and `negotiated` are one."""
    words = (word.removesuffix("'s") for word in _CONTENT.findall(text.casefold().replace("’", "'")))
    return frozenset(_stem(word) for word in words if word not in _EMPTY)
