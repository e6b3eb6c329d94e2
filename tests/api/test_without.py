"""api.without: what stands on one source alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import Project
from briefgen.api.editions import documents
from briefgen.api.without import Without, fallen_messages, without
from briefgen.document import Box, Cite, Document, Horizon, ListBlock, Metadata, Paragraph, Section, Text
from briefgen.errors import BriefgenError
from briefgen.model import Evidence, Judgement
from tests.evidence_sample import dataset
from tests.projects import edit


def _ids(found: Without) -> dict[str, list[str]]:
    names = ("fallen", "one_voice", "disputes", "judgements", "shaken")
    return {name: [claim.id for claim in getattr(found, name)] for name in names}


def test_claims_fall_with_their_last_support() -> None:
    """Without the gazette: its claims, the dispute with one answer left, the judgement that rests on a fallen claim."""
    found = without(dataset(), "gazette")
    assert (found.source, found.passages) == ("gazette", 2)
    assert _ids(found) == {
        "fallen": ["well-dug", "families", "pos-1901"],
        "one_voice": [],
        "disputes": ["when"],
        "judgements": ["probably"],
        "shaken": [],
    }
    assert found.gone == {"well-dug", "families", "pos-1901", "when", "probably"}


def test_a_second_document_of_the_same_voice_is_no_second_voice() -> None:
    """A claim of two voices drops to one; a claim of one voice in two documents does not change its number."""
    rows = dict(dataset().tables["evidence"])
    rows["evidence:8"] = Evidence(record="iron", field="*", passage="p-forty", relation="supports")
    rows["evidence:9"] = Evidence(record="mend-rope", field="*", passage="p-iron", relation="supports")
    data = dataset(evidence=rows)
    found = without(data, "letters")
    assert _ids(found)["one_voice"] == ["iron"]
    assert (found.one_voice[0].left, found.fallen) == (("gazette",), ())


def test_judgements_fall_whole_and_are_shaken_in_part() -> None:
    """One that rests on another falls with it; one with a claim left is shaken; one untouched is not named."""
    whole = dataset().judgements["probably"]
    judgements = {
        "probably": whole,
        "above": replace(whole, id="above", basis=("probably",)),
        "half": replace(whole, id="half", basis=("well-dug", "mend-rope")),
        "ring": replace(whole, id="ring", basis=("ring", "mend-rope")),
    }
    found = without(dataset(judgements=dict[str, Judgement](judgements)), "gazette")  # type: ignore[arg-type]  # a dict of records
    assert ([c.id for c in found.judgements], [c.id for c in found.shaken]) == (["probably", "above"], ["half"])


def test_evidence_that_does_not_support_holds_nothing_up() -> None:
    """A claim whose only other passage qualifies it falls."""
    rows = dict(dataset().tables["evidence"])
    rows["evidence:8"] = Evidence(record="families", field="*", passage="p-iron", relation="qualifies")
    assert "families" in [claim.id for claim in without(dataset(evidence=rows), "gazette").fallen]


def _document(*messages: Paragraph) -> Document:
    about = Metadata(
        topic="well", audience="reader", title="", standfirst="", series="", edition="", publisher="", contact="",
        lang="en", as_of="", keywords=(), audience_name="",
    )  # fmt: skip
    first, *rest = messages
    box = Box(kind="key-messages", title="", blocks=(ListBlock(items=((first,),)), *rest))
    other = Paragraph(inlines=(Text("No key message."), Cite(("well-dug",))))
    return Document(about, Horizon(0, 0, "", "", ""), (Section("s", (), (box, other)),))


def test_key_messages_fall_with_what_they_cite() -> None:
    """Items of the box that cite a fallen claim; not other items, not other paragraphs."""
    dug = Paragraph(inlines=(Text("It was dug in 1901."), Cite(("well-dug", "iron", "well-dug"))))
    iron = Paragraph(inlines=(Text("It tastes of iron."), Cite(("iron",))))
    document = _document(dug, iron, replace(dug, inlines=(Text("Dug."), Cite(("when",)))))
    found = without(dataset(), "gazette", [document]).messages
    assert [(m.topic, m.audience, m.text, m.fallen) for m in found] == [
        ("well", "reader", "It was dug in 1901.", ("well-dug",)),
        ("well", "reader", "Dug.", ("when",)),
    ]
    assert list(fallen_messages(document, frozenset())) == []


def test_a_source_that_is_not_there() -> None:
    """The closest id is named."""
    with pytest.raises(BriefgenError, match="did you mean “letters”"):
        without(dataset(), "letter")


def test_every_edition_is_composed(tiny: Path) -> None:
    """Its Document without a page; a fault in a template is told, and the others are still looked at."""
    done, faults = documents(Project.open(tiny))
    assert ("well", "reader") in [(d.metadata.topic, d.metadata.audience) for d in done]
    assert faults == ()
    edit(tiny, "templates/topics/well/sections/story.md.j2", {"@well-dry": "@well-wet"})
    done, faults = documents(Project.open(tiny))
    assert (done, {fault.rule for fault in faults}) == ((), {"unknown-citation"})
