"""Rules `dispute-without-box` and `dispute-without-hedge`: who tells one side of a dispute shows that there is another.

A claim in a material contradiction brings its box, or both sides in one paragraph, somewhere in the edition. One in a
minor dispute, or in one of time or scope, is hedged or attributed. Naming disputes belong to an annex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.checks.prose.attribution import holders, plain_text
from briefgen.checks.prose.language import ATTRIBUTION, HEDGED
from briefgen.checks.prose.units import TITLES, Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.document import DisputeBox, walk
from briefgen.errors import Diagnostic
from briefgen.model import Dispute

Sides = Mapping[str, frozenset[str]]  # dispute → the positions told


def boxes(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each contradiction of which an edition tells one side as if there were no other."""
    shown = _shown(view)
    reported: set[str] = set()
    for unit, cluster, dispute in _touched(view):
        if needs_box(dispute) and dispute.id not in shown | reported:
            reported.add(dispute.id)
            yield _without_box(view, unit, cluster, dispute)


def hedges(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a warning for each minor difference, or one of time or scope, told as if there were none."""
    shown = _shown(view)
    reported: set[str] = set()
    for unit, cluster, dispute in _touched(view):
        minor = not needs_box(dispute) and dispute.materiality != "naming"
        if minor and dispute.id not in shown | reported and not _hedged(view, unit, cluster):
            reported.add(dispute.id)
            yield _without_hedge(view, unit, cluster, dispute)


def _touched(view: ProseView) -> Iterator[tuple[Unit, Cluster, Dispute]]:
    for unit in view.units:
        if unit.kind not in TITLES:
            for cluster in unit.clusters:
                for key in sides_of(view, cluster.ids):
                    yield unit, cluster, view.dataset.disputes[key]


def _shown(view: ProseView) -> frozenset[str]:
    """Return the disputes that an edition shows: in a box, by citing it, or with two answers in one paragraph."""
    found = {b.id for s in view.document.sections for b in walk(s.blocks) if isinstance(b, DisputeBox)}
    for unit in view.units:
        if unit.kind not in TITLES:
            found |= {key for key in unit.cites if key in view.dataset.disputes}
            found |= {key for key, positions in sides_of(view, unit.cites).items() if len(positions) > 1}
    return frozenset(found)


def needs_box(dispute: Dispute) -> bool:
    """Tell whether a dispute is one that an edition must show: sequence and scope are no contradiction."""
    return dispute.materiality == "material" and dispute.relation == "contradiction"


def sides_of(view: ProseView, ids: tuple[str, ...]) -> Sides:
    """Return the disputes that records take part in, with the positions they tell.

    A record tells a position when it is one, or when a passage that supports the position supports it as well, and
    another answer contradicts it; what contradicts a position it cites beside itself is an answer of its own.
    """
    found: dict[str, set[str]] = {}
    links = view.positions_by_passage
    for key in ids:
        if (position := view.dataset.positions.get(key)) is not None:
            found.setdefault(position.dispute, set()).add(key)
            continue
        evidence = view.dataset.evidence_for(key)
        contested = {d for e in evidence if e.relation == "contradicts" for d, _ in links.get(e.passage, ())}
        same = {d: p for e in evidence if e.relation == "supports" for d, p in links.get(e.passage, ())}
        for dispute in contested:
            found.setdefault(dispute, set()).add(same.get(dispute, key))
    return {key: frozenset(positions) for key, positions in found.items() if key in view.dataset.disputes}


def _hedged(view: ProseView, unit: Unit, cluster: Cluster) -> bool:
    words = plain_text(unit)[cluster.start : cluster.end]
    if HEDGED.search(words) or ATTRIBUTION.search(words):
        return True
    said = (e.token for e in view.account(unit) if cluster.start <= e.token.start < cluster.end)
    return not holders(view, cluster.ids).isdisjoint(key for token in said for key in token.ids)


def _without_box(view: ProseView, unit: Unit, cluster: Cluster, dispute: Dispute) -> Diagnostic:
    message = (
        f"the sources contradict each other here ({dispute.id}: {dispute.question}), and the edition shows one side"
    )
    hint = f'add {{{{ dispute("{dispute.id}") }}}}, or tell another answer beside this one'
    return view.finding("dispute-without-box", unit, message, (cluster.start, cluster.end), hint)


def _without_hedge(view: ProseView, unit: Unit, cluster: Cluster, dispute: Dispute) -> Diagnostic:
    message = (
        f"the sources differ here ({dispute.id}: {dispute.question}), and the sentence neither hedges nor attributes"
    )
    return view.finding("dispute-without-hedge", unit, message, (cluster.start, cluster.end), "say who says so")
