"""Whether a text names whose word something is.

In: a unit and a record. Out: whether the unit names who holds the view, who proposes, who reports, or the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.checks.account import Kind, quotations
from briefgen.checks.prose.language import ATTRIBUTION, without_quotations
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView

HOLDERS = ("speaker", "on_behalf_of", "reported_by", "proposer")


def plain_text(unit: Unit) -> str:
    """Return the words of a unit, blanks where it quotes."""
    return without_quotations(unit.text, tuple(quotations(unit.text)))


def named(view: ProseView, unit: Unit) -> frozenset[str]:
    """Return the ids of everything a unit names."""
    return frozenset(key for entry in view.account(unit) if entry.token.kind is Kind.NAME for key in entry.token.ids)


def holders(view: ProseView, keys: Iterable[str]) -> frozenset[str]:
    """Return whose word records are: who speaks or proposes, through whom it is known, and the sources."""
    found: set[str] = set()
    for key in keys:
        record: Any = view.dataset.get(key)
        found |= {getattr(record, column, "") for column in HOLDERS}
        for link in view.knowledge.seen(key):
            passage = view.dataset.passages[link.passage]
            found |= {passage.source, passage.speaker}
    return frozenset(found) - {""}


def says_whose(view: ProseView, unit: Unit, keys: Iterable[str], text: str) -> bool:
    """Tell whether a text says whose word records are: by a word of saying, or as its unit names who holds them."""
    return ATTRIBUTION.search(text) is not None or bool(named(view, unit) & holders(view, keys))
