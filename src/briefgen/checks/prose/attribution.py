"""Whether a text names whose word something is.

In: a unit and a record. Out: whether the unit names who holds the view, who proposes, who reports, or the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.checks.account import Entry, Kind, quotations
from briefgen.checks.account.voices import voices
from briefgen.checks.prose.language import ATTRIBUTION, without_quotations
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView


def plain_text(unit: Unit) -> str:
    """Return the words of a unit, blanks where it quotes."""
    return without_quotations(unit.text, tuple(quotations(unit.text)))


def named(view: ProseView, unit: Unit) -> frozenset[str]:
    """Return the ids of everything a unit names."""
    return frozenset(key for entry in view.account(unit) if entry.token.kind is Kind.NAME for key in entry.token.ids)


def is_somebody(view: ProseView, entry: Entry) -> bool:
    """Tell whether a name is one of a person, an organisation or a source, and of nothing else."""
    actors = (view.dataset.actors.get(key) for key in entry.token.ids - view.dataset.sources.keys())
    kinds = {actor.kind if actor is not None else "" for actor in actors}
    return bool(entry.token.ids) and kinds <= {"person", "organisation"}


def holders(view: ProseView, keys: Iterable[str]) -> frozenset[str]:
    """Return whose word records are: who speaks or proposes, through whom it is known, and the sources."""
    return frozenset[str]().union(*(voices(view.knowledge, key) for key in keys))


def says_whose(view: ProseView, unit: Unit, keys: Iterable[str], text: str) -> bool:
    """Tell whether a text says whose word records are: by a word of saying, or as its unit names who holds them."""
    return ATTRIBUTION.search(text) is not None or bool(named(view, unit) & holders(view, keys))
