"""changes.reading: an export says what the dataset it was made from says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.changes import of_dataset, of_export, what_changed
from briefgen.errors import BriefgenError
from briefgen.export import to_json
from tests.projects import TINY, edit, opened


@pytest.fixture(scope="module")
def exported() -> bytes:
    """Return the tiny project's export."""
    return to_json(*opened(TINY)[1:])


def test_an_export_and_its_dataset_say_the_same(exported: bytes) -> None:
    """Entry by entry, with all grounds; what an export repeats from the claims below is no evidence of its own."""
    _, dataset, evidenced = opened(TINY)
    assert of_export(exported, "x").entries == of_dataset(dataset, evidenced.spans, "x").entries


def test_the_shipped_export_and_its_dataset_say_the_same(checkout: Path) -> None:
    """Whatever is in it."""
    _, dataset, evidenced = opened(checkout)
    made = of_export(to_json(dataset, evidenced), "x")
    assert what_changed(made, of_dataset(dataset, evidenced.spans, "x")).changes == ()
    assert len(made.entries) > 1000


def test_a_record_without_words_of_its_own_has_a_name(exported: bytes) -> None:
    """An actor and a meeting; else its id."""
    called = {entry.id: entry.text for entry in of_export(exported, "x").entries}
    assert called["county-at-meeting"] == "Wold County, meeting-2020"
    assert called["meeting-2020-edition"] == "meeting-2020-edition"


def test_a_changed_dataset_gives_the_same_changes_through_exports(exported: bytes, tiny: Path) -> None:
    """What two exports tell, two datasets tell."""
    edit(tiny, "data/events.csv", {"The well runs dry": "The well is dry"})
    _, dataset, evidenced = opened(tiny)
    (found,) = what_changed(of_export(exported, "a"), of_export(to_json(dataset, evidenced), "b")).changes
    assert (found.id, found.old, found.new) == ("well-dry", "The well runs dry", "The well is dry")


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"sources": [1]}', b'{"sources": [], "actors": [{}]}', b"[" * 100_000, b"\xff\xfe"],
)
def test_what_is_no_export_is_told(data: bytes) -> None:
    """With how to make one; it is a fault of the command."""
    with pytest.raises(BriefgenError) as caught:
        of_export(data, "old.json")
    (fault,) = caught.value.diagnostics
    assert (fault.rule, str(fault.place), caught.value.exit_code) == ("export-unreadable", "old.json", 2)


def test_an_earlier_export_may_lack_a_table(exported: bytes) -> None:
    """It says nothing of it."""
    whole: dict[str, Any] = json.loads(exported)
    del whole["glossary"]
    found = what_changed(of_export(json.dumps(whole).encode(), "a"), of_export(exported, "b")).changes
    assert [(change.sort, change.id) for change in found] == [("added", "the-well")]
