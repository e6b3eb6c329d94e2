"""Rules `likelihood-and-confidence` and `likelihood-off-yardstick`, after ICD 203 (Analytic Standards, 2015).

A sentence that gives both a likelihood and a confidence confuses how probable something is with how good the evidence
is. Likelihoods are told in the seven terms of the yardstick; this binds the publisher's own judgements only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.prose.attribution import plain_text
from briefgen.checks.prose.judgements import judged
from briefgen.checks.prose.view import ProseView
from briefgen.checks.sentences import sentences
from briefgen.errors import Diagnostic
from briefgen.model import Judgement

ICD_203 = (
    "almost no chance", "remote", "very unlikely", "highly improbable", "unlikely", "improbable", "roughly even chance",
    "roughly even odds", "likely", "probable", "probably", "very likely", "highly probable", "almost certain",
    "almost certainly", "nearly certain",
)  # fmt: skip
_CONFIDENCE = re.compile(
    r"\b(?:(?:low|moderate|medium|high|limited|full|great|little) confidence|confidence (?:is|level|that|in)\b"
    r"|confident(?:ly)?)\b",
    re.IGNORECASE,
)
_LIKELIHOOD = re.compile(
    r"\b(?:(?:almost|very|highly|most|more|quite|fairly|rather|extremely|somewhat|nearly|virtually|all but"
    r"|in all|less|as"
    r"|hardly|roughly|about|reasonably|increasingly) )?(?:(?:un)?likely|likelihood|(?:im)?probabl[ey]|probability"
    r"|(?:even |good |fair |slim |remote |no |high |low )?(?:chances?|odds)|remote|perhaps|maybe|possibly"
    r"|conceivabl[ey]"
    r"|presumabl[ey]|certain(?:ly)?|undoubtedly|doubtless|without doubt|no doubt|surely)\b",
    re.IGNORECASE,
)


def both(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sentence with a likelihood and a confidence."""
    for unit in view.units:
        plain = plain_text(unit)
        for start, end in unit.sentences:
            confidence, likelihood = _CONFIDENCE.search(plain, start, end), _LIKELIHOOD.search(plain, start, end)
            if confidence and likelihood:
                message = f"one sentence has a likelihood (“{likelihood[0]}”) and a confidence (“{confidence[0]}”)"
                hint = "say how likely it is in one sentence, and how sure you are of the evidence in another"
                yield view.finding("likelihood-and-confidence", unit, message, confidence.span(), hint)


def off_yardstick(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each word of likelihood in a judgement that is not on the project's yardstick."""
    allowed = frozenset(term.casefold() for term in view.settings.yardstick or ICD_203)
    known = f"the yardstick: {', '.join(view.settings.yardstick or ICD_203)}"
    for unit, cluster, _ in judged(view):
        plain = plain_text(unit)
        for found in _LIKELIHOOD.finditer(plain, cluster.start, cluster.end):
            if found[0].casefold() not in allowed:
                message = f"“{found[0]}” is no term of likelihood of this project"
                yield view.finding("likelihood-off-yardstick", unit, message, found.span(), known)
    for judgement in _used(view):
        for start, end in sentences(judgement.text):
            for found in _LIKELIHOOD.finditer(judgement.text, start, end):
                if found[0].casefold() not in allowed:
                    message = f"“{found[0]}” is no term of likelihood of this project"
                    place = view.dataset.place(judgement, "text")
                    yield Diagnostic("likelihood-off-yardstick", message, place, (f"in: “{judgement.text}”",), known)


def _used(view: ProseView) -> Iterator[Judgement]:
    cited = dict.fromkeys(key for note in view.document.notes for key in note.ids)
    yield from (view.dataset.judgements[key] for key in cited if key in view.dataset.judgements)
