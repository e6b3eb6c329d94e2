"""What came out is inspected: whatever a reader would miss is named, with the template line that wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time

import pytest

from briefgen.document import (
    Answer,
    Box,
    ChartSpec,
    Cite,
    DisputeBox,
    Document,
    Emph,
    Figure,
    Heading,
    Horizon,
    ListBlock,
    Metadata,
    Note,
    Origin,
    Paragraph,
    PassageView,
    Proposal,
    Quote,
    QuoteBlock,
    Recommendations,
    Reference,
    Section,
    Table,
    Term,
    Text,
    Value,
)
from briefgen.errors import BriefgenError
from briefgen.inspect import counted_pages, nothing_lost, pages
from briefgen.inspect.finding import Letters, pieces
from briefgen.inspect.lost import lost, probes
from briefgen.inspect.reading import letters, words_of_html
from briefgen.render.engine import Engine
from tests.render.pages import SQUARE, page, project

MADE_ON = Value("2014", "date")
FIGURE = Figure(
    chart=ChartSpec("timeline", ()),
    headline=(Text("Buckets doubled in a year"),),
    subtitle="",
    alt="Buckets by year, drawn",
    table=Table(caption=(), header=(), rows=()),
    credit="",
)
BLOCKS = (
    Heading(level=3, inlines=(Text("How it began"),)),
    Paragraph(
        inlines=(
            Text("The well was dug by "),
            Emph((Text("the village"),)),
            Text(" in "),
            Value(1900, "number"),
            Text(" and has been in use ever since"),
            Cite(("a",), 12),
            Text(", says "),
            Quote((Text("the ledger"),)),
            Text("."),
        ),
        origin=Origin("templates/a.md.j2", 7),
    ),
    ListBlock(items=((Paragraph(inlines=(Text("A first item of a list"),)),),)),
    Box(kind="facts", title="Facts in a box", blocks=(Paragraph(inlines=(Text("Something in the box"),)),)),
    Table(
        caption=(Text("Buckets a day"),),
        header=((Text("Season"),), (Text("Buckets"),)),
        rows=(((Text("Summertime"),), (Text("40"),)), ((Text("Wintertime"),), (Text("20"),))),
    ),
    FIGURE,
    QuoteBlock(inlines=(Text("We drink every day"),), attribution=(Text("the mayor"),)),
    DisputeBox(
        question="When was it dug?",
        answers=(Answer((Text("In the old century"),), ("A",)), Answer((Text("In the new century"),), ("B",))),
        reconcile=(Text("Both count from another year"),),
        relation="contradiction",
        materiality="material",
    ),
    Recommendations(
        caption="What is proposed",
        rows=(
            Proposal(
                "r1", (Text("Dig a second well"), Term("k", " soon")), "the council", "a ledger", MADE_ON, "should", ""
            ),
        ),
    ),
)
METADATA = Metadata(
    topic="well",
    audience="reader",
    title="The well of Alderby",
    standfirst="",
    series="",
    edition="",
    publisher="",
    contact="",
    lang="en",
    as_of="2020-06-30",
    keywords=(),
    audience_name="",
)
DOCUMENT = Document(
    metadata=METADATA,
    horizon=Horizon(1, 1, "", "", ""),
    sections=(
        Section("s", (Text("The section of the well"),), BLOCKS),
        Section("t", (Text("Sources and method"),), (Paragraph(inlines=(Text("The ledger is kept dry"),)),), side=True),
    ),
)
PARTS = [
    "<h1 id='n'>The well of Alderby</h1>",
    "<h2>The section of the well</h2>",
    "<h3>How it be&shy;gan</h3>",
    (
        "<p>The well was dug by <em>the village</em> in 1,900 and has been in use ever since<a href='#n'>12</a>, "
        "says “the ledger”.</p>"
    ),
    "<ul><li>A first item of a list</li></ul>",
    "<h3>Facts in a box</h3>",
    "<p>Something in the box</p>",
    "<p>Buckets a day</p>",
    "<table><tr><th>Season</th><th>Buckets</th></tr>",
    "<tr><th>Summertime</th><td>40</td></tr>",
    "<tr><th>Wintertime</th><td>20</td></tr></table>",
    "<p>Buckets doubled in a year</p>",
    f'<p><img alt="Buckets by year, drawn" style="width: 25mm" src="{SQUARE}"></p>',
    "<p>We drink every day</p>",
    "<p>— the mayor</p>",
    "<h3>When was it dug?</h3>",
    "<p>In the old century</p>",
    "<p>In the new century</p>",
    "<p>Both count from another year</p>",
    "<h3 style='text-transform: uppercase'>What is proposed</h3>",
    "<p>Dig a second well soon</p>",
    "<p>the council</p>",
    "<p>a ledger</p>",
    "<h2 class='side'>Sources and method</h2>",
    "<p>The ledger is kept dry</p>",
]
STYLE = "body { font: 11pt 'Source Serif 4' } .side { break-before: page }"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., bytes]]:
    """Return a function that makes a PDF of the parts, with a style sheet of one's own."""
    with Engine(project(tmp_path_factory.mktemp("inspect"))) as engine:
        yield lambda style="", parts=PARTS: engine.pdf(page("".join(parts), style=STYLE + style))


