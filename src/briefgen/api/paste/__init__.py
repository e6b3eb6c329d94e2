"""Paste-check of a file: what the project's dataset says of each date, number, quotation and name in anybody's text.

In: an open project and a file's bytes. Out: `Checked`: its text and its sentences with their marks. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.api.paste.reading import plain_text
from briefgen.checks.account.shared import knowledge_of
from briefgen.checks.paste import Mark, Sentence, Status, examine

if TYPE_CHECKING:
    from briefgen.api import Project

__all__ = ["Checked", "check_text", "plain_text"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was checked.

    Attributes:
        name: of its file.
        text: its words; offsets of marks count its characters.
        sentences: its sentences, with their marks.
    """

    name: str
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many parts are supported, contradicted, unknown."""
        found = Counter(mark.verdict.status for mark in self.marks())
        return {str(status): found[status] for status in Status}

    def marks(self) -> Iterator[Mark]:
        """Yield all marks, in reading order."""
        for sentence in self.sentences:
            yield from sentence.marks


def check_text(project: Project, name: str, data: bytes) -> Checked:
    """Check a text against a project's dataset.

    Raises:
        BriefgenError: the file cannot be read (exit code 2), or the project's evidence is unsound.
    """
    text = plain_text(name, data)
    project.verified.require_sound()
    config = project.workspace.config
    knowledge = knowledge_of(project.dataset, project.evidenced, (config.publisher, config.name))
    return Checked(name, text, examine(text, knowledge))
