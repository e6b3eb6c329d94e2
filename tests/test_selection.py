"""Which records a brief uses, and why."""

from __future__ import annotations

import pytest

from briefgen.briefs import Select, Topic
from briefgen.errors import BriefgenError
from briefgen.selection import select
from tests.evidence_sample import dataset


def topic(**rule: object) -> Topic:
    """Return a topic with a selection rule."""
    whole = {"topics": ("well",), "importance": 1, "include": (), "exclude": (), **rule}
    return Topic("t", "templates/topics/t/topic.toml", "", "", "", (), "", (), Select(**whole), {}, {})  # type: ignore[arg-type] # a test's rule


def test_records_of_the_topic_are_taken_with_a_reason() -> None:
    """A record with the topic is taken; positions follow their dispute; others are not."""
    chosen = select(dataset(), topic())
    assert chosen.ids["well-dug"] == "topic well, importance 3"
    assert chosen.ids["pos-1901"] == "answers a selected dispute"
    assert "share" not in chosen.ids


def test_importance_include_and_exclude() -> None:
    """Less important records drop out, named ones come in, excluded ones stay out even of disputes."""
    chosen = select(dataset(), topic(importance=2, include=("share",), exclude=("well-dug",)))
    assert dict(chosen.ids) == {"share": "named by the topic"}


def test_rows_come_in_file_order() -> None:
    """Charts and tables take their rows in the order of the file."""
    data = dataset()
    assert [e.id for e in select(data, topic()).of(data.events)] == ["well-dug", "rope-mended"]


def test_an_unknown_id_is_told_with_the_closest_one() -> None:
    """A topic that names what does not exist is a fault of its topic.toml."""
    with pytest.raises(BriefgenError) as caught:
        select(dataset(), topic(include=("well-dig",)))
    (found,) = caught.value.diagnostics
    assert (found.rule, str(found.place), found.hint) == (
        "dangling-reference", "templates/topics/t/topic.toml select", "did you mean “well-dug”?",
    )  # fmt: skip
