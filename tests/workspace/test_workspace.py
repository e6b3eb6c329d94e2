"""workspace: the one door to a project's files; nothing outside it is read, nothing is half written."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace, installed_version
from briefgen.workspace.files import lock, write_all, write_atomically
from tests.projects import TINY, copy_tiny


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the tiny project."""
    return copy_tiny(tmp_path / "project")


def _rule(error: pytest.ExceptionInfo[BriefgenError]) -> str:
    return error.value.diagnostics[0].rule


def test_a_project_is_found_from_a_folder_inside_it(project: Path) -> None:
    """The nearest briefgen.toml at or above the folder is the project's."""
    workspace = Workspace.open(project / "data")
    assert (workspace.root, workspace.config.name, workspace.out) == (project, "Alderby Well", project / "out")
    assert Workspace.open(project, project / "elsewhere").out == project / "elsewhere"


def test_a_folder_without_a_project_is_a_usage_error(tmp_path: Path) -> None:
    """Exit code 2, and what to do."""
    with pytest.raises(BriefgenError) as error:
        Workspace.open(tmp_path)
    assert (_rule(error), error.value.exit_code) == ("no-project", 2)


def test_files_are_read_whole_and_as_utf8(project: Path) -> None:
    """Bytes as they are; text without a byte order mark, line ends untouched."""
    (project / "bom.csv").write_bytes(b"\xef\xbb\xbfa\r\nb")
    workspace = Workspace.open(project)
    assert workspace.read_text("bom.csv") == "a\r\nb"
    assert workspace.exists("bom.csv")
    assert not workspace.exists("seeds")


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("none.txt", "file-missing"),
        ("seeds", "file-missing"),
        ("../outside.txt", "outside-project"),
        ("link.txt", "outside-project"),
    ],
)
def test_what_cannot_or_must_not_be_read_is_said(project: Path, name: str, rule: str) -> None:
    """A missing file, a folder, a path that leads out, and a link that leads out."""
    (project.parent / "outside.txt").write_text("secret", encoding="utf-8")
    (project / "link.txt").symlink_to(project.parent / "outside.txt")
    with pytest.raises(BriefgenError) as error:
        Workspace.open(project).read_bytes(name)
    assert _rule(error) == rule


def test_a_file_in_another_encoding_is_named_with_its_line(project: Path) -> None:
    """The line is that of the first byte that is not UTF-8."""
    (project / "latin.txt").write_bytes(b"one\ntw\xf6\n")
    with pytest.raises(BriefgenError) as error:
        Workspace.open(project).read_text("latin.txt")
    assert str(error.value.diagnostics[0].place) == "latin.txt:2"


def test_templates_of_the_project_come_before_the_built_in_ones(project: Path) -> None:
    """Topics are the project's only; audiences also the built-in ones; a name finds the project's file first."""
    workspace = Workspace.open(project)
    assert workspace.template_folders("topics") == ("well",)
    assert "reader" in workspace.template_folders("audiences")
    assert workspace.template_roots()[0] == ("templates", project / "templates")
    found = workspace.find_template("topics/well/topic.toml")
    assert found is not None
    assert found[0] == "templates/topics/well/topic.toml"
    assert workspace.find_template("topics/none/topic.toml") is None
    assert workspace.list_templates("topics/well") == ("topic.toml",)
    assert workspace.assets == project / "templates" / "assets"


def test_built_in_templates_can_be_had_past_the_project_s(project: Path) -> None:
    """Whatever the project overrides; never a file beside them."""
    workspace, builtin, name = Workspace.open(project), project.parent / "builtin", "layout/page.css"
    for folder, text in ((builtin, "theirs"), (project / "templates", "mine")):
        (folder / "layout").mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    workspace.__dict__["builtin"] = builtin
    assert workspace.find_template(name) == (f"templates/{name}", "mine")
    found = workspace.find_builtin(name)
    assert found == (f"built-in templates/{name}", "theirs")
    assert workspace.list_templates("layout") == ("page.css",)
    assert workspace.find_builtin("layout/none.css") is None
    assert workspace.find_builtin("../project/briefgen.toml") is None


