"""What is shipped: the web page of every edition, and its PDF on every paper, made once and kept in the cache.

In: the checkout. Out: for each (topic, audience, paper) the Document, the print page and the PDF that are put in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build import LazyEngine, every_edition
from briefgen.build.editions import Maker, neighbours
from briefgen.document import Document
from briefgen.errors import BriefgenError
from tests.uncovered import uncovered

CHECKOUT = Path(__file__).parents[1]
PAPERS = ("A4", "Letter")


@dataclass(frozen=True, slots=True)
class Shipped:
    """One edition as it is shipped: its Document, its print page, its PDF, its web page."""

    document: Document
    printed: str
    pdf: bytes
    page: str


@cache
def _project() -> Project:
    return Project.open(CHECKOUT)


@cache
def _engine() -> LazyEngine:
    engine = LazyEngine(_project().workspace)
    with uncovered():
        engine.start()
    return engine


def editions() -> Iterator[tuple[str, str]]:
    """Yield (topic, audience) of every edition that is written."""
    project = _project()
    for topic, audience in every_edition(project.topics, project.audiences):
        if project.made_for(topic, audience):
            yield topic, audience


@lru_cache(maxsize=len(PAPERS))  # tests come edition by edition; all of them at once are a gigabyte
def shipped(topic: str, audience: str, paper: str) -> Shipped:
    """Return an edition on a paper; a page budget that it does not meet is lifted: other tests hold that."""
    project = _project()
    brief = open_brief(project.workspace, topic, audience)
    brief = replace(brief, audience=replace(brief.audience, paper=paper))
    verified = project.verified
    maker = Maker(project.workspace, verified.material, _engine().pdf, None, verified.diagnostics)
    try:
        made = maker.edition(brief, ("html", "pdf", "print"))
    except BriefgenError as error:
        if {fault.rule for fault in error.diagnostics} != {"page-budget"}:
            raise
        brief = replace(brief, audience=replace(brief.audience, pages=0))
        made = maker.edition(brief, ("html", "pdf", "print"))
    return Shipped(made.document, made.files["print"].decode(), made.files["pdf"], made.files["html"].decode())


@cache
def web_page(topic: str, audience: str) -> str:
    """Return the web page of an edition, as it is made together with all others of its topic; no engine is needed."""
    project = _project()
    same = [a for t, a in editions() if t == topic]
    briefs = [open_brief(project.workspace, topic, name) for name in same]
    beside = neighbours(briefs, ("html", "pdf"))[topic, audience]
    verified = project.verified
    maker = Maker(project.workspace, verified.material, None, None, verified.diagnostics)
    return maker.edition(briefs[same.index(audience)], ("html",), beside).files["html"].decode()


def close() -> None:
    """End the engine process."""
    _engine().close()
