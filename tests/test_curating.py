"""The curator's guide: every file it adds and every command it shows is tried on a copy of the tiny project."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.commands import run

GUIDE = Path(__file__).parents[1] / ".github" / "CURATING.md"
BLOCK = re.compile(r"^```(?P<lang>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"(?P<how>Put|Add) this\s+(?:in)?to\s+`(?P<file>[^`]+)`:\s*$")


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield (language, the words before it, body) of each fenced block."""
    end = 0
    for found in BLOCK.finditer(text):
        yield found["lang"], text[end : found.start()], found["body"]
        end = found.end()


def put(project: Path, before: str, body: str) -> None:
    """Do to a file what the words before a block say."""
    found = TARGET.search(before)
    assert found, f"it is not said where this goes: {body}"
    path = project / found["file"]
    if path.suffix == ".json":
        items = [*json.loads(path.read_text(encoding="utf-8")), json.loads(body)]
        path.write_text(json.dumps(items, ensure_ascii=False, indent=2), encoding="utf-8")
    else:
        assert path.exists() == (found["how"] == "Add")
        with path.open("a", encoding="utf-8") as stream:
            stream.write(body)


def answer(project: Path, command: str) -> str:
    """Run a command of the guide and return what a terminal would show."""
    program, *arguments = shlex.split(command)
    if program == "sha256sum":
        return f"{hashlib.sha256((project / arguments[0]).read_bytes()).hexdigest()}  {arguments[0]}\n"
    assert program == "briefgen"
    said = run(project, *arguments)
    return said.stderr + said.stdout


def test_the_guide_can_be_followed(tiny: Path) -> None:
    """Whoever does what the guide says sees what it shows."""
    commands = 0
    for lang, before, body in blocks(GUIDE.read_text(encoding="utf-8")):
        if lang != "console":
            put(tiny, before, body)
            continue
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            assert answer(tiny, command).strip() == shown.strip(), command
            commands += 1
    assert commands == 8
