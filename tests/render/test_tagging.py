"""The structure tree says what a screen reader needs and validators do not ask for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from briefgen.render.engine import Engine
from tests.inspect.tree import Tree, tree_of
from tests.render.pages import STYLE, page, project
from tests.verapdf import broken_clauses

BODY = """
<h1>The well</h1>
<p>Drawn at <i lang="mn">Өргөө</i>, see <a href="https://a.example/b">the ledger
of the well</a>.<span class="note" id="n">Page <i lang="fr">trois</i>.</span></p>
<p lang="de">Wasser</p>
<aside style="position: absolute; top: 0" lang="fr">l’eau</aside>
<table><caption>Buckets</caption><tr><th scope="col">Year<th scope="col">Buckets
<tr><th scope="row">2019<td>40</table>
<ul><li><p>An item</p><p>of two paragraphs</p><ol><li><p>inner</p></li><li>bare</li></ol></li><li>bare</li></ul>
"""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a page with parts in other languages, a table, a link and a footnote."""
    with Engine(project(tmp_path_factory.mktemp("tags"))) as engine:
        return engine.pdf(page(BODY, style=f"{STYLE} .note {{ float: footnote }}"))


def elements(pdf: bytes) -> Iterator[dict[str, str]]:
    """Yield each structure element as name → text of what it says of itself."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for item in opened.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem":
                scope = item.A.get("/Scope", "") if "/A" in item else ""
                names = ("/S", "/Lang", "/ID")
                yield {name: str(item.get(name, "")) for name in names} | {"/Scope": str(scope)}


def test_languages_of_parts(pdf: bytes) -> None:
    """A word, a paragraph, a box out of the flow and a word in a note say which language they are in."""
    found = [(element["/S"], element["/Lang"]) for element in elements(pdf) if element["/Lang"]]
    assert sorted(found) == [("/NonStruct", "fr"), ("/NonStruct", "fr"), ("/NonStruct", "mn"), ("/P", "de")]


def test_header_cells_say_what_they_head(pdf: bytes) -> None:
    """Header cells have a scope."""
    scopes = [element["/Scope"] for element in elements(pdf) if element["/S"] == "/TH"]
    assert sorted(scopes) == ["/Column", "/Column", "/Row"]


def test_links_are_described_by_their_words(pdf: bytes) -> None:
    """A link's description is its text, not its address; on each of its lines."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [
            item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link"
        ]
        assert {str(link.Contents) for link in links if "/A" in link} == {"the ledger of the well"}


def test_footnotes_are_notes(pdf: bytes) -> None:
    """A footnote is a Note with an id of its own."""
    notes = [element["/ID"] for element in elements(pdf) if element["/S"] == "/Note"]
    assert len(notes) == 1
    assert notes[0].startswith("note-")


def test_items_have_a_body(pdf: bytes) -> None:
    """Each item of a list is its label and its body, whether its words stand in paragraphs or not."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        items = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/LI"]
        kinds = [[str(kid.S) for kid in item.K] for item in items]
        assert kinds == [["/Lbl", "/LBody"]] * 4
        bodies = [item.K[1] for item in items]
        assert all(body == kid.P for body in bodies for kid in body.K if isinstance(kid, pikepdf.Dictionary))


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_the_tree_conforms_still(pdf: bytes, flavour: str) -> None:
    """What is added breaks neither standard."""
    assert broken_clauses(pdf, flavour) == {}


# ---------------------------------------------------------------- footnotes, furniture, nothing

NOTES = """
<h1>The well</h1>
<p>Dug in 1900,<span class="note" id="note-1">The ledger, which is kept in the parish and goes on for
more than a line so that it has to be parted into two lines on paper.</span> dry in
2016.<span class="note" id="note-2">The county.</span><sup><a href="#note-1">1</a></sup></p>
<div></div><div><p></p></div><p>   </p>
<table><tr><th>a<th>b<tr><td>1<td></table>
"""
FURNITURE = "@page { @top-left { content: 'a running title' } @bottom-right { content: counter(page) } }"


@pytest.fixture(scope="module", params=["block", "inline"])
def noted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Return a page with footnotes, each on lines of its own or all in a run, and with what stands in the margins."""
    style = f".note {{ float: footnote; footnote-display: {request.param} }} sup {{ line-height: 0 }} {FURNITURE}"
    with Engine(project(tmp_path_factory.mktemp("notes"))) as engine:
        made = engine.pdf(page(NOTES + "<p>and <b>more</b></p>" * 20, style=f"{STYLE} {style}"))
    assert broken_clauses(made, "ua1") == broken_clauses(made, "3a") == {}
    return tree_of(made)


