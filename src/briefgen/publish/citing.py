"""How others cite an edition: Highwire tags for scholars' search engines, and files for reference managers.

In: an edition. Out: (name, content) of `<meta>` elements, and BibTeX, RIS and CSL-JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from briefgen.export.as_bibliography import to_bibtex, to_csl, to_ris
from briefgen.model import Source
from briefgen.publish.page import canonical
from briefgen.publish.site import Entry

FORMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".bib": ("application/x-bibtex", "BibTeX"),
        ".ris": ("application/x-research-info-systems", "RIS"),
        ".csl.json": ("application/vnd.citationstyles.csl+json", "CSL-JSON"),
    }
)


def highwire(entry: Entry, base: str) -> Iterator[tuple[str, str]]:
    """Yield the tags (https://scholar.google.com/intl/en/scholar/inclusion.html#indexing); addresses only if known."""
    meta = entry.meta
    yield "citation_title", full_title(entry)
    yield "citation_author", meta.publisher
    yield "citation_publication_date", meta.day.replace("-", "/")
    yield "citation_technical_report_institution", meta.publisher
    yield "citation_language", meta.lang
    for keyword in meta.keywords:
        yield "citation_keywords", keyword
    if base:
        yield "citation_fulltext_html_url", canonical(base, entry.path)
    if base and entry.pdf:
        yield "citation_pdf_url", base + entry.file(".pdf")


def citations(entry: Entry, base: str) -> Mapping[str, bytes]:
    """Return suffix → file."""
    item = [as_source(entry, base)]
    made = {".bib": to_bibtex(item), ".ris": to_ris(item), ".csl.json": to_csl(item)}
    return MappingProxyType({suffix: made[suffix] for suffix in FORMS})


def as_source(entry: Entry, base: str) -> Source:
    """Return an edition as others would have it among their sources."""
    meta = entry.meta
    csl: dict[str, object] = {
        "id": key_of(entry),
        "type": "report",
        "title": full_title(entry),
        "author": [{"literal": meta.publisher}],
        "issued": {"date-parts": [[int(part) for part in meta.day.split("-")]]},
        "publisher": meta.publisher,
        "collection-title": meta.series,
        "genre": meta.edition,
        "language": meta.lang,
        "abstract": meta.standfirst,
        "keyword": ", ".join(meta.keywords),
    }
    if base:
        csl["URL"] = canonical(base, entry.path)
    return Source(id=key_of(entry), csl=MappingProxyType({name: value for name, value in csl.items() if value}))


def key_of(entry: Entry) -> str:
    """Return the key under which a reference manager keeps it."""
    return f"{entry.meta.topic}-{entry.meta.audience}-{entry.meta.day[:4]}"


def full_title(entry: Entry) -> str:
    """Return the title that tells one edition from another."""
    return f"{entry.meta.title} ({entry.meta.edition})" if entry.meta.edition else entry.meta.title
