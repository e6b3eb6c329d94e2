"""Every edition of the shipped project, on every paper: conforming, tagged for a reader, complete, with its evidence.

The validator sees what a machine can check; the rest is held against the print page and the Document.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pikepdf
import pytest

from briefgen.api.verification import verify_pdf
from briefgen.document import Figure, plain, walk
from briefgen.export.formula import neutralise
from briefgen.inspect import below_standard
from briefgen.inspect.finding import Letters
from briefgen.inspect.lost import lost, probes
from briefgen.inspect.reading import letters, words_of_html
from briefgen.inspect.structure import heading_level
from briefgen.inspect.unpack import unpack
from briefgen.words import ENGLISH
from tests.inspect.tree import Tree, tree_of
from tests.shipped import CHECKOUT, PAPERS, Shipped, close, editions, shipped
from tests.verapdf import broken_clauses

EDITIONS = [pytest.param(name, id="-".join(name)) for name in editions()]
HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)

pytestmark = pytest.mark.no_cover  # what is run here is covered by its own tests, and runs long


_tree = lru_cache(maxsize=2)(tree_of)


@pytest.fixture(scope="module", autouse=True)
def _engine() -> Iterator[None]:
    yield
    close()


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Shipped:
    """Return each edition on A4."""
    return shipped(*request.param, "A4")


@pytest.fixture
def tree(edition: Shipped) -> Tree:
    """Return what its PDF tells a screen reader."""
    return _tree(edition.pdf)


def body(edition: Shipped) -> str:
    """Return the body of a print page as it is read: without the notes in the margin and below tables."""
    html = edition.printed[edition.printed.index("<body") :]
    return re.sub(r'<(p|span) class="note" id="note-\d+">.*?</\1>', "", html, flags=re.DOTALL)


# ---------------------------------------------------------------- standards


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", EDITIONS)
def test_standards(name: tuple[str, str], paper: str) -> None:
    """PDF/UA-1 and PDF/A-3a in one file, for veraPDF and for our own check."""
    pdf = shipped(*name, paper).pdf
    assert broken_clauses(pdf, "ua1") == {}
    assert broken_clauses(pdf, "3a") == {}
    assert below_standard(pdf) == ()


# ---------------------------------------------------------------- beyond the validator


def test_reading_order(edition: Shipped, tree: Tree) -> None:
    """The text in the order of the structure is the print page's, letter for letter; pictures and notes apart."""
    assert letters("".join(tree.runs("Figure", "Note", "Lbl", again=False))) == letters(words_of_html(body(edition)))


def test_the_document_is_read_whole(edition: Shipped, tree: Tree) -> None:
    """Read aloud, the PDF and the web page both have everything the Document has."""
    heard = Letters(letters(run) for run in tree.runs("Figure", "Lbl"))
    wanted = tuple(probe for probe in probes(edition.document) if not probe.what.startswith("note "))
    assert lost(wanted, heard, "the text read aloud") == ()
    assert len(tree.of("Note")) in (0, len(edition.document.notes))


def test_languages_of_parts(edition: Shipped, tree: Tree) -> None:
    """Each part in another language says so, and the document says its own."""
    said = set(re.findall(r'<(?!html)[a-z]+[^>]* lang="([^"]+)"', edition.printed))
    assert {element.lang for element in tree.root.walk() if element.lang} == said
    assert f'<html lang="{edition.document.metadata.lang}"' in edition.printed


def test_headers_of_tables(tree: Tree) -> None:
    """Every header cell has a scope, and every table with rows has header cells, on each of its pages."""
    assert all(cell.scope in ("/Row", "/Column") for cell in tree.of("TH"))
    for table in tree.of("Table"):
        kinds = {element.kind for element in table.walk()}
        assert "TH" in kinds or "TR" not in kinds


def test_links_are_described_by_their_text(tree: Tree) -> None:
    """The description of a link is its whole text, on each of its lines; one inside the document leads somewhere."""
    for text, contents, where in tree.links:
        assert letters(text)
        assert letters(text) in letters(contents)
        assert where.startswith(("https://", "http://", "mailto:")) or where in tree.destinations


