"""Rule `wording-unsupported`: the dates and numbers in a record's own words stand where its evidence stands.

Titles, summaries and claims are written by curators and shown to readers. A date may also stand around a passage in its
source, for a curator reads more than is copied; a small number in words is taken for a way of speaking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from typing import Any

from briefgen.checks.account import Entry, Kind, Token, account, covers, dates_of, tokens, unit_of
from briefgen.checks.account.support import SPEAKS_OF_TEXTS
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.rule import DataView
from briefgen.dates import parse
from briefgen.errors import Diagnostic
from briefgen.model import Correction, Judgement

COLUMNS = {
    "events": ("title", "summary"),
    "recommendations": ("text", "condition"),
    "statements": ("claim",),
    "indicators": ("label",),
    "disputes": ("question", "reconcile"),
    "positions": ("text",),
    "judgements": ("text", "alternative"),
    "corrections": ("now",),
}
AROUND = 700  # characters of the source on either side of a passage in which a date may stand
BESIDE = 30  # characters between a month and the word that makes it one of a text
_DIGIT = re.compile(r"\d")
_SOURCE_ID = re.compile(r"\b[a-z][a-z-]*-(?:19|20)\d\d\b")


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date, number or source id in a record's words that nothing bears out."""
    stems_of_sources = frozenset(key.rsplit("-", 1)[0] for key in view.dataset.sources)
    for table, columns in COLUMNS.items():
        for key, record in view.dataset.tables.get(table, {}).items():
            if view.judgeable(key):
                for column in columns:
                    if text := str(getattr(record, column)):
                        yield from _sources(view, stems_of_sources, record, column, text)
                        yield from _of_text(view, key, record, column, text)


def _of_text(view: DataView, key: str, record: Any, column: str, text: str) -> Iterator[Diagnostic]:  # noqa: ANN401
    if not _DIGIT.search(text) and not mentions(text):
        return
    if not isinstance(record, Judgement) and _stands_in_passages(view, key, text):
        return
    basis = (key, *_rests_on(record))
    for entry in account(text, basis, view.knowledge, strangers=False):
        borne_out = any(not ground.is_bibliography for ground in entry.grounds)
        if not borne_out and _is_checked(entry.token, text) and not _nearby(view, basis, entry, text):
            message = f"“{entry.token.words.strip()}” in the words of “{key}” stands nowhere in its evidence"
            hint = "correct it, or add the passage that says so to data/evidence.csv"
            yield Diagnostic("wording-unsupported", message, view.place(record, column), (f"in: “{text}”",), hint)


def _rests_on(record: Any) -> tuple[str, ...]:  # noqa: ANN401 - any record
    """Return the claims that bear a record out beside its own evidence."""
    match record:
        case Judgement():
            return record.basis
        case Correction():
            return record.claims
        case _:
            return ()


def _stands_in_passages(view: DataView, key: str, text: str) -> bool:
    """Tell whether all that is checked stands in the record's own passages: then it need not be accounted for."""
    passages = [link.passage for link in view.knowledge.seen(key)]
    if any(_is_copied(text, view.dataset.passages[passage].exact) for passage in passages):
        return True
    found = tokens(text, view.knowledge.lexicon, strangers=False)
    sources = view.dataset.sources.keys()
    if any(token.kind is Kind.DATE and not sources.isdisjoint(before.ids) for before, token in pairwise(found)):
        return False  # a year beside the name of a source may be the source's
    checked = [token for token in found if _is_checked(token, text)]
    return all(_is_said(token, lambda: chain.from_iterable(map(view.knowledge.read, passages))) for token in checked)


def _is_copied(text: str, passage: str) -> bool:
    """Tell whether a text stands word for word in a passage."""
    start = passage.find(text)
    end = start + len(text)
    return start >= 0 and not (passage[:start][-1:].isalnum() or passage[end : end + 1].isalnum())


def _is_said(token: Token, said: Callable[[], Iterable[Token]]) -> bool:
    """Tell whether passages, read no further than needed, have a date or a number."""
    if token.kind is Kind.DATE:
        return all(any(covers(mention, told) for other in said() for mention in other.dates) for told in token.dates)
    return any(unit_of(other) == unit_of(token) and not other.values.isdisjoint(token.values) for other in said())


def _is_checked(token: Token, text: str) -> bool:
    """Tell whether a part of a text is a date or a number that counts; the year in a source's id is neither."""
    counts = token.kind is Kind.NUMBER and (token.words[:1].isdigit() or bool(token.unit))
    return (token.kind is Kind.DATE or counts) and not _SOURCE_ID.search(_word_at(text, token.start))


def _word_at(text: str, at: int) -> str:
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return text[start : end if end >= 0 else len(text)]


def _nearby(view: DataView, basis: Iterable[str], entry: Entry, text: str) -> bool:
    """Tell whether a date stands in the text around the evidence, or is that of what was copied there."""
    told = entry.token.dates
    if not told:
        return False
    near = BESIDE if any(mention.month for mention in told) else len(text)
    beside = text[max(0, entry.token.start - near) : entry.token.end + near]
    of_texts = SPEAKS_OF_TEXTS.search(beside) is not None or any(key in beside for key in view.dataset.sources)
    known = {mention for key in basis for mention in _around(view, key, of_texts=of_texts)}
    known.update(_of_events(view, entry, text))
    return all(any(covers(said, mention) for said in known) for mention in told)


def _around(view: DataView, key: str, *, of_texts: bool) -> Iterator[Mention]:
    for link in view.knowledge.seen(key):
        span = view.evidenced.spans.get(link.passage)
        if span is not None:
            text = view.evidenced.texts[span.source]
            yield from mentions(text[max(0, span.start - AROUND) : span.end + AROUND])
            if of_texts:
                yield from view.knowledge.issued(span.source)


def _of_events(view: DataView, entry: Entry, text: str) -> Iterator[Mention]:
    """Yield the dates of events that a text names: of their series, or by a telling word of their title."""
    if not any(mention.month for mention in entry.token.dates):
        return
    named, told = view.named(text, text), stems(text) - view.knowledge.common
    for event in view.dataset.events.values():
        if event.date and (event.mechanism in named or told & stems(event.title)):
            yield from dates_of(parse(event.date))


def _sources(view: DataView, stems: frozenset[str], record: Any, column: str, text: str) -> Iterator[Diagnostic]:  # noqa: ANN401
    """Yield a diagnostic for each source that the words name by an id that is none."""
    for found in _SOURCE_ID.finditer(text) if "-" in text else ():
        if found[0] not in view.dataset.sources and found[0].rsplit("-", 1)[0] in stems:
            message = f"“{found[0]}” in the words of “{record.id}” is no source"
            hint = "name a source by its id in data/sources.json"
            yield Diagnostic("wording-unsupported", message, view.place(record, column), (f"in: “{text}”",), hint)
