"""The sources as bibliographies that reference managers read: CSL-JSON, BibTeX, RIS.

In: sources. Out: UTF-8 bytes. Only what the sources themselves say goes out: a date that is not known is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from briefgen.dates import MONTHS
from briefgen.export.flat import name_of
from briefgen.model import Source

_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_RIS_TYPES = {
    "article": "GEN",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "dataset": "DATA",
    "interview": "PCOMM",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_"}
    | {"{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)
_SPACES = re.compile(r"\s+")


def to_csl(sources: Iterable[Source]) -> bytes:
    """Return the sources as CSL-JSON, without briefgen's own keys."""
    items = [{key: value for key, value in source.csl.items() if key != "custom"} for source in sources]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def to_bibtex(sources: Iterable[Source]) -> bytes:
    """Return the sources as BibTeX; letters beyond ASCII as they are, as biber and modern BibTeX read them."""
    return "\n".join(_bibtex(source) for source in sources).encode()


def _bibtex(source: Source) -> str:
    kind = _BIBTEX_TYPES.get(str(source.csl.get("type")), "misc")
    fields = "".join(
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"  # BibTeX knows the months by name
        for name, value in _bibtex_fields(source, kind)
        if value
    )
    return f"@{kind}{{{source.id},\n{fields}}}\n"


def _bibtex_fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    csl = source.csl

    def said(key: str) -> str:
        return _one_line(str(csl.get(key, ""))).translate(_TEX)

    yield "title", f"{{{said('title')}}}" if csl.get("title") else ""  # the inner braces keep its capitals
    for role in ("author", "editor"):
        yield role, " and ".join(_bibtex_name(name) for name in csl.get(role, ()))
    year, month, day = _issued(source)
    yield "year", year
    yield "month", MONTHS[int(month)][:3].lower() if month else ""
    yield "day", day
    yield "journal" if kind == "article" else "howpublished" if kind == "misc" else "booktitle", said("container-title")
    yield {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher"), said("publisher")
    for field, key in (("volume", "volume"), ("number", "issue"), ("pages", "page"), ("isbn", "ISBN"), ("doi", "DOI")):
        yield field, said(key)
    yield "url", _one_line(str(csl.get("URL", ""))).replace("{", "%7B").replace("}", "%7D")
    yield "language", said("language")


def _bibtex_name(name: Mapping[str, str]) -> str:
    """Return a name; one without parts in braces, so that no word of it is taken for a family name."""
    family, _, rest = name_of({**name, "suffix": ""}).partition(", ")
    parts = [family, str(name.get("suffix", "")), rest]  # BibTeX has the suffix before the given name
    text = _one_line(", ".join(part for part in parts if part)).translate(_TEX)
    return f"{{{_one_line(name_of(name)).translate(_TEX)}}}" if name.get("literal") else text


def to_ris(sources: Iterable[Source]) -> bytes:
    """Return the sources as RIS."""
    return "\n".join(_ris(source) for source in sources).encode()


def _ris(source: Source) -> str:
    kind = _RIS_TYPES.get(str(source.csl.get("type")), "GEN")
    lines = [("TY", kind), *((tag, value) for tag, value in _ris_fields(source) if value), ("ER", "")]
    return "".join(f"{tag}  - {_one_line(value)}\n" for tag, value in lines)


def _ris_fields(source: Source) -> Iterator[tuple[str, str]]:
    csl = source.csl
    yield "ID", source.id
    yield "TI", source.title
    for tag, role in (("AU", "author"), ("ED", "editor")):
        yield from ((tag, name_of(name)) for name in csl.get(role, ()))
    year, month, day = _issued(source)
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/" if month else ""
    for tag, key in (
        ("T2", "container-title"), ("PB", "publisher"), ("VL", "volume"), ("IS", "issue"), ("SP", "page"),
        ("SN", "ISSN"), ("DO", "DOI"), ("UR", "URL"), ("LA", "language"), ("AB", "abstract"),
    ):  # fmt: skip
        yield tag, str(csl.get(key, ""))


def _issued(source: Source) -> tuple[str, str, str]:
    """Return year, month and day of publication as digits, each empty when it is not known."""
    parts = source.issued.split("-") if source.issued else []
    year, month, day = [*parts, "", "", ""][:3]
    return year, month, day


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
