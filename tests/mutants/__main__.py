"""`python -m tests.mutants`: 1,000 mutants of the shipped project; exit code 1 when fewer than 99 % are caught."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator

from tests.mutants.judge import Judge
from tests.mutants.run import Result, report, results

LEAST = 99.0


def main() -> int:
    """Run, print the report, tell whether it is good enough."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many mutants (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    parser.add_argument("--jobs", type=int, default=2, help="how many processes (default: 2)")
    given = parser.parse_args()
    alarms = Judge().alarms
    for alarm in alarms:
        print(f"false alarm: {alarm}")
    started = time.perf_counter()
    found = list(_told(results(given.seed, range(given.count), given.jobs)))
    print("\n".join(report(found, time.perf_counter() - started)))
    caught = sum(1 for result in found if result.verdict.caught)
    return 0 if not alarms and 100 * caught >= LEAST * len(found) else 1


def _told(found: Iterable[Result]) -> Iterator[Result]:
    """Yield the results, and tell on the way how far the run is and what survived."""
    for done, result in enumerate(found, 1):
        if not result.verdict.caught:
            print(f"survived #{result.number} {result.kind}: {result.what}", file=sys.stderr, flush=True)
        if not done % 50:
            print(f"{done} mutants", file=sys.stderr, flush=True)
        yield result


if __name__ == "__main__":
    sys.exit(main())
