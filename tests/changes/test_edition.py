"""changes.edition: what an edition says, and what makes it another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build.released import said_by
from briefgen.changes import Snapshot, Sort, what_changed
from briefgen.changes.compare import FRONT, MESSAGES, SECTIONS
from briefgen.changes.edition import of_edition
from briefgen.compose import Material, compose
from briefgen.compose.notes import finish
from briefgen.dataset import write_datapackage
from briefgen.document import Box, Cite, Document, Horizon, ListBlock, Paragraph, Section, Text
from tests.compose.test_notes import META, notary
from tests.evidence_sample import dataset, evidenced
from tests.projects import TINY, edit

STORY = "templates/topics/well/sections/story.md.j2"


def said(project: Path, as_of: str = "", audience: str = "reader") -> Snapshot:
    """Return what an edition of a project says."""
    opened = Project.open(project)
    material = opened.verified.material
    config = replace(material.config, as_of=as_of or material.config.as_of)
    material = Material(config, material.dataset, material.evidenced)
    return said_by(compose(material, open_brief(opened.workspace, "well", audience)), material)


def test_it_says_what_it_cites_and_shows() -> None:
    """Title and standfirst, the claims cited with their values and grounds, the sources, a hash of each section."""
    told = {entry.key: entry for entry in said(TINY).entries}
    assert told[FRONT, "title"].text == "The well of Alderby"
    assert told["events", "well-reopened"].value("date") == "2018-06"
    assert [ground.source for ground in told["events", "well-reopened"].grounds] == ["county-2020", "parish-2019"]
    assert ("sources", "parish-2019") in told
    assert len(told[SECTIONS, "story"].value("words")) == 16
    assert ("statements", "brook-on-use") not in told  # the edition does not cite it


def test_to_review_again_makes_no_new_edition() -> None:
    """The day of the review is no part of what is said, though the page shows it in several places."""
    assert said(TINY).digest == said(TINY, "2021-01-31").digest


@pytest.mark.parametrize("audience", ["diplomat", "minister", "press", "public", "researcher"])
def test_nor_does_it_in_the_shipped_project(audience: str, checkout: Path) -> None:
    """Charts, fact boxes, questions and an annex included."""
    opened = Project.open(checkout)
    brief = open_brief(opened.workspace, "ulaanbaatar-dialogue", audience)
    material = opened.verified.material
    later = replace(material, config=replace(material.config, as_of="2026-12-03"))
    first, second = (said_by(compose(one, brief), one) for one in (material, later))
    assert first.digest == second.digest
    assert what_changed(first, second).changes == ()


def test_other_words_around_the_same_claims_are_an_edit(tiny: Path) -> None:
    """The section is named; nothing of substance changed."""
    before = said(tiny)
    edit(tiny, STORY, {"The parish council asks": "The council of the parish asks"})
    found = what_changed(before, said(tiny))
    assert [(change.sort, change.id) for change in found.changes] == [(Sort.EDITED, "story")]
    assert found.of_substance == ()


def test_a_claim_it_does_not_use_makes_no_other_edition(tiny: Path) -> None:
    """What it says is what counts, not what the dataset holds."""
    before = said(tiny)
    edit(tiny, "data/statements.csv", {"draws water at the well": "draws its water at the well"})
    assert said(tiny).digest == before.digest


def test_a_correction_is_a_part_of_what_it_says(tiny: Path) -> None:
    """An edition that owns to a mistake is another edition."""
    before = said(tiny)
    row = "c-1,well/reader,,It was May.,It was June.,2020-06-01,reopened-in-june,"
    header = "id,edition,number,wrong,now,date,claims,note"
    (tiny / "data/corrections.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    write_datapackage(Project.open(tiny).workspace)
    assert [(c.sort, c.table) for c in what_changed(before, said(tiny)).changes] == [(Sort.ADDED, "corrections")]
    assert said(tiny, audience="public").digest == said(TINY, audience="public").digest


def messages(*texts: tuple[str, str]) -> Document:
    """Return a document with key messages, each with the claim it cites, or none."""
    items = tuple((Paragraph(inlines=(Text(text), *((Cite((key,)),) if key else ()))),) for text, key in texts)
    box = Box(kind=MESSAGES, title="Key messages", blocks=(ListBlock(items=items), Paragraph(inlines=(Text("Last."),))))
    return Document(META, Horizon(0, 0, "", "", ""), (Section("s", (Text("S"),), (box,)),))


def test_a_key_message_is_known_by_what_it_rests_on() -> None:
    """Said in other words it is the same one reworded; those that rest on nothing, or on the same, are counted."""

    def told(document: Document) -> Snapshot:
        return of_edition(finish(document, notary()), dataset(), evidenced().spans)

    before = told(messages(("The well was dug.", "well-dug"), ("It is old.", ""), ("It was dug early.", "well-dug")))
    after = told(messages(("The well was dug by hand.", "well-dug"), ("It is old.", "")))
    keys = [entry.id for entry in before.entries if entry.table == MESSAGES]
    assert keys == ["well-dug", "message", "well-dug#2", "message#2"]
    assert [(c.sort, c.id) for c in what_changed(before, after).changes if c.table == MESSAGES] == [
        (Sort.REWORDED, "well-dug"),
        (Sort.REMOVED, "well-dug#2"),
    ]
