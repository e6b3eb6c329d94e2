"""Author-date markers in the text: `(Rinna 2015)`, each linked to its reference.

In: a finished Document whose references have markers. Out: a function that writes a citation. What is the publisher's
own judgement, and what no document answers, says so instead of naming an author for it.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.document import Cite, Document, Note
from briefgen.render.inline import Citation
from briefgen.words import Say, say_in


def author_date(document: Document, *, notes: bool) -> Citation:
    """Return a writer of author-date markers.

    Args:
        document: the edition.
        notes: the page has a list of notes, to which each marker leads too.
    """
    say = say_in(document.metadata.lang)
    known = {note.number: note for note in document.notes}
    called = {reference.id: reference.marker for reference in document.references}
    seen: set[int] = set()
    anchored = anchors()

    def citation(cite: Cite) -> Markup:
        note = known.get(cite.number)
        if note is None:
            return Markup()
        named = [
            Markup('<a href="#source-{}">{}</a>').format(source, called[source])
            for source in sorted(note.sources, key=lambda key: called[key].casefold())
        ]
        said = Markup("; ").join(named)
        if word := own_word(note, say):
            said = escape(f"{word} ") + said if named else escape(word)
        here, anchor = Markup(), Markup()
        if notes:
            anchor = anchored(cite)
            label = f"{say('note')} {note.number}"
            said += Markup(' <a href="#note-{}" aria-label="{}">+</a>').format(note.number, label)
            if note.number not in seen:
                here = Markup(' id="cite-{}"').format(note.number)
        seen.add(note.number)
        return Markup('{} <span class="cite author-date"{}>({})</span>').format(anchor, here, said)

    return citation


def anchors() -> Citation:
    """Return a writer of what a link to a claim leads to: where the claim is first cited."""
    seen: set[str] = set()

    def anchored(cite: Cite) -> Markup:
        new = [key for key in cite.ids if key not in seen]
        seen.update(new)
        return Markup().join(Markup('<span id="claim-{}"></span>').format(key) for key in new)

    return anchored


def own_word(note: Note, say: Say) -> str:
    """Return what a marker says that names no author, or says before those it rests on; empty for a plain citation."""
    if note.kind == "judgement":
        return say("judged_from" if note.sources else "judged")
    if note.kind == "silence":
        return say("no_document")
    return "" if note.sources else say("no_source")
