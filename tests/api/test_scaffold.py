"""Beginnings: a new audience, topic or project; never over something that is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen import briefs
from briefgen.api import Project
from briefgen.api.scaffold import LONGEST, Begun, check_name, new_audience, new_project, new_topic
from briefgen.errors import BriefgenError
from briefgen.model import TABLES
from briefgen.workspace import Workspace
from briefgen.workspace.files import write_new

SUBJECT = re.compile(r"mongol|ulaanbaatar|ulan bator|korea|dprk|helsinki|brookings|rinna|minton", re.IGNORECASE)


def rules(error: BriefgenError) -> list[str]:
    """Return the rule ids of an error."""
    return [d.rule for d in error.diagnostics]


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "../x", "a/b", "a\\b", "-x", "x-", "a--b", "A", "ä", "a b", "a\nb", "a\0b", "con", "all",
        "x" * (LONGEST + 1), "~", "$HOME", "{{ x }}", "a.toml", "\u202egnp", "builtin",
    ],
)  # fmt: skip
def test_hostile_names_are_refused(tiny: Path, name: str) -> None:
    """Nothing is written, and it is a fault of usage."""
    before = sorted(tiny.rglob("*"))
    workspace = Workspace.open(tiny)
    begins: list[Callable[[], Begun]] = [
        lambda: new_audience(workspace, name, "diplomat"),
        lambda: new_topic(workspace, name),
    ]
    for begin in begins:
        with pytest.raises(BriefgenError) as caught:
            begin()
        assert (rules(caught.value), caught.value.exit_code) == (["bad-name"], 2)
    assert sorted(tiny.rglob("*")) == before


def test_a_refused_name_has_the_nearest_good_one_as_hint() -> None:
    """Letters without marks, in small; nothing where nothing is left."""
    hints = {}
    for name in ("Überblick Team", "../../etc", "!!!", "ALL"):
        with pytest.raises(BriefgenError) as caught:
            check_name(name, "an audience")
        hints[name] = caught.value.diagnostics[0].hint
    assert hints == {
        "Überblick Team": "for example “uberblick-team”",
        "../../etc": "for example “etc”",
        "!!!": "",
        "ALL": "",
    }


def test_a_new_audience_is_a_copy_under_its_own_name(tiny: Path) -> None:
    """Settings and styles of the other one, and the project's words for it; its name and its edition are its own."""
    (tiny / "templates/terms").mkdir()
    (tiny / "templates/terms/minister.toml").write_text('"the well" = "the source"\n')
    begun = new_audience(Workspace.open(tiny), "town-hall", "minister")
    audience = briefs.read_audience(Workspace.open(tiny), "town-hall")
    assert (audience.name, audience.edition, audience.pages) == ("Town hall", "Edition for town hall", 1)
    assert dict(audience.terms) == {"the well": "the source"}
    assert begun.edit == ("templates/audiences/town-hall/audience.toml",)
    assert begun.show == "briefgen render well --audience town-hall --format html"
    assert set(begun.files) == {
        "templates/audiences/town-hall/audience.toml",
        "templates/audiences/town-hall/extra.css",
        "templates/terms/town-hall.toml",
    }
    first = (tiny / begun.edit[0]).read_text().splitlines()[0]
    assert first.startswith("# The audience “town-hall”, begun as a copy of “minister”")


def test_what_topics_wrote_for_the_other_audience_is_copied_when_asked_for(tiny: Path) -> None:
    """Otherwise it is only told."""
    place = tiny / "templates/topics/well/audiences/reader/topic.toml"
    place.parent.mkdir(parents=True)
    place.write_text('title = "For readers"\n')
    plain = new_audience(Workspace.open(tiny), "one", "reader")
    assert any("not copied (--with-texts would): well" in note for note in plain.notes)
    new_audience(Workspace.open(tiny), "two", "reader", with_texts=True)
    titles = [briefs.read_topic(Workspace.open(tiny), "well", name).title for name in ("one", "two")]
    assert titles == ["The well of Alderby", "For readers"]


