"""Rule `status-unsupported` (rules 3 and 7): planned is what a passage announces, held what it reports.

An event said to be planned or proposed needs a word of planning in its own words; one said to be held must not be
called planned there while a passage speaks of plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.publication import after_its_sources
from briefgen.checks.rule import DataView
from briefgen.errors import Diagnostic
from briefgen.model import Event

_PLANNING = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|will|would|to be|schedul\w+|announc\w+|set to|slated|upcoming|next|intend\w*|propos\w+"
    r"|postulat\w+|expect\w*|hop(?:e|es|ed|ing)|hoped-for|invit\w+|offer\w*|suggest\w*|should|could|may|might"
    r"|consider\w*|seek\w*|sought|aim\w*|call(?:s|ed)? for|want\w*|wish\w*|ideas?|interests?|pursu\w+)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:plan(?:s|ned)?|announced|scheduled|proposed|proposal|would (?:convene|meet|be held)|hoped(?:-for)?"
    r"|postulated|among (?:the|its|their) interests)\b",
    re.IGNORECASE,
)


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each event whose status its words and passages do not bear out."""
    for key, event in view.dataset.events.items():
        own = f"{event.title}. {event.summary}"
        if event.status == "held" and not _PLANNED.search(own):
            continue  # most events: nothing in their words speaks of plans
        passages = [passage.exact for passage in view.supporting(key, "status")]
        if not passages or not view.judgeable(key) or (event.status == "held" and after_its_sources(view, event)):
            continue  # reported elsewhere
        if event.status in ("planned", "proposed") and not any(map(_PLANNING.search, (own, *passages))):
            yield _told(view, event, f"no passage speaks of “{event.title}” as {event.status}")
        elif event.status in ("planned", "proposed") and event.summary and not _PLANNED.search(own):
            yield _told(view, event, f"“{event.title}” is {event.status}, and its own words tell it as held")
        elif event.status == "held" and any(map(_PLANNING.search, passages)):
            yield _told(view, event, f"“{event.title}” is held, and its own words tell it as planned")


def _told(view: DataView, event: Event, message: str) -> Diagnostic:
    hint = "held is what a source reports as done; planned or proposed what it announces"
    return Diagnostic("status-unsupported", message, view.place(event, "status"), hint=hint)
