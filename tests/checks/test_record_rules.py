"""Rules on records: their wording, units, speakers and status; what must pass beside what must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects import edit, faults


def _rules(project: Path) -> list[str]:
    return [
        line.partition("[")[2].partition("]")[0] for line in faults(project).splitlines() if line.startswith("error[")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("it reopened the well in June, the", "it reopened the well in June 2018, the"),
        ("it reopened the well in June, the", "it reopened the well with two neighbours, the"),
        ("says that the well had run dry", "(county-2020) says that the well had run dry"),
        ("announced a meeting for May.", "announced a meeting for 12 May 2020."),
        ("The county says that the", "In 2020 the county says that the"),
        ("The county says that the", "The page published in February 2020 says that the"),
    ],
    ids=[
        "a date of its passage",
        "small numbers in words",
        "a source by its id",
        "a date in another form",
        "the year of a source",
        "the month of a source, beside what is said of it",
    ],
)
def test_wording_that_passes(tiny: Path, old: str, new: str) -> None:
    """What the evidence says, and what is a way of speaking."""
    edit(tiny, "data/events.csv", {old: new})
    assert faults(tiny) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("run dry two years", "run dry 3 years", "“3”"),
        ("announced a meeting for May.", "announced a meeting for 13 May 2020.", "“13 May 2020”"),
        ("says that the well had run dry", "(county-2021) says that the well had run dry", "“county-2021”"),
        ("before it was reopened.", "before it was reopened to the households in February 2020.", "“February 2020”"),
    ],
    ids=["a number", "a day", "a source that is none", "the month of a source, told of something else"],
)
def test_wording_that_does_not(tiny: Path, old: str, new: str, said: str) -> None:
    """One finding, with the words it is about."""
    edit(tiny, "data/events.csv", {old: new})
    assert _rules(tiny) == ["wording-unsupported"]
    assert said in faults(tiny)


@pytest.mark.parametrize(
    "unit", ["rank", "ordinal", "year", "percent", "million households", "days", "states", "people"]
)
def test_units_that_are_not_the_passages(tiny: Path, unit: str) -> None:
    """“About 40 households” is none of these."""
    edit(tiny, "data/indicators.csv", {"40,households": f"40,{unit}"})
    assert _rules(tiny) == ["unit-not-in-passage"]


@pytest.mark.parametrize(("unit", "rules"), [("households", []), ("wells", ["unit-not-in-passage"])])
def test_a_unit_follows_its_number(tiny: Path, unit: str, rules: list[str]) -> None:
    """That the label speaks of a well does not make the households so many wells."""
    edit(tiny, "data/indicators.csv", {"40,households": f"40,{unit}"})
    assert _rules(tiny) == rules


def test_speakers_by_alias_and_by_passage(tiny: Path) -> None:
    """A name, an alias or the speaker of the passage will do; two who differ will not."""
    edit(tiny, "data/passages.csv", {",ada-brook,": ",wold-county,"})
    assert "nothing in its words or its passages names “ada-brook”" in faults(tiny)
    edit(tiny, "data/statements.csv", {"One in three": "Ada Brook says that one in three"})
    assert "its passages are words of “wold-county”, not of “ada-brook”" in faults(tiny)


@pytest.mark.parametrize(
    ("speaker", "alias", "rules"),
    [
        ("wold-county", "the council", []),
        ("alderby-council", "the council", ["speaker-unsupported"]),
        ("alderby-council", "the council;Authors of Water in the County", []),
    ],
    ids=["the author", "somebody else", "who is called the author"],
)
def test_who_assesses_is_named_or_the_author(tiny: Path, speaker: str, alias: str, rules: list[str]) -> None:
    """What a source says in its own words is its author's; half the words of somebody's description will not do."""
    edit(tiny, "data/actors.csv", {"the council": alias})
    edit(tiny, "data/statements.csv", {"ada-brook,,,quoted,One in three": f"{speaker},,,assessed,Each of the"})
    edit(tiny, "data/evidence.csv", {"brook-on-use,*,p-third": "brook-on-use,*,p-forty"})
    assert [rule for rule in _rules(tiny) if rule == "speaker-unsupported"] == rules


def test_a_group_is_not_named_by_its_country(tiny: Path) -> None:
    """That “the county” is told of makes nobody of the county a speaker; another word of the group's name does."""
    with (tiny / "data/actors.csv").open("a", encoding="utf-8") as stream:
        stream.write("county-envoys,Envoys of Wold County to the pump committee,group,,,wold-county,,\n")
    edit(tiny, "data/recommendations.csv", {"new pump.,alderby-council": "new pump.,county-envoys"})
    assert _rules(tiny) == []
    edit(tiny, "data/actors.csv", {" to the pump committee": " at the summit"})
    assert _rules(tiny) == ["speaker-unsupported"]


def test_a_passage_of_somebody_the_source_does_not_name(tiny: Path) -> None:
    """The speaker of a passage is named in its source."""
    with (tiny / "data/actors.csv").open("a", encoding="utf-8") as stream:
        stream.write("zoe-quirk,Zoë Quirk,person,,,,,\n")
    edit(tiny, "data/passages.csv", {",ada-brook,": ",zoe-quirk,"})
    assert "nothing in its source names “zoe-quirk”" in faults(tiny)


def test_on_behalf_of_whom(tiny: Path) -> None:
    """For whom somebody speaks is named, too, unless it is their own country."""
    edit(tiny, "data/statements.csv", {"brook-on-use,ada-brook,,": "brook-on-use,ada-brook,wold-county,"})
    assert _rules(tiny) == ["speaker-unsupported"]
    edit(tiny, "data/actors.csv", {"keeper of the key,,": "keeper of the key,wold-county,"})
    assert faults(tiny) == ""


def test_planned_and_held(tiny: Path) -> None:
    """What is planned needs a word of planning; what was only announced is not held."""
    edit(tiny, "data/events.csv", {"May.,meeting,planned": "May.,meeting,held", "2020-05-12,,": "2018-05-12,,"})
    assert "status-unsupported" in _rules(tiny)
