"""Does the PDF keep to PDF/UA-1 and PDF/A-3a? Our own quick check of what was written, before it is put in place.

In: the bytes of a PDF. Out: a diagnostic for each rule broken, with the clause and the element. It covers what a layout
or style sheet can spoil; the whole of both standards is checked by veraPDF in the tests.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefgen.errors import Diagnostic
from briefgen.inspect.structure import Element, document_element, heading_level

if TYPE_CHECKING:
    from pikepdf import Pdf

_TYPES = frozenset(
    (
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
        "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
        "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure",
        "Formula", "Form",
    )
)  # fmt: skip
_MAY_BE_EMPTY = frozenset({"TD", "TH"})
_PARENTS = {  # where an element must stand (ISO 32000-1, 14.8.4)
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
_CHILDREN = {  # what alone may stand in it
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TR": {"TH", "TD"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
}
_CLAIMS = ((b"<pdfuaid:part>1<", "PDF/UA-1"), (b'pdfaid:part="3"', "PDF/A-3"), (b'pdfaid:conformance="A"', "PDF/A-3a"))
_MOST = 20  # diagnostics


def below_standard(pdf: bytes) -> tuple[Diagnostic, ...]:
    """Return what of the standards the PDF breaks."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            found = [*_file(opened), *_structure(opened), *_annotations(opened), *_fonts(opened), *_attachments(opened)]
    except pikepdf.PdfError as error:
        found = [("PDF/A-3a 6.1", f"the file is damaged: {str(error)[:200]}", "")]
    return tuple(_diagnostic(*fault) for fault in found[:_MOST])


