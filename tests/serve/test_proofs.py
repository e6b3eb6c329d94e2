"""The rules, asked from beside the preview: they say what `briefgen check` and a render say."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.errors import BriefgenError, in_order
from briefgen.serve.desk import Findings, composed, open_desk
from briefgen.serve.proofs import Proofreader, of_edition, of_project, of_series
from tests.projects import edit

READER = ("well", "reader")
STORY = "templates/topics/well/sections/story.md.j2"


def test_it_says_what_check_says(tiny: Path) -> None:
    """Faults in evidence, settings and prose, one after the other, as they are mended."""
    edit(
        tiny,
        "data/indicators.csv",
        {"households,Households that use the well,40": "households,Households that use the well,41"},
    )
    checked = Project.open(tiny).check()
    found = of_project(tiny)
    assert in_order((*open_desk(tiny).read, *found.settings, *found.data)) == checked
    edit(tiny, "data/indicators.csv", {",41": ",40"})
    edit(tiny, STORY, {"probably in 2016": "probably in 2011"})
    keys = [(topic, audience) for topic in Project.open(tiny).topics for audience in Project.open(tiny).audiences]
    prose = [d for key in keys for d in of_edition(tiny, key, (), inspect=False).prose]
    assert in_order((*prose, *of_series(tiny, keys))) == Project.open(tiny).check() != ()


def test_it_says_what_a_render_says(tiny: Path) -> None:
    """What is lost on the page is found when the page is inspected, and only then."""
    (tiny / "templates/audiences/reader/extra.css").write_text("main section p { display: none }", encoding="utf-8")
    assert of_edition(tiny, READER, (), inspect=False).page is None
    found = of_edition(tiny, READER, (), inspect=True).page
    with pytest.raises(BriefgenError) as refused:
        Project.open(tiny).brief("well", audience="reader").html()
    assert found == refused.value.diagnostics != ()
    (tiny / "templates/audiences/reader/extra.css").unlink()
    for _ in range(2):  # the second time it is known
        assert of_edition(tiny, READER, (), inspect=True).page == ()


def test_what_cannot_be_composed_is_said_once(tiny: Path) -> None:
    """A template's fault is no finding of a rule on prose; broken settings are the project's."""
    edit(tiny, STORY, {"The well ran": "{{ nothing }} The well ran"})
    found = of_edition(tiny, READER, (), inspect=True)
    assert ([d.rule for d in found.stopped], found.prose, found.page) == (["template-undefined"], (), None)
    edit(tiny, "briefgen.toml", {"schema = 1": "schema = 1\ncolour = 1"})
    assert [d.rule for d in of_project(tiny).settings] == ["unknown-key"]
    assert of_series(tiny, [READER]) == ()


def test_findings_make_a_draft(tiny: Path) -> None:
    """A draft holds what was found, where it was found."""
    edit(tiny, STORY, {"probably in 2016": "probably in 2011"})
    prose = of_edition(tiny, READER, (), inspect=False).prose
    document = composed(open_desk(tiny), READER, Findings((), prose)).document
    assert document.metadata.draft
    assert "To be mended" in repr(document)


def fails() -> None:
    """Do what nobody expects."""
    raise LookupError("nobody expects this")


def test_a_fault_of_the_program_is_said(tiny: Path) -> None:
    """It becomes a diagnostic, and the next question gets an answer."""

    async def ask() -> None:
        proofreader = Proofreader()
        try:
            with pytest.raises(BriefgenError, match=r"proofs-failed\].*\n.*\n  LookupError: nobody expects this"):
                await proofreader.ask(fails)
            assert (await proofreader.ask(of_project, tiny)).data == ()
        finally:
            proofreader.close()
        proofreader.close()

    asyncio.run(ask())


def heeds_nothing(started: Path) -> None:
    """Work on, whoever asks for an end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    started.touch()
    time.sleep(1000)


def wait_for(path: Path) -> None:
    """Return when there is a file."""
    while not path.exists():
        time.sleep(0.05)


def test_a_process_that_heeds_nothing_is_ended(tmp_path: Path) -> None:
    """The preview ends all the same: the process is killed."""

    async def ask() -> None:
        proofreader = Proofreader()
        asked = asyncio.create_task(proofreader.ask(heeds_nothing, tmp_path / "started"))
        await asyncio.to_thread(wait_for, tmp_path / "started")
        await asyncio.to_thread(proofreader.close)
        with pytest.raises(BriefgenError, match="proofs-failed"):
            await asked

    asyncio.run(asyncio.wait_for(ask(), 60))
