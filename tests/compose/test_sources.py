"""What an edition says of its sources."""

from __future__ import annotations

from dataclasses import replace

from briefgen.compose.sources import horizon, label, names, reference
from tests.evidence_sample import dataset, sources


def test_a_label_is_the_short_title_or_the_title() -> None:
    """Notes and charts call a source by its short title where it has one."""
    assert [label(s) for s in sources().values()] == ["Gazette", "A Diary", "Letters"]


def test_names_are_joined_as_a_reader_writes_them() -> None:
    """One, two and three names."""
    people = [{"literal": "Ann"}, {"family": "Lee", "given": "Bo"}, {"literal": "Cy"}]
    assert [names(people[:n]) for n in (0, 1, 2, 3)] == ["", "Ann", "Ann and Bo Lee", "Ann, Bo Lee and Cy"]


def test_a_reference_says_what_is_inferred_and_what_is_absent() -> None:
    """An inferred date stands in brackets; what the text does not give is named, never filled in."""
    found = reference(sources()["gazette"])
    assert found.text.replace("\u00a0", " ") == "“The Gazette”, [June 1901]."
    assert found.inferred == "date inferred; author not given in the text"
    assert reference(sources()["diary"]).text == "Ann Lee, “A Diary”, edited by Bo and Cy, no date."


def test_an_event_that_goes_on_is_as_new_as_its_beginning() -> None:
    """What is said to go on since 1900 is older evidence than what happened in 1901."""
    events = {**dataset().events}
    events["rope-mended"] = replace(events["rope-mended"], date="1900/..", status="held")
    found = horizon(dataset(events=dict(events)), ["gazette"], ["well-dug", "rope-mended"], "2026-01-01")
    assert found.newest_date == "1901-05"


def test_the_horizon_counts_voices_and_names_the_newest_event_that_was_held() -> None:
    """Two documents by one author are one voice; a planned event is no horizon."""
    found = horizon(dataset(), ["gazette", "diary", "letters"], ["well-dug", "rope-mended"], "2026-01-01")
    assert (found.sources, found.origins, found.newest_date) == (3, 2, "1901-05")
    assert found.newest_event == "The well is dug in North Village"
    assert horizon(dataset(), [], [], "2026-01-01").newest_event == ""
