"""api.releases, build.released and `briefgen release`: published editions keep number and date, and show them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.api.releases import steps, write
from briefgen.briefs import open_brief
from briefgen.build.released import composed, corrections, register_of, registers, said_by
from briefgen.compose.gaps import gaps
from briefgen.dataset import write_datapackage
from briefgen.errors import BriefgenError
from tests.commands import run, told
from tests.projects import edit

HEADER = "id,edition,number,wrong,now,date,claims,note"


def correct(project: Path, *rows: str) -> None:
    """Give a project a table of corrections."""
    (project / "data/corrections.csv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    write_datapackage(Project.open(project).workspace)


def publish(project: Path) -> tuple[str, ...]:
    """Publish the edition for readers; return the files written."""
    opened = Project.open(project)
    return write(opened, steps(opened, ["well"], ["reader"]))


def rules(project: Path) -> list[str]:
    """Return the rules that stop a publication."""
    with pytest.raises(BriefgenError) as caught:
        publish(project)
    return [fault.rule for fault in caught.value.diagnostics]


def test_an_edition_keeps_its_number_when_out_is_deleted(tiny: Path) -> None:
    """Its register is a file of the project; to publish it again writes nothing."""
    assert publish(tiny) == ("releases/well.reader.json",)
    before = (tiny / "releases/well.reader.json").read_bytes()
    shutil.rmtree(tiny / "out")
    shutil.rmtree(tiny / ".cache", ignore_errors=True)
    edit(tiny, "briefgen.toml", {"2020-06-30": "2020-07-30"})
    assert publish(tiny) == ()
    assert (tiny / "releases/well.reader.json").read_bytes() == before
    meta = Project.open(tiny).brief("well", audience="reader").document.metadata
    assert (meta.number, meta.published, meta.as_of) == (1, "2020-06-30", "2020-07-30")


def test_a_changed_edition_gets_the_next_number_and_says_what_changed(tiny: Path) -> None:
    """On its first page, in HTML and in print; until it is published it shows no number."""
    publish(tiny)
    edit(tiny, "briefgen.toml", {"2020-06-30": "2020-07-30"})
    edit(tiny, "data/events.csv", {"The well runs dry": "The well is dry"})
    handle = Project.open(tiny).brief("well", audience="reader")
    assert (handle.document.metadata.number, handle.document.since) == (0, None)
    assert ", no. " not in handle.html()
    publish(tiny)
    handle = Project.open(tiny).brief("well", audience="reader")
    for page in (handle.html(), handle.print_html()):
        said = page.replace("\u00a0", " ")
        assert "For anyone in the village, no. 2" in said
        assert "What changed since no. 1 of 30 June 2020:</strong> claims reworded (1)." in said
        assert "30 July 2020</" in said[said.index("<header") : said.index("<h1")]


def test_a_draft_shows_no_number(tiny: Path) -> None:
    """It is not what was published."""
    publish(tiny)
    opened = Project.open(tiny)
    material = opened.verified.material
    brief = open_brief(opened.workspace, "well", "reader")
    draft = composed(opened.workspace, material, brief, gaps(material.dataset, opened.verified.diagnostics))
    assert (draft.metadata.draft, draft.metadata.number) == (True, 0)


def test_the_press_has_a_backgrounder_until_something_changed(tiny: Path) -> None:
    """Then an update; published or not."""
    assert Project.open(tiny).brief("well", audience="press").document.metadata.edition == "Backgrounder"
    title = 'title = "Backgrounder: the well of Alderby"\n'
    (tiny / "templates/topics/well/audiences/press").mkdir(parents=True)
    (tiny / "templates/topics/well/audiences/press/topic.toml").write_text(title, encoding="utf-8")
    opened = Project.open(tiny)
    write(opened, steps(opened, ["well"], ["press"]))
    assert Project.open(tiny).brief("well", audience="press").document.metadata.edition == "Backgrounder"
    edit(tiny, "data/events.csv", {"well-reopened,2018-06": "well-reopened,2018"})
    opened = Project.open(tiny)
    for new in (True, False):  # not published yet; published
        meta = opened.brief("well", audience="press").document.metadata
        assert (meta.edition, meta.title) == ("Update", "Update: the well of Alderby")
        (step,) = steps(opened, ["well"], ["press"])
        assert (step.number, step.new) == (2, new)
        write(opened, (step,))


def test_a_correction_and_a_withdrawal_stand_at_the_front(tiny: Path) -> None:
    """On the page and in print: when, what is right, what was wrong; why it does not stand, what to read instead."""
    publish(tiny)
    row = "c-1,well/*,1,The well was reopened in May 2018.,It was reopened in June 2018.,2020-06-02,reopened-in-june,"
    correct(tiny, row, row.replace("c-1,well/*,1", "c-2,well/public,").replace("06-02", "06-03"))
    retired = '\n[[retired]]\nedition = "well/reader"\nstatus = "superseded"\nsuperseded_by = "well/public"\n'
    with (tiny / "briefgen.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'{retired}reason = "It is one text for all now."\n')
    handle = Project.open(tiny).brief("well", audience="reader")
    for page in (handle.html(), handle.print_html()):
        said = page.replace("\u00a0", " ")
        correction = "<strong>Correction, 2 June 2020:</strong> It was reopened in June 2018."
        assert f"{correction} (was, in no. 1: “The well was reopened in May 2018.”)" in said
        assert said.count("Correction, ") == 1
        assert (
            "Superseded: another edition has taken the place of this one.</strong> It is one text for all now." in said
        )
        assert "Read instead: " in said
    assert '<a href="../well/public.html">The well of Alderby</a> (General readers)' in handle.html()
    assert 'href="../' not in handle.print_html()
    assert handle.pdf().startswith(b"%PDF")
    assert [one.id for one in corrections(Project.open(tiny).dataset)] == ["c-2", "c-1"]


def test_a_withdrawn_edition_need_not_lead_anywhere(tiny: Path) -> None:
    """It says why."""
    with (tiny / "briefgen.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[retired]]\nedition = "well/reader"\nstatus = "withdrawn"\nreason = "The county erred."\n')
    page = Project.open(tiny).brief("well", audience="reader").html()
    assert "Withdrawn: this edition no longer stands.</strong> The county erred.</p>" in page


def test_what_is_wrong_is_not_published(tiny: Path) -> None:
    """Neither unsound evidence, nor prose that nothing supports, nor a review before the last one."""
    publish(tiny)
    edit(tiny, "briefgen.toml", {"2020-06-30": "2020-05-30"})
    edit(tiny, "data/events.csv", {"The well runs dry": "The well is dry"})
    assert rules(tiny) == ["release-before-last"]
    edit(tiny, "briefgen.toml", {"2020-05-30": "2020-06-30"})
    edit(tiny, "templates/topics/well/sections/story.md.j2", {"The parish council asks": "In 1999 the council asks"})
    assert rules(tiny) == ["date-unsupported"]
    edit(tiny, "data/passages.csv", {"About 40 households": "About 50 households"})
    assert "passage-not-found" in rules(tiny)
    assert len(register_of(Project.open(tiny).workspace, "well", "reader").releases) == 1


def test_a_faulty_register_stops_the_edition_and_the_check(tiny: Path) -> None:
    """The others are read."""
    publish(tiny)
    (tiny / "releases/well.public.json").write_text("{}", encoding="utf-8")
    found, faults = registers(Project.open(tiny).workspace)
    assert list(found) == [("well", "reader")]
    assert [fault.rule for fault in faults] == ["register-unreadable"]
    assert [fault.rule for fault in Project.open(tiny).check()] == ["register-unreadable"]
    with pytest.raises(BriefgenError, match="register-unreadable"):
        _ = Project.open(tiny).brief("well", audience="public").document


def test_the_command_says_what_it_does(tiny: Path) -> None:
    """Every edition, or those named; --dry-run writes nothing; --json has the changes."""
    dry = run(tiny, "release", "--dry-run")
    assert "well for reader: no. 1 of 2020-06-30, new\n" in dry.stdout
    assert not (tiny / "releases").exists()
    assert run(tiny, "release", "well", "-a", "reader").stdout == "well for reader: no. 1 of 2020-06-30, new\n"
    assert [path.name for path in (tiny / "releases").iterdir()] == ["well.reader.json"]
    assert run(tiny, "release", "-a", "reader").stdout == "well for reader: no. 1 of 2020-06-30, unchanged\n"
    edit(tiny, "data/events.csv", {"The well runs dry": "The well is dry"})
    (step,) = told(tiny, "release", "-a", "reader", "--dry-run")
    assert (step["number"], step["new"], step["changes"]["changes"][0]["id"]) == (2, True, "well-dry")
    said = run(tiny, "release", "-a", "reader").stdout
    assert said == "well for reader: no. 2 of 2020-06-30, new; since no. 1 of 2020-06-30: claims reworded (1)\n"
    assert run(tiny, "release", "wel").returncode == 2


def test_a_register_that_cannot_be_written_is_told(tiny: Path) -> None:
    """Where a file stands in the place of the folder."""
    (tiny / "releases").write_text("", encoding="utf-8")
    assert rules(tiny) == ["not-writable"]


def test_the_number_travels_in_the_metadata_and_in_the_evidence(tiny: Path) -> None:
    """Of the PDF and of the page; an edition that was not published has none."""
    from briefgen.api.verification import verify_pdf

    edition = verify_pdf(Project.open(tiny).brief("well", audience="reader").pdf()).edition
    assert "number" not in edition
    publish(tiny)
    handle = Project.open(tiny).brief("well", audience="reader")
    verdict = verify_pdf(handle.pdf())
    assert (verdict.edition["number"], verdict.edition["published"], verdict.faults) == ("1", "2020-06-30", ())
    assert '<meta name="prism.number" content="1">' in handle.html()


def test_the_same_input_gives_the_same_register(tiny: Path) -> None:
    """Byte for byte."""
    publish(tiny)
    first = (tiny / "releases/well.reader.json").read_bytes()
    shutil.rmtree(tiny / "releases")
    publish(tiny)
    assert (tiny / "releases/well.reader.json").read_bytes() == first
    assert json.loads(first)["audience"] == "reader"


def test_what_an_edition_says_is_what_its_register_keeps(tiny: Path) -> None:
    """So that a reader can hold the two against each other."""
    publish(tiny)
    opened = Project.open(tiny)
    handle = opened.brief("well", audience="reader")
    kept = register_of(opened.workspace, "well", "reader")
    assert kept.release_of(said_by(handle.document, opened.verified.material)) == kept.last
