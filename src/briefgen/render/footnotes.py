"""A note as a footnote says it: short, each source once.

In: a `Note`. Out: a line of text.
"""

from __future__ import annotations

from briefgen.document import Note, PassageView
from briefgen.render.words import say


def brief(note: Note) -> str:
    """Return a note as a footnote says it: each source once, with the shortest words quoted from it."""
    by_source: dict[str, PassageView] = {}
    for view in note.passages:
        kept = by_source.get(view.source)
        if kept is None or (view.exact and (not kept.exact or len(view.exact) < len(kept.exact))):
            by_source[view.source] = view
    said = [_cited(view) for view in by_source.values()]
    return " ".join(part for part in ("; ".join(said) + "." if said else "", note.text) if part)


def _cited(view: PassageView) -> str:
    speaker = f"{view.speaker} in " if view.speaker else ""
    words = f": “{view.exact}”" if view.exact else f", {say('not_quoted', start=view.start, end=view.end)}"
    return f"{speaker}{view.source}{words}"