def test_nothing_is_overwritten(tiny: Path, tmp_path: Path) -> None:
    """An audience, a topic or a folder that is there stays as it is; a built-in audience is not shadowed either."""
    workspace = Workspace.open(tiny)
    begins: list[Callable[[], Begun]] = [
        lambda: new_audience(workspace, "reader", "diplomat"),
        lambda: new_audience(workspace, "minister", "diplomat"),
        lambda: new_topic(workspace, "well"),
        lambda: new_project(tiny),
        lambda: new_project(tiny / "briefgen.toml"),
    ]
    for begin in begins:
        with pytest.raises(BriefgenError) as caught:
            begin()
        assert (rules(caught.value), caught.value.exit_code) == (["exists-already"], 2)
    with pytest.raises(BriefgenError) as caught:
        new_audience(workspace, "new", "diplomta")
    assert caught.value.diagnostics[0].hint == "did you mean “diplomat”?"
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    assert new_project(tmp_path / "empty").files


def test_files_are_written_new_or_not_at_all(tmp_path: Path) -> None:
    """One that is there stops all; a link out of the project is not followed; a folder may refuse."""
    (tmp_path / "there").write_text("mine")
    (tmp_path / "out").symlink_to(tmp_path.parent)
    (tmp_path / "loose").symlink_to(tmp_path / "nowhere")
    for name, rule in (("there", "exists-already"), ("out/x", "outside-project"), ("loose", "exists-already")):
        with pytest.raises(BriefgenError) as caught:
            write_new(tmp_path, {"fresh": b"", name: b""})
        assert rules(caught.value) == [rule]
    assert not (tmp_path / "fresh").exists()
    with pytest.raises(BriefgenError) as caught:
        write_new(tmp_path, {"there/below": b""})
    assert rules(caught.value) == ["out-not-writable"]


def test_a_new_topic_can_be_rendered_at_once(tiny: Path) -> None:
    """It rests on the newest event until records are filed under it; without such an event it says so."""
    begun = new_topic(Workspace.open(tiny), "new-pump")
    assert begun.show == "briefgen render new-pump --audience reader --format html"
    assert Project.open(tiny).check() == ()
    assert "well-reopened" in (tiny / begun.edit[0]).read_text()
    events = tiny / "data/events.csv"
    events.write_text(events.read_text().splitlines()[0] + "\n")
    assert any("data/events.csv has none yet" in note for note in new_topic(Workspace.open(tiny), "other").notes)


def test_a_new_project_is_sound_and_holds_one_of_everything(tmp_path: Path) -> None:
    """No table is empty, every kind of template is there, and there is nothing to complain of."""
    begun = new_project(tmp_path / "mine")
    project = Project.open(tmp_path / "mine")
    assert project.check() == ()
    assert all(project.dataset.tables[name] for name, table in TABLES.items() if not table.optional)
    assert {"README.md", ".gitignore", "templates/CONTEXT.md", "templates/assets/logo.svg"} <= set(begun.files)
    assert begun.show.startswith("briefgen render --project ")
    told = (tmp_path / "mine/README.md").read_text()
    assert [
        path for path in ("briefgen.toml", "seeds/", "data/sources.json", "templates/CONTEXT.md") if path not in told
    ] == []


def test_nothing_of_another_subject_is_in_a_new_project(tmp_path: Path) -> None:
    """Neither in its files nor in what it takes from briefgen: settings, words, pages."""
    new_project(tmp_path / "mine")
    written = [p for p in (tmp_path / "mine").rglob("*") if p.is_file()]
    assert [p.name for p in written if SUBJECT.search(p.read_text(encoding="utf-8"))] == []
    project = Project.open(tmp_path / "mine")
    for slug in project.audiences:
        page = re.sub(r"base64,[\w+/=]+", "", project.brief("footbridge", audience=slug).html())
        assert SUBJECT.search(page) is None, slug


def test_a_project_begins_from_the_installed_wheel(tmp_path: Path, checkout: Path) -> None:
    """The skeleton travels as package data: without the checkout, init, check and render work."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=checkout, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    first = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('briefgen', run_name='__main__')"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def briefgen(*arguments: str) -> str:
        command = [sys.executable, "-c", first, str(tmp_path / "site"), *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Edit next:" in briefgen("init", "mine")
    assert "no problems" in briefgen("check", "-p", "mine")
    assert briefgen("render", "-p", "mine", "-f", "html", "-a", "minister").split() == ["out/footbridge/minister.html"]
    assert "built-in templates/layout/print.css" in briefgen(
        "explain", "footbridge", "-a", "press", "-p", "mine", "--no-measure"
    )
