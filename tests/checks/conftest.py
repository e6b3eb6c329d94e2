"""A small dataset for the rules, each test changing what it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest

from briefgen.checks import RULES, DataView
from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.model import Evidence, Passage, Record, Source

Run = Callable[..., list[str]]


@pytest.fixture
def run() -> Run:
    """Give a function that runs one rule on records and says what it finds, as `column: message`.

    `words` maps a record's id to its supporting passages, `issued` source ids to their dates, `texts` to their texts.
    """

    def _run(  # noqa: PLR0913 - each part of a dataset has its name
        rule: str,
        *records: tuple[str, Record],
        words: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        field: str = "*",
        relation: str = "supports",
        issued: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
        texts: Mapping[str, str] = MappingProxyType({}),
        faulty: frozenset[str] = frozenset(),
    ) -> list[str]:
        tables: dict[str, dict[str, Record]] = {"passages": {}, "evidence": {}}
        for table, record in records:
            key = str(getattr(record, "id", "")) or f"evidence:{len(tables['evidence']) + 1}"
            tables.setdefault(table, {})[key] = record
        for record_id, passages in words.items():
            for number, exact in enumerate(passages):
                source = f"s{number}" if f"s{number}" in issued else "s0"
                passage = Passage(id=f"{record_id}-{number}", source=source, exact=exact)
                tables["passages"][passage.id] = passage
                link = Evidence(record=record_id, field=field, passage=passage.id, relation=relation)
                tables["evidence"][f"evidence:{len(tables['evidence']) + 1}"] = link
        keys = {"s0", *issued, *texts}
        sources = {key: Source(id=key, origin=key, csl=_csl(issued.get(key))) for key in sorted(keys)}
        dataset = Dataset(sources, tables, faulty)
        view = DataView(dataset, Evidenced(MappingProxyType({}), texts))
        check = next(known.check for known in RULES if known.id == rule)
        found = list(check(view))
        assert all(diagnostic.rule == rule for diagnostic in found)
        return [f"{diagnostic.place.column}: {diagnostic.message}" for diagnostic in found]

    return _run


def _csl(issued: tuple[int, ...] | None) -> Mapping[str, object]:
    return {"issued": {"date-parts": [list(issued)]}} if issued else {}
