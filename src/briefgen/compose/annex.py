"""The evidence annex: for each source what of it the edition rests on, where it stands, and in short its words.

In: a finished Document with an empty annex box, where a template has called `annex()`. Out: the Document with it
filled. The words are those the notes show, so that the limit of quoted words holds; long ones are cut to their
beginning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.document import AnyBlock, Box, Document, ListBlock, Note, Paragraph, PassageView, Quote, Strong, Text
from briefgen.words import Say, say_in

KIND = "annex"
LONGEST = 30  # words of a quotation


def empty_annex(title: str) -> Box:
    """Return the box that `fill_annex` fills."""
    return Box(kind=KIND, title=title, blocks=())


def fill_annex(document: Document) -> Document:
    """Return the Document with every annex filled from its notes."""
    sections = tuple(
        replace(s, blocks=tuple(_filled(block, document) for block in s.blocks)) if _has_annex(s.blocks) else s
        for s in document.sections
    )
    return replace(document, sections=sections)


def _has_annex(blocks: Iterable[AnyBlock]) -> bool:
    return any(isinstance(block, Box) and block.kind == KIND for block in blocks)


def _filled(block: AnyBlock, document: Document) -> AnyBlock:
    if not isinstance(block, Box) or block.kind != KIND:
        return block
    inner: list[AnyBlock] = []
    say = say_in(document.metadata.lang)
    called = {r.label: r.marker for r in document.references}
    for at, (source, lines) in enumerate(by_source(document.notes).items(), 1):
        name = f"{source} ({called[source]})" if called.get(source) else source
        inner.append(Paragraph(id=f"{block.id}-{at}", inlines=(Strong((Text(name),)),)))
        items = tuple((_line(f"{block.id}-{at}-{n}", view, ids, say),) for n, (view, ids) in enumerate(lines, 1))
        inner.append(ListBlock(id=f"{block.id}-{at}-list", items=items))
    return replace(block, blocks=tuple(inner))


def by_source(notes: Iterable[Note]) -> dict[str, list[tuple[PassageView, tuple[str, ...]]]]:
    """Return label of the source → its passages in the order of the text, each with the records cited for it."""
    found: dict[str, dict[tuple[int, int], tuple[PassageView, dict[str, None]]]] = {}
    for note in notes:
        for view in note.passages:
            places = found.setdefault(view.source, {})
            shown, ids = places.setdefault((view.start, view.end), (view, {}))
            if view.exact and not shown.exact:  # the limit was reached only later: the words stand in another note
                places[view.start, view.end] = (view, ids)
            ids |= dict.fromkeys(note.ids)
    return {
        source: [(view, tuple(ids)) for _, (view, ids) in sorted(places.items(), key=lambda item: item[0])]
        for source, places in sorted(found.items())
    }


def _line(key: str, view: PassageView, ids: tuple[str, ...], say: Say) -> Paragraph:
    where = Text(say("annex_where", start=view.start, end=view.end))
    spoken = (Text(f", {view.speaker}"),) if view.speaker else ()
    words = (Text(": "), Quote((Text(shortened(view.exact)),))) if view.exact else (Text(f", {say('annex_unquoted')}"),)
    return Paragraph(id=key, inlines=(where, *spoken, *words, Text(f" – {', '.join(ids)}")))


def shortened(words: str, longest: int = LONGEST) -> str:
    """Return the first words of a quotation, the rest marked as left out.

    >>> shortened("one two three four", 3)
    'one two three […]'
    """
    pieces = words.split()
    return words if len(pieces) <= longest else f"{' '.join(pieces[:longest])} […]"
