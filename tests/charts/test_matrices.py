"""Participation, proposals and coverage."""

from __future__ import annotations

import pytest

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.coverage import build as coverage
from briefgen.charts.participation import build as participation
from briefgen.charts.proposals import build as proposals
from briefgen.document import Figure
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, meeting, options, passage, rows, said, texts

ACTORS = (
    model.Actor(id="north", name="North", kind="state"),
    model.Actor(id="south", name="South", kind="state"),
    model.Actor(id="institute", name="Institute", kind="organisation"),
    model.Actor(id="person", name="A Person", kind="person"),
    model.Actor(id="europeans", name="European nations", kind="group"),
)


def took(subject: str, actor: str, status: str) -> model.Participation:
    """Return a row of participation."""
    return model.Participation(
        id=f"{subject}-{actor}-{status}", subject=subject, actor=actor, status=status, level="unknown"
    )


def who(*records: Record) -> Figure:
    """Return the participation chart of two meetings."""
    data = dataset(*ACTORS, *meeting(1, "2014"), *meeting(2, "2015"), *records)
    return participation(data, everything(data), options())


def proposal(key: str, theme: str, force: str, *addressee: str) -> model.Recommendation:
    """Return a recommendation."""
    return model.Recommendation(
        id=key, text=f"Do {key}", proposer="person", addressee=addressee, theme=theme, force=force
    )


def what(*records: model.Recommendation, width: float = 160.0) -> Figure:
    """Return the proposals chart."""
    data = dataset(*ACTORS, *records)
    return proposals(data, everything(data), options(width))


# ---------------------------------------------------------------- participation


def test_phrases_are_never_expanded() -> None:
    """A sweeping phrase has its own row, apart from the states, whose cells it leaves empty."""
    figure = who(
        took("e1", "north", "named"), took("e2", "europeans", "sweeping-phrase"), took("e2", "south", "inferred")
    )
    groups = {title: [row.label for row in lines] for title, lines in dict(figure.chart.data)["groups"]}
    assert groups == {
        "": ["North", "South"],
        "Organisations": [],
        "Groups named only by a phrase": ["European nations"],
    }
    assert rows(figure.table)[0] == ["North", "named as taking part", "not mentioned"]
    assert rows(figure.table)[2] == ["European nations", "not mentioned", "covered by a sweeping phrase"]


def test_an_actor_with_a_sweeping_row_is_a_phrase() -> None:
    """Who is only swept along is a phrase, whatever the list of actors calls it."""
    figure = who(took("e1", "institute", "sweeping-phrase"))
    assert dict(figure.chart.data)["groups"][2][1][0].label == "Institute"


def test_participation_headline() -> None:
    """The headline says where countries are named, and who stayed away."""
    assert said(who(took("ed1", "north", "named"), took("e1", "south", "named"), took("e2", "north", "withdrew"))) == (
        "Countries are named at one of two editions, most at the 1st (two); North withdrew from the 2nd"
    )
    assert said(who(took("e1", "europeans", "sweeping-phrase"), took("e2", "south", "declined"))) == (
        "No meeting of the series has a country named as taking part; South declined the 2nd"
    )
    gone = [took(f"e{n}", actor, "declined") for n in (1, 2) for actor in ("north", "south")]
    assert said(who(*gone)).endswith("; 4 withdrawals or refusals are reported")
    assert said(who()) == "No document says who took part"


def test_participation_in_general_and_of_persons() -> None:
    """What is said of the series as a whole has a column; persons are in the table; unknown actors show their id."""
    figure = who(took("m", "north", "named"), took("e1", "person", "named"), took("e1", "stranger", "invited"))
    data = dict(figure.chart.data)
    assert [column.name for column in data["columns"]] == ["1st", "2nd", "In general"]
    assert data["notes"] == ("1 person named in the table only.",)
    assert [row[0] for row in rows(figure.table)] == ["North", "stranger", "A Person"]
    assert "In general: named as taking part: North." in figure.alt


