"""References from one record to another: every one must lead to a record of a table it may lead to.

In: the records of all tables and the ids known. Out: a diagnostic for each reference that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from briefgen.errors import Diagnostic, Place
from briefgen.model import CLAIM_TABLES, TABLES, Column, Kind, Record

_HINTS = 100  # the closest id is searched for the first ones only: a wrong column should not cost minutes


def dangling(
    tables: Mapping[str, Mapping[str, Record]], ids: Mapping[str, Collection[str]], incomplete: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference to nothing.

    Args:
        tables: the records read.
        ids: the ids known of each table and of `sources`, also of records that are faulty.
        incomplete: tables that could not be read to the end; a reference that could lead there is let be.
    """
    said = 0
    for table in TABLES.values():
        for name, column in table.columns.items():
            if column.kind is not Kind.REF:
                continue
            targets = column.targets or CLAIM_TABLES
            if not incomplete or not set(targets) & set(incomplete):
                allowed = set().union(*(ids.get(target, ()) for target in targets))
                for record, key in _astray(tables.get(table.name, {}), name, column, allowed):
                    said += 1
                    place = Place(table.file, record.line, name)
                    yield _fault(place, key, targets, ids, search=said <= _HINTS)


def _astray(
    records: Mapping[str, Record], name: str, column: Column, allowed: set[str]
) -> Iterator[tuple[Record, str]]:
    for record in records.values():
        value = getattr(record, name)
        for key in value if column.many else (value,) * bool(value):
            if key not in allowed:
                yield record, key


def _fault(
    place: Place, key: str, targets: tuple[str, ...], ids: Mapping[str, Collection[str]], *, search: bool
) -> Diagnostic:
    wanted = targets[0] if len(targets) == 1 else f"{', '.join(targets[:-1])} or {targets[-1]}"
    if set(targets) >= set(CLAIM_TABLES):
        wanted = "any table of claims"
    if elsewhere := next((other for other, keys in ids.items() if key in keys), None):
        return Diagnostic("dangling-reference", f"“{key}” is in {elsewhere}; it must be in {wanted}", place)
    hint = closest(key, [known for target in targets for known in ids.get(target, ())]) if search else ""
    return Diagnostic("dangling-reference", f"there is no “{key}” in {wanted}", place, hint=hint)


def closest(key: str, known: Iterable[str]) -> str:
    """Return a hint that names the id most like `key`, or nothing; quick among many thousands, as ids can be."""
    from rapidfuzz import fuzz, process  # only needed when something is wrong

    found = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=60)
    return f"did you mean “{found[0]}”?" if found else ""
