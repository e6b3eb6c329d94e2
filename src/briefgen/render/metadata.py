"""What an edition is, in the words of catalogues: Dublin Core and PRISM, the same in the PDF and in the web page.

In: a Document's metadata. Out: name → values, as XMP and as `<meta>` elements. What is not known is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from markupsafe import Markup

from briefgen.document import Metadata

Described = Mapping[str, Sequence[str]]
PRISM = "http://prismstandard.org/namespaces/basic/3.0/"
_DC = "http://purl.org/dc/elements/1.1/"
_LISTS = {  # how XMP writes the values of Dublin Core (ISO 16684-1, 8.4): the others are plain texts
    "dc:publisher": "Bag",
    "dc:subject": "Bag",
    "dc:language": "Bag",
    "dc:type": "Bag",
    "dc:date": "Seq",
    "dc:rights": "Alt",
}
_PRISM_ABOUT = {
    "seriesTitle": "Title of the series",
    "edition": "Edition of the publication",
    "number": "Number of the edition as published",
    "publicationDate": "Date on which that number was published",
    "modificationDate": "Date on which the content was last reviewed",
}
_END = b"</rdf:RDF>"


def described(meta: Metadata) -> Described:
    """Return what catalogues want to know, by prefixed name; title, author and description are the page's own."""
    said = {
        "dc:publisher": [meta.publisher],
        "dc:subject": list(meta.keywords),
        "dc:language": [meta.lang],
        "dc:date": [meta.as_of],
        "dc:identifier": [meta.identifier],
        "dc:type": ["Text"],
        "dc:rights": [meta.licence],
        "prism:seriesTitle": [meta.series],
        "prism:edition": [meta.edition],
        "prism:number": [str(meta.number) if meta.number else ""],
        "prism:publicationDate": [meta.published],
        "prism:modificationDate": [meta.as_of],
    }
    return {name: kept for name, values in said.items() if (kept := [value for value in values if value])}


def elements(meta: Metadata, page: str) -> Markup:
    """Return `<meta>` elements with the same for the head of a web page; names the page has already are left out."""
    done = Markup()
    for name, values in described(meta).items():
        prefix, _, word = name.partition(":")
        said = f"dcterms.{word}" if prefix == "dc" else f"{prefix}.{word}"
        if f'name="{said}"' not in page:
            done += Markup("").join(Markup('<meta name="{}" content="{}">\n').format(said, value) for value in values)
    return done


def with_description(xmp: bytes, description: Described) -> bytes:
    """Return XMP with more of it; PRISM brings the schema that PDF/A demands for names it does not know.

    Raises:
        ValueError: it is not XMP.
    """
    if xmp.count(_END) != 1:
        raise ValueError("the PDF's metadata are not as expected")
    parts = "".join(_property(name, values) for name, values in description.items())
    if not parts:
        return xmp
    block = f'<rdf:Description xmlns:dc="{_DC}" xmlns:prism="{PRISM}" rdf:about="">{parts}</rdf:Description>\n'
    return xmp.replace(_END, block.encode() + _END)


def _property(name: str, values: Sequence[str]) -> str:
    kind = _LISTS.get(name)
    if kind is None:
        return f"<{name}>{escape(values[0])}</{name}>"
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def prism_schema() -> str:
    """Return the description of the PRISM names used, as an item of `pdfaExtension:schemas`."""
    names = "".join(
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>'
        f"<pdfaProperty:description>{about}</pdfaProperty:description><pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, about in _PRISM_ABOUT.items()
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:namespaceURI>{PRISM}</pdfaSchema:namespaceURI>'
        "<pdfaSchema:prefix>prism</pdfaSchema:prefix><pdfaSchema:schema>PRISM basic metadata</pdfaSchema:schema>"
        f"<pdfaSchema:property><rdf:Seq>{names}</rdf:Seq></pdfaSchema:property></rdf:li>\n"
    )
