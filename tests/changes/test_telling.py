"""changes.telling and changes.page: every change is told once, under its heading; a page of them is safe and whole."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.changes import Change, Changes, Snapshot, Sort, as_text, told, what_changed
from briefgen.changes.compare import FRONT, MESSAGES, SECTIONS
from briefgen.changes.page import both, fragment, page
from briefgen.model import TABLES
from tests.changes.test_compare import SNAPSHOTS

TABLE_NAMES = (FRONT, MESSAGES, SECTIONS, "sources", *(name for name in TABLES if name not in ("passages", "evidence")))
WORDS = st.text(alphabet="ab .<&“”", max_size=12)


@pytest.mark.parametrize("table", TABLE_NAMES)
@pytest.mark.parametrize("sort", list(Sort))
def test_every_change_is_told_under_exactly_one_heading(sort: Sort, table: str) -> None:
    """Whatever its table and its sort."""
    change = Change(sort, table, "x", "Text", "date" if sort is Sort.DATE else "", "2016", "2017")
    assert sum(len(group.lines) for group in told(Changes("a", "b", (change,)))) == 1


def test_dates_are_told_as_a_reader_writes_them() -> None:
    """A date that was none is shown as it stood; a derivation is no date."""
    changes = [
        Change(Sort.DATE, "events", "a", "A", "date", "2018-06", ""),
        Change(Sort.DATE, "events", "b", "B", "date", "June 18", "2018-06-12"),
        Change(Sort.DATE, "events", "c", "C", "date_from", "", "event:b -1Y"),
    ]
    (group,) = told(Changes("a", "b", tuple(changes)))
    assert [(line.lead, line.old, line.new) for line in group.lines] == [
        ("date", "June 2018", "undated"),
        ("date", "June 18", "12 June 2018"),
        ("how the date follows", "", "event:b -1Y"),
    ]


def test_the_terminal_is_told_what_was_and_what_is() -> None:
    """A removed silence has ended; a new wording is shown once before and once after."""
    changes = [
        Change(Sort.REMOVED, "silences", "cost", "What does it cost?", old="What does it cost?"),
        Change(Sort.REWORDED, "events", "dry", "It is dry", "", "It ran dry", "It is dry"),
        Change(Sort.STATUS, "events", "met", "The meeting", "status", "planned", "held"),
        Change(Sort.ADDED, "judgements", "j", "It matters.", new="It matters."),
        Change(Sort.EDITED, SECTIONS, "story", "The story", "words", "aa", "bb"),
    ]
    assert as_text(Changes("v1", "v2", tuple(changes))) == (
        "From v1 to v2: 5 changes.\n"
        "\nClaims reworded: 1\n  dry\n    - It ran dry\n    + It is dry\n"
        "\nStatuses changed: 1\n  met  The meeting\n    - status: planned\n    + status: held\n"
        "\nJudgements: 1\n  j  added: It matters.\n"
        "\nSilences ended: 1\n  cost  What does it cost?\n"
        "\nEdited, with no change of what is said: 1\n  The story\n"
    )


def test_no_change_and_one_change() -> None:
    """In words."""
    one = Change(Sort.ADDED, "events", "x", "X", new="X")
    assert as_text(Changes("a", "b")) == "From a to b: nothing changed.\n"
    assert as_text(Changes("a", "b", (one,))).startswith("From a to b: 1 change.\n")


@given(WORDS, WORDS)
@settings(deadline=None)
def test_two_wordings_in_one_hold_both(old: str, new: str) -> None:
    """Without what was put in, the old one; without what was taken out, the new one; no markup of theirs."""
    said = both(old, new)
    before = unescape(re.sub(r"<ins>.*?</ins>|</?del>", "", said))
    after = unescape(re.sub(r"<del>.*?</del>|</?ins>", "", said))
    assert before.strip() == old.strip()
    assert after.strip() == new.strip()
    assert set(re.findall(r"<[^>]*>", said)) <= {"<del>", "</del>", "<ins>", "</ins>"}


def test_wordings_with_little_in_common_stand_as_wholes() -> None:
    """A patchwork of single words cannot be read."""
    assert both("alpha beta", "gamma delta") == "<del>alpha beta</del> <ins>gamma delta</ins>"
    assert both("", "new") == "<ins>new</ins>"


def test_a_page_is_whole_and_its_texts_are_escaped() -> None:
    """No script can come in; the language is told; nothing is fetched."""
    evil = "<script>alert(1)</script>"
    change = Change(Sort.STATUS, "events", "x", evil, "status", evil, "")
    made = page(evil, Changes(evil, "b", (change,)), "en-GB")
    assert "<script" not in made
    assert 'lang="en-GB"' in made
    assert "default-src 'none'" in made
    assert made.count("&lt;script&gt;") == 5
    assert "<p>Nothing changed.</p>" in page("t", Changes("a", "b"))


def test_a_fragment_takes_its_place_among_headings() -> None:
    """Its headings are of the level asked for; nothing changed is nothing said."""
    change = Change(Sort.ADDED, "judgements", "j", "It matters.", new="It matters.")
    assert fragment(Changes("a", "b", (change,)), 3) == (
        '<h3>Judgements</h3>\n<ul>\n<li><span class="lead">added:</span> It matters. <code>j</code></li>\n</ul>\n'
    )
    assert fragment(Changes("a", "b")) == ""


@given(SNAPSHOTS, SNAPSHOTS)
@settings(deadline=None)
def test_the_text_and_the_page_tell_each_change(one: Snapshot, two: Snapshot) -> None:
    """As many items on the page as there are changes."""
    changes = what_changed(one, two)
    assert fragment(changes).count("<li>") == len(changes.changes)
    assert len(as_text(changes)) > 0
