"""A note in a line: at the foot of a page without quotation, in a list with the shortest one.

In: a `Note`. Out: a line of text.
"""

from __future__ import annotations

from briefgen.document import Note, PassageView
from briefgen.words import ENGLISH, Say


def short(note: Note, say: Say = ENGLISH) -> str:
    """Return a note as a footnote says it: who, in which source; the words themselves are in the web page."""
    by_source: dict[str, list[str]] = {}
    # What contradicts the claim is no source for it; it is told in the web page, and in the text where it is material.
    for view in [v for v in note.passages if v.relation != "contradicts"] or note.passages:
        speakers = by_source.setdefault(view.source, [])
        if view.speaker and view.speaker not in speakers:
            speakers.append(view.speaker)
    said = [f"{say.listing(speakers)}, {source}" if speakers else source for source, speakers in by_source.items()]
    unanswered = say("unanswered") if note.text else ""
    return " ".join(part for part in ("; ".join(said) + "." if said else "", unanswered) if part)


def brief(note: Note, say: Say = ENGLISH) -> str:
    """Return a note as a list says it: each source once, with the first words that support the claim."""
    by_source: dict[str, PassageView] = {}
    for view in sorted(note.passages, key=_weight):
        by_source.setdefault(view.source, view)
    said = [_cited(view, say) for view in by_source.values()]
    whole = "; ".join(said)
    stop = "" if not said or whole.endswith((".”", "?”", "!”", ".’”")) else "."
    return " ".join(part for part in (whole + stop, note.text) if part)


def _weight(view: PassageView) -> tuple[bool, bool]:
    """Sort what supports before what qualifies or contradicts, and what may be quoted before what may not."""
    return view.relation != "supports", not view.exact


def _cited(view: PassageView, say: Say) -> str:
    named = say("said_in_short", speaker=view.speaker, source=view.source) if view.speaker else view.source
    # Quotation marks inside a quotation are single, as printers set them; the web page has the source's own.
    exact = view.exact.replace("“", "‘").replace("”", "’")
    words = f": “{exact}”" if exact else f", {say('not_quoted', start=view.start, end=view.end)}"
    return f"{named}{words}"
