"""checks.account: every date, number, name and quotation of a text, with what supports it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from briefgen.checks.account import Ground, Kind, Knowledge, account, quoted_in, tokens
from briefgen.checks.account.lexicon import folded
from briefgen.checks.account.measures import measure, singular, units_of
from briefgen.checks.account.quoting import holds, missing, segments
from briefgen.checks.account.support import comparable, dates_of, is_inferred
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.mentions import Mention
from briefgen.dates import parse
from tests.prose_sample import KNOWLEDGE


def said(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each token."""
    return [(str(token.kind), token.words) for token in tokens(text, KNOWLEDGE.lexicon)]


def test_tokens_come_in_reading_order_and_do_not_overlap() -> None:
    """Each part is read once: a year in a date, a number in a name, anything in a quotation."""
    text = "On 3 May 2010 six states of the Six-State Council met in Porto: “one-third”, said Peter Lang."
    assert said(text) == [
        ("date", "3 May 2010"),
        ("number", "six"),
        ("name", "Six-State Council"),
        ("name", "Porto"),
        ("quotation", "one-third"),
        ("name", "Peter Lang"),
    ]


@pytest.mark.parametrize(
    ("text", "tokens_"),
    [
        ('He said "a common good" there', [("quotation", "a common good")]),
        ("“an “inner” one” and “a second”", [("quotation", "an “inner” one"), ("quotation", "a second")]),
        ("an “open one", []),
        ("closed” only", []),
        ("the 2000s", [("date", "2000s")]),
        ("2010–12", [("date", "2010"), ("date", "12")]),
        ("“Who Owns the Ister?”", [("name", "Who Owns the Ister?")]),
        ("the Ninth Symphony, and Group of Seven", [("name", "Ninth Symphony"), ("name", "Group of Seven")]),
    ],
)
def test_what_a_token_is(text: str, tokens_: list[tuple[str, str]]) -> None:
    """Straight quotation marks, nested and unclosed ones, decades, ranges, titles, numbers in names."""
    assert said(text) == tokens_


def test_an_abbreviation_is_a_name_in_capitals_alone() -> None:
    """“the RO” is the River Office; “ro” begins no sentence with it."""
    assert said("The RO met; the RO’s weir. Ro is no office.")[:2] == [("name", "RO"), ("name", "RO")]
    assert ("name", "Ro") not in said("Ro is no office, and ro is none.")


def test_computed_spans_are_not_read() -> None:
    """They carry their own provenance."""
    text = "It met in 2011, with 7 states."
    assert [t.words for t in tokens(text, KNOWLEDGE.lexicon, ((10, 14), (21, 22)))] == []


def test_an_account_says_what_supports_each_part() -> None:
    """A passage, or a column of a record; nothing when nothing does."""
    entries = account("In May 2010 six states met in Porto, Peter Lang says.", ["talks-1"], KNOWLEDGE)
    grounds = {entry.token.words: entry.grounds for entry in entries}
    assert grounds["May 2010"] == (
        Ground("talks-1", "p-first"),
        Ground("talks-1", column="talks-1.date"),
    )
    assert grounds["six"] == (Ground("talks-1", "p-first"),)
    assert Ground("talks-1", column="talks-1.place") in grounds["Porto"]
    assert grounds["Peter Lang"] == ()
    assert [entry.supported for entry in entries] == [True, True, True, False]


def test_an_account_without_records_supports_nothing_but_sources_named() -> None:
    """To name a source is to cite its date."""
    entries = account("The Lind essay of 2015 and 2016.", [], KNOWLEDGE)
    assert [(e.token.words, e.supported) for e in entries] == [("Lind essay", False), ("2015", True), ("2016", False)]


def test_an_inferred_date_is_known_as_one() -> None:
    """Nothing but another event stands behind it."""
    (entry,) = account("in 2014", ["talks-3"], KNOWLEDGE)
    assert entry.inferred
    (other,) = account("in 2010", ["talks-1"], KNOWLEDGE)
    assert not other.inferred


def test_quotations_are_grounded_in_passages() -> None:
    """In one passage, or in several of one source and in its order; the first missing segment is told."""
    (entry,) = account("“The river is a common good […] open the weir”", ["common-good", "open-weir"], KNOWLEDGE)
    assert [ground.passage for ground in entry.grounds] == ["p-quote", "p-open"]
    for bent in ("open the weir […] the river is a common good", "a common good […] planned for June 2013"):
        (entry,) = account(f"“{bent}”", ["common-good", "open-weir", "talks-2"], KNOWLEDGE)
        assert (entry.supported, entry.missing) == (False, bent)
    (other,) = account("“The river is a common good […] close the weir”", ["common-good", "open-weir"], KNOWLEDGE)
    assert (other.supported, other.missing) == (False, "close the weir")
    assert quoted_in("…", ["p-quote"], KNOWLEDGE) == ("p-quote",)


