"""What an edition says of its sources: references, labels, and the evidence horizon.

In: the dataset and the ids an edition cites. Out: `Reference`s and a `Horizon`. Nothing is filled in that the sources
do not state.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from briefgen.dataset import Dataset
from briefgen.dates import humanise, parse
from briefgen.document import Horizon, Reference
from briefgen.model import Source

FIELD_WORDS = {
    "author": "author",
    "publisher": "publisher",
    "issued": "date",
    "container-title": "publication",
    "title": "title",
    "editor": "editor",
}


def label(source: Source) -> str:
    """Return the short form used in notes and charts."""
    return str(source.csl.get("title-short") or source.title or source.id)


def names(people: Iterable[dict[str, Any]]) -> str:
    """Return CSL names as a reader writes them: `Eric Ballbach and Lee Eun-Jeung`."""
    said = [p.get("literal") or f"{p.get('given', '')} {p.get('family', '')}".strip() for p in people]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def reference(source: Source) -> Reference:
    """Return the full reference of a source, saying which parts are inferred and which the text does not give."""
    csl = source.csl
    issued = humanise(source.issued) if source.issued else ""
    if issued and source.basis.get("issued") == "inferred":
        issued = f"[{issued}]"
    editors = f"edited by {names(csl['editor'])}" if csl.get("editor") else ""
    interviewer = f"interview by {names(csl['interviewer'])}" if csl.get("interviewer") else ""
    where = csl.get("container-title") or csl.get("publisher") or ""
    parts = [names(csl.get("author") or ()), f"“{source.title}”", interviewer, editors, where, issued or "no date"]
    absent = [FIELD_WORDS.get(f, f) for f, basis in source.basis.items() if basis == "absent"]
    inferred = [FIELD_WORDS.get(f, f) for f, basis in source.basis.items() if basis == "inferred"]
    said = [f"{_list(inferred)} inferred"] * bool(inferred) + [f"{_list(absent)} not given in the text"] * bool(absent)
    return Reference(
        source.id,
        label(source),
        ", ".join(p for p in parts if p) + ".",
        source.descriptor,
        source.interest,
        "; ".join(said),
        origin=source.origin,
    )


def _list(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


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