def untagged(words: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Return the fault of words that no screen reader finds, if there are some."""
    said = " ".join(" ".join(words).split())[:100]
    wrong = "text is drawn with opacity, and belongs to no element of the structure"
    return (_diagnostic("PDF/UA-1 7.1", wrong, f"“{said}”"),) if words else ()


Fault = tuple[str, str, str]  # clause, what is wrong, element


def _diagnostic(clause: str, wrong: str, element: str) -> Diagnostic:
    details = (f"element: {element}",) if element else ()
    hint = "mend the template or style sheet that writes this element"
    return Diagnostic("pdf-standard", f"{clause}: {wrong}", details=details, hint=hint)


# ---------------------------------------------------------------- the file


def _at(item: Any, *keys: str) -> Any:  # noqa: ANN401 - what a PDF has there
    """Return what stands under the keys, one in another; None where one is missing."""
    for key in keys:
        item = item.get(key) if hasattr(item, "get") else None
    return item


def _file(pdf: Pdf) -> Iterator[Fault]:
    root = pdf.Root
    xmp = bytes(root.Metadata.read_raw_bytes()) if "/Metadata" in root else b""
    for claim, name in _CLAIMS:
        if claim not in xmp:
            yield "PDF/UA-1 5" if "UA" in name else "PDF/A-3a 6.6.4", f"the metadata do not claim {name}", ""
    must = (
        (b"<dc:title>" in xmp, "PDF/UA-1 7.1", "the document has no title"),
        (bool(str(_at(root, "/Lang") or "")), "PDF/UA-1 7.2", "the document does not say its language"),
        (bool(_at(root, "/MarkInfo", "/Marked")), "PDF/UA-1 6.2", "the document is not marked as tagged"),
        (
            bool(_at(root, "/ViewerPreferences", "/DisplayDocTitle")),
            "PDF/UA-1 7.1",
            "the window does not show the title",
        ),
        ("/OutputIntents" in root, "PDF/A-3a 6.2.3", "the document has no output intent"),
        ("/OpenAction" not in root and "/AA" not in root, "PDF/A-3a 6.5.2", "the document does something when opened"),
        (not pdf.is_encrypted, "PDF/A-3a 6.1.3", "the document is encrypted"),
    )
    yield from ((clause, wrong, "html") for holds, clause, wrong in must if not holds)


# ---------------------------------------------------------------- the structure tree


def _structure(pdf: Pdf) -> Iterator[Fault]:
    root = document_element(pdf)
    if root is None:
        yield "PDF/UA-1 7.1", "the document has no structure tree", ""
        return
    level, notes = 0, set[str]()
    for element in root.walk():
        yield from _one(element)
        if here := heading_level(element.kind):
            if here > level + 1:
                wrong = f"heading {here} follows heading {level}" if level else f"the first heading is of level {here}"
                yield "PDF/UA-1 7.4.2", wrong, str(element)
            level = here
        if element.kind == "Note":
            if not element.id or element.id in notes:
                yield "PDF/UA-1 7.9", "a note has no id of its own", str(element)
            notes.add(element.id)


def _one(element: Element) -> Iterator[Fault]:
    """Yield what is wrong with an element by itself."""
    kind, parent = element.kind, element.parent.kind if element.parent else ""
    if kind not in _TYPES:
        yield "PDF/UA-1 7.1", f"“{kind}” is no standard type", str(element)
    if kind in _PARENTS and parent not in _PARENTS[kind]:
        yield "PDF/UA-1 7.2", f"{kind} stands in {parent or 'nothing'}", str(element)
    if kind in _CHILDREN:
        strange = [child.kind for child in element.children if child.kind not in _CHILDREN[kind]]
        if strange:
            yield "PDF/UA-1 7.2", f"{strange[0]} stands in {kind}", str(element)
    if not element.children and not element.content and kind not in _MAY_BE_EMPTY:
        yield "ISO 32000-1 14.8", f"the element {kind} is empty", str(element)
    if kind == "Figure" and not element.alt.strip():
        yield "PDF/UA-1 7.3", "a picture has no alternative text", str(element)
    if kind == "TH" and not element.scope:
        yield "PDF/UA-1 7.5", "a header cell does not say what it heads", str(element)
    if kind == "Table":
        widths = {width for row in element.walk() if row.kind == "TR" and (width := row.width)}
        if len(widths) > 1:
            yield "PDF/UA-1 7.2", "the rows of a table are not of one length", str(element)


# ---------------------------------------------------------------- pages, fonts, attachments


def _annotations(pdf: Pdf) -> Iterator[Fault]:
    """Yield links without description, or outside the structure tree."""
    parents = _parents(pdf)
    for number, page in enumerate(pdf.pages, 1):
        annotations = list(_at(page.obj, "/Annots") or [])
        if annotations and _at(page.obj, "/Tabs") != "/S":
            yield "PDF/UA-1 7.18.3", f"page {number} does not tab in the order of the structure", ""
        for link in annotations:
            if _at(link, "/Subtype") != "/Link":
                continue
            where = f"a link to {_at(link, '/Dest') or _at(link, '/A', '/URI') or 'nowhere'} on page {number}"
            if not str(_at(link, "/Contents") or ""):
                yield "PDF/UA-1 7.18.5", "a link has no description", where
            mark = _at(link, "/StructParent")
            kind = parents.get(-1 if mark is None else int(mark), "")
            if kind != "/Link":
                yield "PDF/UA-1 7.18.5", f"a link is tagged as {kind[1:] or 'nothing'}: its text must be bare", where


def _parents(pdf: Pdf) -> dict[int, str]:
    entries = list(_at(pdf.Root, "/StructTreeRoot", "/ParentTree", "/Nums") or [])
    pairs = zip(entries[::2], entries[1::2], strict=False)
    return {int(key): str(_at(value, "/S") or "") for key, value in pairs if hasattr(value, "keys")}


def _fonts(pdf: Pdf) -> Iterator[Fault]:
    import pikepdf

    fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
    for font in fonts:
        if not any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "PDF/A-3a 6.2.11.4", "a font is not in the file", str(_at(font, "/FontName"))[1:]


def _attachments(pdf: Pdf) -> Iterator[Fault]:
    listed = len(list(_at(pdf.Root, "/AF") or []))
    names = list(pdf.attachments)
    if listed < len(names):
        yield "PDF/A-3a 6.8", "an attachment is not associated with the document", ""
    for name in names:
        spec: Any = pdf.attachments[name].obj
        if "/AFRelationship" not in spec:
            yield "PDF/A-3a 6.8", "an attachment does not say what it is to the document", name
        if "/Subtype" not in spec.EF.F:
            yield "PDF/A-3a 6.8", "an attachment does not say its type", name
