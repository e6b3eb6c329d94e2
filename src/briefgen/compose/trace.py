"""From a claim to the passages it rests on, each in the context of its source.

In: the dataset, the evidence as located, and an id. Out: a frozen `Trace`.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.compose.notes import supports
from briefgen.dataset import Dataset
from briefgen.dates import humanise
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean
from briefgen.evidence import Evidenced, Span
from briefgen.model import TABLES, Evidence, Kind, Record


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage in context: offsets are characters of the source file decoded as UTF-8."""

    record: str
    field: str
    relation: str
    passage: str
    source: str
    start: int
    end: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A record, its values in words, and its passages."""

    id: str
    table: str
    values: dict[str, str]
    passages: tuple[Shown, ...]


def traced(dataset: Dataset, evidenced: Evidenced, key: str, context: int = 160) -> Trace:
    """Return where a claim comes from; `context` is the number of characters shown on either side of a passage.

    Raises:
        BriefgenError: there is no such record (exit code 2).
    """
    record = dataset.get(key)
    table = dataset.table_of(key)
    if record is None or table is None or table not in TABLES:
        known = [k for name in TABLES if name != "evidence" for k in dataset.tables[name]]
        raise BriefgenError(
            Diagnostic("unknown-record", f"there is no record “{key}”", hint=did_you_mean(key, known)), exit_code=2
        )
    shown = []
    for evidence in (*supports(key, dataset), *(e for e in dataset.evidence_for(key) if e.relation == "context")):
        span = evidenced.spans.get(evidence.passage)
        if span is None:
            continue
        text = evidenced.texts[span.source]
        shown.append(
            _shown(
                evidence, span, text[: span.start][-context:], text[span.start : span.end], text[span.end :][:context]
            )
        )
    return Trace(key, table, _values(table, record), tuple(shown))


def _shown(evidence: Evidence, span: Span, before: str, exact: str, after: str) -> Shown:
    said = (evidence.record, evidence.field, evidence.relation, evidence.passage)
    return Shown(*said, span.source, span.start, span.end, before, exact, after)


def _values(table: str, record: object) -> dict[str, str]:
    if not isinstance(record, Record):
        return {}
    said = {}
    for name, column in TABLES[table].columns.items():
        value = getattr(record, name)
        text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value if value is not None else "")
        if text and name != "id":
            said[name] = f"{text} ({humanise(text)})".replace("\u00a0", " ") if column.kind is Kind.EDTF else text
    return said
