"""api.places: from a place in a source to what rests on it."""

from __future__ import annotations

import pytest

from briefgen.api.places import Found, at_place, at_words
from briefgen.errors import BriefgenError
from briefgen.evidence import Evidenced
from tests.evidence_sample import TEXTS, dataset, evidenced


def _rests(found: Found) -> list[tuple[str, str, str, str]]:
    return [(r.id, r.table, r.relation, r.through) for touched in found.passages for r in touched.records]


def test_a_place_leads_to_what_rests_on_it() -> None:
    """The claims of the passage, the dispute of the answer among them, and the judgement that rests on a claim."""
    at = TEXTS["gazette"].index("May")
    found = at_place(dataset(), evidenced(), "gazette", (at, at + 3), context=8)
    assert (found.before, found.exact, found.after) == (" dug in ", "May", " 1901. I")
    assert [touched.passage for touched in found.passages] == ["p-dug"]
    assert _rests(found) == [
        ("well-dug", "events", "supports", ""),
        ("pos-1901", "positions", "supports", ""),
        ("probably", "judgements", "", "well-dug"),
        ("when", "disputes", "", "pos-1901"),
    ]
    assert found.passages[0].records[0].text == "The well is dug in North Village"


def test_a_place_on_which_nothing_rests() -> None:
    """It is shown with no passage."""
    at = TEXTS["gazette"].index("Somebody")
    assert at_place(dataset(), evidenced(), "gazette", (at, at)).passages == ()


def test_the_context_is_as_long_as_asked_for() -> None:
    """So many characters on either side, and no more than there are."""
    found = at_place(dataset(), evidenced(), "letters", (4, 9), context=3)
    assert (found.before, found.exact, found.after) == ("he ", "water", " ta")


def test_words_are_found_wherever_they_stand() -> None:
    """In every source, across line ends and whatever the capitals; nothing is found that is only like it."""
    texts = {**TEXTS, "diary": TEXTS["diary"].replace("the well", "The\nWELL")}
    found = at_words(dataset(), Evidenced(evidenced().spans, texts), "the  well")
    assert [(place.source, place.exact) for place in found] == [("gazette", "The well"), ("diary", "The\nWELL")]
    assert [place.source for place in at_words(dataset(), evidenced(), "the well", "diary")] == ["diary"]


@pytest.mark.parametrize("place", [(0, 1000), (95, 96), (5, 1)])
def test_a_place_outside_the_source(place: tuple[int, int]) -> None:
    """The length of the source is named; an end before the start is the one character at the start."""
    if place == (5, 1):
        assert at_place(dataset(), evidenced(), "letters", place).end == 6
    else:
        with pytest.raises(BriefgenError, match="has characters 0 to"):
            at_place(dataset(), evidenced(), "letters", place)


@pytest.mark.parametrize(
    ("words", "source", "said"), [("the lake", "", "any source"), ("iron", "diary", "“diary”"), (" ", "", "any")]
)
def test_words_that_stand_nowhere(words: str, source: str, said: str) -> None:
    """That is a fault, not an empty answer."""
    with pytest.raises(BriefgenError, match=f"does not stand in .*{said}"):
        at_words(dataset(), evidenced(), words, source)


def test_a_source_that_is_not_there() -> None:
    """The closest id is named."""
    with pytest.raises(BriefgenError, match="did you mean “diary”"):
        at_words(dataset(), evidenced(), "well", "diari")
