"""The Document: a brief as frozen data, free of any output format.

Everything before it builds it, everything after only reads it. No HTML, no file, no clock. Inlines are the smallest
parts of a sentence; blocks are what stands under one another; a section is a titled run of blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; never markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Emph:
    """Emphasised inlines."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strongly emphasised inlines."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `href` (https, http, mailto or a fragment)."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, without the quotation marks a renderer adds; `lang` when not the document's."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of claims, passages or sources; `number` is the note it points to, set by `finish` (0 before)."""

    ids: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Value:
    """A datum with its provenance, formatted only by a renderer.

    Attributes:
        datum: a number, an EDTF string or a text.
        kind: `number`, `date` or `text`.
        source: the claim id it comes from, or the computation it is the result of (such as `count(editions)`).
        unit: unit of a number, if any.
    """

    datum: str | int | float
    kind: str = "text"
    source: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary as it stands in the sentence."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Lang:
    """Inlines in another language (BCP 47 tag)."""

    lang: str
    children: tuple[Inline, ...]


Inline = Text | Emph | Strong | Link | Quote | Cite | Value | Term | Lang
Inlines = tuple[Inline, ...]

# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Origin:
    """The template file and line that wrote a block; empty for what briefgen itself composes."""

    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What every block has.

    Attributes:
        id: unique in the document; a fragment of the HTML page.
        origin: where it was written.
        rank: what a page budget may drop first (3 is dropped before 2); 0 is never dropped.
    """

    id: str = ""
    origin: Origin = Origin()
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading inside a section (`level` 3 and below; the section's own title is level 2)."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A paragraph."""

    inlines: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock(Block):
    """A list of items, each a run of blocks."""

    items: tuple[tuple[AnyBlock, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table with one header row; the first column heads its rows. `wide` asks for the full page width.

    Attributes:
        caption: what the table shows.
        header: one run of inlines a column.
        rows: rows of cells, each a run of inlines; every row as long as the header.
    """

    caption: Inlines
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart as data: what `charts.draw` needs and nothing else; equal specs draw equal pictures.

    Attributes:
        kind: which chart, such as `timeline`.
        data: the rows it is drawn from (JSON-like: tuples, strings, numbers, None; mappings as tuples of pairs).
        theme: colours and font of the audience, as sorted pairs.
        width: printed width in millimetres.
        lang: language of its labels.
    """

    kind: str
    data: Any
    theme: tuple[tuple[str, str], ...] = ()
    width: float = 160.0
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """A chart with everything that makes it readable without sight and checkable without the picture.

    Attributes:
        chart: the specification a drawing is made from.
        headline: the finding, in one sentence.
        subtitle: what is shown.
        alt: the picture in words, written from the data.
        table: its data as a table.
        credit: sources and as-of date.
        cites: ids of the claims it rests on.
        number: set by `finish`.
    """

    chart: ChartSpec
    headline: Inlines
    subtitle: str
    alt: str
    table: Table
    credit: str
    cites: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteBlock(Block):
    """A passage set apart, with its speaker."""

    inlines: Inlines
    attribution: Inlines


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in a dispute box: the answer, who gives it (source labels), and how many independent origins."""

    inlines: Inlines
    sources: tuple[str, ...]
    origins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeBox(Block):
    """A question the sources answer differently, side by side, and what could reconcile them."""

    question: str
    answers: tuple[Answer, ...]
    reconcile: Inlines
    relation: str
    materiality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Block):
    """A titled box of blocks. `kind`: key-messages, facts, judgement, silence, note, gap."""

    kind: str
    title: str
    blocks: tuple[AnyBlock, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of a recommendations table, as the reader sees it.

    `inferred` tells that the date is not stated; `origins` counts the independent voices that report it (0: not told).
    """

    id: str
    text: Inlines
    addressee: str
    proposer: str
    made_on: Value
    force: str
    condition: str
    inferred: bool = False
    origins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendations(Block):
    """Who should do what, by whom proposed, when and how firmly."""

    caption: str
    rows: tuple[Proposal, ...]


AnyBlock = Heading | Paragraph | ListBlock | Table | Figure | QuoteBlock | DisputeBox | Box | Recommendations


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of blocks.

    Attributes:
        side: it stands on an uncounted reverse page (sources of a one-page note).
        sheet: it stands on an uncounted sheet of its own, after everything else; then `side` is true too.
    """

    id: str
    title: Inlines
    blocks: tuple[AnyBlock, ...]
    origin: Origin = Origin()
    side: bool = False
    sheet: bool = False


# ---------------------------------------------------------------- back matter


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as a note shows it: the words (empty when limit or handling forbids them), where, and whose.

    `before` and `after` are the words around it in its source; empty at a paragraph's end, or beyond the limit.
    """

    source: str
    exact: str
    speaker: str
    start: int
    end: int
    relation: str = "supports"
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a citation opens: the claims cited, and their passages; `inferred` says how a date follows, if it does.

    `sources` are the ids of the sources they rest on; `kind` is `judgement` or `silence` when all cited are such;
    `disputes` are the ids of the edition's dispute boxes in which one of the claims is contested.
    """

    number: int
    ids: tuple[str, ...]
    text: str
    passages: tuple[PassageView, ...]
    inferred: str = ""
    sources: tuple[str, ...] = ()
    kind: str = ""
    disputes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in the list of sources.

    Attributes:
        id: source id.
        label: short form used in notes and charts.
        text: the full reference.
        descriptor: what sort of source it is.
        interest: its stake in what it reports.
        inferred: which parts of the reference are inferred and which are absent, in words.
        marker: author and date as the text cites them (`Rinna 2015a`); empty unless that is the citation style.
        origin: whose voice it is: two texts of one origin are one voice.
    """

    id: str
    label: str
    text: str
    descriptor: str
    interest: str
    inferred: str = ""
    marker: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The evidence horizon: how much evidence, from how many origins, and how old.

    `age` is how many whole years before the review the newest reported event was (-1: none is dated); `doubts` says
    why the edition may not suffice: `few-origins`, `old`, `undated`.
    """

    sources: int
    origins: int
    newest_event: str
    newest_date: str
    as_of: str
    age: int = -1
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """Something an edition had wrong: what it said, what is right, since when, in which published edition (0: any)."""

    id: str
    wrong: str
    now: str
    date: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Why an edition no longer stands, and what to read instead.

    Attributes:
        status: `superseded` or `withdrawn`.
        reason: why, in a sentence.
        title: title of the edition to read instead; empty when there is none.
        audience_name: whom that edition is for.
        href: where it is, as seen from the page of this one.
    """

    status: str
    reason: str
    title: str = ""
    audience_name: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the published edition before this one: its number, its date, and (sort, how many changes)."""

    number: int
    date: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the edition is: the same in HTML and PDF.

    `number` and `published` are those of the published edition whose words these are; 0 and empty when they have not
    been published. `version` is that of briefgen, `evidence` the SHA-256 of the settings, the dataset and the sources.
    """

    topic: str
    audience: str
    title: str
    standfirst: str
    series: str
    edition: str
    publisher: str
    contact: str
    lang: str
    as_of: str
    keywords: tuple[str, ...]
    audience_name: str
    draft: bool = False
    identifier: str = ""
    paper: str = "A4"
    citation_style: str = "notes"
    pages: int = 0
    theme: tuple[tuple[str, str], ...] = ()
    licence: str = ""
    purpose: str = ""
    principal: str = ""
    text_font: str = "serif"
    heading_font: str = "sans"
    logo: str = ""
    logo_alt: str = ""
    cover: bool = False
    number: int = 0
    published: str = ""
    version: str = ""
    evidence: str = ""

    @property
    def day(self) -> str:
        """The day it was published; of one that has not been, the day its evidence was last reviewed."""
        return self.published or self.as_of


@dataclass(frozen=True, slots=True)
class Document:
    """A whole edition; `standing` is None while it stands, `since` is None when no edition was published before."""

    metadata: Metadata
    horizon: Horizon
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    left_out: tuple[str, ...] = field(default=())
    corrections: tuple[Corrected, ...] = ()
    standing: Standing | None = None
    since: Since | None = None


def walk(blocks: tuple[AnyBlock, ...]) -> Iterator[AnyBlock]:
    """Yield every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, Box):
            yield from walk(block.blocks)


def plain(inlines: Inlines) -> str:
    """Return the words of the inlines, citations left out, quotations in curly marks, values as they stand."""
    parts = []
    for inline in inlines:
        if isinstance(inline, Text | Term):
            parts.append(inline.text)
        elif isinstance(inline, Value):
            parts.append(str(inline.datum))
        elif isinstance(inline, Quote):
            parts.append(f"“{plain(inline.children)}”")
        elif not isinstance(inline, Cite):
            parts.append(plain(inline.children))
    return "".join(parts)


def map_inlines(inlines: Inlines, change: Any) -> Inlines:  # noqa: ANN401 - Callable[[Inline], Inline], recursive
    """Return the inlines with `change` applied to each, inner ones first."""
    done: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Emph | Strong | Link | Quote | Lang):
            done.append(change(replace(inline, children=map_inlines(inline.children, change))))
        else:
            done.append(change(inline))
    return tuple(done)
