"""api.diff and `briefgen diff`: exports, PDFs and git revisions are read, and their changes told."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.api.diff import changes_between
from briefgen.changes import Changes, Sort
from briefgen.errors import BriefgenError
from tests.commands import run
from tests.projects import copy_tiny, edit

IDENTITY = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> None:
    """Run git, which must succeed."""
    subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True)


def committed(folder: Path, tag: str) -> None:
    """Commit everything, and give it a name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", tag)
    git(folder, "tag", tag)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository that holds the tiny project in a folder, at two revisions: v1 and v2; v0 has no project."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "README").write_text("Nothing yet.", encoding="utf-8")
    committed(tmp_path, "v0")
    project = copy_tiny(tmp_path / "project")
    committed(tmp_path, "v1")
    edit(
        project, "data/events.csv", {"The well runs dry": "The well is dry", "institution,held": "institution,ongoing"}
    )
    committed(tmp_path, "v2")
    return project


def test_a_project_tells_what_changed(repository: Path) -> None:
    """From Python, as on the command line."""
    assert Project.open(repository).diff("v1", "v2") == between("v1", "v2", repository)


def between(old: str | Path, new: str | Path, root: Path) -> Changes:
    """Return what changed."""
    return changes_between(str(old), str(new), lambda: root)


def faults(old: str | Path, new: str | Path, root: Path) -> list[str]:
    """Return the faults of a comparison, each as rule and place."""
    with pytest.raises(BriefgenError) as caught:
        between(old, new, root)
    return [f"{d.rule} {d.place}".strip() for d in caught.value.diagnostics]


def test_two_revisions(repository: Path) -> None:
    """Read from git, whatever stands in the working tree, which stays as it is."""
    edit(repository, "data/events.csv", {"Next meeting": "No meeting"})
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    found = between("v1", "HEAD", repository)
    assert [(c.sort, c.id, c.old, c.new) for c in found.changes] == [
        (Sort.REWORDED, "well-dry", "The well runs dry", "The well is dry"),
        (Sort.STATUS, "well-reopened", "held", "ongoing"),
    ]
    assert (found.old, found.new) == ("v1", "HEAD")
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_a_revision_with_the_name_of_a_file(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`git:` before it says what is meant."""
    monkeypatch.chdir(repository)
    Path("v1").write_text("{}", encoding="utf-8")
    assert faults("v1", "v2", repository) == ["export-unreadable v1"]
    assert len(between("git:v1", "git:v2", repository).changes) == 2


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("v9", ["unknown-revision"]),
        ("--help", ["unknown-revision"]),
        ("git:", ["unknown-revision"]),
        ("v0", ["unknown-revision"]),
    ],
)
def test_a_revision_that_is_none(old: str, expected: list[str], repository: Path) -> None:
    """Nor is one before there was a project; nothing that looks like an option reaches git."""
    assert faults(old, "v2", repository) == expected


def test_a_revision_of_the_folder_without_a_project(repository: Path) -> None:
    """The folder was there, and no briefgen.toml in it."""
    (repository / "briefgen.toml").unlink()
    committed(repository, "v3")
    assert faults("v2", "v3", repository) == ["no-project v3"]


def test_a_revision_that_cannot_be_read(repository: Path) -> None:
    """Its faults are told with the revision, for what is misspelt would seem missing; a stale package is none."""
    edit(repository, "data/events.csv", {"id,date,": "id,dat,"})
    (repository / "data/datapackage.json").write_text("{}", encoding="utf-8")
    committed(repository, "v3")
    assert faults("v2", "v3", repository) == ["unknown-column v3:data/events.csv:1 dat"]
    edit(repository, "data/events.csv", {"id,dat,": "id,date,"})
    edit(repository, "briefgen.toml", {"schema = 1": "schema = 9"})
    committed(repository, "v4")
    assert [fault.split(" ")[0] for fault in faults("v2", "v4", repository)] == ["schema-version"]
    edit(repository, "briefgen.toml", {"schema = 9": "schema = 1"})
    committed(repository, "v5")
    assert between("v2", "v5", repository).changes == ()


def test_a_project_in_no_repository(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or a machine without git."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tiny.parent))
    assert faults("v1", "v2", tiny) == ["no-repository"]
    monkeypatch.setenv("PATH", str(tiny))
    assert faults("v1", "v2", tiny) == ["git-missing"]


def test_git_that_does_not_answer(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up."""
    monkeypatch.setattr("briefgen.workspace.git.DEADLINE", 0.0)
    assert faults("v1", "v2", repository) == ["git-missing"]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give two PDFs of the tiny project, before and after a change of a claim it cites."""
    project = copy_tiny(tmp_path_factory.mktemp("pdfs") / "project")
    names = ("old.pdf", "new.pdf")
    for name in names:
        (project / name).write_bytes(Project.open(project).brief("well", audience="reader").pdf())
        if name == "old.pdf":
            edit(
                project,
                "data/events.csv",
                {"The well runs dry": "The well is dry", "reopened,2018-06": "reopened,2018"},
            )
    return project / "old.pdf", project / "new.pdf"


def test_two_pdfs(pdfs: tuple[Path, Path], tmp_path: Path) -> None:
    """From the evidence inside them; no project is looked for. A PDF and itself are the same."""
    old, new = pdfs
    found = between(old, new, tmp_path)
    assert [(c.sort, c.id, c.old, c.new) for c in found.changes] == [
        (Sort.REWORDED, "well-dry", "The well runs dry", "The well is dry"),
        (Sort.DATE, "well-reopened", "2018-06", "2018"),
    ]
    assert between(old, old, tmp_path).changes == ()


def test_a_pdf_and_an_export_are_not_alike(pdfs: tuple[Path, Path], tmp_path: Path) -> None:
    """What the edition does not use would seem to be new."""
    (tmp_path / "all.json").write_bytes(Project.open(pdfs[0].parent).export_json())
    assert faults(pdfs[0], tmp_path / "all.json", tmp_path) == [f"diff-unlike {tmp_path}/all.json"]


def test_a_pdf_of_another_program(tmp_path: Path) -> None:
    """It is damaged, or carries no evidence."""
    import pikepdf

    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert faults(tmp_path / "broken.pdf", tmp_path / "broken.pdf", tmp_path) == ["pdf-unreadable"]
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(tmp_path / "blank.pdf")
    assert faults(tmp_path / "blank.pdf", "x", tmp_path) == [f"manifest-missing {tmp_path}/blank.pdf"]


def test_the_command_tells_it_as_text_json_and_html(repository: Path) -> None:
    """Text by default; the JSON has the one envelope; the page is whole."""
    assert run(repository, "diff", "v1", "v2").stdout.startswith("From v1 to v2: 2 changes.\n")
    for words in (("--json",), ("--format", "json")):
        said = json.loads(run(repository, "diff", "v1", "v2", *words).stdout)
        assert (said["kind"], said["data"]["changes"][0]["sort"]) == ("diff", "reworded")
    assert "<del>runs</del><ins>is</ins>" in run(repository, "diff", "v1", "v2", "-f", "html").stdout
    done = run(repository, "diff", "v1", "v9")
    assert (done.returncode, "no git revision “v9”" in done.stderr) == (2, True)


def test_exports_need_no_project(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two files are enough, in any folder."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in ("a.json", "b.json"):
        (folder / name).write_text(run(repository, "export", "--format", "json").stdout, encoding="utf-8")
        edit(repository, "data/events.csv", {"The well is dry": "The well is wet"}) if name == "a.json" else None
    done = run(folder, "diff", "a.json", "b.json")
    assert (done.returncode, "- The well is dry" in done.stdout) == (0, True)
