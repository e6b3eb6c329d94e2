"""What records support: the dates, numbers, names and words that whoever cites them may use.

In: a dataset and its evidence as located. Out: `Support` of one record, made of `Fact`s that each know the passage, or
the column of the record, in which they stand. A record's own wording supports nothing, for nobody has checked it
against a source; the exceptions are the publisher's own texts: judgements, the questions of disputes and of silences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from briefgen.checks.account import naming
from briefgen.checks.account.lexicon import Lexicon, lexicon
from briefgen.checks.account.measures import singular, units_of
from briefgen.checks.account.sorts import sort_of
from briefgen.checks.account.tokens import Kind, Token, tokens
from briefgen.checks.account.vocabulary import stems, texts_of
from briefgen.checks.mentions import Mention
from briefgen.dataset import Dataset
from briefgen.dates import Edtf, Point, parse
from briefgen.evidence import Evidenced, normalise
from briefgen.model import Dispute, Edition, Event, Evidence, Indicator, Judgement, Participation, Passage, Silence

NAMING_COLUMNS = (
    "actor", "actors", "members", "organisers", "speaker", "on_behalf_of", "reported_by", "proposer", "addressee",
    "mechanism", "place", "subject", "event", "country",
)  # fmt: skip
SPEAKS_OF_TEXTS = re.compile(  # or of somebody's word, which is as old as its text
    r"\b(?:publish\w*|wr[io]t\w+|articles?|essays?|papers?|analys[ie]s|interviews?|reports?|texts?|documents?|sources?"
    r"|authors?|accounts?|according|reportedly|as seen|says?|said|calls?|called|argue[sd]|speaks?|spoke|undated)\b",
    re.IGNORECASE,
)
DATE_COLUMNS = ("date", "made_on", "since")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where something stands: in a passage, or in a column of a record that rules on data keep true.

    Attributes:
        record: the record cited.
        passage: the passage, or empty.
        column: the column, when it is not a passage.
        inferred: whether it follows by inference from another event and stands in no passage.
    """

    record: str
    passage: str = ""
    column: str = ""
    inferred: bool = False

    @property
    def is_bibliography(self) -> bool:
        """Whether it only says who made a source, and when: that dates texts, and nothing told in them."""
        return self.column.endswith((".issued", ".csl"))


@dataclass(frozen=True, slots=True)
class Support:
    """What one record supports.

    Attributes:
        dates: a date → where it stands.
        numbers: (value, unit) → where it stands; the unit of an ordinal is `ordinal`.
        names: id of what is named → where.
        passages: the passages a reader of its note sees.
        sorts: (value, where it stands) → the sorts of things counted there.
    """

    dates: Mapping[Mention, tuple[Ground, ...]]
    numbers: Mapping[tuple[Fraction, str], tuple[Ground, ...]]
    names: Mapping[str, tuple[Ground, ...]]
    passages: tuple[str, ...]
    sorts: Mapping[tuple[Fraction, Ground], set[str]]

    def number(self, value: Fraction, unit: str, sort: str) -> Iterator[Ground]:
        """Yield where a number stands that counts things of a sort, or of no sort that is known."""
        for ground in self.numbers.get((value, unit), ()):
            if self.counts(value, ground, sort):
                yield ground

    def counts(self, value: Fraction, ground: Ground, sort: str) -> bool:
        """Tell whether a number that stands somewhere may count things of a sort there."""
        return not sort or not self.sorts.get((value, ground), {""}).isdisjoint(("", sort))


