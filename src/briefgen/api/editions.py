"""The Documents of all editions of a project, for those who look through them.

In: an open project. Out: the Documents that can be composed, and the faults of those that cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen import briefs
from briefgen.build import every_edition
from briefgen.compose import compose
from briefgen.document import Document
from briefgen.errors import BriefgenError, Diagnostic, in_order

if TYPE_CHECKING:
    from briefgen.api import Project


def documents(project: Project) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """Compose every edition that is written for its audience; nothing is rendered."""
    done: list[Document] = []
    faults: list[Diagnostic] = []
    for topic, audience in every_edition(project.topics, project.audiences):
        try:
            if project.made_for(topic, audience):
                brief = briefs.open_brief(project.workspace, topic, audience)
                done.append(compose(project.verified.material, brief))
        except BriefgenError as error:
            faults += error.diagnostics
    return tuple(done), in_order(faults)
