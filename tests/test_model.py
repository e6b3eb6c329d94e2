"""model: every table is declared once, completely and without contradiction."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from briefgen.model import CLAIM_TABLES, EVIDENCED_TABLES, TABLES, Event, Kind, Source, Table

EACH = pytest.mark.parametrize("table", TABLES.values(), ids=str)


@EACH
def test_every_column_says_what_it_means(table: Table) -> None:
    """Descriptions end in a full stop: they are sentences of the data package."""
    assert table.about.endswith(".")
    assert all(column.about.endswith(".") for column in table.columns.values())


@EACH
def test_references_lead_to_tables_that_exist(table: Table) -> None:
    """A target is a table or the sources."""
    for column in table.columns.values():
        assert set(column.targets) <= {*TABLES, "sources"}
        assert not column.targets or column.kind is Kind.REF


@EACH
def test_choices_belong_to_enumerations(table: Table) -> None:
    """An enumeration has values; an integer may have; nothing else has."""
    for column in table.columns.values():
        assert bool(column.values) == (column.kind is Kind.ENUM) or column.kind is Kind.INTEGER


@EACH
def test_the_columns_named_by_a_table_are_its_own(table: Table) -> None:
    """The date and text columns of a table exist; a date has its derivation beside it."""
    assert {table.date, table.text} - {""} <= set(table.columns)
    assert not table.date or {table.date, "date_from"} <= set(table.columns)


def test_claims_are_what_can_have_evidence() -> None:
    """Every claim table exists and can be spoken of by evidence, as can names."""
    assert set(CLAIM_TABLES) < set(EVIDENCED_TABLES) < set(TABLES)


def test_records_are_frozen_and_their_line_is_no_part_of_them() -> None:
    """A record is a value; where it was written does not make it another."""
    event = Event(id="x", title="X", line=3)
    assert event == Event(id="x", title="X", line=9)
    with pytest.raises(FrozenInstanceError):
        event.title = "Y"  # type: ignore[misc]  # that it is refused is the point


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        ({"date-parts": [[2015, 6, 2]]}, "2015-06-02"),
        ({"date-parts": [[2018]]}, "2018"),
        (None, ""),
        ({"literal": "spring"}, ""),
    ],
)
def test_a_source_says_when_it_was_issued(issued: object, said: str) -> None:
    """The CSL date becomes EDTF; what is not known is empty."""
    source = Source(id="s", csl={"title": "T", "issued": issued})
    assert (source.issued, source.title) == (said, "T")
