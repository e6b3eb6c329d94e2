"""The human-written strings of a Document, each with its place, its citations and the records it rests on.

In: a finished Document and its brief. Out: `Unit`s in reading order. Not prose is what briefgen composes from records
(its blocks have no origin; dispute boxes, proposals, computed figures), nor what its own templates say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.briefs import Topic
from briefgen.checks.prose.words import Said, say
from briefgen.checks.sentences import sentences
from briefgen.document import (
    AnyBlock,
    Box,
    DisputeBox,
    Document,
    Figure,
    Heading,
    Inlines,
    ListBlock,
    Origin,
    Paragraph,
    Quote,
    QuoteBlock,
    Recommendations,
    Section,
    Table,
    Text,
)

BUILT_IN = "built-in templates/"  # what they say is the program's own word, and its tests' business
TITLES = frozenset({"title", "heading", "box title", "header"})  # what names its text and is no sentence of it

_WHOLE = frozenset({"row", "quotation", "attribution"})  # in which a citation anywhere supports everything


@dataclass(frozen=True, slots=True)
class Cluster:
    """The words between two citations, and the records that the second one names."""

    start: int
    end: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A human-written string.

    Attributes:
        kind: title, standfirst, heading, box title, paragraph, item, row, header, caption, headline, subtitle,
            quotation, attribution or remark.
        said: its words, and what in them carries its own provenance.
        rests_on: the records that may support it: those it cites; of a title or standfirst those of the edition, of a
            heading those of its section, of a paragraph that introduces a box or a chart those of that.
        origin: where it was written.
        section: id of its section; empty for the title and the standfirst.
        items: of a box title or caption, how many items or rows stand below.
    """

    kind: str
    said: Said
    rests_on: tuple[str, ...]
    origin: Origin
    section: str = ""
    items: int = 0

    @property
    def text(self) -> str:
        """The words as a reader sees them."""
        return self.said.text

    @property
    def cites(self) -> tuple[str, ...]:
        """The records it cites itself."""
        return tuple(dict.fromkeys(key for _, ids in self.said.cites for key in ids))

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The spans of its sentences."""
        return _sentences(self.said.text)

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Its words from citation to citation; what follows the last one is in none."""
        return _clusters(self.said.text, self.said.cites)

    @property
    def scopes(self) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """Its parts with the records each rests on: what the next citation names, after the last one all of them."""
        if self.kind in _WHOLE or not self.said.cites:
            return ((0, len(self.text), self.rests_on),)
        parts = [(cluster.start, cluster.end, cluster.ids) for cluster in self.clusters]
        return (*parts, (parts[-1][1], len(self.text) + 1, self.rests_on))


@lru_cache(maxsize=8192)
def _clusters(text: str, cites: tuple[tuple[int, tuple[str, ...]], ...]) -> tuple[Cluster, ...]:
    found: list[Cluster] = []
    start = 0
    for at, ids in cites:
        end = at + len(text[at:]) - len(text[at:].lstrip(" .,;:!?”’)"))
        if found and not text[found[-1].end : at].strip(" .,;"):
            found[-1] = replace(found[-1], ids=(*found[-1].ids, *ids))
        else:
            found.append(Cluster(start, end, ids))
        start = found[-1].end
    return tuple(found)


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(text))


def units(document: Document, topic: Topic) -> tuple[Unit, ...]:
    """Return every human-written string of a Document in reading order.

    Args:
        document: a finished edition.
        topic: its settings; they say which chart headlines were written by hand, and where the title stands.
    """
    written = [unit for section in document.sections for unit in _of_section(section, topic)]
    everything = tuple(dict.fromkeys(key for unit in written for key in unit.rests_on))
    every_box = tuple(dict.fromkeys(key for s in document.sections for key in _composed(s.blocks)))
    whole = tuple(dict.fromkeys((*everything, *every_box)))
    meta = document.metadata
    first = [
        Unit("title", say((Text(meta.title),)), whole, Origin(topic.file)),
        Unit("standfirst", say((Text(meta.standfirst),)), whole, Origin(topic.file)),
    ]
    return tuple(u for u in (*first, *written) if u.text.strip() and not u.origin.file.startswith(BUILT_IN))


def _of_section(section: Section, topic: Topic) -> Iterator[Unit]:
    inner = list(_of_blocks(section.blocks, topic))
    below = tuple(dict.fromkeys((*(key for unit in inner for key in unit.cites), *_composed(section.blocks))))
    yield Unit("heading", say(section.title), below, section.origin, section.id)
    for at, unit in enumerate(inner):
        rests_on = unit.rests_on
        if unit.kind == "heading":
            rests_on = _until_next(inner[at + 1 :]) or below
        elif not rests_on and unit.kind in TITLES:
            rests_on = below
        yield replace(unit, rests_on=rests_on, section=section.id)


