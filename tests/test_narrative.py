"""Narrative: Markdown becomes typed blocks; data stay data; what would vanish is a fault with its line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document import (
    AnyBlock,
    Box,
    Cite,
    Emph,
    Heading,
    Inline,
    Inlines,
    Link,
    ListBlock,
    Origin,
    Paragraph,
    Quote,
    QuoteBlock,
    Strong,
    Table,
    Term,
    Text,
    Value,
    plain,
)
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.narrative import to_blocks
from briefgen.templating import Enclosure, Tokens, enclose, render_template

LABEL = "templates/a.md.j2"
PROBE = Box(kind="note", title="", blocks=())


def read(source: str, /, **context: object) -> tuple[Inlines | None, tuple[AnyBlock, ...]]:
    """Render a template and read its Markdown; `box` is a call-block."""
    tokens = Tokens()

    def box(kind: str, caller: object = None) -> str:
        return enclose(tokens, Enclosure(kind, lambda blocks: replace(PROBE, kind=kind, blocks=blocks)), caller)  # type: ignore[arg-type] # jinja2's caller

    def refuse(caller: object = None) -> str:
        def build(blocks: tuple[AnyBlock, ...]) -> AnyBlock:
            raise BriefgenError(Diagnostic("too-many", f"{len(blocks)} blocks"))

        return enclose(tokens, Enclosure("refuse", build), caller)  # type: ignore[arg-type] # jinja2's caller

    def twice(caller: object = None) -> str:
        return enclose(tokens, Enclosure("twice", lambda blocks: blocks * 2), caller)  # type: ignore[arg-type] # jinja2's caller

    functions = {"box": box, "refuse": refuse, "twice": twice}
    return to_blocks(render_template(lambda _: (LABEL, source), "a", functions | context, tokens), tokens)


def blocks(source: str, /, **context: object) -> tuple[AnyBlock, ...]:
    """Return the blocks, without origins."""
    return tuple(bare(block) for block in read(source, **context)[1])


def bare(block: AnyBlock) -> AnyBlock:
    """Return a block without origins, inner ones included."""
    if isinstance(block, ListBlock):
        block = replace(block, items=tuple(tuple(bare(inner) for inner in item) for item in block.items))
    if isinstance(block, Box):
        block = replace(block, blocks=tuple(bare(inner) for inner in block.blocks))
    return replace(block, origin=Origin())


def inlines(source: str, /, **context: object) -> Inlines:
    """Return the inlines of the only paragraph."""
    (block,) = blocks(source, **context)
    assert isinstance(block, Paragraph)
    return block.inlines


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph(inlines=(Text(text),))


def faults(source: str, /, **context: object) -> list[tuple[str, int]]:
    """Return (rule, line) of each fault."""
    with pytest.raises(BriefgenError) as caught:
        read(source, **context)
    assert all(fault.place.file == LABEL for fault in caught.value.diagnostics)
    return [(fault.rule, fault.place.line) for fault in caught.value.diagnostics]


# ---------------------------------------------------------------- inlines


def test_markup_of_sentences() -> None:
    """Emphasis, links, citations and quotations become nodes; line breaks become spaces."""
    assert inlines("A *b **c*** and [d *e*](https://f.g/h?i=j#k) “l “m” *n*”\no\\\np &amp; \\*q* [@r; @s-1].") == (
        Text("A "),
        Emph((Text("b "), Strong((Text("c"),)))),
        Text(" and "),
        Link("https://f.g/h?i=j#k", (Text("d "), Emph((Text("e"),)))),
        Text(" "),
        Quote((Text("l "), Quote((Text("m"),)), Text(" "), Emph((Text("n"),)))),
        Text(" o p & *q*"),
        Cite(("r", "s-1")),
        Text("."),
    )


def test_citations_hug_their_word() -> None:
    """The white space before a citation goes, on the same line or not; that behind it stays."""
    for source in ("a [@x] b", "a\n[@x] b", "a[@x] b"):
        assert inlines(source) == (Text("a"), Cite(("x",)), Text(" b"))
    assert inlines("[@x] [@y]") == (Cite(("x",)), Cite(("y",)))
    assert inlines("\\[@x]") == (Text("[@x]"),)


def test_citations_may_be_data() -> None:
    """An id may come from the data; it is read as an id and as nothing else."""
    assert inlines("a [@{{ id }}; @y]", id="x") == (Text("a"), Cite(("x", "y")))
    assert faults("a [@{{ id }}]", id="x] *b* [@y") == [("citation-syntax", 1)]


@pytest.mark.parametrize("source", ["[@]", "[@a, p. 3]", "[@a; b]", "[@a;]", "[@ a]"])
def test_bad_citations_are_faults(source: str) -> None:
    """A citation that is not a list of ids is reported, not printed."""
    assert faults(f"text\n{source}") == [("citation-syntax", 2)]


@pytest.mark.parametrize("href", ["https://a.b", "http://a.b/c(d)", "mailto:a@b.c", "#part"])
def test_links_that_are_allowed(href: str) -> None:
    """Web addresses, mail addresses and places in the document may be linked to, from the template or from data."""
    assert inlines(f"[a](<{href}>)") == (Link(href, (Text("a"),)),)
    assert inlines("[{{ t }}]({{ href }})", t="*a*", href=href) == (Link(href, (Text("*a*"),)),)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "a.html", "//a.b", "", "https:"]
)
def test_other_links_are_faults(href: str) -> None:
    """No other scheme passes, however it comes."""
    assert faults(f"[a](<{href}>)") == [("link-scheme", 1)]
    assert faults("[a]({{ href }})", href=href) == [("link-scheme", 1)]


def test_autolinks_are_links() -> None:
    """An address between < and > is a link, with the same rules."""
    assert inlines("<https://a.b/ä>") == (Link("https://a.b/ä", (Text("https://a.b/ä"),)),)
    assert faults("<javascript:alert>") == [("link-scheme", 1)]


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ("“a", ["unbalanced-quotation"]),
        ("a”", ["unbalanced-quotation"]),
        ("“a *b” c*", ["unbalanced-quotation"] * 2),
        ("*a “b* c”", ["unbalanced-quotation"] * 2),
        ('a "b"', ["straight-quotation"]),
        ("a <b>c</b>", ["html-in-markdown"]),
        ("<div>\na", ["html-in-markdown"]),
        ("<!-- a -->", ["html-in-markdown"]),
        ("![a](b.png)", ["image-in-markdown"]),
        ("a `b`", ["markdown-unsupported"]),
        ("~~~\na\n~~~", ["markdown-unsupported"]),
        ("a\n\n---", ["markdown-unsupported"]),
        ('[a](https://b.c "d")', ["markdown-unsupported"]),
        ("[a [@b]](https://b.c)", ["link-text"]),
        ("[*a {{ cite }}*](https://b.c)", ["link-text"]),
        ("[a](https://b.c d)", ["link-text"]),
        ("# a", ["heading-level"]),
        ("a\n\n## b", ["heading-level"]),
        ("## a\n## b", ["heading-level"]),
        ("## a\n#### b", ["heading-level"]),
        ("###", ["heading-level"]),
        ("- ### a", ["heading-level"]),
        ("2014. a", ["list-number"]),
        ("| a | b |\n|---|---|\n| c | d | e |", ["table-row"]),
        ("| a | b |\n|---|---|\n| c |", ["table-row"]),
        ("a {{ probe }} b", ["block-in-text"]),
        ("*a*{{ probe }}", ["block-in-text"]),
        ("### {{ probe }}", ["block-in-text", "heading-level"]),
        ("> - a", ["markdown-unsupported"] * 2),
        ("> a\n>\n> b", ["markdown-unsupported"]),
        ("“" * 60 + "”" * 60, ["nested-too-deeply"]),
        (">" * 60 + " a", ["nested-too-deeply"]),
        ("{% call refuse() %}a{% endcall %}", ["too-many"]),
    ],
)
def test_what_a_brief_cannot_hold(source: str, rules: list[str]) -> None:
    """Whatever would be lost, changed or unsafe is a fault, and nothing else is."""
    with pytest.raises(BriefgenError) as caught:
        read(source, probe=PROBE, cite=Cite(("b",)))
    assert [fault.rule for fault in caught.value.diagnostics] == rules


def test_faults_name_their_lines() -> None:
    """All faults of a section are reported at once, each at the line of the template that wrote it, with its words."""
    source = "## T\n\nfirst\nsecond “open\n{% if true %}\n<b>\n{% endif %}\n\n| a |\n|---|\n| b | {{ d }} |\n"
    with pytest.raises(BriefgenError) as caught:
        read(source, d="data")
    assert [(fault.rule, str(fault.place), fault.details) for fault in caught.value.diagnostics] == [
        ("unbalanced-quotation", f"{LABEL}:4", ("second “open",)),
        ("html-in-markdown", f"{LABEL}:6", ("<b>",)),
        ("table-row", f"{LABEL}:11", ("| b | data |",)),
    ]


# ---------------------------------------------------------------- blocks


def test_titles_and_headings() -> None:
    """The first ## is the section's title; what is below it are headings; a section may have no title."""
    title, found = read("## The *title* {{ n }}\n\n### Part\n\n#### Detail\n\n### Part", n=3)
    assert title == (Text("The "), Emph((Text("title"),)), Text(" "), Value(3, "number"))
    assert [(block.level, plain(block.inlines)) for block in found if isinstance(block, Heading)] == [
        (3, "Part"),
        (4, "Detail"),
        (3, "Part"),
    ]
    assert read("text")[0] is None
    assert read("") == (None, ())


