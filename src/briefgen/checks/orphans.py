"""Rule `orphan-passage`: a passage that is evidence of nothing is left over, or its link is missing (a warning)."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic, Severity


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a warning for each passage no row of evidence uses."""
    if "evidence" in view.dataset.faulty:
        return
    used = {link.passage for link in view.dataset.evidence}
    for key, passage in view.dataset.passages.items():
        if key not in used:
            message = f"no evidence uses “{key}”"
            hint = "link it to a claim in data/evidence.csv, or remove it"
            yield Diagnostic("orphan-passage", message, view.place(passage, "id"), hint=hint, severity=Severity.WARNING)
