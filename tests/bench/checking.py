"""What checking costs: the data and the prose of every edition, beside composing their Documents, in one process.

In: a project's folder. Out: seconds of processor time, of which other work on the machine takes none.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build import every_edition
from briefgen.build.proofs import Proofs
from briefgen.checks import ProseView, check_data, check_editions, check_prose
from briefgen.compose import compose
from briefgen.dataset import load
from briefgen.evidence import locate

RATIO, BRIEF = 2.0, 0.3


def cost(folder: Path) -> None:
    """Measure and print."""
    project = Project.open(folder)
    material, config = project.verified.material, project.workspace.config
    every = every_edition(project.topics, project.audiences)
    briefs = [open_brief(project.workspace, *pair) for pair in every if project.made_for(*pair)]

    started = process_time()
    documents = [compose(material, brief) for brief in briefs]
    composed = process_time() - started

    dataset, _ = load(project.workspace)
    evidenced, _ = locate(project.workspace, dataset)
    started = process_time()
    check_data(dataset, evidenced)
    data = process_time() - started

    proofs = Proofs(project.workspace, material)
    views: list[ProseView] = []
    each: list[float] = []
    for document, brief in zip(documents, briefs, strict=True):
        started = process_time()
        views.append(proofs.view(document, brief))
        check_prose(views[-1], config)
        each.append(process_time() - started)
    started = process_time()
    check_editions(views, config)
    checked = data + sum(each) + process_time() - started
    print(f"\nchecking {len(briefs)} editions               seconds")
    print(f"{'composing their Documents':<38} {composed:8.3f}")
    print(f"{'checking data and prose':<38} {checked:8.3f}   {checked / composed:.2f} × composing (aim {RATIO:.2f})")
    print(f"{'the slowest one':<38} {max(each):8.3f}   (aim {BRIEF:.2f})")
