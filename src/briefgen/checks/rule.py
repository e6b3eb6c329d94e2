"""What a rule is: a pure function from a frozen view of the data to diagnostics.

In: `DataView`. Out: `Diagnostic`s. A rule on data is one module with a `check` function and an entry in `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.account import Knowledge
from briefgen.checks.account.shared import knowledge_of
from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic, Place
from briefgen.evidence import Evidenced, normalise
from briefgen.model import TABLES, Passage, Record, Table


@dataclass(frozen=True)
class DataView:
    """All that a rule on data may look at."""

    dataset: Dataset
    evidenced: Evidenced

    def supporting(self, record: str, column: str) -> Iterator[Passage]:
        """Yield the passages that support a column of a record: by name, or as part of the whole record (`*`)."""
        for link in self.dataset.evidence_for(record):
            if link.relation == "supports" and link.field in ("*", column):
                passage = self.dataset.passages.get(link.passage)
                if passage is not None:
                    yield passage

    @cached_property
    def _faulty_links(self) -> frozenset[int]:
        rows = self.dataset.tables.get("evidence", {}).items()
        return frozenset(link.line for key, link in rows if key in self.dataset.faulty)

    def judgeable(self, record: str) -> bool:
        """Tell whether the evidence of a record was loaded without fault: what is faulty is reported there, once."""
        faulty = self.dataset.faulty
        if not faulty:
            return True
        if record in faulty or "evidence" in faulty or "passages" in faulty:
            return False
        links = self.dataset.evidence_for(record)
        return not any(link.line in self._faulty_links or link.passage in faulty for link in links)

    def words(self, record: str, column: str) -> tuple[str, ...]:
        """Return the normalised texts of the passages that support a column of a record."""
        return tuple(normalise(passage.exact) for passage in self.supporting(record, column))

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the dataset supports."""
        return knowledge_of(self.dataset, self.evidenced)

    def named(self, key: str, text: str) -> frozenset[str]:
        """Return the ids of everybody and everything that a text names; `key` stands for the text."""
        if key not in self._named:
            self._named[key] = frozenset(
                i for _, _, ids in self.knowledge.lexicon.find(text, strangers=False) for i in ids
            )
        return self._named[key]

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        return {}

    def place(self, record: Record | str, column: str = "") -> Place:
        """Return where a record is written."""
        return self.dataset.place(record, column)

    @cached_property
    def dated(self) -> Mapping[str, str]:
        """The name of the date column of each table that has one which `date_from` may complete."""
        return {table.name: table.date for table in TABLES.values() if table.date}

    def tables(self) -> Iterator[tuple[Table, str, Record]]:
        """Yield (table, id, record) for all records."""
        for table in TABLES.values():
            for key, record in self.dataset.tables.get(table.name, {}).items():
                yield table, key, record


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on data: its stable id, what it demands in one sentence, and the function that finds what breaks it."""

    id: str
    about: str
    check: Callable[[DataView], Iterable[Diagnostic]]
