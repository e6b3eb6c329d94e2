"""Catalogues find the same in the PDF and in the web page: Dublin Core, PRISM, the licence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from briefgen.render.engine import Engine
from briefgen.render.metadata import described, elements, with_description
from tests.inspect.test_inspect import METADATA
from tests.render.pages import SAMPLE, page, project
from tests.verapdf import broken_clauses

WHOLE = replace(
    METADATA,
    publisher="Alder & Sons <press>",
    keywords=("wells", "water"),
    series="Evidence brief",
    edition="For villagers",
    identifier="well/reader/2020-06-30",
    licence="CC BY 4.0",
    number=2,
    published="2026-05-03",
)
NAMES = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/"}
NAMES |= {"prism": "http://prismstandard.org/namespaces/basic/3.0/"}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    """Return a PDF with every name."""
    with Engine(project(tmp_path_factory.mktemp("metadata"))) as engine:
        yield engine.pdf(page(SAMPLE), description=described(WHOLE))


def test_in_the_pdf(pdf: bytes) -> None:
    """Every name is in the XMP, as its schema writes it, and what is data there is no markup."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        text = opened.Root.Metadata.read_bytes().decode()
    root = ET.fromstring(text[text.index("<x:xmpmeta") : text.rindex("</x:xmpmeta>") + 12])  # noqa: S314 - our own
    said = {
        tag: [item.text for item in root.iterfind(f".//{tag}{inner}", NAMES)]
        for tag, inner in (
            ("dc:publisher", "/rdf:Bag/rdf:li"),
            ("dc:subject", "/rdf:Bag/rdf:li"),
            ("dc:language", "/rdf:Bag/rdf:li"),
            ("dc:date", "/rdf:Seq/rdf:li"),
            ("dc:rights", "/rdf:Alt/rdf:li"),
            ("dc:identifier", ""),
            ("prism:seriesTitle", ""),
            ("prism:edition", ""),
            ("prism:number", ""),
            ("prism:publicationDate", ""),
            ("prism:modificationDate", ""),
        )
    }
    assert said == {name: list(values) for name, values in described(WHOLE).items() if name != "dc:type"}


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_it_conforms(pdf: bytes, flavour: str) -> None:
    """Names that PDF/A does not know bring their schema: the file passes."""
    assert broken_clauses(pdf, flavour) == {}


def test_a_schema_is_needed(pdf: bytes) -> None:
    """Without its schema a name fails: the passing test above is worth something."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        stream = opened.Root.Metadata
        stream.write(stream.read_bytes().replace(b"<pdfaProperty:name>edition<", b"<pdfaProperty:name>other<"))
        out = io.BytesIO()
        opened.save(out)
    assert any(clause.startswith("6.6.2.3") for clause in broken_clauses(out.getvalue(), "3a"))


def test_in_the_web_page() -> None:
    """The page's head has the same, once each, escaped; what is not known is left out."""
    said = str(elements(WHOLE, '<meta name="dcterms.identifier" content="x">'))
    assert '<meta name="dcterms.publisher" content="Alder &amp; Sons &lt;press&gt;">' in said
    assert '<meta name="dcterms.rights" content="CC BY 4.0">' in said
    assert said.count('name="dcterms.subject"') == 2
    assert '<meta name="prism.seriesTitle" content="Evidence brief">' in said
    assert "dcterms.identifier" not in said
    assert "rights" not in elements(METADATA, "")


def test_nothing_to_say() -> None:
    """Nothing is added where nothing is known; what is no XMP is refused."""
    assert with_description(b"</rdf:RDF>", {}) == b"</rdf:RDF>"
    with pytest.raises(ValueError, match="not as expected"):
        with_description(b"", {"dc:date": ["2020"]})
