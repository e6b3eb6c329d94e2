"""A project held in memory: read again only as far as it differs, and always as if it were read anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.serve.changes import EVERYTHING, Change
from briefgen.serve.desk import Desk, Findings, composed, editions, leaf, open_desk, renewed
from briefgen.serve.evidence import behind_block, behind_note
from tests.projects import edit

READER = ("well", "reader")
STORY = "templates/topics/well/sections/story.md.j2"


def same(one: Desk, other: Desk) -> bool:
    """Tell whether two readings of a project hold the same, lines included."""
    return all(
        repr(getattr(a, name)) == repr(getattr(b, name))
        and {key: record.line for key, record in getattr(a, name).items()}
        == {key: record.line for key, record in getattr(b, name).items()}
        for a, b in [(one.material.dataset, other.material.dataset)]
        for name in ("events", "passages", "sources", "disputes")
    ) and (one.read, one.material.evidenced.spans) == (other.read, other.material.evidenced.spans)


@pytest.mark.parametrize(
    ("file", "changes", "change"),
    [
        ("data/events.csv", {"The well is reopened": "It is reopened"}, Change(data=True)),
        ("data/events.csv", {"well-dry,2016": "\nwell-dry,2016"}, Change(data=True)),
        ("data/events.csv", {"well-dry,2016": "well-dry,20166"}, Change(data=True)),
        ("data/events.csv", {"well-dry,2016": "p-third,2016"}, Change(data=True)),
        ("data/passages.csv", {"p-forty,": "\np-forty,"}, Change(data=True, sources=True)),
        ("data/passages.csv", {"About 40": "About 41"}, Change(data=True, sources=True)),
        ("seeds/county.txt", {"About 40": "About 41"}, Change(data=True, sources=True)),
        ("briefgen.toml", {"Alderby Well": "Alderby Wells"}, Change(config=True)),
    ],
)
def test_reading_again_is_reading_anew(tiny: Path, file: str, changes: dict[str, str], change: Change) -> None:
    """Whatever differs: records, lines, spans and faults are those of a project opened now."""
    before = open_desk(tiny)
    edit(tiny, file, changes)
    assert same(renewed(before, change), open_desk(tiny))


def test_what_does_not_differ_is_kept(tiny: Path) -> None:
    """A table that is the same keeps its records; passages that stand where they stood are not looked for again."""
    before = open_desk(tiny)
    edit(tiny, "data/actors.csv", {"Ada Brook": "Ada Brooke"})
    after = renewed(before, Change(data=True))
    assert after.material.evidenced is before.material.evidenced
    assert after.kept["events"] is before.kept["events"]
    assert after.kept["actors"] is not before.kept["actors"]
    assert renewed(after, Change(templates=frozenset({"x"}))).material is after.material


def test_broken_settings_are_said(tiny: Path) -> None:
    """The project as it was is still there for whoever holds it."""
    desk = open_desk(tiny)
    edit(tiny, "briefgen.toml", {"schema = 1": "schema = 1\ncolour = 1"})
    with pytest.raises(BriefgenError, match="unknown-key"):
        renewed(desk, EVERYTHING)


def test_which_editions_there_are(tiny: Path) -> None:
    """Each topic for the audiences it is written for; for all, while its settings cannot be read."""
    everybody = {("well", a) for a in ("diplomat", "minister", "press", "public", "reader", "researcher")}
    assert set(editions(open_desk(tiny))) == everybody
    edit(tiny, "templates/topics/well/topic.toml", {"[select]": '[fit]\nreader = "good"\n\n[select]'})
    assert editions(open_desk(tiny)) == (READER,)
    edit(tiny, "templates/topics/well/topic.toml", {"title = ": "titel = "})
    assert set(editions(open_desk(tiny))) == everybody


def test_an_edition_knows_what_it_was_made_from(tiny: Path) -> None:
    """Templates that were used, those that would win if they were there, and its settings; not those of others."""
    used = leaf(open_desk(tiny), READER, Findings()).used
    assert {
        "topics/well/sections/story.md.j2",
        "topics/well/audiences/reader/sections/story.md.j2",
        "audiences/reader/sections/story.md.j2",
        "layout/screen.css",
        "audiences/reader/extra.css",
        "topics/well/topic.toml",
        "audiences/reader/audience.toml",
    } <= set(used)
    assert not [path for path in used if path.startswith("audiences/press")]


def test_a_dataset_that_cannot_be_read_whole(tiny: Path) -> None:
    """No draft can be made: it is said why."""
    edit(tiny, "data/events.csv", {"well-dry,2016": "well-dry,20166"})
    with pytest.raises(BriefgenError, match="mangled-date"):
        composed(open_desk(tiny), READER, Findings())


def test_what_a_note_and_a_block_rest_on(tiny: Path) -> None:
    """Claims with their passages in context, and where each is written."""
    desk = open_desk(tiny)
    document = leaf(desk, READER, Findings()).made.document
    note = behind_note(document, desk.material, 1)
    assert note
    assert [claim.id for claim in note.claims] == ["well-dry", "well-reopened"]
    quoted = note.claims[0].passages[0]
    assert quoted.shown.exact.startswith("The well at Alderby was reopened")
    assert (str(quoted.stands), str(quoted.place)) == ("seeds/county.txt:3", "data/passages.csv:8")
    block = behind_block(document, desk.material, document.sections[0].blocks[0].id)
    assert block
    assert (block.title, str(block.origin)) == ("Paragraph", f"{STORY}:3")
    assert [claim.id for claim in block.claims] == ["well-dry", "well-reopened", "month-of-reopening"]
    assert behind_note(document, desk.material, 9) is None
    assert behind_block(document, desk.material, "story") is None


def test_figures_tables_and_sources_rest_on_something(tiny: Path) -> None:
    """A figure on what it draws, a table of recommendations on its rows, a source that is cited on itself."""
    more = '{{ chart("timeline") }}\n\n{{ proposals() }}\n\nSo [@county-2020].'
    edit(tiny, STORY, {"## What happened\n": f"## What happened\n\n{more}\n"})
    desk = open_desk(tiny)
    document = leaf(desk, READER, Findings()).made.document
    figure = behind_block(document, desk.material, "figure-timeline")
    assert figure
    assert (figure.title, "well-reopened" in [claim.id for claim in figure.claims]) == ("Figure 1", True)
    titles = {block.id: behind_block(document, desk.material, block.id) for block in document.sections[0].blocks}
    tables = [found for found in titles.values() if found and found.title == "Table of recommendations"]
    assert [claim.id for claim in tables[0].claims] == ["pay-for-pump"]
    said = [found for found in titles.values() if found and found.title == "Paragraph"]
    assert (said[0].claims[0].table, said[0].claims[0].text) == ("sources", "Water in the County")


def test_a_claim_that_has_gone_is_left_out(tiny: Path) -> None:
    """The page may be older than the data for a moment."""
    document = leaf(open_desk(tiny), READER, Findings()).made.document
    edit(tiny, "data/recommendations.csv", {"pay-for-pump": "pay-for-it"})
    found = behind_block(document, open_desk(tiny).material, document.sections[0].blocks[1].id)
    assert found
    assert found.claims == ()
