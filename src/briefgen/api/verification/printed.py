"""The print held against what was recorded of it: each heading, paragraph, row, citation and note, letter by letter.

In: the manifest and the runs of letters of the PDF. Out: what holds, and what does not. Letters and digits are
compared; spaces, marks and capitals are not.
"""

from __future__ import annotations

from time import perf_counter

from briefgen.api.verification.manifest import Manifest, Told
from briefgen.errors import Diagnostic
from briefgen.inspect.finding import Letters

LONGEST = 3_000_000  # letters of a PDF
SECONDS = 30.0
_MOST = 20  # faults told


def print_holds(manifest: Manifest, runs: tuple[str, ...]) -> Told:
    """Look for everything that was recorded."""
    if sum(map(len, runs)) > LONGEST:
        return (), (Diagnostic("print-altered", f"the PDF has more than {LONGEST} letters"),)
    found = Letters(runs)
    faults: list[Diagnostic] = []
    until = perf_counter() + SECONDS
    for what, wanted, either in manifest.printed:
        missing = [piece for run in wanted if (piece := found.missing(run))]
        if missing and not (either and len(missing) < len(wanted)):
            faults.append(
                Diagnostic("print-altered", f"{what} is not in print as it was", details=(f"“{missing[0]}”",))
            )
        if len(faults) >= _MOST or perf_counter() > until:
            break
    if perf_counter() > until:
        faults.append(Diagnostic("verify-too-long", f"the print cannot be compared in {SECONDS:g} seconds"))
    held = f"All {len(manifest.printed)} headings, paragraphs, rows, citations and notes recorded stand in print."
    return ((), tuple(faults)) if faults else ((held,), ())
