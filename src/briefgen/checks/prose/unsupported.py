"""Rule `unsupported-sentence`: a factual sentence rests on what its paragraph or item cites."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.account import Kind
from briefgen.checks.prose.attribution import plain_text
from briefgen.checks.prose.language import FURNITURE, tells_of_the_past
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic

_JUDGED_ELSEWHERE = frozenset(
    {"title", "standfirst", "heading", "box title", "header", "caption", "headline", "subtitle"}
)


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each factual sentence of a paragraph, item or row that cites nothing."""
    for unit in view.units:
        if unit.kind not in _JUDGED_ELSEWHERE and not unit.rests_on:
            for start, end in unit.sentences:
                if end > unit.said.lead and is_factual(view, unit, start, end):
                    message = (
                        f"a factual sentence in {'an' if unit.kind[0] in 'ai' else 'a'} {unit.kind} that cites nothing"
                    )
                    hint = "add [@id] of the claim it rests on; a question, a heading or a transition needs none"
                    yield view.finding("unsupported-sentence", unit, message, (start, end), hint)


def is_factual(view: ProseView, unit: Unit, start: int, end: int) -> bool:
    """Tell whether a sentence states what a reader could challenge.

    It names, dates, counts or quotes something, or reports something done. A question does not, nor does a sentence
    in which the brief speaks of itself.
    """
    sentence = unit.text[start:end].strip()
    if sentence.rstrip("”’)").endswith("?") or FURNITURE.match(sentence):
        return False
    inside = [entry for entry in view.account(unit) if start <= entry.token.start < end]
    if any(entry.token.kind in (Kind.DATE, Kind.NUMBER, Kind.QUOTATION) for entry in inside):
        return True
    begins = start + len(unit.text[start:end]) - len(unit.text[start:end].lstrip())
    proper = [
        e for e in inside if e.token.kind is Kind.NAME and not (e.token.start == begins and " " not in e.token.words)
    ]
    bears = any(not e.token.ids or not all(_is_common(view, key) for key in e.token.ids) for e in (proper or inside))
    return (bears and len(sentence.split()) > 3) or tells_of_the_past(plain_text(unit)[start:end])


def _is_common(view: ProseView, key: str) -> bool:
    """Tell whether a name is a term of art rather than somebody's."""
    return view.dataset.table_of(key) in ("glossary", "sources")