def test_lists() -> None:
    """Lists hold blocks, and lists."""
    assert blocks("- a\n- b\n  1. c\n\n     d\n") == (
        ListBlock(
            items=(
                (paragraph("a"),),
                (paragraph("b"), ListBlock(items=((paragraph("c"), paragraph("d")),), ordered=True)),
            )
        ),
    )


def test_quotations_set_apart() -> None:
    """A block quotation has its speaker in a last paragraph that begins with a dash."""
    assert blocks("> Words [@a]\n>\n> — Somebody") == (
        QuoteBlock(inlines=(Text("Words"), Cite(("a",))), attribution=(Text("Somebody"),)),
    )
    assert blocks("> Words") == (QuoteBlock(inlines=(Text("Words"),), attribution=()),)


def test_tables() -> None:
    """A table has its header, its rows, and a caption below it that begins with a colon."""
    source = "| a | b |\n|---|---|\n| *c* | {{ x }} |\n| \\| | |\n\n: Caption {{ x }}\n\n: no caption"
    assert blocks(source, x="d | e") == (
        Table(
            caption=(Text("Caption d | e"),),
            header=((Text("a"),), (Text("b"),)),
            rows=(((Emph((Text("c"),)),), (Text("d | e"),)), ((Text("|"),), ())),
        ),
        paragraph(": no caption"),
    )
    assert blocks("a | b\n---|---\nc | d\n\n: {{ x }}", x="e") == (
        Table(
            caption=(Text("e"),),
            header=((Text("a"),), (Text("b"),)),
            rows=(((Text("c"),), (Text("d"),)),),
        ),
    )