def _until_next(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return what the text below a heading rests on, up to the next heading."""
    keys: dict[str, None] = {}
    for unit in units:
        if unit.kind == "heading":
            break
        keys |= dict.fromkeys(unit.rests_on)
    return tuple(keys)


def _of_blocks(blocks: Sequence[AnyBlock], topic: Topic, kind: str = "paragraph") -> Iterator[Unit]:
    for at, block in enumerate(blocks):
        following = blocks[at + 1 : at + 2]
        match block:
            case Paragraph() if block.origin != Origin():
                said = say(block.inlines)
                own = _ids(said)
                yield Unit(kind, said, own or _led_to(said, following), block.origin)
            case Heading():
                yield Unit("heading", say(block.inlines), (), block.origin)
            case ListBlock():
                for item in block.items:
                    yield from _of_blocks(item, topic, "item")
            case Table():
                yield from _of_table(block)
            case Figure():
                yield from _of_figure(block, topic)
            case Box() | DisputeBox() | QuoteBlock() | Recommendations():
                yield from _of_frame(block, topic)
            case _:
                continue


def _of_frame(block: Box | DisputeBox | QuoteBlock | Recommendations, topic: Topic) -> Iterator[Unit]:
    match block:
        case Box():
            if block.kind not in ("judgement", "gap"):  # those titles are briefgen's own
                below = tuple(_composed((block,)))
                items = sum(len(b.items) for b in block.blocks if isinstance(b, ListBlock)) or len(block.blocks)
                yield Unit("box title", say((Text(block.title),)), below, block.origin, items=items)
            yield from _of_blocks(block.blocks, topic)
        case DisputeBox():
            # The curator's note comes first; what the template adds follows it.
            said = say(block.reconcile[1:])
            yield Unit("remark", said, _ids(said) or (block.id,), block.origin)
        case QuoteBlock():
            whose = say(block.attribution)
            said = say(block.inlines if isinstance(block.inlines[0], Quote) else (Quote(block.inlines),))
            ids = (*_ids(said), *_ids(whose))
            yield Unit("quotation", said, ids, block.origin)
            yield Unit("attribution", whose, ids, block.origin)
        case Recommendations():
            rows = tuple(row.id for row in block.rows)
            yield Unit("caption", say((Text(block.caption),)), rows, block.origin, items=len(rows))


def _of_table(table: Table) -> Iterator[Unit]:
    rows = [say(_as_one(row)) for row in table.rows]
    everything = tuple(dict.fromkeys(key for row in rows for key in _ids(row)))
    caption = say(table.caption)
    ids = _ids(caption)
    yield Unit("caption", caption, ids or everything, table.origin, items=len(rows))
    yield Unit("header", say(_as_one(table.header)), everything, table.origin)
    for row in rows:
        yield Unit("row", row, _ids(row) or ids, table.origin)


def _as_one(cells: Iterable[Inlines]) -> Inlines:
    """Return a row of cells as one run of inlines, in which no sentence goes on from cell to cell."""
    done: list[Inlines] = []
    for cell in cells:
        done += [(Text("\n\n"),)] * bool(done) + [cell]
    return tuple(inline for run in done for inline in run)


def _of_figure(figure: Figure, topic: Topic) -> Iterator[Unit]:
    settings = topic.charts.get(figure.id.removeprefix("figure-"), {})
    origin = Origin(topic.file)
    if settings.get("headline"):
        yield Unit("headline", say(figure.headline), figure.cites, origin)
    if settings.get("subtitle"):
        yield Unit("subtitle", say((Text(figure.subtitle),)), figure.cites, origin)
    for stage in settings.get("stages", ()):
        yield Unit("subtitle", say((Text(stage.partition(":")[2].strip()),)), figure.cites, origin)


def _led_to(said: Said, following: Sequence[AnyBlock]) -> tuple[str, ...]:
    """Return what a paragraph without citations introduces: a composed block, or what follows its colon."""
    for block in following:
        if not isinstance(block, Paragraph | Heading) and (said.text.rstrip().endswith(":") or not _is_written(block)):
            return tuple(dict.fromkeys(_composed((block,))))
    return ()


def _is_written(block: AnyBlock) -> bool:
    """Tell whether a template wrote what stands in a block."""
    if isinstance(block, ListBlock):
        return any(inner.origin != Origin() for item in block.items for inner in item)
    return isinstance(block, Table | Box) and not (isinstance(block, Box) and block.kind in ("judgement", "facts"))


def _ids(said: Said) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for _, ids in said.cites for key in ids))


def _composed(blocks: Iterable[AnyBlock]) -> Iterator[str]:
    """Yield the records from which blocks were composed."""
    for block in blocks:
        match block:
            case DisputeBox():
                yield block.id
            case Recommendations():
                yield from (row.id for row in block.rows)
            case Figure():
                yield from block.cites
            case Box():
                yield from _composed(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from _composed(item)
            case Paragraph():
                yield from _ids(say(block.inlines))
            case QuoteBlock():
                yield from (*_ids(say(block.inlines)), *_ids(say(block.attribution)))
            case _:
                continue
