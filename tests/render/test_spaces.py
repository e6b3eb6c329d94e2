"""Where a line must not break."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import PassageView
from briefgen.inspect.reading import letters
from briefgen.render.spaces import JOINER, NO_BREAK, names_in, titled, unbroken
from tests.sample import DOCUMENT, NOTES


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("on 14 June 2018, in May 2019", "on 14~June~2018, in May~2019"),
        ("14–15 June, 1903–1904, a–b", "14+–+15~June, 1903+–+1904, a–b"),
        ("about 3 million people, 89 per cent", "about 3~million people, 89~per cent"),
        ("Figure 2, track 1.5, Note 7, no. 5", "Figure~2, track~1.5, Note~7, no.~5"),
        ("Dr Berg and A. V. Rinna, and George H. W. Bush", "Dr~Berg and A.~V.~Rinna, and George H.~W.~Bush"),
        ("In 2018 Mongolia; Maybe 2018", "In 2018 Mongolia; Maybe 2018"),
        ("Anna Berg said", "Anna~Berg said"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, bound: str) -> None:
    """Dates, ranges, numbers with units, references, initials and the names given."""
    assert unbroken(text, ("Anna Berg",)).replace(NO_BREAK, "~").replace(JOINER, "+") == bound


@given(st.text(alphabet="ab 0–9.AJuneMay "))
def test_nothing_but_spaces_changes(text: str) -> None:
    """Taken back, the text is what it was; done twice, it is done once; its letters are the same."""
    bound = unbroken(text)
    assert bound.replace(NO_BREAK, " ").replace(JOINER, "") == text
    assert letters(bound) == letters(text)
    assert unbroken(bound).replace(JOINER * 2, JOINER) == bound


def test_a_title_does_not_end_in_one_short_word() -> None:
    """The last two words stay together, unless the last is long."""
    assert titled("Who pays for the ferry") == "Who pays for the\u00a0ferry"
    assert titled("Who pays internationally") == "Who pays internationally"
    assert titled("Ferry") == "Ferry"


def test_names_are_those_of_whom_is_quoted() -> None:
    """Two or three words, each with a capital; the longest first, so that it is not cut by a shorter one."""
    speakers = ("Anna Berg", "Anna Berg Lind", "The mayor", "some observers of it", "Lee", "")
    views = tuple(PassageView("Gazette", "", speaker, 0, 0) for speaker in speakers)
    assert names_in(replace(DOCUMENT, notes=(replace(NOTES[0], passages=views),))) == ("Anna Berg Lind", "Anna Berg")
