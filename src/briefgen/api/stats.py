"""The dataset in numbers: how much there is, how widely it is supported, how much of the sources is used.

In: the dataset and the evidence as located. Out: a frozen `Stats`. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.api.coverage import covered, spans_by_source
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.evidence import Evidenced
from briefgen.model import CLAIM_TABLES, TABLES, Record

UNDATED = "undated"
NO_TOPIC = "no topic"


@dataclass(frozen=True, slots=True)
class SourceStats:
    """A source in numbers.

    Attributes:
        id: its id.
        label: its short title.
        origin: whose voice it is.
        passages: passages taken from it.
        claims: claims that one of them supports.
        alone: claims that no other source supports.
        sentences: sentences of its text.
        covered: sentences of which a passage holds words.
        letters: letters and digits of its text.
        letters_used: those that stand in passages.
    """

    id: str
    label: str
    origin: str
    passages: int
    claims: int
    alone: int
    sentences: int
    covered: int
    letters: int
    letters_used: int

    @property
    def share(self) -> float:
        """The share of its sentences that some passage covers, from 0 to 1."""
        return self.covered / self.sentences if self.sentences else 0.0


@dataclass(frozen=True, slots=True)
class Stats:
    """A dataset in numbers.

    Attributes:
        tables: table → rows; `sources` first.
        sources: each source, in the order of the list of sources.
        years: year (`2014`), decade (`1990s`), century (`1800s, century`) or `undated` → events.
        topics: topic → claims; a claim of two topics counts for both.
        voices: how many claims rest on 0, 1, 2, … origins.
        inferred: table → records whose date, or a part of it, is inferred (`date_from`).
        undated: table → records without a date, of the tables whose records can have one.
        contradicted: records that a passage contradicts.
        disputes: materiality → disputes.
        disputed: claims that are contradicted, or answers to a disputed question.
    """

    tables: Mapping[str, int]
    sources: tuple[SourceStats, ...]
    years: Mapping[str, int]
    topics: Mapping[str, int]
    voices: Mapping[int, int]
    inferred: Mapping[str, int]
    undated: Mapping[str, int]
    contradicted: int
    disputes: Mapping[str, int]
    disputed: int

    @property
    def claims(self) -> int:
        """How many claims there are that must have a passage."""
        return sum(self.voices.values())

    @property
    def several(self) -> int:
        """How many of them rest on two origins or more."""
        return sum(count for voices, count in self.voices.items() if voices > 1)


def stats(dataset: Dataset, evidenced: Evidenced) -> Stats:
    """Count."""
    contradicted = {link.record for link in dataset.evidence if link.relation == "contradicts"}
    supported = [key for table in TABLES.values() if table.supported for key in dataset.tables.get(table.name, {})]
    dated = [(table, record) for table in TABLES.values() if table.date for record in _of(dataset, table.name)]
    return Stats(
        tables={"sources": len(dataset.sources)} | {name: len(rows) for name, rows in dataset.tables.items()},
        sources=_sources(dataset, evidenced),
        years=_sorted_years(Counter(period(event.date) for event in dataset.events.values())),
        topics=dict(sorted(Counter(_topics(dataset)).items())),
        voices=dict(sorted(Counter(len(dataset.origins_of(key)) for key in supported).items())),
        inferred=_counted(table.name for table, record in dated if getattr(record, "date_from", "")),
        undated=_counted(table.name for table, record in dated if not getattr(record, table.date)),
        contradicted=len(contradicted),
        disputes=_counted(dispute.materiality for dispute in dataset.disputes.values()),
        disputed=len((contradicted | set(dataset.positions)) & set(supported)),
    )


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    return dict(Counter(names))  # a plain one: asdict takes a Counter apart wrongly


def _of(dataset: Dataset, table: str) -> Iterator[Record]:
    yield from dataset.tables.get(table, {}).values()


def period(text: str) -> str:
    """Return the year a date begins in, or its decade or century when no year is given.

    >>> period("2014-06/2014-07"), period("199X"), period("")
    ('2014', '1990s', 'undated')
    """
    points = parse(text).points if text else ()
    if not points:
        return UNDATED
    first = points[0]
    return f"{first.year}{('', 's', 's, century')[first.unspecified]}"


def _sorted_years(years: Counter[str]) -> Mapping[str, int]:
    def order(year: str) -> tuple[bool, int, bool]:
        digits = year.split("s", 1)[0]
        return year == UNDATED, int(digits) if year != UNDATED else 0, not year.isdigit()

    return {year: years[year] for year in sorted(years, key=order)}


def _topics(dataset: Dataset) -> Iterator[str]:
    for name in CLAIM_TABLES:
        for record in _of(dataset, name):
            yield from getattr(record, "topics", None) or ((NO_TOPIC,) if "topics" in TABLES[name].columns else ())


def _sources(dataset: Dataset, evidenced: Evidenced) -> tuple[SourceStats, ...]:
    passages = Counter(passage.source for passage in dataset.passages.values())
    behind: dict[str, set[str]] = {}
    for link in dataset.evidence:
        passage = dataset.passages.get(link.passage)
        table = TABLES.get(dataset.table_of(link.record) or "")
        if passage and link.relation == "supports" and table and table.supported:
            behind.setdefault(link.record, set()).add(passage.source)
    claims = Counter(source for sources in behind.values() for source in sources)
    alone = Counter(min(sources) for sources in behind.values() if len(sources) == 1)
    spans = spans_by_source(evidenced)
    done = []
    for key, source in dataset.sources.items():
        label = str(source.csl.get("title-short") or source.title or key)
        if key in evidenced.texts:
            found = covered(key, evidenced.texts[key], spans.get(key, ()))
            used = (len(found.sentences), found.covered, found.letters, found.letters_used)
        else:
            used = (0, 0, 0, 0)
        counts = (passages[key], claims[key], alone[key])
        done.append(SourceStats(key, label, source.origin or key, *counts, *used))
    return tuple(done)
