"""Whether the rules see a mutant: the project is checked as `briefgen check` does it, but only where it changed.

In: the shipped project, composed and checked once; a mutant. Out: a `Verdict`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.api import Project
from briefgen.briefs import open_brief
from briefgen.build import every_edition
from briefgen.build.evidence import Verified
from briefgen.build.proofs import Proofs
from briefgen.checks import SETTABLE, ProseView, check_data, check_editions, check_prose, settled
from briefgen.checks.account.shared import knowledge_of
from briefgen.compose import Material, compose
from briefgen.dataset import load
from briefgen.dataset.dataset import SOURCES_FILE
from briefgen.errors import BriefgenError, Diagnostic, Severity, in_order
from briefgen.evidence import locate
from briefgen.model import TABLES
from tests.mutants.shipped import Mutant, Mutated, Shipped, Watched, root

# Rules on what is said. All others are about form: syntax, spelling of cells, hashes, generated files.
MEANING = SETTABLE | {
    "passage-not-found", "passage-ambiguous", "unknown-citation", "unknown-record", "dangling-reference",
}  # fmt: skip
PINNED = "source-altered"
READ_FROM = {SOURCES_FILE, *(TABLES[name].file for name in ("passages", "actors", "places", "glossary", "mechanisms"))}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a mutant.

    Attributes:
        caught: the rule that saw it; empty: none did.
        said: what the rule said, or why nothing was seen.
        warning: whether that rule only warns, so that an edition is made in spite of it.
        same: whether no reader of any edition would see a difference, so that it is no mutant at all.
    """

    caught: str
    said: str
    warning: bool = False
    same: bool = False


class Judge:
    """The shipped project, read once, and every mutant of it judged against that."""

    def __init__(self) -> None:
        """Read and check the shipped project."""
        project = Project.open(root())
        self.alarms = project.check()
        self._known = frozenset((d.rule, d.message) for d in self.alarms)
        self._workspace, self._verified = project.workspace, project.verified
        self._knowledge = Proofs(self._workspace, self._verified.material).knowledge
        self._views: dict[tuple[str, str], ProseView] = {}
        self._files: dict[tuple[str, str], frozenset[str]] = {}
        templates: dict[str, str] = {}
        for topic, audience in every_edition(project.topics, project.audiences):
            if project.made_for(topic, audience):
                watched = Watched.over(self._workspace)
                proofs = self._proofs(watched)
                brief = open_brief(watched, topic, audience)
                view = proofs.view(compose(self._verified.material, brief), brief)
                self._views[topic, audience] = view
                self._files[topic, audience] = frozenset(watched.seen)
                templates |= watched.seen
        self.shipped = Shipped(self._workspace, templates)
        gc.freeze()

    def _proofs(self, workspace: Watched | Mutated) -> Proofs:
        """Return the proofs of a workspace whose evidence is the shipped one."""
        proofs = Proofs(workspace, self._verified.material)
        proofs.__dict__["knowledge"] = self._knowledge
        return proofs

    def verdict(self, mutant: Mutant) -> Verdict:
        """Return whether a rule about meaning sees a mutant."""
        workspace = Mutated.of(self._workspace, mutant)
        if mutant.in_prose:
            editions = [key for key, files in self._files.items() if files & set(mutant.files)]
            return self._in_prose(workspace, self._proofs(workspace), self._verified.material, editions)
        verified = self._verified_anew(workspace, mutant)
        in_seeds = any(name.startswith("seeds/") for name in mutant.files)
        if verdict := self._told(verified.diagnostics, in_seeds=in_seeds):
            return verdict
        if form := [d for d in verified.diagnostics if d.severity is Severity.ERROR and d.rule != PINNED]:
            return Verdict("", f"only a rule about form: {form[0].rule}: {form[0].message}")
        proofs = Proofs(workspace, verified.material)
        return self._in_prose(workspace, proofs, verified.material, list(self._views))

    def _verified_anew(self, workspace: Mutated, mutant: Mutant) -> Verified:
        """Return what `verify` does; where passages and names are as they were, they are not read again."""
        dataset, faults = load(workspace)
        evidenced, found = locate(workspace, dataset)
        if not any(name in mutant.files for name in READ_FROM):
            knowledge_of(dataset, evidenced)._read.update(self._knowledge._read)
        rules = settled(check_data(dataset, evidenced), workspace.config, SETTABLE)
        return Verified(Material(workspace.config, dataset, evidenced), in_order((*faults, *found, *rules)))

    def _in_prose(
        self, workspace: Mutated, proofs: Proofs, material: Material, editions: list[tuple[str, str]]
    ) -> Verdict:
        views = dict(self._views)
        for key in editions:
            try:
                brief = open_brief(workspace, *key)
                views[key] = proofs.view(compose(material, brief), brief)
            except BriefgenError as error:
                return self._told(error.diagnostics) or Verdict("", f"only about form: {error.diagnostics[0]}")
            if verdict := self._told(check_prose(views[key], self._workspace.config)):
                return verdict
        topics = {topic for topic, _ in editions}
        beside = [view for (topic, _), view in views.items() if topic in topics]
        if verdict := self._told(check_editions(beside, self._workspace.config)):
            return verdict
        if all(views[key].document == self._views[key].document for key in editions):
            return Verdict("", "no edition shows it", same=True)
        return Verdict("", "every rule is content with it")

    def _told(self, found: tuple[Diagnostic, ...], *, in_seeds: bool = False) -> Verdict | None:
        told = [d for d in self._new(found) if d.rule in MEANING or (in_seeds and d.rule == PINNED)]
        for diagnostic in sorted(told, key=lambda d: d.severity is not Severity.ERROR):
            return Verdict(diagnostic.rule, diagnostic.message, diagnostic.severity is not Severity.ERROR)
        return None

    def _new(self, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
        for diagnostic in found:
            if diagnostic.severity is not Severity.NOTE and (diagnostic.rule, diagnostic.message) not in self._known:
                yield diagnostic
