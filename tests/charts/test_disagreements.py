"""Disagreements: which document gives which answer."""

from __future__ import annotations

from typing import Any

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.disagreements import build
from briefgen.document import Figure
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, options, passage, rows, said, texts

SOURCES = {"s": "o", "t": "o", "u": "v"}


def question(key: str, answers: int = 2, weight: str = "material") -> tuple[Record, ...]:
    """Return a dispute with its answers `<key>-<n>`."""
    dispute = model.Dispute(id=key, question=f"Is it {key}?", relation="scope", materiality=weight, reconcile=".")
    return dispute, *(model.Position(id=f"{key}-{n}", dispute=key, text=f"Answer {n}.") for n in range(answers))


def answered(*records: Record, **more: Any) -> Figure:  # noqa: ANN401 - any option
    """Return the chart of all disputes among the records."""
    data = dataset(*records, sources=SOURCES)
    return build(data, everything(data), options(labels={"s": "Paper S"}, **more))


def test_a_dot_where_a_document_gives_the_answer() -> None:
    """Rows are answers under their question, columns the documents that give any; what only mentions it is none."""
    found = answered(
        *question("x"), *passage(1, "x-0", "a"), *passage(2, "x-1", "b", source="u"),
        *passage(3, "x-1", "c", source="t", relation="context"),
        model.Evidence(record="x-0", field="*", passage="lost", relation="supports"),
    )  # fmt: skip
    data = dict(found.chart.data)
    assert [column.name for column in data["columns"]] == ["Paper S", "u"]
    assert data["groups"][0][0] == "Is it x?"
    cells = [[bool(cell.glyphs) for cell in row.cells] for row in data["groups"][0][1]]
    assert cells == [[True, False], [False, True]]
    assert rows(found.table)[1] == ["Is it x?", "material", "Answer 1.", "u"]
    assert "Is it x? Answer 0 (Paper S); Answer 1 (u)." in found.alt


def test_headline() -> None:
    """The headline counts questions without an answer that two voices share, and those within one voice."""
    apart = (*question("x"), *passage(1, "x-0", "a"), *passage(2, "x-1", "b", source="u"))
    assert said(answered(*apart)) == "One disputed question has no answer that two voices share"
    alike = (*question("y"), *passage(3, "y-0", "a"), *passage(4, "y-0", "b", source="u"))
    assert said(answered(*alike)) == "Every disputed question has an answer that two voices share"
    kin = (*question("z"), *passage(5, "z-0", "a"), *passage(6, "z-0", "b", source="t"))
    assert said(answered(*apart, *alike, *kin)) == (
        "Two of three disputed questions have no answer that two voices share; one lies within one voice"
    )
    assert said(answered()) == "No disagreement is on record"
    assert "No disagreement is on record" in draw(answered().chart, FONTS).decode()


def test_weight_and_number() -> None:
    """Material questions come first, minor ones say so, names are in the table only; of many, whole questions."""
    found = answered(*question("n", weight="naming"), *question("b", weight="minor"), *question("a"))
    assert [title for title, _ in dict(found.chart.data)["groups"]] == ["Is it a?", "Is it b? (minor)"]
    assert {row[1] for row in rows(found.table)} == {"material", "minor", "naming"}
    many = dict(answered(*(part for n in range(9) for part in question(f"q{n}", 4))).chart.data)
    assert len(many["groups"]) == 5
    assert many["notes"] == ("4 further questions are in the table only.",)
    assert len(dict(answered(*question("x", 60)).chart.data)["groups"]) == 1


def test_in_a_column() -> None:
    """In a column the documents are words under each answer."""
    found = answered(*question("x"), *passage(1, "x-0", "a"), *passage(2, "x-0", "b", source="u"), width=75.0)
    words = {w.text for w in texts(draw(found.chart, FONTS), 75.0)}
    assert {"Answer 0", "Paper S and u", "no document"} <= words
