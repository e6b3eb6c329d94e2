"""The passages inside a PDF held against the source documents themselves.

In: the dataset inside a PDF, a folder. Out: the same dataset, with the words of every passage as its source has them,
and what holds. Only files whose names the dataset gives are read, by their last part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from briefgen.api.verification.manifest import Told
from briefgen.api.verification.package import Inside
from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic, Place
from briefgen.evidence import normalise
from briefgen.model import Passage, Record

LARGEST = 64 * 1024**2  # bytes of a source


def with_seeds(inside: Inside, folder: Path) -> tuple[Inside, Told]:
    """Return the dataset with the words of its passages, and what holds of them."""
    texts: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for source in inside.dataset.sources.values():
        name = PurePosixPath(source.file).name
        path = folder / name
        try:
            fit = bool(name) and path.is_file() and path.stat().st_size <= LARGEST
            data = path.read_bytes() if fit else None
        except (OSError, ValueError):
            data = None
        if data is None:
            faults.append(Diagnostic("source-missing", "the source is not in the folder", Place(name or source.id)))
        elif (digest := sha256(data).hexdigest()) != source.sha256:
            details = (f"recorded: {source.sha256}", f"found:    {digest}")
            message = "the source is not the file that was recorded"
            faults.append(Diagnostic("source-altered", message, Place(name), details))
        else:
            texts[source.id] = data.decode("utf-8", "replace")
    faults += _verbatim(inside, texts)
    filled = _filled(inside, texts)
    held = f"All {len(inside.spans)} passages stand in the {len(texts)} sources, word for word, where they are said to."
    return filled, (((), tuple(faults[:20])) if faults else ((held,), ()))


def _verbatim(inside: Inside, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    for key, span in inside.spans.items():
        text = texts.get(span.source)
        if text is None:
            continue
        if not 0 <= span.start < span.end <= len(text):
            yield Diagnostic("passage-not-found", f"passage “{key}” lies outside its source", Place(span.source))
        elif key not in inside.withheld:
            words, there = inside.dataset.passages[key].exact, text[span.start : span.end]
            if normalise(words) != normalise(there):
                details = (f"the PDF has:    “{words[:200]}”", f"the source has: “{there[:200]}”")
                message = f"passage “{key}” is not what its source says there"
                yield Diagnostic("passage-not-found", message, Place(span.source), details)


def _filled(inside: Inside, texts: Mapping[str, str]) -> Inside:
    """Give the passages without words those of their source."""
    found = {key: span for key in inside.withheld if (span := inside.spans[key]).source in texts}
    passages: dict[str, Record] = {
        key: replace(passage, exact=texts[found[key].source][found[key].start : found[key].end])
        if key in found and isinstance(passage, Passage)
        else passage
        for key, passage in inside.dataset.passages.items()
    }
    tables = MappingProxyType({**inside.dataset.tables, "passages": MappingProxyType(passages)})
    dataset = Dataset(inside.dataset.sources, tables, inside.dataset.faulty - found.keys())
    return replace(
        inside, dataset=dataset, withheld=inside.withheld - found.keys(), texts=MappingProxyType(dict(texts))
    )
