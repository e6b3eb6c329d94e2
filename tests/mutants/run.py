"""A run of many mutants: as many of each kind, the same for the same seed.

In: a seed and a number. Out: the results, and the report of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context

from tests.mutants import data, prose
from tests.mutants.dice import Dice
from tests.mutants.judge import Judge, Verdict
from tests.mutants.shipped import Mutant

KINDS = (*data.KINDS, *prose.KINDS)
TRIES = 40  # a mutant that no edition shows is thrown again, so often


@dataclass(frozen=True, slots=True)
class Result:
    """A mutant and its verdict."""

    number: int
    kind: str
    what: str
    verdict: Verdict


def one(judge: Judge, seed: int, number: int) -> Result:
    """Return the result of the mutant of a number."""
    make = KINDS[number % len(KINDS)]
    for attempt in range(TRIES):
        mutant: Mutant = make(judge.shipped, Dice(f"{seed}/{number}/{attempt}"))
        verdict = judge.verdict(mutant)
        if not verdict.same or not mutant.in_prose:
            return Result(number, mutant.kind, mutant.what, verdict)
    raise AssertionError(f"{make.__name__}: no edition shows any of {TRIES} mutants")


_judges: list[Judge] = []  # of a process, made once


def _begin() -> None:
    _judges.append(Judge())


def _work(job: tuple[int, int]) -> Result:
    return one(_judges[0], *job)


def results(seed: int, numbers: Sequence[int], jobs: int = 2) -> Iterator[Result]:
    """Yield the results of a run in its order, each when it is there, worked out by several processes."""
    with get_context("spawn").Pool(jobs, initializer=_begin) as pool:
        yield from pool.imap(_work, [(seed, number) for number in numbers])


def report(found: Iterable[Result], seconds: float) -> Iterator[str]:
    """Yield the lines of a report: the score of each kind, the survivors with the reason, the total."""
    listed = list(found)
    total, caught = Counter(r.kind for r in listed), Counter(r.kind for r in listed if r.verdict.caught)
    for kind in sorted(total):
        rules = Counter(r.verdict.caught for r in listed if r.kind == kind and r.verdict.caught)
        said = ", ".join(f"{rule} {n}" for rule, n in rules.most_common(4))
        yield f"{kind:22s} {caught[kind]:4d} of {total[kind]:4d}   {said}"
    survivors = [r for r in listed if not r.verdict.caught]
    for result in survivors:
        yield f"survived #{result.number} {result.kind}: {result.what}\n    {result.verdict.said}"
    warned = sum(r.verdict.warning for r in listed)
    share = 100 * sum(caught.values()) / max(1, len(listed))
    all_caught = f"{sum(caught.values())} of {len(listed)} mutants caught ({share:.1f} %)"
    yield f"{all_caught}, {warned} of them by a warning, {len(survivors)} survived, {seconds:.0f} s"
