"""Passages as W3C Web Annotations: each is the target, the records it bears on are the bodies.

In: the part of the dataset an edition uses, without what may not be quoted, and where passages stand. Out: JSON-LD
(https://www.w3.org/TR/annotation-model/): a TextQuoteSelector where the passage may be quoted, and always a
TextPositionSelector, in characters of the source file decoded from UTF-8, whose SHA-256 is given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from briefgen.dataset import Dataset
from briefgen.evidence import Evidenced
from briefgen.model import Passage

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "briefgen": "urn:briefgen:vocabulary:",
        "sha256": "briefgen:sha256",
        "field": "briefgen:field",
        "relation": "briefgen:relation",
        "supports": {"@id": "briefgen:supports", "@type": "@id"},
    },
]


def web_annotations(part: Dataset, evidenced: Evidenced, identifier: str) -> bytes:
    """Return an AnnotationPage of all passages that were located."""
    links: dict[str, list[Mapping[str, str]]] = {}
    for link in part.evidence:
        body = {"type": "SpecificResource", "source": record_urn(link.record)}
        links.setdefault(link.passage, []).append({**body, "field": link.field, "relation": link.relation})
    items = [
        _annotation(part, passage, (span.start, span.end), links.get(key, []))
        for key, passage in part.passages.items()
        if (span := evidenced.spans.get(key))
    ]
    page = {
        "@context": CONTEXT,
        "id": f"urn:briefgen:{quote(identifier)}:passages",
        "type": "AnnotationPage",
        "items": items,
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def record_urn(key: str) -> str:
    """Return the name of a record as a URN."""
    return f"urn:briefgen:record:{quote(key)}"


def _annotation(
    part: Dataset, passage: Passage, span: tuple[int, int], links: list[Mapping[str, str]]
) -> Mapping[str, Any]:
    source = part.sources[passage.source]
    start, end = span
    selectors: list[Mapping[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if passage.exact:
        selectors.insert(0, {"type": "TextQuoteSelector", "exact": passage.exact})
    target = {
        "type": "SpecificResource",
        "source": {"id": record_urn(source.id), "type": "Text", "format": "text/plain", "sha256": source.sha256},
        "selector": selectors,
    }
    named = {"id": record_urn(passage.id), "type": "Annotation", "motivation": "linking"}
    return {**named, **({"body": links} if links else {}), "target": target}
