"""Who says so: each sentence of an edition with what supports each date, number, name and quotation in it.

In: an open project, a topic and an audience. Out: frozen `Told` sentences in reading order, as the rules on prose read
them; the words are those a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.briefs import open_brief
from briefgen.build.proofs import Proofs
from briefgen.checks.account import Entry, Ground
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.compose import compose
from briefgen.document import Value
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean

if TYPE_CHECKING:
    from briefgen.api import Project


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a part of a sentence stands.

    Attributes:
        record: the record cited; of a computed value what it was computed from.
        passage: the passage, or empty.
        source: the passage's source.
        exact: the passage's words.
        start: where they stand in the source, in characters; 0 with `end` 0 when there is no passage.
        end: where they end.
        column: the column of the record, or how a value was computed.
        inferred: whether it follows by inference.
    """

    record: str
    passage: str = ""
    source: str = ""
    exact: str = ""
    start: int = 0
    end: int = 0
    column: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A date, number, name, quotation or computed value of a sentence, and what supports it; no basis: nothing does."""

    kind: str
    start: int
    end: int
    words: str
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an edition: its place in the template, what it cites, and its parts."""

    section: str
    kind: str
    file: str
    line: int
    text: str
    cites: tuple[str, ...]
    parts: tuple[Part, ...]


def told_in(project: Project, topic: str, audience: str, sentence: str = "") -> tuple[Told, ...]:
    """Return the sentences of an edition; with `sentence`, those that hold these words.

    Raises:
        BriefgenError: there is no such topic or audience, the evidence is unsound, a template is faulty; or no sentence
            holds the words (exit code 2).
    """
    project.verified.require_sound()
    brief = open_brief(project.workspace, topic, audience)
    document = compose(project.verified.material, brief)
    view = Proofs(project.workspace, project.verified.material).view(document, brief)
    everything = tuple(told for unit in view.units for told in _of_unit(view, unit))
    wanted = _folded(sentence)
    found = tuple(told for told in everything if wanted in _folded(told.text))
    if not found:
        hint = did_you_mean(sentence, [told.text for told in everything])
        message = f"no sentence of {topic} for {audience} holds “{sentence}”"
        raise BriefgenError(Diagnostic("sentence-not-found", message, hint=hint), exit_code=2)
    return found


def _folded(text: str) -> str:
    return " ".join(text.translate({0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "}).casefold().split())


def _of_unit(view: ProseView, unit: Unit) -> Iterator[Told]:
    entries = view.account(unit)
    for start, end in unit.sentences:
        words = unit.text[start:end]
        lead = len(words) - len(words.lstrip())
        parts = [_part(view, e, start + lead, words) for e in entries if start <= e.token.start < end]
        begin = start + lead
        computed = ((a, b, v) for a, b, v in unit.said.values if start <= a < end)
        parts += [_value(v, a - begin, b - begin, unit.text[a:b]) for a, b, v in computed]
        cites = dict.fromkeys(key for a, b, ids in unit.scopes if a < end and start < b for key in ids)
        ordered = tuple(sorted(parts, key=lambda part: (part.start, part.end)))
        place = view.place(unit, words.strip().split("\n")[0][:30])
        yield Told(unit.section, unit.kind, place.file, place.line, words.strip(), tuple(cites), ordered)


def _part(view: ProseView, entry: Entry, begin: int, sentence: str) -> Part:
    token, told = entry.token, stems(sentence)
    everything = (_basis(view, ground) for ground in entry.grounds)
    basis = tuple(sorted(everything, key=lambda found: _telling(found, told)))
    return Part(str(token.kind), token.start - begin, token.end - begin, token.words, basis)


def _telling(basis: Basis, told: frozenset[str]) -> tuple[bool, bool, int]:
    """Return what sorts grounds: passages first, those with the sentence's words before others, bibliography last."""
    return not basis.passage, basis.column.endswith((".issued", ".csl")), -len(told & stems(basis.exact))


def _basis(view: ProseView, ground: Ground) -> Basis:
    passage = view.dataset.passages.get(ground.passage)
    if passage is None:
        return Basis(ground.record, column=ground.column, inferred=ground.inferred)
    span = view.knowledge.evidenced.spans.get(passage.id)
    start, end = (span.start, span.end) if span else (0, 0)
    place = (passage.id, passage.source, passage.exact, start, end)
    return Basis(ground.record, *place, ground.column, ground.inferred)


def _value(value: Value, start: int, end: int, words: str) -> Part:
    return Part("computed", start, end, words, (Basis(value.source, column=value.unit),) if value.source else ())


def summary(told: Iterable[Told]) -> tuple[int, int]:
    """Return how many parts there are, and how many of them nothing supports."""
    parts = [part for sentence in told for part in sentence.parts]
    return len(parts), sum(1 for part in parts if not part.basis)
