"""One cold process that takes the ten steps in turn, and prints the seconds and memory of each as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def main(folder: str, topic: str, audience: str) -> None:
    """Take the steps in a project."""
    found: list[dict[str, Any]] = []

    @contextmanager
    def step(name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found.append({"step": name, "seconds": time.perf_counter() - started, "peak": peak})

    with step("1 open"):
        from briefgen.workspace import Workspace

        workspace = Workspace.open(folder)
    with step("2 load"):
        from briefgen.dataset import load

        dataset, _ = load(workspace)
    with step("3 verify"):
        from briefgen.checks import check_data
        from briefgen.evidence import locate

        evidenced, _ = locate(workspace, dataset)
        check_data(dataset, evidenced)
    with step("4 select"):
        from briefgen.briefs import open_brief
        from briefgen.selection import select

        brief = open_brief(workspace, topic, audience)
        select(dataset, brief.topic)
    with step("5, 7 write and compose"):
        from briefgen.compose import Material, compose

        document = compose(Material(workspace.config, dataset, evidenced), brief)
    with step("6 draw the charts"):
        from briefgen.build.editions import figures
        from briefgen.charts import draw

        images = {f.id: draw(f.chart, workspace.fonts) for f in figures(document)}
    with step("8 render HTML"):
        from briefgen.render.html import render_html
        from briefgen.render.look import Look
        from briefgen.render.print import render_print

        look = Look(find=brief.chain.find, fonts=workspace.fonts)
        page, printed = render_html(document, images, look), render_print(document, images, look)
    with step("8 render PDF (engine's start included)"):
        from briefgen.render.engine import Engine

        with Engine(workspace) as engine:
            pdf = engine.pdf(printed)
    with step("9 inspect"):
        from briefgen.inspect import nothing_lost

        nothing_lost(pdf, document, page)
    with step("10 write"):
        workspace.write_out({"bench.html": page.encode(), "bench.pdf": pdf})
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
