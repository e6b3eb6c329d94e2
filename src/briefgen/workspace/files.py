"""Files that are whole or not there: atomic writes, and a lock so that two runs do not mix."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.errors import BriefgenError, Diagnostic, Place


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush, then rename: a reader and a crash see the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write_all(folder: Path, files: Mapping[str, bytes], label: str) -> None:
    """Write several files under `folder`; `label` is what the diagnostics call it.

    Raises:
        BriefgenError: the folder cannot be written (`out-not-writable`); files already there stay as they were.
    """
    try:
        for name, content in files.items():
            write_atomically(folder / name, content)
    except OSError as error:
        raise BriefgenError(not_writable(label, error)) from None


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files that do not exist yet, under `root`; nothing is written when one of them does.

    Raises:
        BriefgenError: one exists already (`exists-already`), would lie outside (`outside-project`), or cannot be
            written (`out-not-writable`).
    """
    here = root.resolve()
    faults = []
    for name in files:
        if not (root / name).parent.resolve().is_relative_to(here):
            faults.append(Diagnostic("outside-project", "the file would lie outside the project", Place(name)))
        elif (root / name).exists() or (root / name).is_symlink():
            faults.append(
                Diagnostic("exists-already", "there is such a file already; it is left as it is", Place(name))
            )
    if faults:
        raise BriefgenError(faults, exit_code=2)
    for name, content in files.items():
        try:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            with (root / name).open("xb") as stream:
                stream.write(content)
        except OSError as error:
            raise BriefgenError(not_writable(name, error)) from None


def not_writable(label: str, error: OSError) -> Diagnostic:
    """Return the diagnostic of a place that cannot be written."""
    reason = (error.strerror or "the system refused").lower()
    hint = "choose another folder with --out, or change its permissions"
    return Diagnostic("out-not-writable", f"cannot write there: {reason}", Place(label), hint=hint)


@contextlib.contextmanager
def lock(folder: Path, label: str) -> Iterator[None]:
    """Hold the folder for one writing run.

    Raises:
        BriefgenError: another run holds it (`locked`), or it cannot be written (`out-not-writable`).
    """
    with hold(folder / ".lock", label):
        yield


@contextlib.contextmanager
def hold(file: Path, label: str) -> Iterator[None]:
    """Hold a lock file for one writing run; `label` is the place it stands for.

    Raises:
        BriefgenError: as `lock`.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        stream = file.open("w", encoding="ascii")
    except OSError as error:
        raise BriefgenError(not_writable(label, error)) from None
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = "another briefgen is writing there"
            hint = "wait until it has finished, or write elsewhere with --out"
            raise BriefgenError(Diagnostic("locked", message, Place(label), hint=hint)) from None
        yield
