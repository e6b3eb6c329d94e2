"""Blocks made from records."""

from __future__ import annotations

from briefgen.compose import parts
from briefgen.compose.gaps import Gaps, gaps, mark
from briefgen.document import Box, Cite, Paragraph, Section, Text, Value, plain
from briefgen.errors import Diagnostic, Place
from tests.evidence_sample import dataset


def test_a_dispute_box_shows_each_answer_with_its_sources() -> None:
    """Two answers, each with whose it is and a citation; the curator's note below."""
    box = parts.dispute_box(dataset(), "when", (Text("Both are old."),))
    assert [(plain(a.inlines), a.sources) for a in box.answers] == [
        ("In 1901.", ("Gazette",)),
        ("In 1902.", ("A Diary",)),
    ]
    assert plain(box.reconcile) == "Nothing settles it. Both are old."
    assert box.materiality == "material"


def test_a_proposal_says_who_should_do_what_by_whom_and_when() -> None:
    """One row of the table of proposals."""
    data = dataset()
    (row,) = parts.proposals(data, data.recommendations.values(), "Proposals").rows
    assert (plain(row.text), row.addressee, row.proposer, row.force) == (
        "Mend the rope",
        "North Village council",
        "The mayor",
        "should",
    )
    assert row.made_on == Value("1902", "date", "mend-rope")


def test_a_quotation_is_verbatim_with_its_speaker() -> None:
    """A passage set apart carries speaker and source, and a citation of itself."""
    block = parts.quotation(dataset(), "p-rope")
    assert plain(block.inlines) == "“the council should mend the rope”"
    assert block.attribution == (Text("The mayor, A Diary"), Cite(("p-rope",)))


def test_a_judgement_is_marked_as_the_editors_own() -> None:
    """It gives confidence, alternative and what would change it, apart from the judgement itself."""
    box = parts.judgement_box(dataset(), "probably")
    said = [plain(b.inlines) for b in box.blocks if isinstance(b, Paragraph)]
    assert box.title == "Editors’ judgement"
    assert said == [
        "The gazette is right",
        "Confidence: low. Alternative: the diary is right. What would change it: a bill.",
    ]


def test_facts_carry_hedge_number_unit_and_date() -> None:
    """“about” stays; an undated number says so; a fraction stays a fraction."""
    data = dataset()
    (block,) = parts.fact_box(data, ["families", "share"], "In numbers").blocks
    said = [plain(item[0].inlines) for item in block.items if isinstance(item[0], Paragraph)]  # type: ignore[union-attr] # a list
    assert said == ["about 40 families – families served, undated", "1/3 rope – share of the rope, 1901"]
    assert parts.number(data.indicators["families"]) == Value(40, "number", "families", "families")


def test_silences_are_listed_as_questions() -> None:
    """Each question is cited."""
    (item,) = parts.silence_list(dataset(), ["depth"]).items
    assert item[0] == Paragraph(inlines=(Text("How deep is it?"), Cite(("depth",))))


def test_gaps_name_the_record_and_the_claims_on_a_faulty_passage() -> None:
    """An error in an event's row is the event's; an error in a passage's row is that of every claim resting on it."""
    data = dataset()
    found = gaps(
        data, [Diagnostic("x", "bad row", Place("data/events.csv", 2)), Diagnostic("y", "elsewhere", Place("a", 1))]
    )
    assert dict(found.faults) == {"well-dug": ("bad row",)}


def test_a_marked_gap_follows_the_block_that_cites_it() -> None:
    """The box says which record, and what is wrong with it; sound blocks have none."""
    sound, faulty = Paragraph(inlines=(Text("a"),)), Paragraph(inlines=(Text("b"),))
    sections = (Section("s", (), (sound, faulty)),)
    cited = {id(sound): ("iron",), id(faulty): ("well-dug", "nothing")}
    (done,) = mark(sections, cited, Gaps({"well-dug": ("bad row",)}), {"nothing": "there is no such record"})
    assert done.blocks[:2] == (sound, faulty)
    box = done.blocks[2]
    assert isinstance(box, Box)
    assert [plain(b.inlines) for b in box.blocks if isinstance(b, Paragraph)] == [
        "well-dug: bad row",
        "nothing: there is no such record",
    ]
