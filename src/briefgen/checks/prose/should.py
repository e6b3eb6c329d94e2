"""Rule `unattributed-should`: what should, must or needs to be done is somebody's proposal, and they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.prose.attribution import holders, named, plain_text
from briefgen.checks.prose.language import ATTRIBUTION, FURNITURE, JUDGED
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic

DUTY = re.compile(
    r"\b(?:should(?! (?:it|he|she|they|the|a|an)\b)|must(?! have (?:been|had))|ought to|needs? to|has to|have to"
    r"|had better"
    r"|is (?:obliged|required) to|are (?:obliged|required) to)\b",
    re.IGNORECASE,
)


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each demand that nobody is named to make."""
    for unit in view.units:
        plain = plain_text(unit)
        for found in DUTY.finditer(plain):
            start, end = next(((a, b) for a, b in unit.sentences if a <= found.start() < b), (0, len(plain)))
            sentence = plain[start:end].strip()
            if sentence.endswith("?") or FURNITURE.match(sentence) or JUDGED.search(sentence):
                continue
            if not ATTRIBUTION.search(sentence) and not named(view, unit) & holders(view, unit.rests_on):
                message = f"“{found[0]}”: nobody is named who proposes it"
                hint = "say who proposes it, and cite the recommendation"
                yield view.finding("unattributed-should", unit, message, found.span(), hint)