def test_nothing_vanishes_as_a_definition_or_as_code() -> None:
    """Text that CommonMark would swallow as a link definition, or take for code because it is indented, stays text."""
    assert inlines("[@a]: https://b.c") == (Cite(("a",)), Text(": https://b.c"))
    assert inlines("[a]: b") == (Text("[a]: b"),)
    assert inlines("    a") == (Text("a"),)


def test_origins() -> None:
    """Each block knows the template line it was written at, in loops and call-blocks too; a given origin is kept."""
    source = "## T\n\nfirst\nline\n\n{% for i in [1, 2] %}\n- {{ i }}\n{% endfor %}\n"
    source += "{% call box('x') %}\nin\n{% endcall %}\n{{ p }}{{ q }}\n"
    kept = replace(PROBE, origin=Origin("other", 9))
    _, found = read(source.replace("{{ p }}", "{{ p }}\n"), p=PROBE, q=kept)
    assert [(type(block).__name__, block.origin.line) for block in found] == [
        ("Paragraph", 3),
        ("ListBlock", 7),
        ("Box", 9),
        ("Box", 12),
        ("Box", 9),
    ]
    box = found[2]
    assert isinstance(box, Box)
    assert box.blocks[0].origin == Origin(LABEL, 10)


def test_blocks_from_the_data_stand_on_their_own_lines() -> None:
    """A block on a line of its own is placed there, with or without blank lines around it."""
    found = blocks("before “a”\n{{ b }}\n{{ b }}\nafter\n\n{{ b }}\n\n- item\n\n  {{ b }}", b=PROBE)
    assert found == (
        Paragraph(inlines=(Text("before "), Quote((Text("a"),)))),
        PROBE,
        PROBE,
        paragraph("after"),
        PROBE,
        ListBlock(items=((paragraph("item"), PROBE),)),
    )


