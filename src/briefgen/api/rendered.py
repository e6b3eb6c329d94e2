"""What only rendered pages tell: every edition is made, its web page and its PDF are inspected, nothing is written.

In: an open project. Out: diagnostics: page budgets that are not met, what was lost on the way, what breaks a standard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefgen.briefs import open_brief
from briefgen.build import LazyEngine, every_edition
from briefgen.build.editions import Maker
from briefgen.errors import BriefgenError, Diagnostic

if TYPE_CHECKING:
    from briefgen.api import Project

FORMATS = ("html", "pdf")


def inspected(project: Project, say: Callable[[str], None] = lambda _: None) -> tuple[Diagnostic, ...]:
    """Return what stops an edition from being made, each finding once, in the order of the editions.

    Args:
        project: with sound evidence.
        say: called with a line of progress before each edition.

    Raises:
        BriefgenError: the evidence is unsound.
    """
    verified = project.verified
    verified.require_sound()
    engine = LazyEngine(project.workspace)
    found: dict[Diagnostic, None] = {}
    try:
        maker = Maker(project.workspace, verified.material, engine.pdf, None, verified.diagnostics)
        for topic, audience in every_edition(project.topics, project.audiences):
            try:
                if project.made_for(topic, audience):
                    say(f"{topic} for {audience}")
                    maker.edition(open_brief(project.workspace, topic, audience), FORMATS)
            except BriefgenError as error:
                found |= dict.fromkeys(error.diagnostics)
    finally:
        engine.close()
    return tuple(found)
