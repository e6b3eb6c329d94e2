"""A hand-made Document that shows every kind of block and inline: an invented village and its well."""

from __future__ import annotations

from dataclasses import replace

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
    Lang,
    Link,
    ListBlock,
    Metadata,
    Note,
    Paragraph,
    PassageView,
    Proposal,
    Quote,
    QuoteBlock,
    Recommendations,
    Reference,
    Section,
    Strong,
    Table,
    Term,
    Text,
    Value,
)

SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img"><title>A</title></svg>'
)
IMAGES = {"figure-timeline": SVG}
HOSTILE = "<b>&amp; “bold”</b>"

META = Metadata(
    topic="well",
    audience="reader",
    title="The well",
    standfirst="It gives water.",
    series="Village notes",
    edition="For villagers",
    publisher="The reading room",
    contact="room@example.org",
    lang="en-GB",
    as_of="2020-06-30",
    keywords=("well", "water"),
    audience_name="Villagers",
    identifier="well/reader/2020-06-30",
    purpose="For information",
)


def cell(text: str) -> tuple[Text]:
    """Return a cell."""
    return (Text(text),)


TABLE = Table(id="t", caption=cell("Years"), header=(cell("Year"), cell("Event")), rows=((cell("1901"), cell("dug")),))
INLINES = (
    Text(HOSTILE),
    Emph((Text("soft"),)),
    Strong((Text("loud"),)),
    Link("https://example.org/a?b=1&c=2", (Text("a page"),)),
    Quote((Text("verbatim"),)),
    Value("2018-06-14/2018-06-15", "date", "e"),
    Value(48185, "number", "i"),
    Term("well", "well"),
    Lang("mn", (Text("Худаг"),)),
    Cite(("well-dug",), 1),
)
BLOCKS = (
    Box(id="k", kind="key-messages", title="Key messages", blocks=(Paragraph(id="k1", inlines=cell("One thing")),)),
    Heading(id="h", level=3, inlines=cell("A heading")),
    Paragraph(id="p", inlines=INLINES),
    ListBlock(id="l", items=((Paragraph(id="l1", inlines=cell("an item")),),), ordered=True),
    TABLE,
    Figure(
        id="figure-timeline",
        chart=ChartSpec("timeline", ()),
        headline=cell("Dug in 1901"),
        subtitle="Years",
        alt="One event in 1901.",
        table=replace(TABLE, id="ft"),
        credit="Sources: Gazette.",
        number=1,
    ),
    QuoteBlock(id="q", inlines=(Quote(cell("It is sweet")),), attribution=cell("The mayor")),
    DisputeBox(
        id="d",
        question="When?",
        answers=(Answer(cell("In 1901."), ("Gazette",), 1), Answer(cell("In 1902."), ("Diary", "Letters"), 2)),
        reconcile=cell("Nothing settles it."),
        relation="contradiction",
        materiality="material",
    ),
    Recommendations(
        id="r",
        caption="Proposals",
        rows=(
            Proposal(
                "m", cell("Mend it"), "council", "mayor", Value("1902", "date", "m"), "should", "if dry", origins=1
            ),
            Proposal(
                "n",
                cell("Paint it"),
                "council",
                "mayor",
                Value("1903", "date", "n"),
                "could",
                "",
                inferred=True,
                origins=4,
            ),
        ),
    ),
    Paragraph(id="again", inlines=(Text("Again"), Cite(("well-dug",), 1), Cite(("depth",), 2))),
)
NOTES = (
    Note(
        1,
        ("well-dug",),
        "",
        (
            PassageView("Diary", "in 1902", "", 5, 12, "contradicts"),
            PassageView("Gazette", "The “well” was dug.", "The mayor", 0, 19),
            PassageView("Letters", "", "", 3, 9),
        ),
        "1901 is inferred.",
    ),
    Note(2, ("depth",), "No document answers: How deep?", ()),
)
DOCUMENT = Document(
    META,
    Horizon(3, 2, "The well is dug", "1901-05", "2020-06-30"),
    (Section("story", cell("The story"), BLOCKS), Section("more", cell("More"), (), side=True)),
    NOTES,
    (
        Reference(
            "gazette", "Gazette", "The Gazette, [1901].", "Official gazette", "Printed by the council.", "date inferred"
        ),
    ),
    ("figure “Depth”",),
)