@dataclass
class _Collector:
    dates: dict[Mention, list[Ground]] = field(default_factory=dict)
    numbers: dict[tuple[Fraction, str], list[Ground]] = field(default_factory=dict)
    names: dict[str, list[Ground]] = field(default_factory=dict)
    passages: dict[str, None] = field(default_factory=dict)
    sorts: dict[tuple[Fraction, Ground], set[str]] = field(default_factory=dict)

    def take(self, found: Iterable[Token], ground: Ground) -> None:
        """Add what a text says."""
        for token in found:
            for mention in token.dates:
                self.dates.setdefault(mention, []).append(ground)
            for value in token.values:
                self.numbers.setdefault((value, unit_of(token)), []).append(ground)
                self.sorts.setdefault((value, ground), set()).add(sort_of(token.nouns))
            for key in token.ids:
                self.names.setdefault(key, []).append(ground)

    def done(self) -> Support:
        return Support(
            {key: tuple(dict.fromkeys(grounds)) for key, grounds in self.dates.items()},
            {key: tuple(dict.fromkeys(grounds)) for key, grounds in self.numbers.items()},
            {key: tuple(dict.fromkeys(grounds)) for key, grounds in self.names.items()},
            tuple(self.passages),
            self.sorts,
        )


@dataclass(frozen=True)
class Knowledge:
    """What a dataset supports, each part worked out once and on demand."""

    dataset: Dataset
    evidenced: Evidenced
    others: tuple[str, ...] = ()
    _supports: dict[str, Support] = field(default_factory=dict, repr=False, compare=False)
    _read: dict[str, tuple[Token, ...]] = field(default_factory=dict, repr=False, compare=False)
    _compared: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _vocabularies: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The names known."""
        return lexicon(self.dataset, self.others)

    @cached_property
    def called_states(self) -> Mapping[str, frozenset[str]]:
        """The last word of the names of several states → those states: “the two Guineas”."""
        found: dict[str, set[str]] = {}
        for actor in self.dataset.actors.values():
            if actor.kind == "state" and " " in actor.name:
                found.setdefault(singular(actor.name.casefold().split()[-1]), set()).add(actor.id)
        return {word: frozenset(ids) for word, ids in found.items() if len(ids) > 1}

    @cached_property
    def editions_of(self) -> Mapping[str, tuple[Edition, ...]]:
        """Event → the editions of series it was."""
        found: dict[str, tuple[Edition, ...]] = {}
        for edition in self.dataset.editions.values():
            found[edition.event] = (*found.get(edition.event, ()), edition)
        return found

    @cached_property
    def positions_by_passage(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Passage → (dispute, position) of the answers it supports."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for position in self.dataset.positions.values():
            for link in self.dataset.evidence_for(position.id):
                if link.relation == "supports":
                    found[link.passage] = (*found.get(link.passage, ()), (position.dispute, position.id))
        return found

    # ------------------------------------------------------------ words

    def vocabulary(self, key: str) -> frozenset[str]:
        """Return the stems of everything a record says, of its passages, and of the names in it."""
        if key not in self._vocabularies:
            record = self.dataset.get(key)
            texts = [self.dataset.passages[link.passage].exact for link in self.seen(key)]
            keys = [key, *self._beside(key, record), *(k for k in self.support(key).names if k in self.dataset.actors)]
            texts += (text for other in keys for text in texts_of(self.dataset.get(other)))
            self._vocabularies[key] = frozenset[str]().union(*(stems(text) for text in texts if text))
        return self._vocabularies[key]

    @cached_property
    def common(self) -> frozenset[str]:
        """The stems that a good part of all passages have: they tell nothing about any one of them."""
        found = Counter(stem for passage in self.dataset.passages.values() for stem in stems(passage.exact))
        least = max(4, len(self.dataset.passages) // 25)
        return frozenset(stem for stem, number in found.items() if number > least)

    # ------------------------------------------------------------ support

    def support(self, key: str) -> Support:
        """Return what a record supports; an unknown id supports nothing."""
        if key not in self._supports:
            collector = _Collector()
            self._collect(collector, key, key, frozenset())
            self._supports[key] = collector.done()
        return self._supports[key]

    def passage_words(self, key: str) -> str:
        """Return a passage as quotations are compared with it."""
        if key not in self._compared:
            self._compared[key] = comparable(self.dataset.passages[key].exact)
        return self._compared[key]

    def seen(self, key: str) -> tuple[Evidence, ...]:
        """Return the evidence that the note of a citation shows: a dispute's positions', a judgement's basis'."""
        return tuple(self._seen(key, frozenset()))

    def _seen(self, key: str, above: frozenset[str]) -> Iterator[Evidence]:
        record = self.dataset.get(key)
        if key in above:
            return
        if isinstance(record, Dispute | Judgement):
            below = record.basis if isinstance(record, Judgement) else [p.id for p in self.dataset.positions_of(key)]
            for other in below:
                yield from self._seen(other, above | {key})
        elif isinstance(record, Passage):
            yield Evidence(record=key, field="*", passage=key, relation="supports")
        else:
            links = self.dataset.evidence_for(key)
            yield from (e for e in links if e.relation != "context" and e.passage in self.dataset.passages)

    # ------------------------------------------------------------ collecting

    def _collect(self, into: _Collector, key: str, cited: str, above: frozenset[str]) -> None:
        record: Any = self.dataset.get(key)
        if record is None or key in above:
            return
        for link in self.seen(key):
            passage = self.dataset.passages[link.passage]
            into.passages[link.passage] = None
            into.take(self._tokens_of(link.passage, passage.exact), Ground(cited, link.passage))
            self._source(into, passage.source, cited)
            if passage.speaker:
                into.names.setdefault(passage.speaker, []).append(Ground(cited, link.passage, "speaker"))
        self._columns(into, record, cited)
        for other in self._beside(key, record):
            self._collect(into, other, cited, above | {key})
        if isinstance(record, Judgement):
            # A judgement tells dates and numbers of its own; those of its basis may be the ones it decides against.
            own = _Collector()
            own.take(self._tokens_of(f"{key}.text", record.text), Ground(cited, column=f"{key}.text"))
            into.dates, into.numbers, into.sorts = own.dates, own.numbers, own.sorts

    def _beside(self, key: str, record: object) -> Iterator[str]:
        """Yield the records whose columns belong to what a record tells: its event, its editions, its basis."""
        match record:
            case Edition():
                yield record.event
            case Participation():
                yield record.subject
            case Judgement():
                yield from record.basis
            case Dispute():
                yield from (position.id for position in self.dataset.positions_of(key))
            case Event():
                yield from (edition.id for edition in self.editions_of.get(key, ()))
            case _:
                return

    def _columns(self, into: _Collector, record: Any, cited: str) -> None:  # noqa: ANN401 - a record
        for column in DATE_COLUMNS:
            if text := getattr(record, column, ""):
                inferred = is_inferred(str(getattr(record, "date_from", "")))
                ground = Ground(cited, column=f"{record.id}.{column}", inferred=inferred)
                for mention in dates_of(parse(text)):
                    into.dates.setdefault(mention, []).append(ground)
        self._numbers(into, record, cited)
        if isinstance(record, Dispute | Silence):
            for column in ("question", "reconcile"):
                if words := getattr(record, column, ""):
                    key = f"{record.id}.{column}"
                    into.take(self._tokens_of(key, words), Ground(cited, column=key))
        self._names(into, record, cited)

    def _numbers(self, into: _Collector, record: Any, cited: str) -> None:  # noqa: ANN401 - a record
        if isinstance(record, Indicator):
            for value in scaled(record):
                ground = Ground(cited, column=f"{record.id}.value")
                unit = "ordinal" if record.unit in ("ordinal", "rank") else units_of(record.unit)
                into.numbers.setdefault((value, unit), []).append(ground)
        elif isinstance(record, Edition) and record.ordinal is not None:
            ground = Ground(cited, column=f"{record.id}.ordinal")
            into.numbers.setdefault((Fraction(record.ordinal), "ordinal"), []).append(ground)

    def _names(self, into: _Collector, record: Any, cited: str) -> None:  # noqa: ANN401 - a record
        for column in NAMING_COLUMNS:
            named = getattr(record, column, ())
            for key in (named,) if isinstance(named, str) else named:
                if key:
                    into.names.setdefault(key, []).append(Ground(cited, column=f"{record.id}.{column}"))
        if record.id in self.dataset.sources:
            self._source(into, record.id, cited)
        elif self.dataset.table_of(record.id) in ("mechanisms", "actors", "places", "glossary"):
            into.names.setdefault(record.id, []).append(Ground(cited, column=f"{record.id}.id"))

    def _source(self, into: _Collector, key: str, cited: str) -> None:
        source = self.dataset.sources.get(key)
        if source is None:
            return
        into.names.setdefault(key, []).append(Ground(cited, column=f"{key}.title"))
        if source.origin in self.dataset.actors:
            into.names.setdefault(source.origin, []).append(Ground(cited, column=f"{key}.origin"))
        behind = self._read.get(f"{key}.csl") or self._tokens_of(f"{key}.csl", naming.behind(source))
        into.take(behind, Ground(cited, column=f"{key}.csl"))
        for mention in self.issued(key):
            into.dates.setdefault(mention, []).append(Ground(cited, column=f"{key}.issued"))

    def issued(self, key: str) -> Iterator[Mention]:
        """Yield the date of publication of a source, at each precision; of nothing else."""
        source = self.dataset.sources.get(key)
        if source is not None and source.issued:
            yield from dates_of(parse(source.issued))

    def read(self, passage: str) -> tuple[Token, ...]:
        """Return the tokens of a passage."""
        return self._tokens_of(passage, self.dataset.passages[passage].exact)

    def _tokens_of(self, key: str, text: str) -> tuple[Token, ...]:
        """Return the tokens of a passage; those within its own quotations, too."""
        if key not in self._read:
            open_text = normalise(text).translate(_NO_MARKS)
            self._read[key] = tokens(open_text, self.lexicon, strangers=False)
        return self._read[key]


_NO_MARKS = {ord(mark): " " for mark in '“”"'}


def unit_of(token: Token) -> str:
    """Return the unit under which a number is kept: an ordinal supports no count, nor a count an ordinal."""
    if token.rounded == "many":
        return "many"
    return "ordinal" if token.ordinal else token.unit


def scaled(indicator: Indicator) -> Iterator[Fraction]:
    """Yield an indicator's value, as it stands and multiplied by a scale in its unit (`million people`)."""
    value = Fraction(indicator.value)
    yield value
    scales = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    if (word := indicator.unit.split(" ", 1)[0]) in scales:
        yield value * scales[word]


