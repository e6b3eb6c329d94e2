"""What a note tells of who says so: its passages by source, those that agree before those that do not.

In: a `Note` and the list of references. Out: `Voice`s: first the source that comes first, then who says it also, who
qualifies it, who disputes it. Two texts of one origin are one voice, and never told as two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from briefgen.document import Note, PassageView, Reference

_ORDER = ("supports", "qualifies", "contradicts")


@dataclass(frozen=True, slots=True)
class Voice:
    """One source in a note.

    Attributes:
        role: `first`, `also`, `same` (a further text of a voice that spoke already), `qualifies` or `contradicts`.
        source: its label.
        reference: its entry in the list of sources; None when the list has none of that label.
        passages: what it says: (who speaks, passages one after the other).
    """

    role: str
    source: str
    reference: Reference | None
    passages: tuple[tuple[str, tuple[PassageView, ...]], ...]


def voices(note: Note, references: Iterable[Reference]) -> tuple[Voice, ...]:
    """Return the sources of a note, each with its passages."""
    known = {reference.label: reference for reference in references}
    groups: dict[tuple[str, str], list[PassageView]] = {}
    for view in sorted(note.passages, key=lambda view: _ORDER.index(view.relation)):
        groups.setdefault((view.relation, view.source), []).append(view)
    done: list[Voice] = []
    heard: set[str] = set()
    for (relation, source), passages in groups.items():
        reference = known.get(source)
        origin = reference.origin if reference else source
        role = relation
        if relation == "supports":
            role = "same" if origin in heard else "also" if heard else "first"
            heard.add(origin)
        done.append(Voice(role, source, reference, _by_speaker(passages)))
    return tuple(done)


def _by_speaker(passages: Iterable[PassageView]) -> tuple[tuple[str, tuple[PassageView, ...]], ...]:
    """Return the passages in runs of one speaker each."""
    return tuple((speaker, tuple(run)) for speaker, run in groupby(passages, key=lambda view: view.speaker))
