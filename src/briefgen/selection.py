"""Step 4, second half: which records a brief uses, and why.

In: the dataset and a topic's `Select`. Out: a `Selection`, id → reason, from which charts, tables and lists take
their rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from briefgen.briefs import Topic
from briefgen.dataset import Dataset
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.model import CLAIM_TABLES, Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of a brief: id → why it was taken, in file order."""

    ids: Mapping[str, str]

    def of(self, records: Mapping[str, R]) -> tuple[R, ...]:
        """Return the selected ones of a table, in file order: `selection.of(dataset.events)`."""
        return tuple(record for key, record in records.items() if key in self.ids)


def select(dataset: Dataset, topic: Topic) -> Selection:
    """Take the claims that belong to the topic.

    Raises:
        BriefgenError: the topic includes or excludes an id that does not exist (`dangling-reference`).
    """
    rule = topic.select
    unknown = [name for name in (*rule.include, *rule.exclude) if dataset.get(name) is None]
    if unknown:
        known = [key for table in CLAIM_TABLES for key in dataset.tables[table]]
        place = Place(topic.file, 0, "select")
        raise BriefgenError(
            Diagnostic("dangling-reference", f"no record is called “{name}”", place, hint=did_you_mean(name, known))
            for name in unknown
        )
    wanted = frozenset(rule.topics)
    ids: dict[str, str] = {}
    for table in CLAIM_TABLES:
        for key, record in dataset.tables[table].items():
            shared = wanted.intersection(getattr(record, "topics", ()))
            if key in rule.exclude:
                continue
            if key in rule.include:
                ids[key] = "named by the topic"
            elif shared and getattr(record, "importance", 0) >= rule.importance:
                ids[key] = f"topic {min(shared)}, importance {getattr(record, 'importance', 0)}"
            elif table == "positions" and getattr(record, "dispute", "") in ids:
                ids[key] = "answers a selected dispute"
    return Selection(MappingProxyType(ids))
