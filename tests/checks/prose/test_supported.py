"""Rules on dates, numbers, quotations and names, with near-misses that must pass."""

from __future__ import annotations

import pytest

from tests.prose_sample import found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The talks met with seven states. [@talks-1]", "seven"),
        ("The toll is $267 million. [@toll]", "267 million"),
        ("The toll is €266 million. [@toll]", "266 million"),
        ("The toll is 266 million. [@toll]", "266 million"),
        ("The toll is $266 billion. [@toll]", "266 billion"),
        ("Forty of the delegates were new. [@share]", "Forty"),
        ("41 per cent of the delegates were new. [@share]", "41 per cent"),
        ("One-quarter of the budget goes there. [@toll]", "One-quarter"),
        ("After three decades of dispute it is paid. [@toll]", "three decade"),
        ("After two years of dispute it is paid. [@toll]", "two year"),
        ("The fourth round gathered. [@talks-3]", "fourth"),
        ("Three states were present. [@talks-1]\n\nThe toll is one-third. [@toll]", "Three"),
        ("Three sources tell of it. [@toll]", "Three"),
        ("Two papers tell of it. [@toll]", "Two"),
        ("The letter has 12 pages. [@toll]", "12"),
        ("At the fourth round: a toll. A weir. A quarrel. A walk-out. [@talks-1]", "fourth"),
        ("The three countries met. [@talks-1]", "three"),
        ("A track 3.5 forum met. [@talks-1]", "3.5"),
        ("About 280 million dollars are owed. [@toll]", "280 million"),
        ("The toll is 270 million dollars. [@toll]", "270 million"),
        ("More than 267 million dollars are owed. [@toll]", "267 million"),
        ("Nearly 260 million dollars are owed. [@toll]", "260 million"),
        ("About 300 million dollars are owed. [@toll]", "300 million"),
        ("One-fifth of the delegates were new. [@share]", "One-fifth"),
        ("34 per cent of the budget goes there. [@toll]", "34 per cent"),
        ("Dozens of delegates came. [@talks-1]", "Dozens"),
        ("They met in 2010, and three years later the quarrel went on: 2012. [@talks-1; @walked-out]", "three year"),
        ("It met five times, in the editors’ judgement. [@probably-three]", "five"),
    ],
)
def test_a_number_that_nothing_cited_has(text: str, words: str) -> None:
    """Digits and words, percentages, money, units, fractions, ordinals and counts."""
    assert found("number-unsupported", text)[0] == f"1: “{words}” is in nothing that the paragraph cites"


@pytest.mark.parametrize(
    "text",
    [
        "The talks met with six states. [@talks-1]",
        "The toll is 266 million dollars, a third of the budget. [@toll]",
        "The toll is US$266 million after two decades. [@toll]",
        "About forty per cent of the delegates were new. [@share]",
        "The first talks met on 3–4 May 2010. [@talks-1]",
        "Two dozen scholars are expected; dozens of scholars. [@talks-2]",
        "About 270 million dollars are owed, more than $260 million, nearly US$270 million. [@toll]",
        "The toll is millions, hundreds of millions of dollars. [@toll]",
        "Two-fifths of the delegates were new. [@share]",
        "They met in 2010, and four years later Lowland walked out: 2014. [@talks-1; @walked-out]",
        "The Six-State Council, the One-Third Rule and track 1.5 are names, as is the G20. [@toll]",
        "First, the talks met. Second, they met again. [@talks-1]",
        "One of them left, at first hand, as no one else did; once is enough. [@talks-1]",
        "There are three difficulties. A toll. A weir. A quarrel. [@toll]",
        "Two things matter: the toll and the weir. [@toll]",
        "Two sources tell of the beginning. [@start]",
        "Two editions are on record. [@talks-1; @talks-3]",
        "Four meetings are told: two held, one planned, one unknown. [@talks-1; @talks-2; @talks-3; @fee]",
        "The brief rests on two documents. [@toll]",
        "In the editors’ judgement they met three times. [@probably-three]",
        "The talks of 2013 are not costed. [@no-cost]",
        "See page 12 and Figure 3. [@toll]",
        "This brief has 12 pages, four tables and two annexes. [@toll]",
        "The two agreed, and the second. [@toll]",
        "The two sides agreed, and the two countries met. [@talks-1]",
        "Both of the two papers tell it. [@toll]",
        "“Seventy times” is quoted, which another rule judges. [@toll]",
    ],
)
def test_numbers_that_are_names_lists_or_supported(text: str) -> None:
    """Names with numbers, list ordinals, counts of what is cited or listed, and ways of speaking pass."""
    assert found("number-unsupported", text) == []


