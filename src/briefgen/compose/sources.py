"""What an edition says of its sources: references, labels, and the evidence horizon.

In: the dataset and the ids an edition cites. Out: `Reference`s and a `Horizon`. Nothing is filled in that the sources
do not state.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from briefgen.dataset import Dataset
from briefgen.dates import parse
from briefgen.document import Horizon, Reference
from briefgen.model import Source
from briefgen.words import ENGLISH, Say

_NAMED = ("author", "publisher", "issued", "container-title", "title", "editor")  # fields that have a word of their own


def label(source: Source) -> str:
    """Return the short form used in notes and charts."""
    return str(source.csl.get("title-short") or source.title or source.id)


def names(people: Iterable[dict[str, Any]], say: Say = ENGLISH) -> str:
    """Return CSL names as a reader writes them: `Eric Ballbach and Lee Eun-Jeung`."""
    said = [p.get("literal") or f"{p.get('given', '')} {p.get('family', '')}".strip() for p in people]
    return say.listing(said)


def reference(source: Source, say: Say = ENGLISH) -> Reference:
    """Return the full reference of a source, saying which parts are inferred and which the text does not give."""
    csl = source.csl
    issued = say.date(source.issued) if source.issued else ""
    if issued and source.basis.get("issued") == "inferred":
        issued = f"[{issued}]"
    editors = say("edited_by", names=names(csl["editor"], say)) if csl.get("editor") else ""
    interviewer = say("interview_by", names=names(csl["interviewer"], say)) if csl.get("interviewer") else ""
    where = csl.get("container-title") or csl.get("publisher") or ""
    parts = [
        names(csl.get("author") or (), say),
        f"“{source.title}”",
        interviewer,
        editors,
        where,
        issued or say("no_date"),
    ]
    said = []
    for basis, key in (("inferred", "parts_inferred"), ("absent", "parts_absent")):
        parts_so = [say(f"part_{f}") if f in _NAMED else f for f, how in source.basis.items() if how == basis]
        if parts_so:
            said.append(say(key, parts=say.listing(parts_so)))
    return Reference(
        source.id,
        label(source),
        ", ".join(p for p in parts if p) + ".",
        source.descriptor,
        source.interest,
        "; ".join(said),
        origin=source.origin,
    )


def horizon(dataset: Dataset, sources: Iterable[str], events: Iterable[str], as_of: str) -> Horizon:
    """Return how many documents and origins an edition rests on, and the newest event they report as held."""
    used = [dataset.sources[s] for s in sources]
    held = [e for key in events if (e := dataset.events.get(key)) and e.status == "held" and e.date]
    newest = max(held, key=lambda e: (_latest(e.date), e.importance, e.id), default=None)
    title, when = (newest.title, newest.date) if newest else ("", "")
    return Horizon(len(used), len({s.origin for s in used}), title, when, as_of)


def _latest(text: str) -> date:
    """Return the latest day a date vouches for: what goes on since 2013 is evidence of 2013."""
    value = parse(text)
    return value.last() if value.end else value.points[0].last()
