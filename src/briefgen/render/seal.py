"""The seal: a SHA-256 over every byte of a PDF, in the PDF itself, so that any change of the file is found.

In: the bytes of a PDF as the engine writes it. Out: the same with a seal in its trailer; and whether a seal holds.
The hash is taken with zeros where it stands. It shows that a file is as it was written, not who wrote it: whoever
changes a file can seal it again.
"""

from __future__ import annotations

import re
from hashlib import sha256

_TRAILER = re.compile(rb"\d+ 0 obj\n<</Type /XRef")
_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*$")
_SEAL = re.compile(rb"/BriefgenSeal <([0-9a-f]{64})>")
_ZEROS = b"0" * 64


def sealed(pdf: bytes) -> bytes:
    """Return the PDF with its seal.

    Raises:
        ValueError: its trailer is not as WeasyPrint writes it.
    """
    start = _START.search(pdf)
    found = _TRAILER.match(pdf, int(start[1])) if start else None
    if found is None or _SEAL.search(pdf, found.start()):
        raise ValueError("the PDF's trailer is not as expected")
    blank = pdf[: found.end()] + b"/BriefgenSeal <" + _ZEROS + b">" + pdf[found.end() :]
    return blank.replace(b"/BriefgenSeal <" + _ZEROS, b"/BriefgenSeal <" + _digest(blank), 1)


def seal_holds(pdf: bytes) -> bool | None:
    """Tell whether every byte of a PDF is as it was when it was sealed; None when it has no seal."""
    found = list(_SEAL.finditer(pdf))
    if len(found) != 1:
        return False if found else None
    at = found[0].start(1)
    return _digest(pdf[:at] + _ZEROS + pdf[at + 64 :]) == found[0][1]


def _digest(pdf: bytes) -> bytes:
    return sha256(pdf).hexdigest().encode()
