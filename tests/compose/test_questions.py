"""The murder board, who is who, and whether an edition suffices."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from briefgen.compose.questions import hardest, questions_box
from briefgen.compose.sufficiency import judged, years_between
from briefgen.compose.who import people, who_is_who
from briefgen.dataset import Dataset
from briefgen.document import Cite, Horizon, ListBlock, Paragraph, plain, walk
from briefgen.model import Actor, Event, Evidence, Indicator, Passage, Recommendation, Record, Silence, Statement
from briefgen.selection import Selection
from tests.evidence_sample import dataset

AS_OF = "1910-01-01"


def everything(data: Dataset) -> Selection:
    """Select every record."""
    return Selection(MappingProxyType({key: "" for table in data.tables.values() for key in table}))


def asked(data: Dataset, *, most: int = 9, fresh: int = 3) -> list[tuple[str, str]]:
    """Return (why, question) of the hardest questions."""
    return [(q.why, plain(q.asked)) for q in hardest(data, everything(data), AS_OF, fresh_years=fresh, most=most)]


def test_the_hardest_questions_take_turns_by_what_makes_them_hard() -> None:
    """A dispute, what one voice says, a silence, the age."""
    assert asked(dataset()) == [
        ("dispute", "When was the well dug?"),
        ("single-origin", "Who else says so? The well is dug in North Village."),
        ("silence", "How deep is it?"),
        ("age", "What has happened since 1901-05?"),
    ]
    assert [why for why, _ in asked(dataset(), most=2)] == ["dispute", "single-origin"]
    assert asked(dataset(), most=-1) == []


def test_every_answer_is_sourced() -> None:
    """Each cites what it says; it says only what the sources say, who says it, and whose interest they have."""
    data = dataset()
    found = hardest(data, everything(data), AS_OF, fresh_years=3)
    assert all(any(isinstance(i, Cite) for i in q.answer) for q in found)
    assert plain(found[0].answer) == "The sources disagree. In 1901 (Gazette). In 1902 (A Diary). Nothing settles it."
    assert plain(found[1].answer) == (
        "Nobody else among the sources: it rests on one voice (Gazette). Gazette: Printed by the council."
    )
    assert plain(found[2].answer) == "It is not known: none of the 3 documents that were searched answers it."


def test_a_silence_of_one_document_says_so() -> None:
    """Searched in one only."""
    data = dataset(silences={"x": Silence(id="x", question="Why?", terms=("why",), sources=("diary",))})
    (found,) = [q for q in hardest(data, everything(data), AS_OF, fresh_years=3) if q.why == "silence"]
    assert plain(found.answer) == "It is not known: the one document that was searched does not answer it."


def test_fresh_evidence_raises_no_question_of_age() -> None:
    """Younger than the project's `fresh_years`, never asked for, or nothing dated."""
    assert "age" not in [why for why, _ in asked(dataset(), fresh=9)]
    assert "age" not in [why for why, _ in asked(dataset(), fresh=0)]
    assert "age" not in [why for why, _ in asked(dataset(events={}))]


def test_each_sort_of_claim_is_told_in_words() -> None:
    """Statements, numbers and proposals of one voice, after events; a minor claim raises no question."""
    claims: dict[str, dict[str, Record]] = {
        "statements": {"s": Statement(
                id="s", speaker="mayor", channel="quoted", stance="neutral", claim="It is sweet", importance=3
            )},
        "indicators": {"i": Indicator(id="i", label="ropes", value="2", unit="ropes", qualifier="about", importance=3)},
        "recommendations": {"r": Recommendation(
                id="r", text="Mend it.", proposer="mayor", theme="t", force="should", importance=3
            )},
        "events": {"e": Event(id="e", title="A minor thing", category="policy", status="held", importance=1)},
        "evidence": {
            f"evidence:{n}": Evidence(record=key, field="*", passage="p-dug", relation="supports")
            for n, key in enumerate("sire")
        },
    }  # fmt: skip
    said = [text for why, text in asked(dataset(**claims)) if why == "single-origin"]
    assert said == [
        "Who else says so? It is sweet.",
        "Who else says so? ropes: about 2 ropes.",
        "Who else says so? Mend it.",
    ]


