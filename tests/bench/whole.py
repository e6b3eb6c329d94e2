"""A PDF with everything: evidence attached, tags mended, metadata, seal, and all inspections, in one cold process.

In: what an edition is composed of, pickled by `tests.bench.pdf`, and its print page. Out: the PDF; printed are the
seconds that loading took, which are no part of the work.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from time import perf_counter, process_time


def main(given: str, page: str, pdf: str) -> None:
    """Do all that is done beside bare WeasyPrint."""
    started, busy = perf_counter(), process_time()
    settings, document, dataset, evidenced, facts = pickle.loads(Path(given).read_bytes())  # noqa: S301 - our own
    loaded, worked = perf_counter() - started, process_time() - busy
    from briefgen.export.bundle import bundle
    from briefgen.inspect import below_standard, leaked, nothing_lost
    from briefgen.render.engine_main import WeasyPrint
    from briefgen.render.metadata import described
    from briefgen.render.wire import Message

    printed = Path(page).read_text(encoding="utf-8")
    files = bundle(document, dataset, evidenced, facts)
    leaked([("the page", printed)], dataset, evidenced)
    about = [{"name": f.name, "description": f.description, "relationship": f.relationship} for f in files]
    header = {"kind": "page", "attachments": about, "description": dict(described(document.metadata))}
    job = Message(header, (printed.encode(), *(f.content for f in files)))
    answer = WeasyPrint(settings).answer(job)
    made = answer.parts[0]
    if faults := (*below_standard(made), *nothing_lost(made, document)):
        raise SystemExit("\n".join(map(str, faults)))
    Path(pdf).write_bytes(made)
    sys.stdout.write(f"{loaded:.6f} {worked:.6f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