def test_footnotes_are_linked_both_ways(noted: Tree) -> None:
    """A footnote is one Note, however many lines it has; its call leads to it, its number leads back."""
    first, second = noted.of("Note")
    assert first.id != second.id
    assert " ".join(noted.text(first).split()).startswith("1. The ledger")
    assert " ".join(noted.text(first).split()).endswith("lines on paper.")
    assert [(contents.strip(), where) for _, contents, where in noted.links] == [
        ("1", "note-1"), ("2", "note-2"), ("1", "note-1"), ("1.", "call-note-1"), ("2.", "call-note-2"),
    ]  # fmt: skip
    assert noted.destinations >= {"note-1", "note-2", "call-note-1", "call-note-2"}
    assert all(" ".join(text.split()) == " ".join(contents.split()) for text, contents, _ in noted.links)


def test_what_stands_in_the_margins(noted: Tree) -> None:
    """Running titles and page numbers are artifacts, and in no element."""
    assert set(noted.artifacts) >= {"a running title", "1"}
    assert noted.bare == ()
    assert "running" not in noted.text(noted.root)


def test_nothing_is_empty(noted: Tree) -> None:
    """Empty elements of a layout leave no element in the tree; an empty cell stays one."""
    assert [element.kind for element in noted.root.walk() if not element.kids] == ["TD"]


def test_one_page_after_another(tmp_path: Path) -> None:
    """The engine remembers nothing of the notes of an earlier page: the next has the bytes it would have had alone."""
    noted = '<aside class="beside"><p class="note" id="note-{n}">A note.</p></aside><p>Text {n}.</p>'
    many = page("<h1>Notes</h1>" + "".join(noted.format(n=n) for n in range(60)), style=STYLE)
    lines = "".join(f"<p>Line {n} of {'<b>very</b> ' * (n % 7)}many lines.</p>" for n in range(99))
    plain = page(f"<h1>Lines</h1><div>{lines}</div>", style=STYLE)
    with Engine(project(tmp_path / "one")) as engine:
        alone = engine.pdf(plain)
    with Engine(project(tmp_path / "two")) as engine:
        first = engine.pdf(many)
        assert engine.pdf(plain) == alone
        assert engine.pdf(many) == first


def test_links_can_be_hit(tmp_path: Path) -> None:
    """A raised number has a link as high as its letters, though its line has no height."""
    with Engine(project(tmp_path)) as engine:
        made = engine.pdf(
            page(NOTES, style=f"{STYLE} .note {{ float: footnote }} sup, ::footnote-call {{ line-height: 0 }}")
        )
    with pikepdf.open(io.BytesIO(made)) as opened:
        links = [
            item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link"
        ]
        assert len(links) == 5
        assert all(abs(float(link.Rect[3]) - float(link.Rect[1])) > 4 for link in links)


MARGIN = """
<h1>The well</h1><h2>Water</h2>
<div class="noted"><aside class="beside"><p class="note" id="note-1"><a href="#call-note-1">1</a> The ledger.</p>
<p class="note" id="note-2"><a href="#call-note-2">2</a> The county.</p></aside><p>Dug in 1900,<sup><a href="#note-1"
id="call-note-1">1</a></sup> dry in 2016.<sup><a href="#note-2" id="call-note-2">2</a></sup></p></div>
<table><tr><th>a<tr><td>1<sup><a href="#note-3" id="call-note-3">3</a></sup></table><p class="below"><span class="note"
id="note-3"><a href="#call-note-3">3</a> A letter, which goes on for so long that it does not stand on one line of
the page but on several, each with a part of the note that is one Note all the same.</span></p>
"""


def test_notes_in_the_margin_and_below_a_table_are_notes(tmp_path: Path) -> None:
    """Each is one Note with an id, linked both ways; in the margin it is read after the text it stands beside."""
    style = f"{STYLE} body {{ margin-left: 50mm }} .beside {{ float: left; width: 40mm; margin-left: -50mm }}"
    with Engine(project(tmp_path)) as engine:
        made = engine.pdf(page(MARGIN, style=style))
    assert broken_clauses(made, "ua1") == broken_clauses(made, "3a") == {}
    tree = tree_of(made)
    said = [" ".join(tree.text(note).split()) for note in tree.of("Note")]
    assert said[:2] == ["1 The ledger.", "2 The county."]
    assert said[2].startswith("3 A letter,")
    assert said[2].endswith("all the same.")
    assert len({note.id for note in tree.of("Note")}) == len(said) == 3
    heard = " ".join(" ".join(tree.runs()).split())
    assert heard.index("dry in 2016") < heard.index("The ledger") < heard.index("A letter")
    assert {where for _, _, where in tree.links} == {f"{kind}note-{n}" for kind in ("", "call-") for n in (1, 2, 3)}