def test_nothing_is_lost(pdf: Callable[..., bytes]) -> None:
    """A page that holds everything passes; hyphens, capitals, formatted values and line ends do not disturb."""
    assert nothing_lost(pdf(), DOCUMENT, page("".join(PARTS))) == ()
    narrow = pdf("body { width: 40mm; hyphens: auto }")
    assert nothing_lost(narrow, DOCUMENT) == ()


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_each_part_is_missed(number: int, pdf: Callable[..., bytes]) -> None:
    """Each part of a Document is missed where it is not: in the web page too."""
    left = [part for at, part in enumerate(PARTS) if at != number]
    made = pdf()
    found = nothing_lost(made, DOCUMENT, page("".join(left)))
    assert found
    assert {(fault.rule, fault.message.rpartition(" is not ")[2]) for fault in found} == {
        ("content-lost", "in the web page")
    }
    words = letters(words_of_html(PARTS[number])) or letters("Buckets doubled in a year")
    assert letters(found[0].details[0])[:10] in words.replace("1900", "") + "seasonbuckets"


def test_a_lost_citation_is_named(pdf: Callable[..., bytes]) -> None:
    """A citation whose number is gone, or another, is missed where citations are numbers."""
    parts = [part.replace(">12<", "><") for part in PARTS]
    (fault,) = nothing_lost(pdf(parts=parts), DOCUMENT)
    assert fault.message == "citation 12 in a paragraph is not in the PDF"
    assert str(fault.place) == "templates/a.md.j2:7"
    assert fault.details[0].startswith("“The well was dug by the village in 1900")
    by_author = replace(DOCUMENT, metadata=replace(METADATA, citation_style="author-date"))
    assert nothing_lost(pdf(parts=parts), by_author) == ()


def test_words_parted_by_a_page_are_found() -> None:
    """A piece that a page break parts is found at the ends of two runs; one half, or two halves elsewhere, is not."""
    assert Letters(["xxabcdefghij", "foot", "klmnopqrstyy"]).holds("abcdefghijklmnopqrst")
    assert not Letters(["xxabcdefghij", "foot"]).holds("abcdefghijklmnopqrst")
    assert not Letters(["xxabcdefghijx", "xklmnopqrst"]).holds("abcdefghijklmnopqrst")


def test_long_runs_are_looked_for_piece_by_piece() -> None:
    """A paragraph of which a line in the middle is gone is missed."""
    text = "".join(f"word{n}and" for n in range(30))
    assert Letters([text]).missing(text) == ""
    assert Letters([text[:100], text[140:]]).missing(text)
    assert "".join(pieces("abc")) == "abc"
    assert list(pieces("a" * 32 + "b" * 8)) == ["a" * 32, "a" * 24 + "b" * 8]


def test_why_a_piece_is_not_there() -> None:
    """What is written and cannot be read is told with its reason."""
    found = Letters(["the rest"], [("hiddenwords", "it is small"), ("whitewords", "it is white")])
    assert found.why("whitewords") == "it is white"
    assert found.why("hiddenwordsthatgoon"[:20]) == "it is small"
    assert found.why("nowhere") == ""


