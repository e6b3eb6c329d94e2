"""Several files that belong together, written so that none is changed when one cannot be.

In: a folder and file name → bytes. Out: the files. Each is first written whole beside its place; only then are they
renamed, one after the other, and renamed back should one of these steps fail.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.workspace.files import write_atomically


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files under a folder, all or none; each keeps its permissions.

    Raises:
        BriefgenError: one of them cannot be written (`not-writable`); all stay as they were.
    """
    beside: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            beside[folder / name] = _written_beside(folder / name, content)
        _renamed(beside)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        place = Place(", ".join(files))
        hint = "change the permissions of the folder; nothing was changed"
        raise BriefgenError(Diagnostic("not-writable", f"cannot write there: {reason}", place, hint=hint)) from None
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


def _written_beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
    return Path(name)


def _renamed(beside: Mapping[Path, Path]) -> None:
    before = {path: path.read_bytes() for path in beside if path.exists()}
    done: list[Path] = []
    try:
        for path, temporary in beside.items():
            temporary.replace(path)
            done.append(path)
    except OSError:
        for path in done:
            if path in before:
                write_atomically(path, before[path])
            else:
                path.unlink()
        raise
