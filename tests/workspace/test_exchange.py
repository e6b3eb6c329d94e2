"""workspace.exchange: a folder is replaced whole, and what others put into it survives."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.errors import BriefgenError
from briefgen.workspace import exchange
from briefgen.workspace.exchange import beside

MADE = "made.txt"


def ours(folder: Path) -> frozenset[str] | None:
    """Read which files are ours from a list among them."""
    try:
        return frozenset({MADE, *(folder / MADE).read_text(encoding="utf-8").split()})
    except OSError:
        return None


def make(target: Path, **files: str) -> None:
    """Replace a folder by these files."""
    with beside(target, "site", ours) as made:
        for name, text in files.items():
            made.write(name.replace("__", "/"), text.encode())
        names = [name.replace("__", "/") for name in files]
        made.write(MADE, " ".join(names).encode())
        made.put_in_place({MADE, *names})


def texts(folder: Path) -> dict[str, str]:
    """Return path → text of what is in a folder, our list left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MADE)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(found)}


def rest(target: Path) -> list[str]:
    """Return what lies beside a folder."""
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture(params=["in one step", "in two renames"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to be, on a system that can exchange folders and on one that cannot."""
    if request.param == "in two renames":
        monkeypatch.setattr(exchange, "_exchanged", lambda *_: False)
    return tmp_path / "beside" / "site"


def test_a_folder_comes_to_be_and_is_replaced(target: Path) -> None:
    """Nothing of the old one stays, and nothing beside it but the lock."""
    make(target, a="1", b__c="2")
    assert texts(target) == {"a": "1", "b/c": "2"}
    make(target, a="3")
    assert texts(target) == {"a": "3"}
    assert rest(target) == [".site.lock"]


def test_what_others_put_there_survives(target: Path) -> None:
    """Also in folders that are no longer made, and links."""
    make(target, a="1", b__c="2")
    (target / "b" / "own").write_text("mine", encoding="utf-8")
    (target / "to-a").symlink_to("a")
    (target / "to-b").symlink_to("b")
    make(target, a="3")
    assert texts(target) == {"a": "3", "b/own": "mine", "to-a": "3"}
    assert (target / "to-b").is_symlink()


@pytest.mark.parametrize(
    ("mine", "made"), [("a", {"a": "1"}), ("a", {"a__b": "1"}), ("a/b", {"a": "1"})], ids=["file", "folder", "above"]
)
def test_what_others_put_there_is_never_overwritten(target: Path, mine: str, made: dict[str, str]) -> None:
    """The folder stays as it was."""
    path = target / mine
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BriefgenError, match=rf"\[not-ours\] site/{mine}"):
        make(target, **made)
    assert texts(target) == {mine: "mine"}
    assert rest(target) == [".site.lock"]


def test_the_same_file_made_by_others_is_no_conflict(target: Path) -> None:
    """A folder copied without its list can be published into again."""
    make(target, a="1")
    (target / MADE).unlink()
    make(target, a="1")
    assert texts(target) == {"a": "1"}


def test_a_fault_while_it_is_built_leaves_everything_as_it_was(target: Path) -> None:
    """The new one goes."""
    make(target, a="1")

    def fail() -> None:
        with beside(target, "site", ours) as made:
            made.write("a", b"2")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert texts(target) == {"a": "1"}
    assert rest(target) == [".site.lock"]


def test_two_at_once_do_not_mix(target: Path) -> None:
    """The second is told."""
    with (
        beside(target, "site", ours),
        pytest.raises(BriefgenError, match="another briefgen is writing there") as caught,
        beside(target, "site", ours),
    ):
        pass
    assert "\n  hint: wait until it has finished" in str(caught.value)


def test_a_link_to_the_folder_stays_a_link(target: Path) -> None:
    """What it leads to is replaced."""
    make(target, a="1")
    link = target.with_name("public")
    link.symlink_to(target)
    make(link, a="2")
    assert link.is_symlink()
    assert texts(target) == {"a": "2"}


def crashed(target: Path, new: str, old: str) -> Iterator[Path]:
    """Yield the folders a run leaves that dies at the worst moment."""
    for name, text in (("new", new), ("old", old)):
        folder = target.with_name(f".site.{name}")
        if text:
            folder.mkdir(parents=True)
            (folder / "a").write_text(text, encoding="utf-8")
            yield folder


def test_death_between_two_renames_is_mended(target: Path) -> None:
    """The next run puts the old folder back before it does anything else."""
    list(crashed(target, new="2", old="1"))
    with beside(target, "site", ours):
        assert texts(target) == {"a": "1"}
    assert rest(target) == [".site.lock"]


def test_death_while_it_was_built_is_mended(target: Path) -> None:
    """Half a folder goes."""
    make(target, a="1")
    list(crashed(target, new="2", old=""))
    make(target, a="3")
    assert texts(target) == {"a": "3"}
    assert rest(target) == [".site.lock"]


def test_what_was_put_there_at_the_last_moment_is_taken_over(target: Path) -> None:
    """A run died after the exchange: the old folder, with a file of others that came late, lies beside the new one."""
    make(target, a="2")
    (late,) = crashed(target, new="1", old="")
    (late / MADE).write_text("a", encoding="utf-8")
    (late / "b").mkdir()
    (late / "b" / "late").write_text("mine", encoding="utf-8")
    make(target, a="3")
    assert texts(target) == {"a": "3", "b/late": "mine"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """As a diagnostic, at whatever step the system refuses."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BriefgenError, match=r"\[out-not-writable\] site"):
        make(tmp_path / "file" / "site", a="1")
    with pytest.raises(BriefgenError, match=r"\[out-not-writable\] site"):
        make(tmp_path / "other", a="1", a__b="2")
    assert not (tmp_path / "other").exists()


def test_a_refusal_to_exchange_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while folders change places."""
    make(tmp_path / "site", a="1")

    def refuse(new: Path, target: Path, old: Path) -> None:
        raise OSError(16, "Device or resource busy", str(target))

    monkeypatch.setattr(exchange, "swap", refuse)
    with pytest.raises(BriefgenError, match="device or resource busy"):
        make(tmp_path / "site", a="2")
    assert texts(tmp_path / "site") == {"a": "1"}


def test_what_is_left_and_cannot_be_cleared_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is built."""
    make(tmp_path / "site", a="1")
    list(crashed(tmp_path / "site", new="2", old=""))

    def refuse(folder: Path) -> None:
        raise OSError(30, "Read-only file system", str(folder))

    monkeypatch.setattr(shutil, "rmtree", refuse)
    with pytest.raises(BriefgenError, match="read-only file system"), beside(tmp_path / "site", "site", ours):
        pass


def test_the_system_call_exchanges_two_folders(tmp_path: Path) -> None:
    """On Linux in one step; an error that is no “cannot” is an error."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange._exchanged(tmp_path / "one", tmp_path / "two")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["two"]
    with pytest.raises(FileNotFoundError):
        exchange._exchanged(tmp_path / "one", tmp_path / "three")


class _Without:
    """A C library without the calls of Linux, or one whose file system refuses them."""

    def __init__(self, number: int | None) -> None:
        self._number = number

    def __getattr__(self, name: str) -> object:
        if self._number is None:
            raise AttributeError(name)
        return self._refuse

    def _refuse(self, *_: object) -> int:
        ctypes.set_errno(self._number or 0)
        return -1


@pytest.mark.parametrize("number", [None, 38, 22])
def test_where_system_or_file_system_cannot_it_takes_two_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None
) -> None:
    """No such call (macOS), an old kernel, a file system without it (NFS)."""
    make(tmp_path / "site", a="1")
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: _Without(number))
    make(tmp_path / "site", a="2")
    assert texts(tmp_path / "site") == {"a": "2"}


def test_files_are_copied_where_there_are_no_hard_links(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What others put there survives all the same."""
    make(target, a="1")
    (target / "own").write_text("mine", encoding="utf-8")

    def refuse(*arguments: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    make(target, a="2")
    assert texts(target) == {"a": "2", "own": "mine"}
