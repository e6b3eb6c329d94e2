"""api.said: who says so, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.api.said import Told, summary, told_in
from briefgen.errors import BriefgenError
from tests.commands import run, told
from tests.projects import TINY, edit


def _told(sentence: str = "") -> tuple[Told, ...]:
    return told_in(Project.open(TINY), "well", "reader", sentence)


def test_every_sentence_is_there_in_reading_order() -> None:
    """Title first; each with the template line that wrote it, and what it cites."""
    found = _told()
    assert found[0].kind == "title"
    assert all(one.text.strip() == one.text for one in found)
    assert any(one.file.endswith("story.md.j2") and one.line and one.cites for one in found)
    assert summary(found)[0] > 0


def test_parts_are_cut_out_of_the_sentence() -> None:
    """The offsets of a part give its words, and no two parts overlap."""
    for one in _told():
        for part in one.parts:
            if part.kind != "quotation":
                assert one.text[part.start : part.end].strip() == part.words.strip()
        assert all(a.end <= b.start for a, b in zip(one.parts, one.parts[1:], strict=False))


def test_a_basis_leads_to_the_source() -> None:
    """The characters named are the passage, in the source as it is."""
    project = Project.open(TINY)
    bases = [b for one in told_in(project, "well", "reader") for part in one.parts for b in part.basis if b.passage]
    assert bases
    for basis in bases:
        text = project.evidenced.texts[basis.source][basis.start : basis.end].replace("\u00a0", " ")
        assert " ".join(text.split()) == " ".join(basis.exact.replace("\u00a0", " ").split())


def test_no_such_sentence() -> None:
    """A usage fault."""
    with pytest.raises(BriefgenError, match="no sentence of well for reader holds “the moon”") as fault:
        _told("the moon")
    assert fault.value.exit_code == 2


def test_unsound_evidence_stops_it(tiny: Path) -> None:
    """What rests on broken evidence is not explained by it."""
    edit(tiny, "data/events.csv", {"2020-05-12": "2021-05-12"})
    with pytest.raises(BriefgenError, match="date-without-basis"):
        told_in(Project.open(tiny), "well", "reader")


def test_the_command() -> None:
    """For people, with the count of what is without support; for scripts, the same as data."""
    said = run(TINY, "trace", "--brief", "well/reader")
    assert said.returncode == 0
    assert "parts that can be checked" in said.stdout.splitlines()[-1]
    data = told(TINY, "trace", "--brief", "well/reader")
    assert [one["text"] for one in data] == [one.text for one in _told()]


def test_the_page(tiny: Path) -> None:
    """In the output folder; words of sources are text, never markup."""
    edit(tiny, "templates/topics/well/topic.toml", {'title = "': 'title = "<b>x</b> & '})
    said = run(tiny, "trace", "--brief", "well/reader", "--html")
    page = (tiny / said.stdout.strip()).read_text(encoding="utf-8")
    assert said.stdout == "out/well/reader.trace.html\n"
    assert "&lt;b&gt;x&lt;/b&gt; &amp;" in page
    assert "<script" not in page
    assert "<mark" in page


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("--brief", "well"), "trace-what"),
        (("--brief", "well/nobody"), "unknown-audience"),
        (("well-dry", "--brief", "well/reader"), "trace-what"),
        (("well-dry", "--sentence", "x"), "trace-what"),
        (("well-dry", "--html"), "trace-what"),
        (("--brief", "well/reader", "--source", "parish-2019"), "trace-what"),
    ],
)
def test_what_does_not_go_together(arguments: tuple[str, ...], rule: str) -> None:
    """Usage faults, with a hint."""
    said = run(TINY, "trace", *arguments)
    assert (said.returncode, f"error[{rule}]" in said.stderr) == (2, True)
