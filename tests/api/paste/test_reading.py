"""api.paste.reading: anybody's file, also a hostile one, gives a text or a clear fault in bounded time and memory."""

from __future__ import annotations

import contextlib
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from briefgen.api.paste import reading
from briefgen.api.paste.reading import LARGEST, LONGEST, UNPACKED, plain_text
from briefgen.errors import BriefgenError
from tests.clock import busy
from tests.commands import run

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str | bytes, name: str = "word/document.xml", **more: bytes) -> bytes:
    """Return a DOCX with this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
        for key, data in more.items():
            archive.writestr(f"word/{key}.xml", data)
    return out.getvalue()


def document(*paragraphs: str, before: str = "") -> str:
    """Return the XML of a document."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'


def fault(name: str, data: bytes) -> str:
    """Return the rule and message of what is wrong with a file, found quickly and in little memory."""
    tracemalloc.start()
    started = busy()
    with pytest.raises(BriefgenError) as raised:
        plain_text(name, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert busy() - started < 10
    assert peak < 200 * 1024**2
    (found,) = raised.value.diagnostics
    assert raised.value.exit_code == 2
    return f"{found.rule}: {found.message}"


# ---------------------------------------------------------------- what is read


def test_plain_text_is_read_as_it_is() -> None:
    """Line ends become LF, a byte order mark goes."""
    assert plain_text("a.txt", "\ufeffOne.\r\n\r\nTwo *stars*.".encode()) == "One.\n\nTwo *stars*."


def test_markdown_loses_its_marks() -> None:
    """Headings, lists, emphasis, links, citations and tables are words."""
    text = "## A *title*\n\n* One **two** [three](https://x.org/a). [@id; @b]\n1. Four\n\n| a | b |\n"
    words = plain_text("a.md", text.encode()).split()
    assert words == ["A", "title", "One", "two", "three.", "Four", "a", "b"]


def test_html_is_what_a_reader_sees() -> None:
    """Blocks are paragraphs, entities are characters; scripts, styles and comments are nothing."""
    page = (
        "<!DOCTYPE html><head><title>T</title><style>p { x }</style></head><h1>Head &amp; <i>tail</i></h1>"
        "<p>One<br>two 3 &lt; 4 and 5 < 6.<!-- hidden 2013 --><script>document.write('1999')</script><p>Three"
        "<SCRIPT>alert(1)</SCRIPT ><template>no</template>.<textarea>no</textarea>"
    )
    parts = [part.strip() for part in plain_text("a.HTML", page.encode()).split("\n\n") if part.strip()]
    assert parts == ["Head & tail", "One", "two 3 < 4 and 5 < 6.", "Three."]


def test_docx_has_its_body_and_notes() -> None:
    """Runs join, tabs and breaks are spaces, paragraphs are apart; deleted words are not there."""
    body = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>One </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:t>&amp; two</w:t><w:tab/><w:t>three</w:t></w:r></w:p><w:p><w:r><w:t>Four</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    text = plain_text("a.docx", docx(body, footnotes=notes.encode()))
    assert text.split("\n\n") == ["One & two three", "Four", "", "A note.", ""]


# ---------------------------------------------------------------- what is refused


def test_a_file_of_100_mb() -> None:
    """It is refused by its size, before anything in it is read."""
    assert fault("a.html", b"<p>" * (LARGEST // 3 + 1)).startswith("file-too-large: the file is larger than 20 MiB")


def test_the_command_does_not_read_100_mb(tiny: Path) -> None:
    """It reads no further than the limit."""
    big = tiny / "big.docx"
    with big.open("wb") as stream:
        stream.truncate(100 * 1024**2)
    said = run(tiny, "check", str(big))
    assert (said.returncode, "error[file-too-large]" in said.stderr) == (2, True)


def test_a_zip_bomb() -> None:
    """A part that unpacks to a gigabyte is read no further than the limit."""
    bomb = docx(b"0" * (UNPACKED * 4))
    assert len(bomb) < 1024**2
    assert fault("a.docx", bomb) == "docx-unreadable: “word/document.xml” is larger than 30 MiB when it is unpacked"


def test_a_header_that_lies() -> None:
    """A part that says it is small and is not cannot pass either."""
    bomb = bytearray(docx(b"0" * (UNPACKED * 2)))
    size = (UNPACKED * 2).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (100).to_bytes(4, "little")
    assert fault("a.docx", bytes(bomb)).startswith("docx-unreadable: the file ")


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/p"> %p;]>',
    ],
    ids=["billion laughs", "external entity", "external type", "parameter entity"],
)
def test_entities_are_refused(before: str) -> None:
    """No DOCX declares any, so nothing is ever expanded or fetched."""
    said = fault("a.docx", docx(document("&a;" if "ENTITY a" in before else "x", before=before)))
    assert said == "docx-unreadable: the file declares XML entities or a document type, which a DOCX never does"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 no zip at all", "the file cannot be unpacked: BadZipFile"),
        (docx("<x/>", name="content.xml"), "the file is no DOCX: it has no word/document.xml"),
        (docx("<w:document><w:p>"), "the file is not well-formed XML"),
        (docx("x" * 100)[:-30], "the file cannot be unpacked: BadZipFile"),
    ],
    ids=["no zip", "no document", "torn XML", "cut short"],
)
def test_a_broken_docx(data: bytes, message: str) -> None:
    """Each has its sentence."""
    assert fault("a.docx", data) == f"docx-unreadable: {message}"


def test_a_deep_docx() -> None:
    """Elements a hundred thousand deep need no deep stack."""
    deep = f"<w:document {W}>" + "<w:p>" * 100_000 + "<w:t>x</w:t>" + "</w:p>" * 100_000 + "</w:document>"
    assert plain_text("a.docx", docx(deep)).strip() == "x"


@pytest.mark.parametrize(
    "page",
    ["<" * 2_000_000, "<!--" * 500_000, "<script>" * 200_000, "<p " * 500_000, "&amp" * 400_000, "<a" * 800_000],
    ids=["brackets", "comments", "scripts", "open tags", "entities", "names"],
)
def test_hostile_html_takes_little_time(page: str) -> None:
    """Each reader goes once through its input: no fault costs more than seconds."""
    started = busy()  # of this process alone: machines are shared
    with contextlib.suppress(BriefgenError):  # some are too long as a text, others hold none
        plain_text("a.html", page.encode())
    assert busy() - started < 10


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_text_that_is_too_long(name: str) -> None:
    """A book is checked in parts."""
    assert fault(name, b"word " * (LONGEST // 4)) == "text-too-long: the text has more than 300,000 characters"


def test_a_docx_that_is_too_long() -> None:
    """Its text is kept no further than the limit."""
    assert fault("a.docx", docx(document("word " * (LONGEST // 4)))).startswith("text-too-long")


def test_unknown_kinds_and_encodings() -> None:
    """What can be read is named; a byte that is not UTF-8 has its line."""
    assert fault("a.odt", b"").startswith("unknown-kind: “.odt” is no kind of text that can be read")
    assert fault("a.txt", b"a\nb\xff") == "not-utf8: the file is not UTF-8"


def test_every_kind_is_named() -> None:
    """Markdown, plain text, HTML and DOCX."""
    assert sorted(reading.READERS) == [".docx", ".htm", ".html", ".markdown", ".md", ".txt"]
