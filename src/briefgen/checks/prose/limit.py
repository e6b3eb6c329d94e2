"""Rule `quotation-limit`: no more words are quoted from one source than the project allows.

Counted are the quotations in the text and set apart, and the passages that notes show, with the words around them; a
quotation from a passage that a note shows is counted once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.checks.account import Kind, comparable
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each source quoted beyond the limit, where the limit is passed."""
    shown = _in_notes(view)
    total = Counter({source: sum(len(text.split()) for text in texts) for source, texts in shown.items()})
    told: set[str] = set()
    for unit, span, words, source in _quoted(view):
        if any(comparable(words) in text for text in shown.get(source, ())):
            continue
        total[source] += len(words.split())
        if total[source] > view.settings.quotation_limit and source not in told:
            told.add(source)
            title = view.dataset.sources[source].title
            limit = view.settings.quotation_limit
            message = f"with this, {total[source]} words are quoted from “{title}”; {limit} are allowed"
            yield view.finding("quotation-limit", unit, message, span, "paraphrase, and cite")


def _quoted(view: ProseView) -> Iterator[tuple[Unit, tuple[int, int], str, str]]:
    for unit in view.units:
        for entry in view.account(unit):
            if entry.token.kind is Kind.QUOTATION and entry.supported:
                source = view.dataset.passages[entry.grounds[0].passage].source
                yield unit, (entry.token.start + 1, entry.token.end - 1), entry.token.words, source


def _in_notes(view: ProseView) -> dict[str, list[str]]:
    labels = {
        str(source.csl.get("title-short") or source.title or source.id): source.id
        for source in view.dataset.sources.values()
    }
    found: dict[str, dict[str, None]] = {}
    for note in view.document.notes:
        for passage in note.passages:
            texts = (passage.before, passage.exact, passage.after)
            shown = {comparable(text.strip("… ")): None for text in texts if text}
            found.setdefault(labels.get(passage.source, passage.source), {}).update(shown)
    return {source: list(texts) for source, texts in found.items()}
