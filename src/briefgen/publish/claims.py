"""What the pages of claims and sources say: a claim in words, its facts, and the passages it rests on.

In: what may be shown, and which notes of editions cite what. Out: frozen `Claim`s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from briefgen.compose.notes import inferred, supports
from briefgen.compose.sources import label
from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.model import CLAIM_TABLES, TABLES, Column, Edition, Indicator, Kind, Participation, Source
from briefgen.publish import paths
from briefgen.publish.public import Public, claims
from briefgen.words import ENGLISH, Say

KINDS = (  # the order of their lists; `claim_kind.<table>` and `claim_kinds.<table>` name them
    "events",
    "editions",
    "participation",
    "recommendations",
    "statements",
    "indicators",
    "mechanisms",
    "disputes",
    "judgements",
    "silences",
)
UNSAID = ("id", "date_from", "importance", "topics", "note", "qualifier", "unit", "value")


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its name; `path` is its page, if it has one."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of a claim: the column it stands in, and what that is called."""

    name: str
    label: str
    values: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A note of an edition that cites a claim."""

    path: str
    title: str
    edition: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage as a claim's page shows it: its words, or, where the limit forbids them, only where it stands.

    Attributes:
        id: the passage.
        words: its words; empty when only the place is given.
        source: its source.
        speaker: whose words they are, when not the author's.
        start, end: characters of the source.
        relation: how it bears on the claim.
        first: it does not stand on the page already, under another answer.
        elsewhere: notes of editions that quote it.
    """

    id: str
    words: str
    source: Named
    speaker: str
    start: int
    end: int
    relation: str
    first: bool
    elsewhere: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as its page shows it."""

    id: str
    table: str
    kind: str
    title: str
    facts: tuple[Fact, ...]
    inferred: str
    note: str
    quoted: tuple[Quoted, ...]
    answers: tuple[Claim, ...]
    year: str
    day: str
    status: str
    topics: tuple[str, ...]
    importance: int

    @property
    def path(self) -> str:
        """Its page."""
        return paths.claim(self.id)

    @property
    def sources(self) -> tuple[Named, ...]:
        """The sources it rests on, each once."""
        quoted = (*self.quoted, *(q for answer in self.answers for q in answer.quoted))
        return tuple(dict.fromkeys(q.source for q in quoted if q.relation != "contradicts"))


Quoting = Mapping[tuple[str, int, int], tuple[Cited, ...]]


def all_claims(shown: Public, quoting: Quoting, say: Say = ENGLISH) -> Mapping[str, Claim]:
    """Return every claim that may be shown, in the order of the tables.

    Args:
        shown: what may be shown.
        quoting: (source label, start, end) → the notes of editions that quote that span.
        say: speaks the language of the pages.
    """
    made = (_claim(shown, table, record, quoting, set(), say=say) for table, record in claims(shown.dataset))
    return MappingProxyType({claim.id: claim for claim in made})


def name_of(dataset: Dataset, key: str, say: Say = ENGLISH) -> str:
    """Return what a reader calls a record."""
    record: Any = dataset.get(key)
    match record:
        case None:
            return key
        case Source():
            return label(record)
        case Edition():
            series, event = name_of(dataset, record.mechanism, say), name_of(dataset, record.event, say)
            key = "claim_name.edition" if record.ordinal else "claim_name.edition_unnumbered"
            return say(key, series=series, number=record.ordinal, event=event)
        case Participation():
            who, what = name_of(dataset, record.actor, say), name_of(dataset, record.subject, say)
            return say("claim_name.participation", actor=who, status=say(f"value.{record.status}"), subject=what)
        case Indicator():
            said = " ".join(part for part in (record.qualifier, record.value, record.unit) if part)
            return say("claim_name.indicator", label=record.label, number=said)
        case _:
            return str(getattr(record, TABLES[dataset.table_of(key) or ""].text))


def _claim(  # noqa: PLR0913 - what may be shown of a record, and how
    shown: Public,
    table: str,
    record: Any,  # noqa: ANN401 - of any table
    quoting: Quoting,
    met: set[str],
    *,
    say: Say,
) -> Claim:
    dataset = shown.dataset
    when = getattr(record, TABLES[table].date) if TABLES[table].date else ""
    day = parse(when).points[0].first() if when else None  # an open start has no day: its end stands for it
    answers = dataset.positions_of(record.id) if table == "disputes" else ()
    return Claim(
        id=record.id,
        table=table,
        kind=say(f"claim_kind.{table}"),
        title=shown.words_for_readers(name_of(dataset, record.id, say)),
        facts=tuple(_facts(shown, say, table, record)),
        inferred=inferred(record.id, dataset, say),
        note=shown.words_for_readers(record.note),
        quoted=() if answers else tuple(_quoted(shown, record.id, quoting, met)),
        answers=tuple(_claim(shown, "positions", answer, quoting, met, say=say) for answer in answers),
        year=str(day.year) if day else "",
        day=day.isoformat() if day else "",
        status=getattr(record, "status", "") if table == "events" else "",
        topics=getattr(record, "topics", ()),
        importance=getattr(record, "importance", 0),
    )


def _facts(shown: Public, say: Say, table: str, record: Any) -> Iterator[Fact]:  # noqa: ANN401 - of any table
    for name, column in TABLES[table].columns.items():
        value = getattr(record, name)
        if value and name not in (*UNSAID, TABLES[table].text):
            items = value if isinstance(value, tuple) else (value,)
            yield Fact(name, say(f"column.{name}"), tuple(_named(shown, say, column, str(item)) for item in items))


def _named(shown: Public, say: Say, column: Column, value: str) -> Named:
    if column.kind is Kind.EDTF:
        return Named(say.date(value))
    if column.kind is Kind.ENUM:
        return Named(say(f"value.{value}"))
    if column.kind is not Kind.REF:
        return Named(shown.words_for_readers(value))
    return Named(name_of(shown.dataset, value, say), page_of(shown.dataset, value))


def page_of(dataset: Dataset, key: str) -> str:
    """Return the page of a record; empty when it has none of its own."""
    table = dataset.table_of(key)
    if table == "sources":
        return paths.source(key)
    if table == "positions":
        return paths.claim(dataset.positions[key].dispute)
    return paths.claim(key) if table in CLAIM_TABLES else ""


def _quoted(shown: Public, key: str, quoting: Quoting, seen: set[str]) -> Iterator[Quoted]:
    """Yield the passages a claim rests on; `seen` are those on its page already."""
    dataset = shown.dataset
    relations: dict[str, str] = {}
    for link in supports(key, dataset):
        relations.setdefault(link.passage, link.relation)
    for passage_id, relation in relations.items():
        passage, span = dataset.passages[passage_id], shown.evidenced.spans[passage_id]
        source = dataset.sources[passage.source]
        speaker = dataset.actors.get(passage.speaker)
        yield Quoted(
            id=passage_id,
            words=shown.words(passage_id),
            source=Named(label(source), paths.source(source.id)),
            speaker=speaker.name if speaker else "",
            start=span.start,
            end=span.end,
            relation=relation,
            first=passage_id not in seen,
            elsewhere=quoting.get((label(source), span.start, span.end), ()),
        )
        seen.add(passage_id)
