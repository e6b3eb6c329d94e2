"""What is in a PDF that anybody may have made: its attachments, its text, its seal.

In: the bytes of a file. Out: `Unpacked`, or a diagnostic. The file is taken apart in a process of its own, with limits
on time, memory and size: nothing of it is written, and nothing in it is run.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path

from briefgen.errors import BriefgenError, Diagnostic

LARGEST = 100 * 1024**2  # bytes of a PDF
DEADLINE = 60.0  # seconds
_BOOT = "import sys; sys.path.append(sys.argv.pop(1)); from runpy import run_module; "
_BOOT += "run_module('briefgen.inspect.unpack_main', run_name='__main__')"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What is in a PDF.

    Attributes:
        attachments: name → bytes.
        runs: the letters of each run of text that can be read, in the order of the content.
        sealed: whether its seal holds; None when it has none.
        pages: how many pages it has.
    """

    attachments: Mapping[str, bytes]
    runs: tuple[str, ...]
    sealed: bool | None
    pages: int


def unpack(pdf: bytes, *, deadline: float = DEADLINE) -> Unpacked:
    """Take a PDF apart.

    Raises:
        BriefgenError: it is no PDF, is too large, or cannot be taken apart within the limits (`pdf-unreadable`).
    """
    if not pdf.startswith(b"%PDF-"):
        raise _unreadable("the file is not a PDF")
    if len(pdf) > LARGEST:
        raise _unreadable(f"the file is larger than {LARGEST // 1024**2} MiB")
    package = Path(str(package_files("briefgen"))).parent
    command = [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, str(package)]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, timeout=deadline, check=False)
    except subprocess.TimeoutExpired:
        raise _unreadable(f"the file is not taken apart after {deadline:g} seconds") from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise _unreadable("the file is damaged, or made to take very much memory or time") from None
    if fault := found.get("fault"):
        raise _unreadable(str(fault))
    attachments = {name: base64.b64decode(data) for name, data in found["attachments"].items()}
    return Unpacked(attachments, tuple(found["runs"]), found["sealed"], int(found["pages"]))


def _unreadable(message: str) -> BriefgenError:
    return BriefgenError(Diagnostic("pdf-unreadable", message))
