"""Rule `misattributed`: whoever a sentence says said something is one of those whose words its citation has.

Only where the citation has words of somebody in particular, and the sentence names nobody else whose they are: a view
that is told through another, and an event that a source merely reports, are other rules' business.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.account import Entry, Kind
from briefgen.checks.account.voices import is_spoken, says, voices
from briefgen.checks.prose.attribution import is_somebody
from briefgen.checks.prose.units import TITLES, Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each person or organisation that is given the words of others."""
    for unit in view.units:
        if unit.kind in TITLES:
            continue
        for cluster in unit.clusters:
            if cluster.ids and all(is_spoken(view.knowledge, key) for key in cluster.ids):
                yield from _of_cluster(view, unit, cluster)


def _of_cluster(view: ProseView, unit: Unit, cluster: Cluster) -> Iterator[Diagnostic]:
    whose = frozenset[str]().union(*(voices(view.knowledge, key) for key in cluster.ids))
    for start, end in unit.sentences:
        first, last = max(start, cluster.start), min(end, cluster.end)
        named = [e for e in view.account(unit) if e.token.kind is Kind.NAME and first <= e.token.start < last]
        if any(not _bearers(view, entry).isdisjoint(whose) for entry in named):
            continue
        for entry in (e for e in named if _is_an_actor(view, e) and says(unit.text, e.token.start, e.token.end)):
            message = f"“{entry.token.words}” says here what the dataset has from “{'”, “'.join(_heard(view, whose))}”"
            hint = "name whose words they are, or cite what this one said"
            yield view.finding("misattributed", unit, message, (entry.token.start, entry.token.end), hint)


def _is_an_actor(view: ProseView, entry: Entry) -> bool:
    """Tell whether a name is an actor's, and not one that nothing cited has: that is reported by its own rule."""
    unsupported = is_somebody(view, entry) and not entry.supported
    return not unsupported and not entry.token.ids.isdisjoint(view.dataset.actors)


def _bearers(view: ProseView, entry: Entry) -> frozenset[str]:
    """Return the persons and organisations that bear a name; of none that may be a source, the source, too."""
    actors = view.dataset.actors
    persons = frozenset(key for key in entry.token.ids if key in actors and actors[key].kind == "person")
    return persons or entry.token.ids


def _heard(view: ProseView, whose: frozenset[str]) -> list[str]:
    actors = view.dataset.actors
    return sorted(actors[key].name for key in whose if key in actors) or sorted(whose)