def test_the_box_numbers_questions_and_answers() -> None:
    """An ordered list in a titled box."""
    data = dataset()
    box = questions_box(hardest(data, everything(data), AS_OF, fresh_years=3, most=2), "Be ready")
    (listed,) = box.blocks
    assert isinstance(listed, ListBlock)
    assert (box.kind, box.title, listed.ordered, len(listed.items)) == ("questions", "Be ready", True, 2)


# ---------------------------------------------------------------- who is who


def test_people_come_in_the_order_of_how_much_is_told_of_them() -> None:
    """Persons only; organisations are no people; at most so many."""
    actors: dict[str, Record] = {
        "council": Actor(id="council", name="Council", kind="organisation"),
        "ann": Actor(id="ann", name="Ann", kind="person"),
        "mayor": Actor(id="mayor", name="The mayor", kind="person"),
    }
    event = Event(id="e", title="t", category="policy", status="held", actors=("ann", "council"))
    data = dataset(actors=actors, events={"e": event})
    assert people(data, everything(data)) == ("mayor", "ann")
    assert people(data, everything(data), most=1) == ("mayor",)
    assert people(data, everything(data), most=-3) == ()


def test_a_person_is_told_with_role_country_and_source() -> None:
    """What the documents give; where they give no role, that is said; a name that a passage shows is cited."""
    actors: dict[str, Record] = {
        "land": Actor(id="land", name="Upland", kind="state"),
        "ann": Actor(id="ann", name="Ann", kind="person", role="keeper", country="land"),
        "bo": Actor(id="bo", name="Bo", kind="person"),
    }
    passages: dict[str, Record] = {"p": Passage(id="p", source="gazette", exact="Ann")}
    evidence: dict[str, Record] = {"evidence:1": Evidence(record="ann", field="*", passage="p", relation="supports")}
    listed = who_is_who(dataset(actors=actors, passages=passages, evidence=evidence), ["ann", "bo"])
    said = [block.inlines for block in walk((listed,)) if isinstance(block, Paragraph)]
    assert [plain(inlines) for inlines in said] == ["Ann: keeper, Upland", "Bo: no role is given"]
    assert [[i.ids for i in inlines if isinstance(i, Cite)] for inlines in said] == [[("ann",)], []]


# ---------------------------------------------------------------- sufficiency

HORIZON = Horizon(3, 2, "The well is dug", "1901-05", "1910-01-01")


@pytest.mark.parametrize(
    ("origins", "date", "least", "fresh", "doubts"),
    [
        (2, "1909-06", 2, 3, ()),
        (1, "1909-06", 2, 3, ("few-origins",)),
        (2, "1901-05", 2, 3, ("old",)),
        (1, "", 2, 3, ("few-origins", "undated")),
        (0, "", 0, 0, ()),
        (2, "1907-01-01", 2, 3, ("old",)),
        (2, "1907-01-02", 2, 3, ()),
    ],
)
def test_an_edition_admits_what_it_lacks(
    origins: int, date: str, least: int, fresh: int, doubts: tuple[str, ...]
) -> None:
    """Too few voices, too old, or undated, as the project sets it; 0 asks for nothing."""
    horizon = replace(HORIZON, origins=origins, newest_date=date)
    assert judged(horizon, least_origins=least, fresh_years=fresh).doubts == doubts


def test_years_are_counted_from_the_last_day_a_date_can_mean() -> None:
    """A year ends in December; what lies ahead of the review is no years old."""
    assert years_between("2019", "2026-11-21") == 6
    assert years_between("2019-11-21", "2026-11-21") == 7
    assert years_between("2019-11-22", "2026-11-21") == 6
    assert years_between("2030", "2026-11-21") == 0
    assert judged(HORIZON, least_origins=0, fresh_years=1).age == 8
