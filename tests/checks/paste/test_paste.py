"""checks.paste: what the shipped dataset says of a memo of twenty sentences, ten of them with an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.api.paste import Checked, check_text
from briefgen.checks.paste import Mark, Status

MEMO = Path(__file__).parents[2] / "fixtures" / "paste" / "memo.md"
PLANTED = {
    "October 2014": "hosted the first meeting of Megumi Yokota’s parents",
    "2005": "held intermittently from 2005",
    "Alicia Campi": "“makes sense”",
    "57": "of its gasoline and diesel fuel",
    "266 billion": "bilateral trade volume",
    "412": "delegates attended",
    "Harald Nystrøm": "called the Dialogue a success",
    "that were broken off in 2003": "Ballbach speaks",
    "no power on earth will keep us from this table": "The president told",
    "seventh": "was the one from which Pyongyang withdrew",
}


@pytest.fixture(scope="module")
def project() -> Project:
    """Open the shipped project."""
    return Project.open(Path(__file__).parents[3])


@pytest.fixture(scope="module")
def checked(project: Project) -> Checked:
    """Check the memo."""
    return check_text(project, MEMO.name, MEMO.read_bytes())


def _is_planted(checked: Checked, mark: Mark) -> bool:
    sentence = next(s for s in checked.sentences if s.start <= mark.start < s.end)
    return mark.words.strip() in PLANTED and PLANTED[mark.words.strip()] in sentence.text


def test_the_memo_has_twenty_sentences(checked: Checked) -> None:
    """Besides its title; half of them sound."""
    assert len([sentence for sentence in checked.sentences if sentence.text.rstrip().endswith(".")]) == 20


def test_all_ten_errors_are_found(checked: Checked) -> None:
    """Each is contradicted, or unknown where the dataset holds nothing of the sort."""
    found = {mark.words.strip(): mark.verdict.status for mark in checked.marks() if _is_planted(checked, mark)}
    assert sorted(found) == sorted(PLANTED)
    assert Status.SUPPORTED not in found.values()
    unknown = {words for words, status in found.items() if status is Status.UNKNOWN}
    assert unknown == {"412", "Harald Nystrøm", "no power on earth will keep us from this table"}


def test_no_sound_part_is_contradicted(checked: Checked) -> None:
    """Nothing but the ten is marked as contradicted, or even as unknown."""
    wrong = [m for m in checked.marks() if m.verdict.status is not Status.SUPPORTED and not _is_planted(checked, m)]
    assert wrong == []


def test_a_source_is_not_contradicted_by_what_was_read_in_it(project: Project) -> None:
    """Nothing in the five documents themselves is said to be wrong."""
    for key, text in project.evidenced.texts.items():
        found = check_text(project, f"{key}.txt", text.encode())
        assert [m for m in found.marks() if m.verdict.status is Status.CONTRADICTED] == []


def test_a_verdict_names_claim_and_passage(project: Project, checked: Checked) -> None:
    """What supports or contradicts can be looked up."""
    dataset = project.dataset
    for mark in checked.marks():
        verdict = mark.verdict
        assert not verdict.claim or dataset.get(verdict.claim) is not None
        assert not verdict.passage or verdict.passage in dataset.passages
        assert verdict.status is Status.UNKNOWN or verdict.claim or verdict.passage or verdict.said
    year = next(mark for mark in checked.marks() if mark.words == "2005")
    assert (year.verdict.said, year.verdict.passage) == ("the dataset has 2003", "korea-conflict-p027")


@pytest.mark.parametrize(
    ("sentence", "words", "said"),
    [
        ("The Korean armistice dates from 1954.", "1954", "1953"),
        ("In 2019 its trade with South Korea, a trading partner, came to $662 million.", "662 million", "266,000,000"),
        ("“The Singapore Summit dwarfed all other issues,” said Lee Eun-Jeung.", "Lee Eun-Jeung", "eric-ballbach"),
        ("Joe Biden went to Mongolia on his Asia visit in September 2011.", "September 2011", "August 2011"),
        ("The first Ulaanbaatar Dialogue was held in June 2013.", "June 2013", "June 2014"),
        ("The second Ulaanbaatar Dialogue was planned for June 2016.", "June 2016", "June 2015"),
        ("The fifth meeting was held in July 2018.", "July 2018", "June 2018"),
        ("The Chinese police intercepted 92 North Korean refugees.", "92", "29"),
    ],
)  # fmt: skip
def test_an_error_is_contradicted_by_what_the_dataset_has(
    project: Project, sentence: str, words: str, said: str
) -> None:
    """A year, money, whoever said it, a month, the date of a meeting told by its number, a count."""
    found = check_text(project, "x.txt", sentence.encode())
    (mark,) = (mark for mark in found.marks() if mark.words.strip() == words)
    assert (mark.verdict.status, said in mark.verdict.said) == (Status.CONTRADICTED, True)


SOUND = (
    "Elbegdorj visited Pyongyang in 2013.",
    "In March 2014 the parents of Megumi Yokota met her daughter in Ulaanbaatar.",
    "The Singapore summit was held three days before the fifth Dialogue.",
    "Mongolia has about three million people.",
    "Two of the documents were written by Anthony Rinna, in 2015 and in 2019.",
    "The fifth Dialogue met in Ulaanbaatar on 14–15 June 2018.",
    "Charles Armstrong compared the two.",
    "The second Ulaanbaatar Dialogue was planned for June 2015.",
    "Scholars at an exchange hosted by KINU noted the possibility of offering the North Koreans a proven model.",
    "The first Khaan Quest was open to others in 2003.",
    "The Khaan Quest exercises have been open to others since 2003.",
    "The Brookings paper was published in 2015.",
    "About 48,000 Mongolians lived in South Korea in 2019.",
    "Russia provides three-quarters of Mongolia’s gasoline and diesel fuel.",
    "The North Korean foreign minister Baek Nam-sun came in 2002.",
    "“The Singapore Summit dwarfed all other issues,” Ballbach told Niels Hegewisch.",
)


@pytest.mark.parametrize("sentence", SOUND)
def test_a_sound_sentence_is_not_contradicted(project: Project, sentence: str) -> None:
    """Near-misses: told in other words than the dataset's, with names, counts and dates of texts."""
    found = check_text(project, "x.txt", sentence.encode())
    assert [m for m in found.marks() if m.verdict.status is Status.CONTRADICTED] == []


