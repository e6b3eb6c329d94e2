"""changes.compare: what changed is found, sorted, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.changes import Change, Changes, Entry, Ground, Snapshot, Sort, of_dataset, what_changed
from briefgen.changes.compare import MESSAGES, SECTIONS, WORDS
from briefgen.export.bundle.quoted import WITHHELD
from tests.projects import TINY, copy_tiny, edit, opened

TURNED: Mapping[Sort, Sort] = {
    Sort.ADDED: Sort.REMOVED,
    Sort.REMOVED: Sort.ADDED,
    Sort.GAINED: Sort.LOST,
    Sort.LOST: Sort.GAINED,
}
EVENT = Entry("events", "dry", "The well runs dry", (("date", "2016"), ("status", "held")))
_TEXTS = st.sampled_from(["", "one", "one.", "two", "two words"])
_GROUNDS = st.builds(
    Ground,
    st.sampled_from(["a", "b"]),
    st.integers(0, 2),
    st.integers(3, 4),
    st.sampled_from(["*", "date"]),
    st.sampled_from(["supports", "qualifies"]),
)
_VALUES = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(["2016", "2017", "held"]) for name in ("date", "status", "summary")}
).map(lambda found: tuple(found.items()))
_ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(["events", "silences"]),
        st.sampled_from("abcd"),
        _TEXTS,
        _VALUES,
        st.lists(_GROUNDS, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
    ),
    max_size=6,
    unique_by=lambda entry: entry.id,
).map(tuple)
SNAPSHOTS = st.builds(Snapshot, st.just("x"), st.just(""), _ENTRIES, st.booleans())


def changed(old: Entry, new: Entry) -> tuple[Change, ...]:
    """Return what changed of one entry."""
    return what_changed(Snapshot("old", "", (old,)), Snapshot("new", "", (new,))).changes


def tiny(project: Path) -> Snapshot:
    """Return what a project says."""
    _, dataset, evidenced = opened(project)
    return of_dataset(dataset, evidenced.spans, project.name)


@given(SNAPSHOTS)
@settings(deadline=None)
def test_nothing_changed_from_a_thing_to_itself(one: Snapshot) -> None:
    """Nor when its entries stand in another order; its digest is the same."""
    other = replace(one, label="y", entries=tuple(reversed(one.entries)))
    assert what_changed(one, one).changes == what_changed(one, other).changes == ()
    assert one.digest == other.digest


@given(SNAPSHOTS, SNAPSHOTS)
@settings(deadline=None)
def test_the_other_way_round_every_change_is_turned_round(one: Snapshot, two: Snapshot) -> None:
    """Added is removed, gained is lost, old is new; nothing is told in one direction only."""

    def told(changes: Changes, *, turned: bool) -> set[tuple[str, ...]]:
        return {
            (TURNED.get(c.sort, c.sort), c.table, c.id, c.column, c.new, c.old)
            if turned
            else (c.sort, c.table, c.id, c.column, c.old, c.new)
            for c in changes.changes
        }

    assert told(what_changed(one, two), turned=False) == told(what_changed(two, one), turned=True)


@given(SNAPSHOTS, SNAPSHOTS)
@settings(deadline=None)
def test_no_change_means_the_same_digest(one: Snapshot, two: Snapshot) -> None:
    """And the same digest means no change: what one tells apart, the other does."""
    whole, other = replace(one, part=False), replace(two, part=False)
    assert (what_changed(whole, other).changes == ()) == (whole.digest == other.digest)


@pytest.mark.parametrize(
    ("new", "sort", "column"),
    [
        (replace(EVENT, text="The old well runs dry"), Sort.REWORDED, ""),
        (replace(EVENT, text="The well runs dry."), Sort.EDITED, ""),
        (replace(EVENT, values=(("date", "2017"), ("status", "held"))), Sort.DATE, "date"),
        (replace(EVENT, values=(("date", "2016"), ("status", "planned"))), Sort.STATUS, "status"),
        (replace(EVENT, values=(*EVENT.values, ("place", "alderby"))), Sort.OTHER, "place"),
        (replace(EVENT, grounds=(Ground("a", 1, 2, "*", "supports"),)), Sort.GAINED, "*"),
    ],
)
def test_each_change_is_of_its_sort(new: Entry, sort: Sort, column: str) -> None:
    """A full stop more is no new wording."""
    assert [(change.sort, change.column) for change in changed(EVENT, new)] == [(sort, column)]


def test_units_and_qualifiers_belong_to_the_number() -> None:
    """“About 40” that becomes “at least 40” is another number."""
    old = Entry("indicators", "n", "Households", (("value", "40"), ("unit", "households"), ("qualifier", "about")))
    new = Entry("indicators", "n", "Households", (("value", "41"), ("unit", "families"), ("qualifier", "at least")))
    assert [(c.sort, c.column) for c in changed(old, new)] == [
        (Sort.NUMBER, "value"),
        (Sort.NUMBER, "unit"),
        (Sort.NUMBER, "qualifier"),
    ]


def test_a_sign_before_a_number_is_no_mere_mark() -> None:
    """“−5” is not “5”."""
    assert changed(replace(EVENT, text="by -5"), replace(EVENT, text="by 5"))[0].sort is Sort.REWORDED


def test_a_record_that_moves_to_another_table_is_another() -> None:
    """It was removed there and added here."""
    moved = Entry("statements", "dry", "The well runs dry")
    assert {change.sort for change in changed(EVENT, moved)} == {Sort.ADDED, Sort.REMOVED}


def test_what_a_pdf_may_not_quote_is_taken_for_unchanged() -> None:
    """Withheld or left empty on one side, nobody can tell; a value that is no text is told all the same."""
    old = replace(EVENT, text=WITHHELD, values=(("status", "held"),))
    new = replace(EVENT, values=(("summary", "It ran dry."), ("status", "planned")))
    found = what_changed(Snapshot("a", "", (old,), part=True), Snapshot("b", "", (new,), part=True)).changes
    assert [change.column for change in found] == ["status"]


def test_words_of_a_section_are_edited_and_messages_reworded() -> None:
    """Only what is said is of substance."""
    old = (Entry(SECTIONS, "story", "The story", ((WORDS, "aa"),)), Entry(MESSAGES, "dry", "It ran dry."))
    new = (Entry(SECTIONS, "story", "The story", ((WORDS, "bb"),)), Entry(MESSAGES, "dry", "It is dry."))
    found = what_changed(Snapshot("a", "", old), Snapshot("b", "", new))
    assert [change.sort for change in found.changes] == [Sort.REWORDED, Sort.EDITED]
    assert [change.sort for change in found.of_substance] == [Sort.REWORDED]


def test_a_dataset_is_compared_record_by_record(tiny_changed: Path) -> None:
    """A date, its evidence, a silence that ended, a judgement held more firmly, an answer more to a dispute."""
    found = what_changed(tiny(TINY), tiny(tiny_changed)).changes
    told = {(str(c.sort), c.table, c.id, c.column, c.old, c.new) for c in found}
    assert ("date", "events", "well-reopened", "date", "2018-06", "2018-07") in told
    assert ("removed", "silences", "cost-of-pump", "", "What does the new pump cost?", "") in told
    assert ("status", "judgements", "well-matters", "confidence", "moderate", "high") in told
    assert ("reworded", "positions", "reopened-in-july", "", "In July, says the county.", "July, perhaps.") in told
    assert [(c.id, c.new) for c in found if c.sort is Sort.GAINED] == [
        ("well-reopened", "supports: county-2020, characters 21–99")
    ]
    assert [c.id for c in found if c.sort is Sort.LOST] == ["well-reopened"]
    assert len(found) == 6


@pytest.fixture
def tiny_changed(tmp_path: Path) -> Path:
    """Give a copy of the tiny project in which six things differ, and notes, topics and the order of rows as well."""
    project = copy_tiny(tmp_path / "changed")
    edit(project, "data/events.csv", {"well-reopened,2018-06": "well-reopened,2018-07", "not said.": "not told."})
    edit(
        project,
        "data/evidence.csv",
        {"july,contradicts": "july,supports"},
    )
    edit(project, "data/judgements.csv", {",moderate,": ",high,", "2,well,": "3,well;water,"})
    edit(project, "data/positions.csv", {'"In July, says the county."': '"July, perhaps."'})
    silences = (project / "data/silences.csv").read_text(encoding="utf-8").splitlines()[0]
    (project / "data/silences.csv").write_text(silences + "\n", encoding="utf-8")
    head, *rows = (project / "data/actors.csv").read_text(encoding="utf-8").splitlines()
    (project / "data/actors.csv").write_text("\n".join((head, *reversed(rows))) + "\n", encoding="utf-8")
    return project
