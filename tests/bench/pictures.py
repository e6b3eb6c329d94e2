"""What drawing the charts of editions costs, beside bare WeasyPrint on their print pages: seconds of the processor.

In: a project. Out: a table on standard output. Imports are not counted on either side.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build.editions import figures
from briefgen.charts import draw
from briefgen.compose import compose
from briefgen.document import Document
from briefgen.render.look import Look
from briefgen.render.print import render_print
from briefgen.workspace.pango import engine_environment

ROOT = Path(__file__).parents[2]
EDITIONS = (
    ("ulaanbaatar-dialogue", "diplomat"),
    ("ulaanbaatar-dialogue", "researcher"),
    ("japan-north-korea-channel", "researcher"),
)
TURNS = 5
SECONDS, SHARE = 0.6, 0.5  # aims: all charts of an edition; beside bare WeasyPrint


def pictures(folder: Path) -> None:
    """Print the seconds of the charts of a few editions, medians of several turns, and what part of WeasyPrint's."""
    project = Project.open(folder)
    print("\nall charts of an edition                        charts   seconds    aim   WeasyPrint   ratio    aim")
    for topic, audience in EDITIONS:
        brief = open_brief(project.workspace, topic, audience)
        document = compose(project.verified.material, brief)
        fonts = project.workspace.fonts
        images = {figure.id: draw(figure.chart, fonts) for figure in figures(document)}
        drawn = median(_drawing(document, fonts))
        page = folder / "bench-charts.html"
        look = Look(brief.chain.find, fonts, project.workspace.assets)
        page.write_text(render_print(document, images, look), encoding="utf-8")
        env = engine_environment(folder, fonts, project.workspace.config.as_of)
        command = [sys.executable, "-m", "tests.bench.pictures", str(page), str(folder / "bench-charts.pdf")]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        bare = float(done.stdout)
        name = f"{topic}, {audience}"
        print(f"{name:<46}{len(images):8} {drawn:9.2f} {SECONDS:6.2f} {bare:12.2f} {drawn / bare:7.2f} {SHARE:6.2f}")


def _drawing(document: Document, fonts: Path) -> Iterator[float]:
    for _ in range(TURNS):
        began = process_time()
        for figure in figures(document):
            draw(figure.chart, fonts)
        yield process_time() - began


def main(page: str, pdf: str) -> None:
    """Print the seconds of the processor that bare WeasyPrint takes for a page, after its import."""
    import weasyprint

    from briefgen.render.pdf import VARIANT

    html = Path(page).read_text(encoding="utf-8")
    began = process_time()
    weasyprint.HTML(string=html).write_pdf(pdf, pdf_variant=VARIANT)
    sys.stdout.write(f"{process_time() - began:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
