"""Rule `passage-cut`: a passage does not begin just after the “not” that turns its meaning round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic

BEFORE = 16  # characters looked at before a passage
_TURNED = re.compile(
    r"(?:\b(?:not|never|no|neither|nor|without|cannot|hardly|barely|unlikely to)|n[’']t)\s+$", re.IGNORECASE
)


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each passage that leaves out the negation before its first word."""
    for key, span in view.evidenced.spans.items():
        text = view.evidenced.texts[span.source]
        found = _TURNED.search(text[max(0, span.start - BEFORE) : span.start])
        if found and text[span.start : span.start + 1].isalpha():
            message = f"the word before it in its source is “{found[0].strip()}”"
            hint = "begin the passage before that word: without it the source says the opposite"
            yield Diagnostic("passage-cut", message, view.place(view.dataset.passages[key], "exact"), hint=hint)
