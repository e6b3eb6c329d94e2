"""Sentences put into an edition of the shipped project: sound ones in many forms, and others wrong in one thing each.

They are a line each in fixtures/sentences/; each becomes a paragraph, and what the rules find is told by its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build.proofs import Proofs
from briefgen.checks import check_prose
from briefgen.compose import compose
from briefgen.workspace.overlay import Overlay

SENTENCES = Path(__file__).parents[2] / "fixtures" / "sentences"
TOPIC, AUDIENCE = "ulaanbaatar-dialogue", "researcher"
FILE = f"templates/topics/{TOPIC}/sections/limits.md.j2"
OF_THE_WHOLE = {"length", "quotation-limit"}  # what a longer text breaks, whatever it says


def lines(name: str) -> list[str]:
    """Return the sentences of a file."""
    return (SENTENCES / name).read_text(encoding="utf-8").splitlines()


class Written(Overlay):
    """The shipped project with another text of one section."""

    @cached_property
    def text(self) -> str:
        """What the section says now."""
        return self.files[FILE].decode()

    def find_template(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of a template, the other text where it is that section."""
        return (FILE, self.text) if f"templates/{name}" == FILE else super().find_template(name)


def found(project: Project, sentences: Iterable[str]) -> Mapping[str, list[str]]:
    """Return what the rules find in each of several sentences, each a paragraph of an edition."""
    whole, of_line = project.workspace.read_text(FILE).rstrip("\n"), dict[int, str]()
    for sentence in sentences:
        whole += f"\n\n{sentence}"
        of_line[whole.count("\n") + 1] = sentence
    shipped = project.workspace
    workspace = Written(shipped.root, shipped.config, shipped.out, {FILE: f"{whole}\n".encode()})
    brief = open_brief(workspace, TOPIC, AUDIENCE)
    material = project.verified.material
    view = Proofs(workspace, material).view(compose(material, brief), brief)
    told: dict[str, list[str]] = {}
    for diagnostic in check_prose(view, workspace.config):
        if diagnostic.rule not in OF_THE_WHOLE:
            assert diagnostic.place.file == FILE, diagnostic
            told.setdefault(of_line[diagnostic.place.line], []).append(f"{diagnostic.rule}: {diagnostic.message}")
    return told


@pytest.fixture(scope="module")
def project(checkout: Path) -> Project:
    """Open the shipped project."""
    return Project.open(checkout)


def test_no_sound_sentence_is_refused(project: Project) -> None:
    """Dates, numbers, names and quotations in all the forms that careful writers use."""
    assert len(lines("sound.txt")) >= 40
    assert found(project, lines("sound.txt")) == {}


def test_every_wrong_sentence_is_refused(project: Project) -> None:
    """A day, a rank, a unit, a speaker, a plan, an order of words: one thing in each."""
    assert len(lines("wrong.txt")) >= 40
    refused = found(project, lines("wrong.txt"))
    assert [sentence for sentence in lines("wrong.txt") if sentence not in refused] == []
