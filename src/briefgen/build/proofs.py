"""Step 7, last part: the rules on prose applied to the editions of a project, and what a draft shows of their findings.

In: verified material, briefs and Documents. Out: views for the rules, diagnostics, Documents with their gaps marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from briefgen.briefs import Audience, Brief, audiences, read_audience
from briefgen.checks import Knowledge, ProseView, check_prose
from briefgen.checks.account.shared import knowledge_of
from briefgen.checks.prose import Settings
from briefgen.compose import Material, counted_words
from briefgen.document import AnyBlock, Box, Document, Paragraph, Text, walk
from briefgen.errors import BriefgenError, Diagnostic, Place, errors_only
from briefgen.words import Say, say_in
from briefgen.workspace import Workspace


class Proofs:
    """Reads the proofs of a project's editions; what they share is worked out once."""

    def __init__(self, workspace: Workspace, material: Material) -> None:
        """Keep what every edition is judged by."""
        self._workspace, self._material = workspace, material
        config = material.config
        self._settings = Settings(config.quotation_limit, config.yardstick, config.lang)
        self._texts: dict[str, str | None] = {}

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the dataset supports."""
        config = self._material.config
        return knowledge_of(self._material.dataset, self._material.evidenced, (config.publisher, config.name))

    @cached_property
    def _audiences(self) -> Mapping[str, Audience]:
        found: dict[str, Audience] = {}
        for slug in audiences(self._workspace):
            try:
                found[slug] = read_audience(self._workspace, slug)
            except BriefgenError:
                continue  # reported where that audience's own edition is made
        return found

    def _read(self, label: str) -> str | None:
        if label not in self._texts:
            found = self._workspace.find_template(label.removeprefix("templates/"))
            self._texts[label] = found[1] if found and found[0] == label else None
        return self._texts[label]

    def view(self, document: Document, brief: Brief) -> ProseView:
        """Return what the rules may look at."""
        words = sum(counted_words(section.blocks) for section in document.sections if not section.side)
        return ProseView(
            document, self.knowledge, brief.topic, brief.audience, self._audiences, self._settings, words, self._read
        )

    def findings(self, document: Document, brief: Brief) -> tuple[Diagnostic, ...]:
        """Return what the rules on prose find in an edition; one found sound before is not judged again."""
        texts = [self._read(label) or "" for label in (brief.topic.file, brief.audience.file)]
        inputs = (repr(document), repr(brief.topic), repr(brief.audience), repr(self._audiences), *texts)
        judged = ("prose", self._workspace.evidence_hash, *inputs)
        if self._workspace.is_sound(*judged):
            return ()
        found = check_prose(self.view(document, brief), self._material.config)
        if not found:
            self._workspace.remember_sound(*judged)
        return found


def with_gaps(document: Document, found: Iterable[Diagnostic]) -> Document:
    """Return a draft with each error marked after the block that holds it; one of no block, before all others."""
    left = list(errors_only(found))
    say = say_in(document.metadata.lang)
    sections = []
    for section in document.sections:
        blocks: list[AnyBlock] = []
        for block, following in zip(section.blocks, (*section.blocks[1:], None), strict=True):
            here = [d for d in left if _holds(block, following, d.place)]
            left = [d for d in left if d not in here]
            blocks += [block, *_gap(f"{section.id}-finding-{len(blocks)}", here, say)]
        sections.append(replace(section, blocks=tuple(blocks)))
    if left and sections:
        sections[0] = replace(sections[0], blocks=(*_gap("finding", left, say), *sections[0].blocks))
    return replace(document, sections=tuple(sections))


def _holds(block: AnyBlock, following: AnyBlock | None, place: Place) -> bool:
    lines = [inner.origin.line for inner in walk((block,)) if inner.origin.file == place.file and inner.origin.line]
    after = following is not None and following.origin.file == place.file and following.origin.line <= place.line
    return bool(lines) and min(lines) <= place.line and not after


def _gap(key: str, found: Iterable[Diagnostic], say: Say) -> tuple[Box, ...]:
    said = dict.fromkeys(f"{d.rule}: {d.message}" for d in found)
    lines = tuple(Paragraph(id=f"{key}-{n}", inlines=(Text(line),)) for n, line in enumerate(said, 1))
    return (Box(id=key, kind="gap", title=say("to_mend"), blocks=lines),) if lines else ()