def test_notes_are_linked_both_ways(edition: Shipped, tree: Tree) -> None:
    """Each footnote is a Note with an id; its call leads to it, its number leads back to its call."""
    notes = tree.of("Note")
    assert len({note.id for note in notes}) == len(notes)
    there = Counter(where for _, _, where in tree.links)
    for note in edition.document.notes if notes else ():
        assert there[f"note-{note.number}"] >= 1
        assert there[f"call-note-{note.number}"] == 1
    for number, element in enumerate(notes, 1):
        assert letters(tree.text(element)).startswith(str(number))


def test_figures(edition: Shipped, tree: Tree) -> None:
    """Each figure has its words, and its data as a table in the file."""
    blocks = [b for s in edition.document.sections for b in walk(s.blocks) if isinstance(b, Figure)]
    assert [f.alt for f in tree.of("Figure") if f.alt in {block.alt for block in blocks}] == [b.alt for b in blocks]
    attached = unpack(edition.pdf).attachments
    for block in blocks:
        rows = list(csv.reader(io.StringIO(attached[f"figure-{block.number}.csv"].decode(), newline="")))
        assert rows == [[neutralise(plain(c)) for c in row] for row in (block.table.header, *block.table.rows)]
        assert len(rows) > 1


def test_artifacts(tree: Tree) -> None:
    """Running titles and page numbers are artifacts; nothing else is, and nothing is left unmarked."""
    assert tree.bare == ()
    assert tree.artifacts
    numbers = [text for text in tree.artifacts if re.search(r"\d+ of \d+", text)]
    assert len(numbers) >= 1
    assert set(tree.root.marks()) >= {mark for mark in tree.texts if mark[1] >= 0}


def test_bookmarks(edition: Shipped, tree: Tree) -> None:
    """The bookmarks are the headings, in order, each on its level."""
    headings = [(heading_level(e.kind), letters(tree.text(e))) for e in tree.root.walk() if heading_level(e.kind)]
    assert [(level, letters(title)) for level, title in tree.bookmarks] == headings
    assert [(int(n), letters(words_of_html(t))) for n, t in HEADING.findall(body(edition))] == headings


def test_the_web_page_is_in_the_same_order(edition: Shipped, tree: Tree) -> None:
    """The Document's headings follow one another as in the web page, which may have more; lists at the end may swap."""
    web = iter(letters(words_of_html(text)) for _, text in HEADING.findall(edition.page))
    lists = {letters(ENGLISH("notes")), letters(ENGLISH("sources"))}
    own = [text for e in tree.of("H1", "H2", "H3") if (text := letters(tree.text(e))) not in lists]
    assert all(heading in web for heading in own)


def test_nothing_empty(tree: Tree) -> None:
    """No element is empty but the cells of a table that are; pages are tabbed in the order of the structure."""
    assert [str(e) for e in tree.root.walk() if not e.kids and e.kind not in ("TD", "TH")] == []
    assert tree.tabs <= {"/S"}


# ---------------------------------------------------------------- evidence and size


def test_evidence_inside(edition: Shipped) -> None:
    """The file holds, and its passages stand in the sources."""
    verdict = verify_pdf(edition.pdf, CHECKOUT / "seeds")
    assert verdict.faults == ()
    assert any("word for word" in held for held in verdict.holds)


def test_no_word_beyond_the_limit(edition: Shipped) -> None:
    """No attachment quotes a source beyond the project's limit of words."""
    told = unpack(edition.pdf).attachments["provenance.json"].decode()
    limit, words = re.search(r'"limit": (\d+),\s+"words": \{([^}]*)\}', told).groups()  # type: ignore[union-attr] # it is there
    assert all(int(count) <= int(limit) for count in re.findall(r": (\d+)", words))


def test_size(edition: Shipped) -> None:
    """The attachments add less than 300 KiB; without them a diplomat's edition has less than 500, any less than 700."""
    with pikepdf.open(io.BytesIO(edition.pdf)) as pdf:
        added = sum(len(entry.get_file().obj.read_raw_bytes()) for entry in pdf.attachments.values())
    assert added < 300 * 1024
    assert len(edition.pdf) - added < (500 if edition.document.metadata.audience == "diplomat" else 700) * 1024
