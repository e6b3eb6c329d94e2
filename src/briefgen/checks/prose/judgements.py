"""Rule `judgement-unmarked`: the publisher's own judgement is told as the publisher's own."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.prose.attribution import plain_text
from briefgen.checks.prose.language import JUDGED
from briefgen.checks.prose.units import TITLES, Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic


def judged(view: ProseView) -> Iterator[tuple[Unit, Cluster, str]]:
    """Yield every citation of a judgement."""
    for unit in view.units:
        if unit.kind not in TITLES:
            for cluster in unit.clusters:
                yield from ((unit, cluster, key) for key in cluster.ids if key in view.dataset.judgements)


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each judgement told as a fact."""
    for unit, cluster, key in judged(view):
        if not JUDGED.search(plain_text(unit)[cluster.start : cluster.end]):
            message = f"“{key}” is the publisher’s own judgement, and not marked as such"
            hint = "write “in the editors’ judgement”, or show it with {{ judgement(…) }}"
            yield view.finding("judgement-unmarked", unit, message, (cluster.start, cluster.end), hint)
