"""Ask the system what it has: in, the list of needs; out, what is missing.

    probe.py missing run|test    prints the lines of system-packages.txt whose need is not met
    probe.py order FOLDER        writes FOLDER/load-order: the libraries in FOLDER/lib, dependencies first

Standard library only: it runs before anything is installed.
"""

import contextlib
import ctypes
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PRIVATE = HERE.parent / ".cache" / "pango"


def loads(name: str) -> bool:
    """Whether the dynamic linker finds a shared library by any of its usual file names."""
    for file in (f"lib{name}.so.0", f"lib{name}.so.1", f"lib{name}.dylib", f"lib{name}.0.dylib"):
        with contextlib.suppress(OSError):
            ctypes.CDLL(file)
            return True
    return False


def preload(folder: Path) -> None:
    """Load a private folder's libraries; a library already loaded is found by its name from then on."""
    with contextlib.suppress(OSError):
        for file in (folder / "load-order").read_text(encoding="utf-8").split():
            ctypes.CDLL(str(folder / "lib" / file))


def missing(scope: str) -> list[str]:
    """Return the lines of the list that are needed for a scope and not met."""
    lines = (HERE / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.split()[:1] in (["run"], [scope])]
    if sys.platform == "darwin":
        wanted = [line for line in wanted if line.split()[3] != "-"]
    tests = {
        "lib": loads,
        "cmd": lambda names: any(shutil.which(name) for name in names.split("|")),
    }

    def is_met(line: str) -> bool:
        kind, _, name = line.split()[1].partition(":")
        return tests[kind](name)

    unmet = [line for line in wanted if not is_met(line)]
    if unmet and PRIVATE.is_dir():
        preload(PRIVATE)
        unmet = [line for line in unmet if not is_met(line)]
    return unmet


def order(folder: Path) -> None:
    """Find, by trying, an order in which each library's dependencies are loaded before it."""
    left = sorted(file.name for file in (folder / "lib").iterdir())
    done: list[str] = []
    while True:
        before = len(done)
        for file in list(left):
            with contextlib.suppress(OSError):
                ctypes.CDLL(str(folder / "lib" / file))
                done.append(file)
                left.remove(file)
        if len(done) == before:  # what is left needs something the system does not have
            break
    (folder / "load-order").write_text("".join(f"{file}\n" for file in done), encoding="utf-8")


match sys.argv[1:]:
    case ["missing", scope]:
        print("\n".join(missing(scope)))
    case ["order", folder]:
        order(Path(folder))
    case _:
        sys.exit(__doc__)
