"""`make gallery`: a contact sheet of the first pages of all editions, a row a topic, for the README."""

from __future__ import annotations

import subprocess
import sys

from briefgen.api import Project
from tests.likeness import pages, sheet
from tests.pictures import GROUND, PICTURES, ROOT

WIDTH = 190  # pixels of a page


def main() -> None:
    """Render what is not in the cache, and draw the sheet."""
    command = [sys.executable, "-m", "briefgen", "render", "--all", "--format", "pdf"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    project = Project.open(ROOT)
    made = [(t, a) for t in project.topics for a in project.audiences if project.made_for(t, a)]
    first = [
        pages((ROOT / "out" / topic / f"{audience}.pdf").read_bytes(), WIDTH, most=1)[0] for topic, audience in made
    ]
    PICTURES.mkdir(parents=True, exist_ok=True)
    sheet(first, len(project.audiences), GROUND).quantize(64).save(PICTURES / "gallery.png", optimize=True)


if __name__ == "__main__":
    main()