def test_what_stands_behind_the_sections() -> None:
    """The standfirst, notes, sources and the list of what was left out are missed too."""
    view = PassageView("The ledger", "Forty buckets were drawn", "", 10, 34)
    document = replace(
        DOCUMENT,
        metadata=replace(METADATA, title="", standfirst="Why it matters"),
        sections=(),
        notes=(Note(1, ("a",), "A note in words", ()), Note(2, ("b",), "", (view,))),
        references=(Reference("s", "S", "A source in full", "", ""),),
        left_out=("A paragraph dropped",),
    )
    assert [fault.message for fault in lost(probes(document), Letters([""]), "the PDF")] == [
        "the standfirst is not in the PDF",
        "note 1 is not in the PDF",
        "note 2 is not in the PDF",
        "a source is not in the PDF",
        "what was left out is not in the PDF",
    ]
    notes = ["1anoteinwords", "2theledger"], ["anoteinwords", "fortybucketswere", "drawn"]
    for said in notes:
        whole = Letters(["whyitmatters", *said, "asourceinfull", "aparagraphdropped"])
        assert lost(probes(document), whole, "the PDF") == ()
    other = Letters(["whyitmatters", "anoteinwords", "3theledger", "asourceinfull", "aparagraphdropped"])
    assert [fault.message for fault in lost(probes(document), other, "x")] == ["note 2 is not in x"]


def test_short_cells_are_found_with_the_cell_before() -> None:
    """A cell of few letters is looked for beside its neighbour: alone it may be found by chance."""
    rows = (((Text("Summertime"),), (Text("40"),)), ((Text("x"),), (Text("y"),)))
    table = Table(caption=(), header=((Text("Season"),), (Text("Buckets"),)), rows=rows)
    document = replace(
        DOCUMENT, metadata=replace(METADATA, title=""), sections=(Section("s", (Text("Many"),), (table,)),)
    )
    assert lost(probes(document), Letters(["many", "season", "buckets", "summertime", "40"]), "x") == ()
    (fault,) = lost(probes(document), Letters(["many", "season", "buckets", "summertime", "39", "40"]), "x")
    assert (fault.message, fault.details) == ("a row of a table is not in x", ("“Summertime | 40”",))


def test_pages(pdf: Callable[..., bytes]) -> None:
    """Pages are counted, with and without those of the reverse; what is no PDF is a diagnostic."""
    made = pdf()
    assert (pages(made), counted_pages(made, DOCUMENT)) == (2, 1)
    (first, second) = DOCUMENT.sections
    assert counted_pages(made, replace(DOCUMENT, sections=(first, replace(second, side=False)))) == 2
    other = replace(second, title=(Text("Not there at all"),))
    assert counted_pages(made, replace(DOCUMENT, sections=(first, other))) == 2
    with pytest.raises(BriefgenError) as caught:
        pages(b"no PDF")
    assert caught.value.diagnostics[0].rule == "pdf-unreadable"


def test_paper(pdf: Callable[..., bytes]) -> None:
    """A page of another size than the audience's paper is an error, whichever way it is turned."""
    (fault,) = nothing_lost(pdf("@page { size: A5 }"), DOCUMENT)
    assert (fault.rule, fault.message) == ("page-size", "page 1 is not of the size A4")
    assert nothing_lost(pdf("@page { size: A4 landscape }"), DOCUMENT) == ()
    letter = replace(DOCUMENT, metadata=replace(METADATA, paper="Letter"))
    assert nothing_lost(pdf("@page { size: letter }"), letter) == ()


def test_what_is_no_text_of_a_page() -> None:
    """Styles, scripts, comments and the title of the window are not read as the page's words."""
    html = "<title>a</title><style>b</style><SCRIPT>c</SCRIPT><!-- d --><p>e&amp;<b>f</b>"
    assert words_of_html(html) == "e&f"


def test_it_is_quick(pdf: Callable[..., bytes]) -> None:
    """Six full pages are inspected in a fraction of a second."""
    texts = [f"Paragraph {n} of many, with some words to fill a line or two of the page." for n in range(260)]
    document = replace(
        DOCUMENT, sections=(Section("s", (Text("Many"),), tuple(Paragraph(inlines=(Text(t),)) for t in texts)),)
    )
    parts = ["<h1>The well of Alderby</h1><h2>Many</h2>", *(f"<p>{text}</p>" for text in texts)]
    made = pdf(parts=parts)
    assert pages(made) >= 6
    started = process_time()
    assert nothing_lost(made, document, page("".join(parts))) == ()
    assert process_time() - started < 1  # of this process alone: machines are shared
