"""Several files that belong together, written so that a crash before the last moment leaves all of them as they were.

In: a folder and file name → bytes. Out: the files. Each is first written whole beside its place; only then are they
renamed, one after the other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import BriefgenError, Diagnostic, Place


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files under a folder, all or none.

    Raises:
        BriefgenError: one of them cannot be written (`not-writable`); all stay as they were.
    """
    beside: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            path = folder / name
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            beside[path] = Path(temporary)
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            beside[path].chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        for path, temporary_path in beside.items():
            temporary_path.replace(path)
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        place = Place(str(error.filename or "") and "data")
        hint = "change the permissions of the folder"
        raise BriefgenError(Diagnostic("not-writable", f"cannot write there: {reason}", place, hint=hint)) from None
    finally:
        for temporary_path in beside.values():
            temporary_path.unlink(missing_ok=True)
