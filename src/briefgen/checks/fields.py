"""Rule `evidence-of-unknown-field`: evidence bears on a column of its record's table, or on `*`, the whole record."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic, did_you_mean
from briefgen.model import TABLES


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each row of evidence that names a column its record has not."""
    columns = {table.name: frozenset(table.columns) - {"id"} for table in TABLES.values()}
    for link in view.dataset.evidence:
        table = view.dataset.table_of(link.record)
        if table in columns and link.field not in ("*", "") and link.field not in columns[table]:
            message = f"“{link.field}” is not a column of {table}"
            hint = did_you_mean(link.field, [*columns[table], "*"])
            yield Diagnostic("evidence-of-unknown-field", message, view.place(link, "field"), hint=hint)
