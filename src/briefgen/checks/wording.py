"""Rule `wording-unsupported`: the dates and numbers in a record's own words stand where its evidence stands.

Titles, summaries and claims are written by curators and shown to readers. A date may also stand around a passage in its
source, for a curator reads more than is copied; a small number in words is taken for a way of speaking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.checks.account import Entry, Kind, account, dates_of
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
_SOURCE_ID = re.compile(r"\b[a-z][a-z-]*-(?:19|20)\d\d\b")


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date, number or source id in a record's words that nothing bears out."""
    for table, columns in COLUMNS.items():
        for key, record in view.dataset.tables.get(table, {}).items():
            if view.judgeable(key):
                for column in columns:
                    text = str(getattr(record, column))
                    yield from _sources(view, record, column, text)
                    yield from _of_text(view, key, record, column, text)


def _of_text(view: DataView, key: str, record: Any, column: str, text: str) -> Iterator[Diagnostic]:  # noqa: ANN401
    if not any(c.isdigit() for c in text) and not mentions(text):
        return
    basis = (key, *_rests_on(record))
    for entry in account(text, basis, view.knowledge):
        unsupported = not entry.supported and not _SOURCE_ID.search(_word_at(text, entry.token.start))
        if unsupported and _is_checked(entry) and not _nearby(view, basis, entry, text):
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


def _is_checked(entry: Entry) -> bool:
    token = entry.token
    return token.kind is Kind.DATE or (token.kind is Kind.NUMBER and (token.words[:1].isdigit() or bool(token.unit)))


def _word_at(text: str, at: int) -> str:
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return text[start : end if end >= 0 else len(text)]


def _nearby(view: DataView, basis: Iterable[str], entry: Entry, text: str) -> bool:
    """Tell whether a date stands in the text around the evidence, or is that of what was copied there."""
    told = entry.token.dates
    if not told:
        return False
    of_texts = SPEAKS_OF_TEXTS.search(text) is not None or any(key in text for key in view.dataset.sources)
    known = {mention for key in basis for mention in _around(view, key, of_texts=of_texts)}
    known.update(_of_events(view, entry, text))
    return all(any(_covers(said, mention) for said in known) for mention in told)


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


def _covers(said: Mention, told: Mention) -> bool:
    if told.span != said.span:
        return False
    pairs = ((told.year, said.year), (told.month, said.month), (told.day, said.day))
    return all(mine is None or mine == theirs for mine, theirs in pairs)


def _sources(view: DataView, record: Any, column: str, text: str) -> Iterator[Diagnostic]:  # noqa: ANN401
    """Yield a diagnostic for each source that the words name by an id that is none."""
    stems = {key.rsplit("-", 1)[0] for key in view.dataset.sources}
    for found in _SOURCE_ID.finditer(text):
        if found[0] not in view.dataset.sources and found[0].rsplit("-", 1)[0] in stems:
            message = f"“{found[0]}” in the words of “{record.id}” is no source"
            hint = "name a source by its id in data/sources.json"
            yield Diagnostic("wording-unsupported", message, view.place(record, column), (f"in: “{text}”",), hint)
