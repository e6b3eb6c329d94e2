"""Finishing: one file that is PDF/A-3a and PDF/UA-1 at once.

In: WeasyPrint's document and its PDF, just before it is written (`finish` is a WeasyPrint finisher). Out: the same
PDF, whose metadata also describe it and claim PDF/UA-1, with the extension schemas that PDF/A demands, readable
without decompression.
"""

from __future__ import annotations

from typing import Any

from briefgen.render.metadata import Described, prism_schema, with_description

VARIANT = "pdf/a-3a"
_LINKS = ("https://", "http://", "mailto:")
_END = b"</rdf:RDF>"
_PDFUA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>PRISM</rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""  # noqa: E501 - XMP as a validator reads it


class ForeignLinkError(Exception):
    """A link to something other than the web, a mailbox or a place in the document; the message is its address."""


def finish(_document: Any, pdf: Any, description: Described) -> None:  # noqa: ANN401 - WeasyPrint and pydyf have no types
    """Check the PDF's links, and add the claim and a description to its metadata stream.

    Raises:
        ForeignLinkError: a link leads elsewhere: a second net, should a layout write one past the narrative's list.
        ValueError: the metadata are not as WeasyPrint 70 writes them.
    """
    for entry in pdf.objects:
        action = entry.get("A") if isinstance(entry, dict) else None
        if isinstance(action, dict) and "URI" in action and not str(action["URI"].string).startswith(_LINKS):
            raise ForeignLinkError(action["URI"].string)
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    metadata.stream = [with_pdfua(with_description(b"".join(metadata.stream), description))]
    metadata.compress = False


def with_pdfua(xmp: bytes) -> bytes:
    """Return XMP with the claim of PDF/UA-1 and its extension schema.

    Raises:
        ValueError: it is not XMP, or makes the claim already.
    """
    if xmp.count(_END) != 1 or b"pdfuaid" in xmp:
        raise ValueError("the PDF's metadata are not as expected")
    prism = prism_schema() if b"<prism:" in xmp else ""
    return xmp.replace(_END, _PDFUA.replace(b"PRISM", prism.encode()) + _END)
