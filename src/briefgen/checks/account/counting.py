"""Numbers that count what is cited: “two sources”, “six states”, “four of them”.

In: the records a text rests on. Out: the ground of a count, when so many of them there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from briefgen.checks.account.sorts import ADVICE, ANSWERS, MEETINGS, PEOPLE, SOURCES, STATES, VOICES
from briefgen.checks.account.support import Ground, Knowledge
from briefgen.checks.account.tokens import Token
from briefgen.model import Dispute, Edition, Event, Judgement

LARGEST = 40  # beyond it nobody counts on fingers: the number needs a passage


class Counts:
    """The counts of what is cited, worked out when first asked for."""

    def __init__(
        self, knowledge: Knowledge, ids: tuple[str, ...], whole: tuple[str, ...] = (), sources: int = 0
    ) -> None:
        """Keep what is to be counted.

        Args:
            knowledge: of the dataset.
            ids: the records cited beside the number.
            whole: those cited in its whole paragraph.
            sources: the number of documents of the whole edition (0: not known).
        """
        self._knowledge, self._ids, self._sources = knowledge, ids, sources
        self._wider = Counts(knowledge, whole) if whole and set(whole) != set(ids) else None

    def grounds(self, token: Token) -> Iterator[Ground]:
        """Yield the count that a number in words or digits tells, if there is one."""
        for value in token.values:
            if value.denominator == 1 and 1 < value <= LARGEST and not token.unit and not token.ordinal:
                for name, number in self._counts(token):
                    if Fraction(number) == value:
                        yield Ground("", column=f"count({name})")
                        return
        if self._wider:
            yield from self._wider.grounds(token)

    def _counts(self, token: Token) -> Iterator[tuple[str, int]]:
        alone = "one" in token.nouns  # “two of them are by one person”
        for noun in token.nouns[:3]:
            if alone and (noun in SOURCES or noun == "them"):
                yield from self._of_one_voice
            elif noun in SOURCES or noun in VOICES:
                what = "origins" if noun in VOICES else "sources"
                counts = (*self._of_sources, *(self._of_everything if token.definite else ()))
                yield from (count for count in counts if count[0].startswith(what))
            elif noun in self._knowledge.called_states:
                yield from self._of_actors("state", noun)
            elif noun in STATES:
                yield from self._of_actors("state")
            elif noun in PEOPLE:
                yield from self._of_actors("person")
            elif noun in MEETINGS:
                yield from self._of_meetings
            elif noun in ADVICE:
                yield from self._of_tables("recommendations", "statements")
            elif noun in ANSWERS:
                yield from self._of_tables("positions")
            else:
                yield from self._of_lists(noun)

    @cached_property
    def _records(self) -> tuple[Any, ...]:
        dataset = self._knowledge.dataset
        keys = dict.fromkeys(self._ids)
        for key in self._ids:
            record = dataset.get(key)
            if isinstance(record, Dispute):
                keys |= dict.fromkeys(position.id for position in dataset.positions_of(key))
            elif isinstance(record, Judgement):
                keys |= dict.fromkeys(record.basis)
        return tuple(record for key in keys if (record := dataset.get(key)) is not None)

    @cached_property
    def _of_sources(self) -> tuple[tuple[str, int], ...]:
        dataset = self._knowledge.dataset
        by_record = {
            record.id: {dataset.passages[e.passage].source for e in self._knowledge.seen(record.id)}
            for record in self._records
        }
        everything = frozenset[str]().union(*by_record.values())
        origins = {dataset.sources[s].origin or s for s in everything if s in dataset.sources}
        found = [("sources", len(everything)), ("origins", len(origins))]
        found += [(f"sources of {key}", len(used)) for key, used in by_record.items()]
        found += [(f"origins of {key}", len(dataset.origins_of(key))) for key in by_record]
        return tuple(found)

    @cached_property
    def _of_one_voice(self) -> tuple[tuple[str, int], ...]:
        found = Counter(source.origin for source in self._knowledge.dataset.sources.values() if source.origin)
        return tuple((f"sources of {origin}", number) for origin, number in found.items())

    @cached_property
    def _of_everything(self) -> tuple[tuple[str, int], ...]:
        every = {source.origin or source.id for source in self._knowledge.dataset.sources.values()}
        found = ("sources of the edition", self._sources), ("origins of the dataset", len(every))
        return found if self._sources else ()

    @cached_property
    def _of_meetings(self) -> tuple[tuple[str, int], ...]:
        dataset = self._knowledge.dataset
        events = {r.id: r for r in self._records if isinstance(r, Event)}
        events |= {
            r.event: dataset.events[r.event]
            for r in self._records
            if isinstance(r, Edition) and r.event in dataset.events
        }
        numbered = [event for event in events.values() if event.id in self._knowledge.editions_of]
        found = [("events", len(events)), ("editions", len(numbered))]
        found += [(f"editions of {key}", n) for key, n in Counter(event.mechanism for event in numbered).items()]
        for what, chosen in (("events", list(events.values())), ("editions", numbered)):
            found += [(f"{what}, {status}", n) for status, n in Counter(event.status for event in chosen).items()]
        return tuple(found)

    def _of_actors(self, kind: str, called: str = "") -> Iterator[tuple[str, int]]:
        """Yield how many actors of a kind are named; with `called`, of states whose names end with that word."""
        actors = self._knowledge.dataset.actors
        wanted = {key for key, actor in actors.items() if actor.kind == kind}
        wanted &= self._knowledge.called_states.get(called, frozenset()) if called else wanted
        everyone: set[str] = set()
        for record in self._records:
            named = wanted & self._knowledge.support(record.id).names.keys()
            yield f"{kind}s of {record.id}", len(named)
            everyone |= named
        yield f"{kind}s", len(everyone)
        if called:
            yield f"{kind}s called {called}", len(wanted)
        yield from self._of_tables("statements")

    def _of_lists(self, noun: str) -> Iterator[tuple[str, int]]:
        """Yield how many a record lists in a column that bears the noun's name: “three organisers”."""
        for record in self._records:
            listed = getattr(record, f"{noun}s", ())
            if isinstance(listed, tuple):
                yield f"{record.id}.{noun}s", len(listed)

    def _of_tables(self, *tables: str) -> Iterator[tuple[str, int]]:
        found = Counter(self._knowledge.dataset.table_of(record.id) or "" for record in self._records)
        yield from ((table, number) for table, number in found.items() if table in tables)
