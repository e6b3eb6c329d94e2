"""What a draft shows instead of stopping: which records are faulty, and a marked gap wherever the text rests on one.

In: the diagnostics and the dataset. Out: `Gaps`, and a Document with gap boxes after the blocks concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from briefgen.dataset import Dataset
from briefgen.document import AnyBlock, Box, Paragraph, Section, Text
from briefgen.errors import Diagnostic, errors_only
from briefgen.words import ENGLISH, Say


@dataclass(frozen=True, slots=True)
class Gaps:
    """Faulty record id → what is wrong with it; empty when a draft's evidence is sound."""

    faults: Mapping[str, tuple[str, ...]]


def gaps(dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> Gaps:
    """Return what the errors are about: the record of the line, and every claim that rests on a faulty passage."""
    by_place = {
        (dataset.place(r).file, dataset.place(r).line): key for t in dataset.tables.values() for key, r in t.items()
    }
    found: dict[str, tuple[str, ...]] = {}
    for diagnostic in errors_only(diagnostics):
        key = by_place.get((diagnostic.place.file, diagnostic.place.line))
        for name in (key, *(e.record for e in dataset.evidence if e.passage == key)) if key else ():
            found[name] = (*found.get(name, ()), diagnostic.message)
    return Gaps(MappingProxyType(found))


def mark(
    sections: tuple[Section, ...],
    cited: Mapping[int, tuple[str, ...]],
    gaps: Gaps,
    unknown: Mapping[str, str],
    say: Say = ENGLISH,
) -> tuple[Section, ...]:
    """Put a gap box after each top-level block that cites a faulty or unknown record.

    Args:
        sections: the sections as written.
        cited: id() of a top-level block → the ids it cites.
        gaps: the faulty records.
        unknown: cited ids that do not exist → what to say of them.
        say: the words of the edition.
    """
    return tuple(replace(s, blocks=tuple(_marked(s.blocks, cited, gaps, unknown, say))) for s in sections)


def _marked(
    blocks: tuple[AnyBlock, ...],
    cited: Mapping[int, tuple[str, ...]],
    gaps: Gaps,
    unknown: Mapping[str, str],
    say: Say,
) -> Iterable[AnyBlock]:
    for block in blocks:
        yield block
        said = [
            f"{key}: {message}"
            for key in cited.get(id(block), ())
            for message in (*gaps.faults.get(key, ()), *((unknown[key],) if key in unknown else ()))
        ]
        if said:
            yield Box(
                kind="gap",
                title=say("gap"),
                blocks=tuple(Paragraph(inlines=(Text(line),)) for line in dict.fromkeys(said)),
            )