WRONG = (
    ("He said: “all other issues […] dwarfed”.", "all other issues […] dwarfed"),
    ("Elbegdorj visited Pyongyang in 2009.", "2009"),
    ("The fifth Dialogue met in Ulaanbaatar on 21–22 June 2018.", "21–22 June 2018"),
    ("Mongolia ranks 62nd among contributors to UN peacekeeping.", "62"),
    ("Around 84,185 Mongolians lived in South Korea in 2019.", "84,185"),
    ("North Korea withdrew from the Dialogue in 2017.", "2017"),
    ("Russia provides about 75 million barrels of Mongolia’s gasoline and diesel fuel.", "75 million"),
    ("Eric Ballbach told us that the Dialogue “could be for Southeast Asia what the Helsinki process was for Europe”.",
     "could be for Southeast Asia what the Helsinki process was for Europe"),
    ("Kim Jong-un said that a Mongolian role in regional cooperation on North Korea “makes sense”.", "Kim Jong-un"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "words"), WRONG)
def test_a_wrong_part_is_not_supported(project: Project, sentence: str, words: str) -> None:
    """The order of a quotation, a year, a day, a rank, a number, a unit, a word of a quotation, a speaker."""
    found = check_text(project, "x.txt", sentence.encode())
    (mark,) = (mark for mark in found.marks() if mark.words.strip() == words)
    assert mark.verdict.status is not Status.SUPPORTED
