"""Rule `reported-as-established`: what somebody says is told as theirs, what a source merely reports as reported.

A statement, a proposal or an answer needs a word of saying or the name of who holds it; a statement known only through
another needs that other, or a word such as “reportedly”, which must survive when the passage has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.prose.attribution import named, plain_text, says_whose
from briefgen.checks.prose.disputes import needs_box
from briefgen.checks.prose.language import REPORTED, REPORTEDLY
from briefgen.checks.prose.should import DUTY
from briefgen.checks.prose.units import TITLES, Cluster, Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic
from briefgen.model import Position, Recommendation, Statement

_OF_NOTHING = re.compile(r"(?:^|[.!?]\s+)(?:no|none|nothing)\b[^.!?]*[.!?]?\W*$", re.IGNORECASE)  # “No source …”
_TELLING = frozenset({"*", "title", "summary", "claim", "text", "status"})  # what a record tells, not when or where


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each claim of somebody's that a unit tells as a fact."""
    for unit in view.units:
        if unit.kind in TITLES:
            continue
        plain = plain_text(unit)
        for cluster in unit.clusters:
            for key in cluster.ids:
                if fault := _fault(view, unit, plain, cluster, key):
                    message, hint = fault
                    yield view.finding("reported-as-established", unit, message, (cluster.start, cluster.end), hint)


def _fault(view: ProseView, unit: Unit, plain: str, cluster: Cluster, key: str) -> tuple[str, str] | None:
    record, words = view.dataset.get(key), plain[cluster.start : cluster.end]
    told = unit.text[cluster.start : cluster.end]
    if _needs_an_owner(view, record, words) and not says_whose(view, unit, (key,), plain):
        return f"“{key}” is somebody’s view, and told as a fact", "say whose it is: according to …"
    if isinstance(record, Statement) and record.channel == "reported" and record.reported_by:
        known = named(view, unit) & (frozenset({record.reported_by}) | _voices(view, key))
        if not known and not REPORTED.search(plain):
            return (
                f"“{key}” is known only through {_name(view, record.reported_by)}, and told as the speaker’s own word",
                "say through whom it is known",
            )
    telling = (link.passage for link in view.knowledge.seen(key) if link.field in _TELLING)
    passages = [view.dataset.passages[passage].exact for passage in telling]
    reserved = passages and all(REPORTEDLY.search(text) for text in passages)
    if reserved and not REPORTED.search(told) and not _OF_NOTHING.search(told):
        return f"the passage of “{key}” says “reportedly”, and the text does not", "keep the source’s reserve"
    return None


def _needs_an_owner(view: ProseView, record: object, words: str) -> bool:
    """Tell whether a record is somebody's word, and no other rule asks whose: duties and minor disputes have theirs."""
    if isinstance(record, Position):
        dispute = view.dataset.disputes.get(record.dispute)
        return dispute is None or needs_box(dispute)
    return isinstance(record, Statement) or (isinstance(record, Recommendation) and not DUTY.search(words))


def _voices(view: ProseView, key: str) -> frozenset[str]:
    """Return the sources in which a record stands: naming one of them says through whom it is known."""
    return frozenset(view.dataset.passages[link.passage].source for link in view.knowledge.seen(key))


def _name(view: ProseView, key: str) -> str:
    actor = view.dataset.actors.get(key)
    source = view.dataset.sources.get(key)
    return actor.name if actor else source.title if source else key
