"""Our own quick check finds what layouts can spoil, names rule and element, and agrees with veraPDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from briefgen.inspect import below_standard
from briefgen.inspect.reading import read_pdf
from briefgen.inspect.standards import untagged
from briefgen.render.engine import Attachment, Engine
from tests.render.pages import SAMPLE, page, project
from tests.verapdf import broken_clauses

FILLING = "<p>and <b>more</b></p>" * 25  # veraPDF's verdict on a page with next to nothing on it is not believed
BROKEN = {
    "a drawing without a title": ("<svg width=20 height=20><rect width=9 height=9 /></svg>", "7.3", "Figure"),
    "an element in a link": (
        '<p><a href="https://a.example/c"><b>b</b></a></p>',
        "7.18.5",
        "a link to https://a.example/c",
    ),
    "a heading skipped": ("<h2>a</h2><h4>b</h4>", "7.4.2", "Document › H4"),
    "a stranger in a list": ("<ul><div>a</div></ul>", "7.2", "Document › L"),
    "rows of two lengths": ("<table><tr><th>a<th>b<tr><td>1</table>", "7.2", "Document › Table"),
    "a table taken apart": (
        '<table style="display: block"><tr style="display: block"><td style="display: block">a</table>',
        "7.2",
        "Table",
    ),
}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], bytes]]:
    """Return a function that makes a PDF of a body."""
    with Engine(project(tmp_path_factory.mktemp("standards"))) as engine:
        attached = [Attachment("a.csv", b"a", "data")]
        yield lambda body: engine.pdf(page(f"<h1>x</h1>{body}{FILLING}"), attachments=attached)


def test_a_sound_file(pdf: Callable[[str], bytes]) -> None:
    """A page with every common element passes both."""
    made = pdf(SAMPLE.replace("<h1>The well</h1>", ""))
    assert below_standard(made) == ()
    assert broken_clauses(made, "ua1") == broken_clauses(made, "3a") == {}


@pytest.mark.parametrize("name", BROKEN)
def test_what_a_layout_can_spoil(name: str, pdf: Callable[[str], bytes]) -> None:
    """The validator refuses it, and so do we, with the clause and the element."""
    body, clause, element = BROKEN[name]
    made = pdf(body)
    assert any(number.startswith(clause) for number in broken_clauses(made, "ua1"))
    found = below_standard(made)
    assert any(f"PDF/UA-1 {clause}: " in fault.message and element in fault.details[0] for fault in found)
    assert {fault.rule for fault in found} == {"pdf-standard"}


def test_opacity(pdf: Callable[[str], bytes]) -> None:
    """Words with opacity are in no element of the structure: veraPDF refuses them, and so do we."""
    made = pdf('<p style="opacity: 0.5">faint words</p>')
    assert list(broken_clauses(made, "ua1")) == ["7.1-3"]
    (fault,) = untagged(read_pdf(made).untagged)
    assert fault.details == ("element: “faint words”",)
    assert untagged(()) == ()


def test_the_first_heading(pdf: Callable[[str], bytes]) -> None:
    """A document that begins with a lower heading is refused, with its place."""
    made = changed(pdf(""), _lower)
    (fault,) = below_standard(made)
    assert fault.message == "PDF/UA-1 7.4.2: the first heading is of level 2"
    assert fault.details == ("element: Document › H2 on page 1",)


def changed(made: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the PDF with something changed."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def _each(kind: str, key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        for item in opened.objects:
            fit = isinstance(item, pikepdf.Dictionary) and key in item
            if fit and kind in (item.get("/S"), item.get("/Subtype"), item.get("/Type")):
                del item[key]

    return change


def _root(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        del opened.Root[key]

    return change


def _lower(opened: pikepdf.Pdf) -> None:
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H1":
            item.S = pikepdf.Name("/H2")


def _unclaimed(opened: pikepdf.Pdf) -> None:
    opened.Root.Metadata.write(opened.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"))


def _odd(opened: pikepdf.Pdf) -> None:
    next(
        item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P"
    ).S = pikepdf.Name("/Odd")


def _unassociated(opened: pikepdf.Pdf) -> None:
    del opened.attachments["a.csv"].obj.AFRelationship
    del opened.attachments["a.csv"].obj.EF.F.Subtype
    del opened.Root.AF


def _opening(opened: pikepdf.Pdf) -> None:
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"))


def _notes(opened: pikepdf.Pdf) -> None:
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P":
            item.S = pikepdf.Name("/Note")


def _empty(opened: pikepdf.Pdf) -> None:
    next(
        item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P"
    ).K = pikepdf.Array()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_unclaimed, "do not claim PDF/UA-1"),
        (_root("/Metadata"), "do not claim PDF/A-3a"),
        (_root("/Lang"), "does not say its language"),
        (_root("/MarkInfo"), "not marked as tagged"),
        (_root("/StructTreeRoot"), "no structure tree"),
        (_root("/ViewerPreferences"), "does not show the title"),
        (_root("/OutputIntents"), "no output intent"),
        (_opening, "does something when opened"),
        (_each("/Figure", "/Alt"), "no alternative text"),
        (_each("/TH", "/A"), "does not say what it heads"),
        (_each("/Link", "/Contents"), "a link has no description"),
        (_each("/Page", "/Tabs"), "does not tab in the order"),
        (_each("/FontDescriptor", "/FontFile2"), "a font is not in the file"),
        (_unassociated, "does not say what it is to the document"),
        (_unassociated, "does not say its type"),
        (_unassociated, "is not associated"),
        (_odd, "“Odd” is no standard type"),
        (_notes, "a note has no id of its own"),
        (_empty, "the element P is empty"),
    ],
)
def test_each_rule(change: Callable[[pikepdf.Pdf], None], said: str, pdf: Callable[[str], bytes]) -> None:
    """Each rule of our own finds the file that breaks it."""
    made = changed(pdf(SAMPLE.replace("<h1>The well</h1>", "")), change)
    assert any(said in fault.message for fault in below_standard(made))


def test_a_damaged_file() -> None:
    """What cannot be read is below standard."""
    (fault,) = below_standard(b"%PDF-1.7 rubbish")
    assert "damaged" in fault.message


def test_an_encrypted_file(pdf: Callable[[str], bytes]) -> None:
    """An archive must be able to read it."""
    with pikepdf.open(io.BytesIO(pdf(""))) as opened:
        out = io.BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(owner="a", user="", R=6))
    assert any("encrypted" in fault.message for fault in below_standard(out.getvalue()))
