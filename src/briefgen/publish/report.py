"""The check report of a site: what the rules found, short of errors, and what they looked at.

In: settings, verified evidence, editions. Out: a `Report`, or the errors that forbid to publish.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from briefgen.briefs import named_in_config
from briefgen.build.evidence import Verified
from briefgen.checks import PROSE_RULES, RULES, ProseView, check_editions
from briefgen.checks.explanations import rule_ids
from briefgen.checks.settings import setting_faults, unused
from briefgen.errors import BriefgenError, Diagnostic, errors_only, in_order
from briefgen.publish.site import Report
from briefgen.workspace import Workspace


@dataclass
class Findings:
    """What the rules find while editions are made, topic by topic, so that no more than one topic is kept in memory.

    Attributes:
        workspace: the project.
        verified: its evidence.
        found: what was found so far.
        editions: how many were judged.
    """

    workspace: Workspace
    verified: Verified
    found: list[Diagnostic] = field(default_factory=list)
    editions: int = 0

    def judged(self, found: Iterable[Diagnostic], views: Sequence[ProseView]) -> None:
        """Add what was found in the editions of a topic, and compare them."""
        self.found += [*found, *check_editions(views, self.workspace.config)]
        self.editions += len(views)

    def report(self) -> Report:
        """Return the report.

        Raises:
            BriefgenError: there is an error.
        """
        config, dataset = self.workspace.config, self.verified.material.dataset
        whole = [*named_in_config(self.workspace), *setting_faults(config, rule_ids())]
        whole += [*self.verified.diagnostics, *self.found]
        whole += unused(whole, config)
        if errors := errors_only(whole):
            raise BriefgenError(errors)
        public = {key for key, source in dataset.sources.items() if source.handling == "public"}
        passages = {key for key, passage in dataset.passages.items() if passage.source in public}
        counts = {
            "sources": len(public),
            "passages": len(passages),
            "links": sum(link.passage in passages for link in dataset.evidence),
            "editions": self.editions,
        }
        rules = tuple((rule.id, rule.about) for rule in (*RULES, *PROSE_RULES))
        return Report(rules, in_order(whole), MappingProxyType(counts))