def test_several_ways_in_one_cell() -> None:
    """Who was invited and withdrew has both glyphs, the graver first."""
    figure = who(took("e1", "north", "invited"), took("e1", "north", "withdrew"))
    cell = dict(figure.chart.data)["groups"][0][1][0].cells[0]
    assert [name for name, _ in cell.glyphs] == ["cross", "triangle"]
    assert rows(figure.table)[0][1] == "withdrew, invited"


def test_participation_ignores_other_meetings_and_empties() -> None:
    """Rows of other series do not count; with nothing on record the chart says so."""
    figure = who(took("elsewhere", "north", "named"))
    assert "No participation is on record" in draw(figure.chart, FONTS).decode()


# ---------------------------------------------------------------- proposals


def test_proposals_headline() -> None:
    """The headline counts firm proposals, names the leading theme and those that address no one."""
    many = [
        proposal("a", "aid", "should", "north"),
        proposal("b", "aid", "could"),
        proposal("c", "talks", "implied", "south"),
    ]
    assert said(what(*many)) == "One of three proposals is firm; aid draws most (two); one names no one who should act"
    assert said(what(*many[:1])) == "One proposal, firm, about aid"
    assert said(what()) == "No proposal is on record"
    ties = [proposal(k, k, "could", "north") for k in ("aid", "talks")]
    assert said(what(*ties)) == "None of two proposals is firm; aid and talks draw most (one each)"
    assert said(what(*ties, proposal("z", "z", "could", "north"))) == "None of three proposals is firm"


def test_a_dot_for_each_proposal() -> None:
    """Firm, tentative and implied proposals have different glyphs; one to two addressees counts once in the total."""
    figure = what(proposal("a", "aid", "request", "north", "south"), proposal("b", "aid", "tentative", "north"),
                  proposal("c", "aid", "implied"))  # fmt: skip
    data = dict(figure.chart.data)
    assert [column.name for column in data["columns"]] == ["North", "South", "No one named", "All"]
    cells = data["groups"][0][1][0].cells
    assert [[name for name, _ in cell.glyphs] for cell in cells] == [["full", "ring"], ["full"], ["diamond"], []]
    assert cells[-1].words == "3"
    assert "(to North 2, South 1, no one named 1)" in figure.alt
    assert rows(figure.table)[2] == [
        "aid",
        "no one named",
        "Do c",
        "A Person",
        "undated",
        "implied",
        "made by one voice",
    ]
    assert rows(figure.table)[0][-2] == "firm (request)"


def test_support_and_objection() -> None:
    """Two voices make a dot larger, passages of one voice do not; what a source qualifies is struck through."""
    data = dataset(
        *ACTORS,
        *(proposal(key, "aid", "should", "north") for key in "abc"),
        *passage(1, "a", "x", source="s"),
        *passage(2, "a", "y", source="u"),
        *passage(3, "b", "x", source="s"),
        *passage(4, "b", "y", source="t"),
        *passage(5, "b", "but", relation="qualifies"),
        sources={"s": "o", "t": "o", "u": "v"},
    )
    figure = proposals(data, everything(data), options())
    matrix = dict(figure.chart.data)
    assert matrix["groups"][0][1][0].cells[0].marks == ("large", "struck", "")
    assert [glyph for glyph, _, _ in matrix["key"]] == ["full", "large", "struck"]
    assert [row[-1] for row in rows(figure.table)] == [
        "made by two voices or more",
        "a source qualifies or contradicts it",
        "made by one voice",
    ]
    assert len(draw(figure.chart, FONTS)) > len(draw(what(proposal("a", "aid", "should", "north")).chart, FONTS))


def test_many_addressees_and_dots() -> None:
    """Rare addressees share a column; too many dots become glyphs and a number."""
    crowd = [proposal(f"x{n}", "aid", "should" if n % 2 else "could", "north") for n in range(20)]
    figure = what(*crowd, *(proposal(f"y{n}", "talks", "could", f"addressee{n}", "north") for n in range(9)))
    data = dict(figure.chart.data)
    assert [column.name for column in data["columns"]][-2:] == ["Others", "All"]
    assert data["groups"][0][1][0].cells[0].words == "20"
    assert [name for name, _ in data["groups"][0][1][0].cells[0].glyphs] == ["full", "ring"]


