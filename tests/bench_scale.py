"""How loading and checking a dataset grows: `python -m tests.bench_scale [EVENTS…]`.

A made-up dataset of 1,000, 10,000 and 100,000 events, twice as many passages and up to 500 sources of 50 kB is loaded,
located and checked, each in a process of its own. Printed: seconds and peak memory, the ratio to merely reading the
same files, and the CPU seconds for each thousand events, which must not grow; unlike the seconds on the clock, they do
not depend on what else the machine is doing.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from briefgen.build.evidence import verify
from briefgen.dataset import write_datapackage
from briefgen.model import TABLES
from briefgen.workspace import Workspace

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)
SOURCES, LETTERS = 500, 50_000  # at most so many sources, each of so many characters
SECONDS, MEMORY = 25, 1024  # the aim at 100,000 events; MiB
MONTHS = ("January", "February", "March", "April", "May", "June", "July")
TOWNS = ("Alderby", "Birkby", "Crosby", "Dalby", "Enderby", "Formby", "Grimsby")
FILLER = "The council kept its minutes, and the clerk wrote down what had been said in the order in which it was said. "


def generate(folder: Path, events: int) -> None:
    """Write a sound project of so many events; the same for the same number."""
    count = max(2, min(SOURCES, events // 200))
    (folder / "data").mkdir(parents=True)
    (folder / "seeds").mkdir()
    about = 'schema = 1\nname = "Scale"\npublisher = "Nobody"\nas_of = "2020-01-01"\n'
    (folder / "briefgen.toml").write_text(about, encoding="utf-8")
    per_source = -(-events // count)
    sources = [
        _source(folder, number, range(number * per_source, min(events, (number + 1) * per_source)))
        for number in range(count)
    ]
    (folder / "data" / "sources.json").write_text(json.dumps(sources, indent=1), encoding="utf-8")
    rows: dict[str, list[dict[str, str]]] = {name: [] for name in TABLES}
    rows["actors"] = [{"id": f"actor-{n}", "name": f"Actor {n}", "kind": "group"} for n in range(50)]
    rows["places"] = [{"id": town.lower(), "name": town} for town in TOWNS]
    rows["silences"] = [
        {"id": f"silence-{n}", "question": "What did it cost?", "terms": f"cost+{n};price", "importance": "1"}
        for n in range(5)
    ]
    for number in range(events):
        _event(rows, number, f"source-{number // per_source}")
    for name, table in TABLES.items():
        with (folder / table.file).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(table.columns), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows[name])
    write_datapackage(Workspace.open(folder))


def _sentences(number: int) -> tuple[str, str]:
    """Return the two sentences a source has on an event."""
    year, month, town = 1900 + number % 100, MONTHS[number % 7], TOWNS[number % 7]
    held = f"Assembly {number} of {town} was held in {month} {year} in the old hall."
    return held, f"At assembly {number} about {number % 89 + 11} delegates took their seats."


def _source(folder: Path, number: int, events: Sequence[int]) -> dict[str, object]:
    said = "\n".join(" ".join(_sentences(event)) for event in events)
    filler = (FILLER * (LETTERS // len(FILLER) + 1))[: max(0, LETTERS - len(said))]
    data = f"{said}\n\n{filler}\n".encode()
    (folder / "seeds" / f"{number}.txt").write_bytes(data)
    custom = {"file": f"seeds/{number}.txt", "sha256": hashlib.sha256(data).hexdigest(), "origin": f"voice-{number}"}
    return {"id": f"source-{number}", "type": "report", "title": f"Report {number}", "custom": custom}


def _event(rows: dict[str, list[dict[str, str]]], number: int, source: str) -> None:
    held, seats = _sentences(number)
    date = f"{1900 + number % 100}-{number % 7 + 1:02d}"
    rows["events"].append({
        "id": f"assembly-{number}", "date": date, "title": f"Assembly {number}", "category": "meeting",
        "status": "held", "actors": f"actor-{number % 50};actor-{(number + 7) % 50}",
        "place": TOWNS[number % 7].lower(), "importance": str(number % 3 + 1), "topics": f"topic-{number % 9}",
    })  # fmt: skip
    rows["passages"] += [
        {"id": f"held-{number}", "source": source, "exact": held.rstrip(".")},
        {"id": f"seats-{number}", "source": source, "exact": seats},
    ]
    rows["evidence"] += [
        {"record": f"assembly-{number}", "field": "*", "passage": f"held-{number}", "relation": "supports"},
        {"record": f"assembly-{number}", "field": "title", "passage": f"seats-{number}", "relation": "supports"},
    ]
    if number % 5 == 0:  # the other titles stand word for word in a passage
        summary = f"The report counts {number % 89 + 11} delegates at assembly {number}, in {held.split(' in ')[1]}."
        rows["events"][-1]["summary"] = summary
    if number % 10 == 0:
        rows["events"].append({
            "id": f"after-{number}", "date": f"{1901 + number % 100}", "date_from": f"event:assembly-{number} +1Y",
            "title": f"The year after assembly {number}", "category": "politics", "status": "ongoing",
            "importance": "1",
        })  # fmt: skip
        rows["indicators"].append({
            "id": f"seats-of-{number}", "label": "Delegates", "value": str(number % 89 + 11), "unit": "delegates",
            "qualifier": "about", "importance": "1",
        })  # fmt: skip
        rows["evidence"] += [
            {"record": record, "field": "*", "passage": f"seats-{number}", "relation": "supports"}
            for record in (f"seats-of-{number}", f"after-{number}")
        ]
    if number % 100 == 0:
        dispute = {"relation": "contradiction", "materiality": "minor", "reconcile": "Nothing does.", "importance": "1"}
        rows["disputes"].append({"id": f"dispute-{number}", "question": f"How many were at {number}?", **dispute})
        for answer in ("some", "more"):
            key = f"{answer}-{number}"
            rows["positions"].append({"id": key, "dispute": f"dispute-{number}", "text": f"There were {answer}."})
            rows["evidence"].append({"record": key, "field": "*", "passage": f"seats-{number}", "relation": "supports"})


def measure(folder: Path) -> dict[str, float]:
    """Return the seconds to read every file, and to load, locate and check; and the peak memory in MiB."""
    start = perf_counter()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            path.read_bytes().decode()
    read = perf_counter() - start
    start, used = perf_counter(), process_time()
    found = verify(Workspace.open(folder))
    seconds, cpu = perf_counter() - start, process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {"read": read, "seconds": seconds, "cpu": cpu, "peak": peak, "faults": len(found.diagnostics)}


def table(sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the table, measuring each size in a process of its own."""
    yield "   events  passages  sources   seconds  of CPU  peak MiB  ÷ reading  CPU per 1,000  growth"
    before = 0.0
    for events in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "project"
            generate(folder, events)
            command = [sys.executable, "-m", "tests.bench_scale", "--measure", str(folder)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        if found["faults"]:
            yield f"the dataset of {events} events has {found['faults']:g} faults: its figures mean nothing"
        each = found["cpu"] / events * 1000
        growth = f"{each / before:.2f}" if before else ""
        sources = max(2, min(SOURCES, events // 200))
        yield (
            f"{events:>9,} {2 * events:>9,} {sources:>8} {found['seconds']:>9.2f} {found['cpu']:>7.2f}"
            f" {found['peak']:>9.0f} {found['seconds'] / found['read']:>10.1f} {each:>14.3f} {growth:>7}"
        )
        before = each
    yield f"aim at 100,000 events: {SECONDS} s, {MEMORY} MiB; growth of the CPU seconds per 1,000 about 1 or less"


def main(arguments: Sequence[str]) -> None:
    """Measure one folder, or print the table."""
    if arguments[:1] == ["--measure"]:
        print(json.dumps(measure(Path(arguments[1]))))
        return
    sizes = [int(re.sub(r"\D", "", argument)) for argument in arguments] or SIZES
    for line in table(sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
