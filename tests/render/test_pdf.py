"""The finished PDF is PDF/UA-1 and PDF/A-3a at once, as veraPDF sees it; and veraPDF sees what is wrong."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from briefgen.errors import BriefgenError
from briefgen.render.engine import Attachment, Engine
from briefgen.render.pdf import with_pdfua
from tests.render.pages import SAMPLE, page, project
from tests.verapdf import broken_clauses


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine."""
    with Engine(project(tmp_path_factory.mktemp("pdf"))) as engine:
        yield engine


@pytest.fixture(scope="module")
def sample(engine: Engine) -> bytes:
    """Return the PDF of a page with a table, a picture, links, lists and an attachment."""
    return engine.pdf(page(SAMPLE), attachments=[Attachment("data.csv", b"a,b\n", "the data")])


def changed(pdf: bytes, *, without: str = "", metadata: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Return the PDF without its `tags` or its `alt`, or with something else in its metadata."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if without == "tags":
            del opened.Root.StructTreeRoot
            del opened.Root.MarkInfo
        if without == "alt":
            for entry in opened.objects:
                if isinstance(entry, pikepdf.Dictionary) and entry.get("/S") == "/Figure":
                    del entry["/Alt"]
        stream = opened.Root.Metadata
        assert metadata[0] in stream.read_bytes()
        if metadata[0]:
            stream.write(stream.read_bytes().replace(*metadata))
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_conforms(sample: bytes, flavour: str) -> None:
    """One file passes both standards, attachments included."""
    assert broken_clauses(sample, flavour) == {}


def test_metadata_can_be_read_without_decompression(sample: bytes) -> None:
    """An archive finds the claims in the bytes of the file."""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in sample
    assert b'pdfaid:part="3"' in sample


def test_untagged_files_fail(sample: bytes) -> None:
    """The validator refuses the file without its tags: the passing test above is worth something."""
    assert "7.1-11" in broken_clauses(changed(sample, without="tags"), "ua1")
    assert broken_clauses(changed(sample, without="tags"), "3a")


def test_wrong_metadata_fail(sample: bytes) -> None:
    """The validator refuses another claim, and one without its extension schema."""
    other = changed(sample, metadata=(b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"))
    assert any(clause.startswith("5-") for clause in broken_clauses(other, "ua1"))
    bare = changed(sample, metadata=(b"pdfua/ns/id/</pdfaSchema", b"other/ns/id/</pdfaSchema"))
    assert any(clause.startswith("6.6.2.3") for clause in broken_clauses(bare, "3a"))


def test_pictures_without_words_fail(engine: Engine, sample: bytes) -> None:
    """The validator refuses a picture without alternative text; the engine does not even make one."""
    assert list(broken_clauses(changed(sample, without="alt"), "ua1")) == ["7.3-1"]
    for alt in ("", 'alt=""'):
        with pytest.raises(BriefgenError) as caught:
            engine.pdf(page(SAMPLE.replace('alt="A square"', alt)))
        message = "Image “data:image/svg+xml…” has no required alt description"
        assert [fault.message for fault in caught.value.diagnostics] == [message]


@pytest.mark.parametrize("xmp", [b"", b"</rdf:RDF></rdf:RDF>", b"pdfuaid</rdf:RDF>"])
def test_unexpected_metadata(xmp: bytes) -> None:
    """Metadata that are not as WeasyPrint writes them are refused rather than mended by guessing."""
    with pytest.raises(ValueError, match="not as expected"):
        with_pdfua(xmp)
