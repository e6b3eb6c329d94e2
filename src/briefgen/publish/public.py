"""What a site may show: nothing of a restricted source, and of each other source no more words than the limit allows.

In: the dataset and where its passages stand. Out: `Public`. A claim is shown when a public source supports it. Outside
the editions, which keep the limit each by itself, claim pages and downloads quote the same passages, those of the
weightiest claims; of every other passage they give the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from briefgen.compose.notes import supports
from briefgen.compose.sources import label
from briefgen.compose.vocabulary import Vocabulary
from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.export.bundle.used import closure
from briefgen.model import CLAIM_TABLES, TABLES, Kind, Record


@dataclass(frozen=True, slots=True)
class Public:
    """The part of the evidence that is shown.

    Attributes:
        dataset: the records that may be shown, whole in itself.
        evidenced: where passages stand.
        spoken: the passages whose words are shown outside the editions.
        shared: the dataset as others may have it: without the words of all other passages.
        vocabulary: what readers call the sources.
    """

    dataset: Dataset
    evidenced: Evidenced
    spoken: frozenset[str]
    shared: Dataset
    vocabulary: Vocabulary

    def words_for_readers(self, text: str) -> str:
        """Return a curator's words with the sources called by their labels."""
        return self.vocabulary.words(text)

    def words(self, passage: str) -> str:
        """Return the words of a passage, empty when they are not shown."""
        span = self.evidenced.spans.get(passage) if passage in self.spoken else None
        return self.evidenced.texts[span.source][span.start : span.end] if span else ""


def public(dataset: Dataset, evidenced: Evidenced, limit: int) -> Public:
    """Return what may be shown; `limit` is how many words may be quoted from a source."""
    shown = _unrestricted(dataset)
    spoken = within_limit(shown, evidenced, limit)
    called = Vocabulary({key: f"the {label(source)}" for key, source in shown.sources.items()})
    return Public(shown, evidenced, spoken, _muted(shown, spoken), called)


def claims(dataset: Dataset) -> Iterator[tuple[str, Any]]:
    """Yield (table, record) of every claim; a position is part of its dispute."""
    for table in CLAIM_TABLES:
        if table != "positions":
            yield from ((table, record) for record in dataset.tables.get(table, {}).values())


def within_limit(dataset: Dataset, evidenced: Evidenced, limit: int) -> frozenset[str]:
    """Return the passages that may be quoted: those of the weightiest claims first, then in the order of the files."""
    weighty = sorted((record for _, record in claims(dataset)), key=lambda record: -record.importance)
    links = (link for record in weighty for link in supports(record.id, dataset))
    used: Counter[str] = Counter()
    spoken: set[str] = set()
    for key in dict.fromkeys(link.passage for link in links):
        if span := evidenced.spans.get(key):
            count = len(evidenced.texts[span.source][span.start : span.end].split())
            if used[span.source] + count <= limit:
                used[span.source] += count
                spoken.add(key)
    return frozenset(spoken)


def _muted(dataset: Dataset, spoken: frozenset[str]) -> Dataset:
    """Return the dataset without the words of the passages that are not shown, and without those around any."""
    passages = {
        key: replace(
            passage,
            exact=passage.exact if key in spoken else "",
            prefix="",
            suffix="",
            note=passage.note if key in spoken else "",
        )
        for key, passage in dataset.passages.items()
    }
    return Dataset(dataset.sources, MappingProxyType({**dataset.tables, "passages": MappingProxyType(passages)}))


def _unrestricted(dataset: Dataset) -> Dataset:
    """Return the dataset without restricted sources, what rests on them alone, and what only that refers to."""
    sources = {key: source for key, source in dataset.sources.items() if source.handling == "public"}
    if len(sources) == len(dataset.sources):
        return dataset
    part = Dataset(MappingProxyType(sources), dataset.tables)
    while True:
        tables = {
            name: MappingProxyType({k: r for k, record in records.items() if (r := _kept(name, record, part))})
            for name, records in part.tables.items()
        }
        smaller = Dataset(part.sources, MappingProxyType(tables))
        if smaller.tables == part.tables:
            return _referred_to(part)
        part = smaller


def _kept(table: str, record: Any, part: Dataset) -> Record | None:  # noqa: ANN401 - a record of any table
    """Return a record without what is gone; None when it cannot stand without it."""
    links = part.evidence_for(getattr(record, "id", ""))
    if TABLES[table].supported and not any(link.relation == "supports" for link in links):
        return None
    if table == "disputes" and len(part.positions_of(record.id)) < 2:
        return None
    changed: dict[str, Any] = {}
    for name, column in TABLES[table].columns.items():
        value = getattr(record, name)
        if column.kind is Kind.DERIVATION and value and part.get(value.split()[0].partition(":")[2]) is None:
            changed |= {name: "", TABLES[table].date: ""}
        if column.kind is not Kind.REF or not value:
            continue
        left = tuple(key for key in ([value] if isinstance(value, str) else value) if part.get(key) is not None)
        if not left and (column.required or name == "sources"):
            return None
        if len(left) < (1 if isinstance(value, str) else len(value)):
            changed[name] = left if column.many else ""
    kept: Record = replace(record, **changed) if changed else record
    return kept


def _referred_to(part: Dataset) -> Dataset:
    """Return a dataset without the actors and places that nothing in it refers to: who was named only in confidence."""
    named = closure(_claim_ids(part), part) | set(part.glossary)
    tables = {
        name: records
        if name not in ("actors", "places")
        else MappingProxyType({key: record for key, record in records.items() if key in named})
        for name, records in part.tables.items()
    }
    gone = {key for name in ("actors", "places") for key in part.tables[name] if key not in tables[name]}
    links = {row: link for row, link in part.tables["evidence"].items() if getattr(link, "record", "") not in gone}
    return Dataset(part.sources, MappingProxyType({**tables, "evidence": MappingProxyType(links)}))


def _claim_ids(part: Dataset) -> Iterable[str]:
    return (key for table in CLAIM_TABLES for key in part.tables[table])
