"""Rule `unsupported-claim`: every claim has a passage that supports it, and a dispute has at least two answers."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each claim without support."""
    for table, key, record in view.tables():
        supported = any(link.relation == "supports" for link in view.dataset.evidence_for(key))
        if table.supported and not supported and view.judgeable(key):
            hint = f"add a row to data/evidence.csv: {key},*,<passage>,supports,"
            yield Diagnostic("unsupported-claim", f"no passage supports “{key}”", view.place(record, "id"), hint=hint)
    for key, dispute in view.dataset.disputes.items():
        count = len(view.dataset.positions_of(key))
        if count < 2 and "positions" not in view.dataset.faulty:
            said = "one position" if count else "no position"
            hint = "a question with fewer than two answers is no dispute: add positions or remove it"
            yield Diagnostic(
                "unsupported-claim", f"the dispute “{key}” has {said}", view.place(dispute, "id"), hint=hint
            )