def test_support_of_every_kind_of_record() -> None:
    """What a citation opens: positions of a dispute, the basis of a judgement, a passage itself, an edition's event."""
    assert {e.passage for e in KNOWLEDGE.seen("start")} == {"p-2009", "p-2010"}
    assert {e.passage for e in KNOWLEDGE.seen("probably-three")} == {"p-first", "p-third"}
    assert [e.passage for e in KNOWLEDGE.seen("p-toll")] == ["p-toll"]
    assert Mention(2010) in KNOWLEDGE.support("edition-1").dates
    assert (Fraction(1), "ordinal") in KNOWLEDGE.support("talks-1").numbers
    assert (Fraction(266_000_000), "money:usd") in KNOWLEDGE.support("toll").numbers
    assert Mention(2014) in KNOWLEDGE.support("lowland-at-3").dates
    assert Mention(2012) in KNOWLEDGE.support("herald-2012").dates
    assert "porto" in KNOWLEDGE.support("porto").names
    assert Mention(2010) not in KNOWLEDGE.support("probably-three").dates


def test_judgements_that_rest_on_each_other_end() -> None:
    """A circle is reported by nobody here, and followed by nobody."""
    from dataclasses import replace

    from briefgen.dataset import Dataset

    data = KNOWLEDGE.dataset
    judgements = {
        "a": replace(data.judgements["off"], id="a", basis=("b",)),
        "b": replace(data.judgements["off"], id="b", basis=("a",)),
    }
    circle = Knowledge(Dataset(data.sources, {**data.tables, "judgements": judgements}), KNOWLEDGE.evidenced)
    assert circle.seen("a") == ()
    assert circle.support("a").passages == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 per cent", "percent"), ("5%", "percent"), ("5 days", "day"), ("5-day", "day"), ("5 km", "kilometre"),
        ("5 euros", "money:eur"), ("5 tugriks", "money:mnt"), ("5 yen", "money:jpy"), ("5 pounds", "money:gbp"),
        ("5 people", ""), ("5", ""),
    ],
)  # fmt: skip
def test_what_a_number_counts_in(text: str, unit: str) -> None:
    """Per cent, currencies, measures; a noun is no unit."""
    assert measure(text, 0, 1) == unit


def test_units_before_a_number_and_in_a_column() -> None:
    """Currency signs and codes; the unit column of an indicator."""
    assert [measure(f"{sign}5", len(sign), len(sign) + 1) for sign in ("$", "€", "£", "¥", "₮", "USD ")] == [
        "money:usd", "money:eur", "money:gbp", "money:jpy", "money:mnt", "money:usd",
    ]  # fmt: skip
    assert [units_of(words) for words in ("percent", "days by train", "million US dollars", "people")] == [
        "percent", "day", "money:usd", "",
    ]  # fmt: skip
    assert [singular(word) for word in ("countries", "days", "press", "is")] == ["country", "day", "press", "is"]


def test_segments_and_insertions() -> None:
    """What is put in may stand for a few words or for none; what is left out keeps the order."""
    text = comparable("The river, they say, is a common good, and nobody’s property")
    assert segments("[T]he river […] good … property.") == ("The river", "good", "property")
    assert holds(text, "river [Ister] is a common")
    assert not holds(text, "good […] river")
    assert not holds(text, "a common [bad] river")
    assert missing([text], "river […] lake") == "lake"
    assert missing([text], "river") == ""


def test_what_is_inferred_and_what_a_date_names() -> None:
    """The date of its source alone is no inference; every coarser precision may be told."""
    assert [is_inferred(text) for text in ("", "source:a", "source:a -1Y", "event:b")] == [False, False, True, True]
    assert set(dates_of(parse("2010-05-03"))) >= {Mention(2010), Mention(2010, 5), Mention(2010, 5, 3)}
    assert Mention(1990, span=10) in set(dates_of(parse("199X")))


def test_words_and_names_are_compared_without_their_endings() -> None:
    """Possessives, capitals, plural and verbal endings."""
    assert folded("Lind’s") == folded("lind")
    assert stems("The negotiations gathered") == stems("negotiating gatherings")
    assert KNOWLEDGE.vocabulary("felt-threatened") >= stems("threatened weir")


def test_kinds_are_words() -> None:
    """They are printed as they are."""
    assert f"{Kind.NAME}" == "name"