def test_proposals_in_a_column() -> None:
    """In a column a theme is one strip of dots with its addressees in words."""
    figure = what(proposal("a", "aid", "should", "north"), proposal("b", "aid", "could"), width=75.0)
    row = dict(figure.chart.data)["groups"][0][1][0]
    assert row.aside == "to North 1, no one named 1"
    assert len(row.cells[0].glyphs) == 2


# ---------------------------------------------------------------- coverage


def covered(*records: Record, width: float = 160.0, sources: dict[str, str] | None = None) -> Figure:
    """Return the coverage chart of two meetings."""
    data = dataset(
        *meeting(1, "2014"), *meeting(2, "2015"), *records, sources=sources or {"s": "o", "t": "o", "u": "v"}
    )
    return coverage(data, everything(data), options(width, labels={"s": "Paper S"}))


@pytest.mark.parametrize(
    ("words", "field", "relation", "way"),
    [
        ("in 2014", "*", "supports", "gives its date"),
        ("the first one", "*", "supports", "gives its number, not its date"),
        ("a meeting", "*", "context", "only implies it or says something of it"),
        ("since 2013", "date", "contradicts", "gives another date"),
    ],
)
def test_how_a_document_covers(words: str, field: str, relation: str, way: str) -> None:
    """A passage dates a meeting, numbers it, implies it, or contradicts its date."""
    figure = covered(*passage(1, "e1", words, field=field, relation=relation))
    assert rows(figure.table)[0] == ["Paper S", "o", f"1 passage: {way}", "nothing"]


def test_the_strongest_way_is_drawn() -> None:
    """Of several ways the strongest is shown, with a contradiction beside it and all passages counted."""
    figure = covered(
        *passage(1, "e1", "in 2014"),
        *passage(2, "ed1", "x"),
        *passage(3, "e1", "2013", field="date", relation="contradicts"),
    )
    cell = dict(figure.chart.data)["groups"][0][1][0].cells[0]
    assert ([name for name, _ in cell.glyphs], cell.words) == (["full", "cross"], "3")


def test_voices() -> None:
    """Two documents of one author are one voice, in the headline and under their names."""
    both = (*passage(1, "e1", "in 2014"), *passage(2, "e1", "in 2014", source="t"))
    assert (
        said(covered(*both)) == "Of two editions, one rests on one voice, none on two or more and one is only implied"
    )
    assert said(covered(*both, *passage(3, "e1", "2014", source="u"), *passage(4, "e2", "2015"))) == (
        "Of two editions, one rests on one voice and one on two or more"
    )
    asides = [row.aside for row in dict(covered(*both).chart.data)["groups"][0][1]]
    assert asides == ["same voice as t", "same voice as Paper S", ""]
    three = covered(*both, sources={"s": "o", "t": "o", "u": "o"})
    assert dict(three.chart.data)["groups"][0][1][0].aside == "same voice as 2 others"


def test_coverage_in_general_and_empty() -> None:
    """What is said of the series as a whole is counted apart; lost passages are passed over; no meetings, no claim."""
    lost = model.Evidence(record="e1", field="*", passage="lost", relation="supports")
    figure = covered(
        model.Mechanism(id="m", name="M", kind="dialogue"), *passage(1, "m", "a forum"), took("m", "x", "named"), lost
    )
    assert rows(figure.table)[0][-1] == "1 passage"
    assert dict(figure.chart.data)["columns"][-1].name == "In general"
    empty = coverage(dataset(), everything(dataset()), options())
    assert said(empty) == "No meeting of the series is on record"


def test_numbers_go_under_glyphs_in_a_column() -> None:
    """Where a column is too narrow for glyph and number side by side, the number stands below."""
    crowd = [part for n in range(3, 9) for part in meeting(n, str(2013 + n))]
    many = [part for n in range(120) for part in passage(n, "e1", f"in 2014 ({n})")]
    figure = covered(*crowd, *many, width=75.0)
    words = texts(draw(figure.chart, FONTS), 75.0)
    number = next(w for w in words if w.text == "120")
    assert number.top > next(w for w in words if w.text == "Paper S").top
    assert {"1", "2"} < {w.text for w in words}
