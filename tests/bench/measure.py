"""Measure whole processes: wall time, and the peak memory of a process with all its children."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Any

INTERVAL = 0.01  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall seconds, and the peak of the memory in MiB (shared pages shared out).

    `mebibytes` is that of all processes together, `largest` that of the largest of them.
    """

    seconds: float
    mebibytes: float
    largest: float = 0.0


def frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Return a mapping that cannot be changed: what pickle calls to make one."""
    return MappingProxyType(mapping)


def run(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Run:
    """Run a command once, with its output thrown away."""
    peak = largest = 0.0
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def watch() -> None:
        nonlocal peak, largest
        while process.poll() is None:
            used = [_memory(pid) for pid in _family(process.pid)]
            peak, largest = max(peak, sum(used)), max(largest, *used)
            time.sleep(INTERVAL)

    watcher = threading.Thread(target=watch)
    watcher.start()
    error = process.communicate()[1]
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{error.decode()}")
    return Run(seconds, peak, largest)


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for parent in found:
        try:
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def pairs(ours: Sequence[Run], theirs: Sequence[Run]) -> tuple[float, float, float]:
    """Return the medians of both times, and of the ratio pair by pair."""
    ratios = [a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True)]
    return median(r.seconds for r in ours), median(r.seconds for r in theirs), median(ratios)
