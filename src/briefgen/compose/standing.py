"""What stands at the front of an edition that was wrong, or that no longer stands.

In: corrections, settings, a brief. Out: parts of a Document.
"""

from __future__ import annotations

from briefgen.briefs import Brief, read_audience, read_topic
from briefgen.dataset import Dataset
from briefgen.document import Corrected, Standing
from briefgen.workspace import Config


def corrected(dataset: Dataset, brief: Brief) -> tuple[Corrected, ...]:
    """Return the corrections of an edition, the latest first."""
    found = [row for row in dataset.corrections.values() if row.concerns(brief.topic.slug, brief.audience.slug)]
    told = (Corrected(row.id, row.wrong, row.now, row.date, row.number or 0) for row in found)
    return tuple(sorted(told, key=lambda one: one.date, reverse=True))


def standing(config: Config, brief: Brief) -> Standing | None:
    """Return why an edition no longer stands, and what to read instead; None: it stands.

    Raises:
        BriefgenError: the edition to read instead has no settings (`file-missing`).
    """
    retired = config.retirement(brief.topic.slug, brief.audience.slug)
    if retired is None:
        return None
    if not retired.superseded_by:
        return Standing(retired.status, retired.reason)
    topic, _, audience = retired.superseded_by.partition("/")
    workspace = brief.chain.workspace
    title, name = read_topic(workspace, topic, audience).title, read_audience(workspace, audience, topic).name
    return Standing(retired.status, retired.reason, title, name, f"../{topic}/{audience}.html")
