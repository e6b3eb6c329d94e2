"""As a new user: an empty folder, the command line alone, a new audience and a new topic, both rendered."""

from __future__ import annotations

from pathlib import Path

from briefgen.inspect import pages
from tests.commands import run


def done(folder: Path, *arguments: str) -> str:
    """Run a command that must succeed, and return what it says."""
    said = run(folder, *arguments)
    assert said.returncode == 0, said.stderr
    return said.stdout


def test_a_new_audience_and_a_new_topic_in_an_empty_project(tmp_path: Path) -> None:
    """init, new audience, new topic, check, render: HTML and PDF of both, for the new audience and a built-in one."""
    done(tmp_path, "init", "mine")
    project = tmp_path / "mine"
    done(project, "new", "audience", "town-hall", "--from", "minister")
    done(project, "new", "topic", "river-crossings")
    assert "no problems" in done(project, "check")
    rendered = done(project, "render", "footbridge", "river-crossings", "-a", "town-hall", "-a", "diplomat")
    assert rendered.split() == [
        f"out/{topic}/{audience}.{kind}"
        for topic in ("footbridge", "river-crossings")
        for audience in ("town-hall", "diplomat")
        for kind in ("html", "pdf")
    ]
    titles = {"footbridge": "Who pays for the footbridge at Lindow", "river-crossings": "River crossings"}
    for topic, title in titles.items():
        page = (project / "out" / topic / "town-hall.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in page
        assert "Edition for town hall" in page
        assert pages((project / "out" / topic / "town-hall.pdf").read_bytes()) >= 1
    shown = done(project, "render", "river-crossings", "--audience", "town-hall", "--format", "html")
    assert shown == "out/river-crossings/town-hall.html\n"