def test_a_build_is_due_when_a_file_has_changed(project: Path) -> None:
    """Before the first build, and after a change of data; not in between."""
    workspace = Workspace.open(project)
    assert workspace.changed_since_last_build()
    workspace.remember_build()
    assert not workspace.changed_since_last_build()
    (project / "data/events.csv").write_bytes((project / "data/events.csv").read_bytes() + b"\n")
    assert workspace.changed_since_last_build()


def test_code_is_a_part_of_a_cache_key(project: Path) -> None:
    """Each package of the program has a hash of its own."""
    workspace = Workspace.open(project)
    assert workspace.code_hash("dataset") == workspace.code_hash("dataset") != workspace.code_hash("checks")


def test_a_template_that_is_a_link_out_of_its_folder_is_refused(project: Path) -> None:
    """A template can not bring in a file of the machine."""
    (project / "templates" / "layout").mkdir()
    (project / "templates" / "layout" / "x.css").symlink_to("/etc/hostname")
    with pytest.raises(BriefgenError) as error:
        Workspace.open(project).find_template("layout/x.css")
    assert _rule(error) == "outside-project"


def test_output_is_written_under_the_output_folder(project: Path) -> None:
    """Files appear with their content; labels are relative to the project where they can be."""
    workspace = Workspace.open(project)
    with workspace.locked():
        workspace.write_out({"a/b.txt": b"text"})
    assert (project / "out/a/b.txt").read_bytes() == b"text"
    assert workspace.out_label("a") == "out/a"
    assert Workspace.open(project, project.parent / "x").out_label() == str(project.parent / "x")


def test_a_failed_write_leaves_the_earlier_file_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old content stands until the new is whole on the disk."""
    path = tmp_path / "brief.pdf"
    write_atomically(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BriefgenError) as error:
        write_all(tmp_path, {"brief.pdf": b"new"}, "out")
    assert error.value.diagnostics[0].message == "cannot write there: no space left on device"
    assert (path.read_bytes(), [entry.name for entry in tmp_path.iterdir()]) == (b"old", ["brief.pdf"])


def test_an_output_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """A file where the folder should be: no traceback, for writing and for locking."""
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(BriefgenError) as error, lock(tmp_path / "out", "out"):
        pass
    assert _rule(error) == "out-not-writable"


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    """The second is told to wait; afterwards the folder is free again."""
    with lock(tmp_path, "out"):
        with pytest.raises(BriefgenError) as error, lock(tmp_path, "out"):
            pass
        assert _rule(error) == "locked"
    with (tmp_path / ".lock").open() as stream:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_the_cache_gives_back_what_was_stored_and_nothing_damaged(project: Path) -> None:
    """A key is the hash of exact inputs; a damaged entry counts as none."""
    workspace = Workspace.open(project)
    key = workspace.cache_key("a", b"b")
    assert key == workspace.cache_key("a", "b")
    assert key != workspace.cache_key("ab", "")
    assert workspace.cached("charts", key) is None
    workspace.store("charts", key, b"<svg/>")
    assert workspace.cached("charts", key) == b"<svg/>"
    path = project / ".cache/charts" / key[:2] / key
    path.write_bytes(path.read_bytes()[:-1])
    assert workspace.cached("charts", key) is None


def test_a_cache_that_cannot_be_written_is_no_fault(project: Path) -> None:
    """Everything still works, only slower."""
    (project / ".cache").write_text("", encoding="utf-8")
    Workspace.open(project).store("charts", "ab", b"x")


def test_the_package_knows_its_folders_and_its_version() -> None:
    """Fonts come with the package; the version is the installed one."""
    assert Workspace.open(TINY).fonts.name == "fonts"
    assert installed_version("pytest")[0].isdigit()
