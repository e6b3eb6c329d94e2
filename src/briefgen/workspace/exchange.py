"""A folder that is replaced whole: built beside the old one, then put in its place in one step.

In: the folder, and files one after the other. Out: a reader, and a crash at any moment, see the old folder or the new
one, never a mixture. On Linux the two folders change names in one system call (renameat2 with RENAME_EXCHANGE: ext4,
XFS, Btrfs, tmpfs, overlayfs and others). Where system or file system has no such call, the old folder is renamed first
and the new one after it; should the program die between the two, the next run puts the old one back.

Beside a folder `site` stand, while it is made: `.site.lock`, `.site.new`, and `.site.old`, the last only where the
two folders cannot change places in one step. What others put into the folder is linked into the new one, and never
deleted.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.workspace.files import hold, not_writable

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE (linux/fs.h)
_NO_SUCH_CALL = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)
Ours = Callable[[Path], Collection[str] | None]


class Beside:
    """A folder being built beside the one it is to replace.

    Attributes:
        target: the folder to replace.
        label: what messages call it.
        folder: the new one.
    """

    def __init__(self, target: Path, label: str, ours: Ours) -> None:
        """Clear away what a run that died has left; use `beside`."""
        self.target, self.label, self._ours = target, label, ours
        self.folder, self._old = (target.with_name(f".{target.name}.{what}") for what in ("new", "old"))
        self._folders: set[Path] = set()
        if not target.exists() and self._old.exists():  # it died between the two renames
            self._old.rename(target)
        self._discard(self._old)
        self._discard(self.folder)

    def write(self, name: str, content: bytes) -> None:
        """Write a file of the new folder.

        Raises:
            BriefgenError: it cannot be written (`out-not-writable`).
        """
        path = self.folder / name
        try:
            if path.parent not in self._folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(path.parent)
            path.write_bytes(content)
        except OSError as error:
            raise BriefgenError(not_writable(self.label, error)) from None

    def foreign(self) -> tuple[str, ...]:
        """Return the files in the old folder that are not ours, by their paths in it."""
        ours = self._ours(self.target) or ()
        return tuple(name for name in _files(self.target) if name not in ours)

    def put_in_place(self, made: Collection[str]) -> None:
        """Take over what is not ours, and let the new folder take the place of the old one.

        Args:
            made: the files that were made.

        Raises:
            BriefgenError: a file that is not ours stands where one of ours should (`not-ours`), or the folder cannot be
                written (`out-not-writable`).
        """
        try:
            faults = [fault for name in self.foreign() if (fault := self._kept(name, made))]
            if faults:
                raise BriefgenError(faults)
            _flush(self.folder)
            swap(self.folder, self.target, self._old)
            self._discard(self._old)
            self._discard(self.folder)
        except OSError as error:
            raise BriefgenError(not_writable(self.label, error)) from None

    def _kept(self, name: str, made: Collection[str]) -> Diagnostic | None:
        taken = name in made or any(above.as_posix() in made for above in Path(name).parents)
        if taken or (self.folder / name).is_dir():
            if taken and name in made and (self.target / name).read_bytes() == (self.folder / name).read_bytes():
                return None
            hint = "move it away, or publish into another folder with --out"
            message = "briefgen did not make this file, and would have to overwrite it"
            return Diagnostic("not-ours", message, Place(f"{self.label}/{name}"), hint=hint)
        _link(self.target / name, self.folder / name)
        return None

    def _discard(self, folder: Path) -> None:
        """Delete a folder of ours; what others put into it at the last moment goes to the target first."""
        if not folder.is_dir():
            return
        ours = self._ours(folder)
        if ours is not None:  # else it was never finished: what it holds of others' is linked from the target
            for name in _files(folder):
                if name not in ours and not os.path.lexists(self.target / name):
                    _link(folder / name, self.target / name)
        shutil.rmtree(folder)

    def abandon(self) -> None:
        """Delete what was built; the old folder stays."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def beside(target: Path, label: str, ours: Ours) -> Iterator[Beside]:
    """Build a folder beside another, which no other run may do meanwhile.

    Args:
        target: the folder to replace; it need not exist.
        label: what messages call it.
        ours: tells which files of a folder are ours; None when that is written nowhere.

    Raises:
        BriefgenError: another run is at it (`locked`), or it cannot be written (`out-not-writable`).
    """
    target = target.resolve()  # a link to the folder stays a link
    with hold(target.with_name(f".{target.name}.lock"), label):
        try:
            made = Beside(target, label, ours)
        except OSError as error:
            raise BriefgenError(not_writable(label, error)) from None
        try:
            yield made
        finally:
            made.abandon()


def swap(new: Path, target: Path, old: Path) -> None:
    """Put a folder in the place of another, which then lies at `new` or at `old`."""
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        target.rename(old)
        new.rename(target)
    _flush(target.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where system or file system cannot."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if (number := ctypes.get_errno()) in _NO_SUCH_CALL:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _flush(folder: Path) -> None:
    """Have the file system that holds a folder write everything to the disk, so that a power cut finds it there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        call = getattr(ctypes.CDLL(None), "syncfs", None)
        if call is None or call(handle) != 0:
            os.sync()
    finally:
        os.close(handle)


def _link(path: Path, to: Path) -> None:
    """Give a file a second name; where there are no hard links, or for a symbolic one, copy it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        to.symlink_to(path.readlink())
        return
    try:
        os.link(path, to)
    except OSError:
        shutil.copy2(path, to)


def _files(folder: Path) -> Iterator[str]:
    """Yield every file and link in a folder, by its path in it."""
    for path, folders, files in os.walk(folder):
        linked = [name for name in folders if (Path(path) / name).is_symlink()]
        yield from sorted((Path(path) / name).relative_to(folder).as_posix() for name in (*files, *linked))
