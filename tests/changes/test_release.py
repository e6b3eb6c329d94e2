"""changes.release and its file: numbers are given once, in order, and kept with what had changed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.changes import Entry, Snapshot, Sort, what_changed
from briefgen.changes.compare import SECTIONS, WORDS
from briefgen.changes.register_file import file_of, of_bytes, to_bytes
from briefgen.changes.release import Register, imprinted, register
from briefgen.errors import BriefgenError
from tests.changes.test_compare import SNAPSHOTS
from tests.sample import DOCUMENT

EMPTY = Register("well", "reader")
FIRST = Snapshot("well/reader", "2026-05-03", (Entry("events", "dry", "It ran dry", (("date", "2016"),)),))
SECOND = replace(FIRST, date="2026-06-01", entries=(replace(FIRST.entries[0], values=(("date", "2017"),)),))
EDITED = replace(FIRST, entries=(*FIRST.entries, Entry(SECTIONS, "story", "Story", ((WORDS, "ab"),))))
REWORDED = replace(EDITED, entries=(*FIRST.entries, Entry(SECTIONS, "story", "Story", ((WORDS, "cd"),))))
DATED = SNAPSHOTS.map(lambda one: replace(one, label="well/reader", date="2026-05-03", part=False))
SERIES = st.lists(DATED, min_size=1, max_size=5)


def test_the_first_release_is_number_one() -> None:
    """With its date, and nothing that had changed."""
    kept = register(EMPTY, FIRST)
    assert [(one.number, one.date, one.changes) for one in kept.releases] == [(1, "2026-05-03", ())]
    assert kept.before(FIRST) is None
    assert kept.changes_since(FIRST).changes == ()


def test_what_has_not_changed_keeps_its_number_and_its_date() -> None:
    """Though it was reviewed again since."""
    kept = register(EMPTY, FIRST)
    assert register(kept, replace(FIRST, date="2027-01-01", label="x")) is kept


def test_what_has_changed_gets_the_next_number() -> None:
    """And its changes, told from the release before to this one."""
    kept = register(register(EMPTY, FIRST), SECOND)
    assert [(one.number, one.date) for one in kept.releases] == [(1, "2026-05-03"), (2, "2026-06-01")]
    changes = kept.changes_since(SECOND)
    assert (changes.old, changes.new) == ("no. 1 of 2026-05-03", "no. 2")
    assert [(c.sort, c.old, c.new) for c in changes.changes] == [(Sort.DATE, "2016", "2017")]
    assert [(release.number, told) for release, told in kept.history()] == [
        (2, changes),
        (1, replace(changes, old="no. 0 of ", new="no. 1", changes=())),
    ]


def test_what_is_not_published_yet_is_compared_with_the_last_release() -> None:
    """It has no number."""
    kept = register(EMPTY, FIRST)
    assert kept.release_of(SECOND) is None
    assert kept.changes_since(SECOND).changes == what_changed(FIRST, SECOND).changes
    assert kept.changes_since(SECOND).new == "well/reader"


def test_an_earlier_text_that_comes_back_gets_a_new_number() -> None:
    """Numbers rise; no. 1 and no. 3 may say the same."""
    kept = register(register(register(EMPTY, FIRST), SECOND), FIRST)
    assert [one.number for one in kept.releases] == [1, 2, 3]
    assert kept.releases[0].digest == kept.releases[2].digest


@given(SERIES)
@settings(deadline=None)
def test_numbers_count_and_a_register_survives_its_file(series: list[Snapshot]) -> None:
    """Whatever is published one after the other, through the file or not: the same register, the same bytes."""
    kept = through_file = EMPTY
    for said in series:
        kept = register(kept, said)
        through_file = register(through_file, said)
        through_file = of_bytes(to_bytes(through_file), "x")
    assert kept == through_file
    assert to_bytes(kept) == to_bytes(through_file)
    assert [one.number for one in kept.releases] == list(range(1, len(kept.releases) + 1))
    assert kept.release_of(series[-1]) == kept.last


def test_the_file_has_one_fact_a_line() -> None:
    """So that a review shows the fact that changed, and only that one."""
    before = to_bytes(register(EMPTY, FIRST)).decode().splitlines()
    after = to_bytes(register(register(EMPTY, FIRST), SECOND)).decode().splitlines()
    assert json.loads("\n".join(after))["topic"] == "well"
    assert len([line for line in before if line not in after]) == 2  # the date of the claim; a comma after no. 1
    assert file_of("well", "reader") == "releases/well.reader.json"


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("version", 2, "register-unreadable"),
        ("releases", [], "register-unreadable"),
        ("said", 3, "register-unreadable"),
        ("said/0", {"table": "events"}, "register-unreadable"),
        ("releases/1/changes/0/sort", "whim", "register-unreadable"),
        ("releases/1/number", 3, "register-altered"),
        ("releases/1/digest", "0", "register-altered"),
        ("said/0/values/date", "2018", "register-altered"),
    ],
    ids=str,
)
def test_a_register_that_was_changed_by_hand_is_refused(path: str, value: object, rule: str) -> None:
    """Its numbers would no longer stand for what was published."""
    whole = json.loads(to_bytes(register(register(EMPTY, FIRST), SECOND)))
    part: Any = whole
    *above, last = (int(key) if key.isdigit() else key for key in path.split("/"))
    for key in above:
        part = part[key]
    part[last] = value
    with pytest.raises(BriefgenError) as caught:
        of_bytes(json.dumps(whole).encode(), "releases/well.reader.json")
    assert [(d.rule, str(d.place)) for d in caught.value.diagnostics] == [(rule, "releases/well.reader.json")]


def test_a_published_edition_shows_number_date_and_changes() -> None:
    """The first has nothing before it; what was not published shows nothing."""
    first, second = register(EMPTY, FIRST), register(register(EMPTY, FIRST), SECOND)
    made = imprinted(DOCUMENT, first, FIRST)
    assert (made.metadata.number, made.metadata.published, made.since) == (1, "2026-05-03", None)
    made = imprinted(DOCUMENT, second, SECOND)
    assert (made.metadata.number, made.metadata.published) == (2, "2026-06-01")
    assert made.since is not None
    assert (made.since.number, made.since.date, made.since.counts) == (1, "2026-05-03", (("Dates changed", 1),))
    assert imprinted(DOCUMENT, first, SECOND) == DOCUMENT
    assert imprinted(DOCUMENT, EMPTY, FIRST, "Update") == DOCUMENT


@pytest.mark.parametrize(
    ("releases", "said", "label"),
    [
        ([FIRST], FIRST, "For villagers"),
        ([FIRST], SECOND, "Update"),
        ([FIRST, SECOND], SECOND, "Update"),
        ([EDITED], REWORDED, "For villagers"),
        ([EDITED, REWORDED], REWORDED, "For villagers"),
    ],
)
def test_it_is_called_an_update_when_something_of_substance_changed(
    releases: list[Snapshot], said: Snapshot, label: str
) -> None:
    """Since the release before, published already or not; other words around the same claims are no news."""
    kept = EMPTY
    for one in releases:
        kept = register(kept, one)
    assert imprinted(DOCUMENT, kept, said, "Update").metadata.edition == label
    assert imprinted(DOCUMENT, kept, said).metadata.edition == "For villagers"