def is_inferred(date_from: str) -> bool:
    """Tell whether a date follows from another event, or by counting: the date of its source alone is no inference."""
    return bool(date_from) and (not date_from.startswith("source:") or " " in date_from)


def dates_of(value: Edtf) -> Iterator[Mention]:
    """Yield what a date names, at each precision a text may use: 14 June 2018, June 2018, 2018, and the 2010s."""
    for point in value.points:
        yield from _dates_of(point)


def _dates_of(point: Point) -> Iterator[Mention]:
    span = 10**point.unspecified
    yield Mention(point.year, span=span)
    if point.unspecified or point.year % 10 == 0:
        yield Mention(point.year - point.year % 10, span=10)
    if point.month:
        yield Mention(point.year, point.month)
        if point.day:
            yield Mention(point.year, point.month, point.day)


_MARKS = str.maketrans(dict.fromkeys("‘’ʼ`´", "'") | dict.fromkeys('“”«»„"', ""))


def comparable(text: str) -> str:
    """Return a text as a quotation is compared with its source: spaces single, quotation marks within it aside."""
    return " ".join(normalise(text).translate(_MARKS).split())


__all__ = ["Ground", "Kind", "Knowledge", "Support", "Token", "comparable", "dates_of", "is_inferred", "scaled"]