def test_an_ordinal_may_name_a_meeting_its_section_tells_of() -> None:
    """“After the first meeting” needs no citation of its own; where a meeting is cited, its number must be right."""
    before = "The first talks met. [@talks-1]\n\n"
    assert found("number-unsupported", before + "After the first meeting the sources fall silent. [@no-cost]") == []
    assert found("number-unsupported", before + "After the first meeting they met. [@talks-3]") == [
        "3: “first” is in nothing that the paragraph cites"
    ]


def test_titles_count_what_stands_below_them() -> None:
    """A box called “Three messages” holds three; a table called “Two rows” has two."""
    table = "| a | b |\n|---|---|\n| x [@toll] | y |\n| z [@toll] | w |\n\n: Two rows"
    assert found("number-unsupported", table) == []
    assert found("number-unsupported", table.replace("Two", "Three")) == [
        "1: “Three” is in nothing that the table cites"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met in 2011. [@talks-1]", "2011"),
        ("They met in June 2010. [@talks-1]", "June 2010"),
        ("They met on 5 May 2010. [@talks-1]", "5 May 2010"),
        ("They met in 2010. [@toll]", "2010"),
        ("They met in 2012. [@talks-1]", "2012"),
        ("It rests on one paper of 2010. [@talks-1]", "2010"),
        ("They met in 2010, or 2010 by one account. [@talks-1]", "2010"),
        ("The quarrel goes back to the 1980s. [@quarrel]", "the 1980s"[4:]),
        ("The Lind essay of 2016 says so. [@open-weir]", "2016"),
        ("It met from 2010 to 2012, in the editors’ judgement. [@probably-three]", "2010"),
    ],
)
def test_a_date_that_nothing_cited_has(text: str, words: str) -> None:
    """Years, months, days, decades; and the year of a source named beside it."""
    assert found("date-unsupported", text)[0] == f"1: “{words}” is in nothing that the paragraph cites"


@pytest.mark.parametrize(
    "text",
    [
        "They met in Porto in May 2010, on 3 and 4 May. [@talks-1]",
        "Announced for June 2013. [@talks-2]",
        "The quarrel goes back to the 1990s. [@quarrel]",
        "Lind wrote in 2015 (Lind essay, 2015). [@open-weir]",
        "The Herald report of 2012 tells it, the Lind essay of 2015 does not. [@talks-1]",
        "2009 or 2010: the sources differ. [@start]",
        "It rests on one paper of 2012, and on an essay of 2015. [@talks-1; @toll]",
        "In 2015 Lind calls it a common good. [@common-good]",
        "It walked out, or so it was told in 2015. [@walked-out]",
        "Nobody says what the talks of 2013 cost. [@no-cost]",
    ],
)
def test_dates_that_are_supported(text: str) -> None:
    """By a passage, a date field, a source named, a dispute's or a silence's question."""
    assert found("date-unsupported", text) == []


def test_a_date_belongs_to_its_own_citation() -> None:
    """What a sentence cites supports it, not what the next one does; after the last citation all of them count."""
    text = "They met in 2014. [@talks-1] And again. [@talks-3]"
    assert found("date-unsupported", text) == ["1: “2014” is in nothing that the paragraph cites"]
    assert found("date-unsupported", "They met. [@talks-1] And again. [@talks-3] That was in 2014.") == []


def test_headings_and_standfirsts_rest_on_what_stands_below() -> None:
    """A heading on its part of the section, the standfirst on the whole edition."""
    text = "## Talks of 2010\n\nThey met. [@talks-1]\n\n### 2013\n\nPlanned. [@talks-2]\n\n### 2010\n\nOh. [@talks-3]"
    assert found("date-unsupported", text, standfirst="They began in 2010 and were planned for 2013.") == [
        "9: “2010” is in nothing that the section cites"
    ]
    assert found("date-unsupported", text, standfirst="In 2011.")[0] == "0: “2011” is in nothing that the edition cites"


@pytest.mark.parametrize(
    ("quotation", "segment"),
    [
        ("The river is a private good", "The river is a private good"),
        ("common good […] everybody’s property", "everybody's property"),
        ("is not a common good", "is not a common good"),
        ("mon good", "mon good"),
    ],
)
def test_a_quotation_that_no_cited_passage_has(quotation: str, segment: str) -> None:
    """A changed word, an invented segment, an added “not”, half a word."""
    assert found("quotation-not-verbatim", f"Berg said: “{quotation}”. [@common-good]") == [
        f"1: “{segment}” stands word for word in no passage that the paragraph cites"
    ]


