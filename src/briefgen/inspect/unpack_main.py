"""The process that takes a foreign PDF apart: a PDF on standard input, JSON on standard output.

It may use a little memory and processor time, opens no file, and dies of whatever it cannot bear. Started by
`unpack.unpack`.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 1024**3  # bytes of address space
CPU_SECONDS = 40
MOST = 40  # attachments
LARGEST = 64 * 1024**2  # bytes of all attachments together
PAGES = 1000


def main() -> None:
    """Answer with what is in the PDF, or with the fault that prevents it."""
    for what, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))
    data = sys.stdin.buffer.read()
    try:
        answer = _answer(data)
    except Exception as error:  # noqa: BLE001 - whatever a file does to its reader is a fault of the file
        said = "; ".join(str(error).replace("\n", " ")[:200].split(";")[:1])
        answer = {"fault": f"the file cannot be read as a PDF: {type(error).__name__}: {said}"}
    sys.stdout.write(json.dumps(answer))


def _answer(data: bytes) -> dict[str, Any]:
    from briefgen.inspect.reading import read_pdf
    from briefgen.render.seal import seal_holds

    attachments = {name: base64.b64encode(content).decode() for name, content in _attached(data)}
    read = read_pdf(data, most=PAGES)
    return {
        "attachments": attachments,
        "runs": read.runs,
        "sealed": seal_holds(data),
        "pages": len(read.sizes),
    }


def _attached(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the attachments, within the limits.

    Raises:
        ValueError: there are too many, or they are too large.
    """
    import pikepdf

    left = LARGEST
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = list(pdf.attachments)
        if len(names) > MOST:
            raise ValueError(f"there are more than {MOST} attachments")
        for name in names:
            content = pdf.attachments[name].get_file().read_bytes()
            left -= len(content)
            if left < 0:
                raise ValueError(f"the attachments have more than {LARGEST // 1024**2} MiB")
            yield name, content


if __name__ == "__main__":
    main()