def test_enclosures() -> None:
    """Call-blocks enclose Markdown, nest, and may give several blocks."""
    source = (
        "{% call box('a') %}\n### H\n- x\n{% call box('b') %}\n*y*\n{% endcall %}\n{% endcall %}\n"
        "{% call twice() %}\nz\n{% endcall %}\n- last\n  {% call box('c') %}w{% endcall %}"
    )
    assert blocks(source) == (
        replace(
            PROBE,
            kind="a",
            blocks=(
                Heading(level=3, inlines=(Text("H"),)),
                ListBlock(items=((paragraph("x"),),)),
                replace(PROBE, kind="b", blocks=(Paragraph(inlines=(Emph((Text("y"),)),)),)),
            ),
        ),
        paragraph("z"),
        paragraph("z"),
        ListBlock(items=((paragraph("last"),),)),
        replace(PROBE, kind="c", blocks=(paragraph("w"),)),
    )


def test_enclosures_swallowed_by_a_fault() -> None:
    """An enclosure whose beginning or end lies in code or HTML does not hide that fault."""
    assert faults("~~~\n{% call box('a') %}\nx\n{% endcall %}\n~~~") == [("markdown-unsupported", 1)]
    assert faults("{% call box('a') %}\n~~~\n{% endcall %}") == [("markdown-unsupported", 2)]
    assert faults("{% call box('a') %}\n<!--\n{% endcall %}\n-->") == [("html-in-markdown", 2)]
    assert faults("<!--\n{% call box('a') %}\n-->\n{% endcall %}") == [("html-in-markdown", 1)]


# ---------------------------------------------------------------- data are never markup


def nodes(children: Inlines) -> Iterator[Inline]:
    """Yield every inline, outer before inner."""
    for child in children:
        yield child
        yield from nodes(getattr(child, "children", ()))


MARKUP = [*"*_`[]()<>!#-+.|>~&;:@{}%\\\"“”'0129 aбө\n", "[@a]", "2014. ", "- ", "## ", "https://a.b", "&amp;", "](#a)"]
RESERVED = [chr(code) for code in range(0xE000, 0xE010)]
HOSTILE = st.lists(st.sampled_from(MARKUP), min_size=1, max_size=20).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=RESERVED), min_size=1
)


@given(HOSTILE)
def test_data_are_never_markup_and_never_lost(data: str) -> None:
    """Whatever a text holds: in a paragraph, an emphasis, a list, a heading or a cell it stays whole and plain."""
    source = "### {{ x }}\n\n{{ x }}\n\n- {{ x }}\n\n"
    source += "*{{ x }}* “{{ x }}” {{ x ~ '' }} [{{ x }}](#a)\n\n| {{ x }} |\n|---|\n| {{ x }} |\n"
    heading, alone, items, mixed, table = blocks(source, x=data)
    assert alone == paragraph(data)
    assert heading == Heading(level=3, inlines=(Text(data),))
    assert items == ListBlock(items=((paragraph(data),),))
    assert mixed == Paragraph(
        inlines=(
            Emph((Text(data),)),
            Text(" "),
            Quote((Text(data),)),
            Text(f" {data} "),
            Link("#a", (Text(data),)),
        )
    )
    assert table == Table(caption=(), header=((Text(data),),), rows=(((Text(data),),),))


@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_joined_data_are_never_markup(parts: list[str]) -> None:
    """Joining data with ~, join or a macro's text makes no markup either."""
    source = "{% macro m(a) %}{{ a }}{% endmacro %}a {{ xs|join('; ') }} {{ m(xs[0]) ~ xs[-1] }} z"
    found = inlines(source, xs=parts)
    assert plain(found) == f"a {'; '.join(parts)} {parts[0]}{parts[-1]} z"
    assert all(isinstance(node, Text) for node in nodes(found))


@given(st.text(st.sampled_from('*_`[]()<>!#-+.|~&;:@\\"“”0129 \na\ue000\ue001\ue008\ue002\ue003\ue004'), max_size=60))
def test_no_markdown_ends_in_a_traceback(markdown: str) -> None:
    """Any text, forged tokens and marks included, gives blocks or diagnostics, and no reserved character."""
    tokens = Tokens()
    tokens.put(Term("k", "term"))
    with suppress(BriefgenError):
        assert not any(0xE000 <= ord(char) <= 0xE00F for char in repr(to_blocks(markdown, tokens)))


@pytest.mark.parametrize("entity", ["&#xE000;&#xE008;&#xE001;", "\ue000&#xE008;\ue001", "\ue000\ue00f\ue00f\ue001"])
def test_tokens_cannot_be_forged(entity: str) -> None:
    """Reserved characters that come as character references, or stand for nothing, are dropped."""
    tokens = Tokens()
    tokens.put(Term("k", "term"))
    assert to_blocks(f"a{entity}b", tokens)[1] == (paragraph("ab"),)