@pytest.mark.parametrize(
    "quotation",
    [
        "The river is a common good",
        "the river is a common good.",
        "[T]he river is […] nobody’s property",
        "The river is a [truly] common good",
        "the [Ister] is a common good",
        "The river … nobody's property,",
    ],
)
def test_what_a_careful_editor_may_change(quotation: str) -> None:
    """Gaps, insertions, the first capital, the closing mark, the shape of an apostrophe."""
    assert found("quotation-not-verbatim", f"Berg said: “{quotation}”. [@common-good]") == []


def test_a_quotation_stands_in_a_passage_cited() -> None:
    """To stand in some passage is not enough; a title in marks is no quotation; set quotations are checked too."""
    assert len(found("quotation-not-verbatim", "Berg said: “a common good”. [@open-weir]")) == 1
    assert found("quotation-not-verbatim", "In “Who Owns the Ister?” it is asked. [@open-weir]") == []
    assert found("quotation-not-verbatim", "> The river is a common good\n>\n> — Jan Berg [@common-good]") == []
    assert len(found("quotation-not-verbatim", "> The river is ours\n>\n> — Jan Berg [@common-good]")) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met, as Peter Lang said. [@talks-1]", "Peter Lang"),
        ("Lang said that they met. [@talks-1]", "Lang"),
        ("The World Bank paid. [@toll]", "World Bank"),
        ("The WXO paid for it. [@toll]", "WXO"),
        ("Maria Berg said so. [@open-weir]", "Maria Berg"),
        ("They met in Zembla. [@talks-1]", "Zembla"),
    ],
)
def test_a_name_that_the_dataset_does_not_know(text: str, name: str) -> None:
    """Persons, organisations, abbreviations and places; a given name with another's surname."""
    assert found("unknown-name", text) == [f"1: the dataset knows nobody and nothing called “{name}”"]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lind and President Berg met in Porto. [@talks-1]",
        "Nonetheless they met; Uplanders came. [@talks-1]",
        "On Monday in May the RO, the River Office, met. [@talks-1]",
        "**What matters.** They met. [@talks-1]",
        "The River Desk and the Six-State Council met. [@talks-1]",
        "Lind’s essay and Upland’s weir. [@open-weir]",
        "Who Owns the Ister? asks it. [@open-weir]",
    ],
)
def test_names_that_are_known_and_words_that_are_no_names(text: str) -> None:
    """Aliases, surnames, abbreviations, the publisher, months, words that only begin a sentence."""
    assert found("unknown-name", text) == []


def test_a_name_has_to_do_with_what_is_cited() -> None:
    """Another's words in somebody's mouth; a source that is only described passes."""
    assert found("name-unsupported", "Berg says that Upland should open the weir. [@open-weir]") == [
        "1: nothing that the paragraph cites has to do with “Berg”"
    ]
    assert found("name-unsupported", "Lind says that Upland should open the weir. [@open-weir]") == []
    assert found("name-unsupported", "The Herald report says that it should. [@open-weir]") != []
    assert found("name-unsupported", "The Herald report names no author. [@open-weir]") == []


def test_a_finding_shows_its_line_and_its_sentence() -> None:
    """The line on which the words stand, also within a table."""
    table = "| a | b |\n|---|---|\n| x [@toll] | 1 |\n| in 1999 [@toll] | w |"
    assert found("date-unsupported", table) == ["4: “1999” is in nothing that the row cites"]


def test_a_standfirst_is_borne_out_by_what_it_tells_of() -> None:
    """The date of a publication needs the name of the source."""
    text = "Text. [@talks-1; @toll; @quarrel]"
    assert found("date-unsupported", text, standfirst="The talks met in Porto in May 2010.") == []
    assert found("date-unsupported", text, standfirst="The Herald report of 2012 tells of the toll.") == []
    (finding,) = found(
        "date-unsupported", text, standfirst="The toll rose to one-third of the budget in 2012, said Lind."
    )
    assert "“2012”" in finding
    (finding,) = found("number-unsupported", text, standfirst="They carried 17 camels.")
    assert "17" in finding


def test_the_number_of_the_meeting_of_that_year() -> None:
    """That year is the one told last; of another sentence's number it says nothing."""
    text = "The third round met in 2014; the essay counts the meeting of that year as the {}. [@talks-1; @talks-3]"
    assert found("edition-misdated", text.format("third")) == []
    assert len(found("edition-misdated", text.format("first"))) == 1
    apart = "The talks of 2014 met; of the meeting of that year nothing is told. The first had six states. [@talks-3]"
    assert found("edition-misdated", apart) == []
