"""The dataset as frozen data with the look-ups every later step needs, each index built once and on demand.

In: sources and tables as the loader read them. Out: `Dataset`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

from briefgen import model
from briefgen.errors import Place
from briefgen.model import TABLES, Record, Source

SOURCES_FILE = "data/sources.json"
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Dataset:
    """Everything curated: the sources, and each table's records by id, in file order.

    Attributes:
        sources: source id -> source.
        tables: table name -> id -> record; the rows of evidence, which have no id, under `evidence:1`, `evidence:2`, …
        faulty: ids of records in which loading found an error, and names of tables (or `sources`) that could not be
            read whole: rules pass no judgement on what rests on them, so that one fault is reported once.
    """

    sources: Mapping[str, Source]
    tables: Mapping[str, Mapping[str, Record]]
    faulty: frozenset[str] = frozenset()

    # ------------------------------------------------------------ tables by name

    def _table(self, name: str, record: type[R]) -> Mapping[str, R]:
        del record  # names the type for the reader and the type checker
        return cast("Mapping[str, R]", self.tables.get(name, MappingProxyType({})))

    @property
    def passages(self) -> Mapping[str, model.Passage]:
        """The verbatim spans."""
        return self._table("passages", model.Passage)

    @cached_property
    def evidence(self) -> tuple[model.Evidence, ...]:
        """The links from claims to passages."""
        return tuple(self._table("evidence", model.Evidence).values())

    @property
    def events(self) -> Mapping[str, model.Event]:
        """What happened or was planned."""
        return self._table("events", model.Event)

    @property
    def editions(self) -> Mapping[str, model.Edition]:
        """The meetings of series."""
        return self._table("editions", model.Edition)

    @property
    def participation(self) -> Mapping[str, model.Participation]:
        """Who took part in what."""
        return self._table("participation", model.Participation)

    @property
    def recommendations(self) -> Mapping[str, model.Recommendation]:
        """Who should do what."""
        return self._table("recommendations", model.Recommendation)

    @property
    def statements(self) -> Mapping[str, model.Statement]:
        """The positions taken."""
        return self._table("statements", model.Statement)

    @property
    def indicators(self) -> Mapping[str, model.Indicator]:
        """The numbers."""
        return self._table("indicators", model.Indicator)

    @property
    def mechanisms(self) -> Mapping[str, model.Mechanism]:
        """The processes, forums, policies and institutions."""
        return self._table("mechanisms", model.Mechanism)

    @property
    def disputes(self) -> Mapping[str, model.Dispute]:
        """The questions on which sources differ."""
        return self._table("disputes", model.Dispute)

    @property
    def positions(self) -> Mapping[str, model.Position]:
        """The answers to disputed questions."""
        return self._table("positions", model.Position)

    @property
    def judgements(self) -> Mapping[str, model.Judgement]:
        """The publisher's own readings."""
        return self._table("judgements", model.Judgement)

    @property
    def silences(self) -> Mapping[str, model.Silence]:
        """What no source says."""
        return self._table("silences", model.Silence)

    @property
    def actors(self) -> Mapping[str, model.Actor]:
        """Persons, states, organisations, groups."""
        return self._table("actors", model.Actor)

    @property
    def places(self) -> Mapping[str, model.PlaceRecord]:
        """Places."""
        return self._table("places", model.PlaceRecord)

    @property
    def glossary(self) -> Mapping[str, model.GlossaryTerm]:
        """Terms in plain words."""
        return self._table("glossary", model.GlossaryTerm)

    @property
    def corrections(self) -> Mapping[str, model.Correction]:
        """What published editions had wrong."""
        return self._table("corrections", model.Correction)

    # ------------------------------------------------------------ by id

    @cached_property
    def _tables_by_id(self) -> Mapping[str, str]:
        found = {key: name for name, records in self.tables.items() if name != "evidence" for key in records}
        return found | dict.fromkeys(self.sources, "sources")

    def table_of(self, key: str) -> str | None:
        """Return the name of the table that holds an id (`sources` for a source), or None."""
        return self._tables_by_id.get(key)

    def get(self, key: str) -> Record | Source | None:
        """Return the record or source of an id, or None."""
        table = self._tables_by_id.get(key)
        if table is None:
            return None
        return self.sources[key] if table == "sources" else self.tables[table][key]

    def place(self, record: Record | str, column: str = "") -> Place:
        """Return where a record, given as itself or by id, is written; an unknown id has no place."""
        found = self.get(record) if isinstance(record, str) else record
        if found is None:
            return Place()
        return Place(_FILES[type(found)], found.line, column)

    # ------------------------------------------------------------ evidence

    @cached_property
    def _evidence_by_record(self) -> Mapping[str, tuple[model.Evidence, ...]]:
        found: dict[str, list[model.Evidence]] = {}
        for link in self.evidence:
            found.setdefault(link.record, []).append(link)
        return {key: tuple(links) for key, links in found.items()}

    def evidence_for(self, key: str) -> tuple[model.Evidence, ...]:
        """Return the rows of evidence that speak of a record, in file order."""
        return self._evidence_by_record.get(key, ())

    @cached_property
    def _positions_by_dispute(self) -> Mapping[str, tuple[model.Position, ...]]:
        found: dict[str, list[model.Position]] = {}
        for position in self.positions.values():
            found.setdefault(position.dispute, []).append(position)
        return {key: tuple(positions) for key, positions in found.items()}

    def positions_of(self, dispute: str) -> tuple[model.Position, ...]:
        """Return the answers to a disputed question, in file order."""
        return self._positions_by_dispute.get(dispute, ())

    def origins_of(self, key: str) -> frozenset[str]:
        """Return the independent voices a record rests on.

        The origins of the sources of its supporting passages; for a dispute those of its positions, for a judgement
        those of its basis. Two documents by one author have one origin.
        """
        return self._origins(key, frozenset())

    def _origins(self, key: str, seen: frozenset[str]) -> frozenset[str]:
        if key in seen:  # judgements that rest on each other have no voice of their own
            return frozenset()
        record = self.get(key)
        if isinstance(record, model.Dispute):
            below = [position.id for position in self.positions_of(key)]
        elif isinstance(record, model.Judgement):
            below = list(record.basis)
        else:
            return frozenset(
                self._voice(link.passage) for link in self.evidence_for(key) if link.relation == "supports"
            ) - {""}
        return frozenset().union(*(self._origins(other, seen | {key}) for other in below))

    def _voice(self, passage: str) -> str:
        found = self.passages.get(passage)
        source = self.sources.get(found.source) if found else None
        return (source.origin or source.id) if source else ""


_FILES: Mapping[type[Record], str] = {**{table.record: table.file for table in TABLES.values()}, Source: SOURCES_FILE}
