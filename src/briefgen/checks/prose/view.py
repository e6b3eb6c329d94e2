"""What a rule on prose may look at, and what a rule is.

In: a finished Document, what its dataset supports, and the settings of its brief. Out: `ProseView`; `Rule`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from briefgen.briefs import Audience, Topic
from briefgen.checks.account import Entry, Kind, Knowledge, Scope, scoped_account
from briefgen.checks.account.relation import Relation
from briefgen.checks.account.vocabulary import stems
from briefgen.checks.prose.units import Unit, units
from briefgen.dataset import Dataset
from briefgen.document import Document, Origin
from briefgen.errors import Diagnostic, Place, Severity
from briefgen.workspace.config import line_of

_OF_EVERYTHING = frozenset({"title", "standfirst"})
_DATED = frozenset({Kind.DATE, Kind.NUMBER})
NEAREST = 12  # records of an edition that a sentence of its standfirst may tell of
_LOOKED_FOR = 30  # characters by which a part of a text is found in its template
Read = Callable[[str], str | None]


def _nothing(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project asks of its prose.

    Attributes:
        quotation_limit: most words quoted from one source in one edition.
        yardstick: the words of likelihood that the publisher's own judgements may use.
        lang: language of the briefs (BCP 47).
    """

    quotation_limit: int = 400
    yardstick: tuple[str, ...] = ()
    lang: str = "en-GB"


@dataclass(frozen=True)
class ProseView:
    """All that a rule on prose may look at.

    Attributes:
        document: the finished edition.
        knowledge: what its dataset supports.
        topic: its topic's settings.
        audience: its audience's settings.
        audiences: the settings of all audiences of the project, by slug.
        settings: what the project asks of its prose.
        words: how many words the counted part has.
        read: gives the text of a template by its label, so that a place can be as fine as a line.
    """

    document: Document
    knowledge: Knowledge
    topic: Topic
    audience: Audience
    audiences: Mapping[str, Audience] = field(default_factory=lambda: MappingProxyType({}))
    settings: Settings = Settings()
    words: int = 0
    read: Read = field(default=_nothing, compare=False)

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        return self.knowledge.dataset

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every human-written string, in reading order."""
        return units(self.document, self.topic)

    @cached_property
    def _accounts(self) -> dict[int, tuple[Entry, ...]]:
        return {}

    def account(self, unit: Unit) -> tuple[Entry, ...]:
        """Return every date, number, name and quotation of a unit with what supports it."""
        key = id(unit)  # the view keeps its units, so that an address stands for one of them
        if key not in self._accounts:
            sources = self.document.horizon.sources
            args = (self.knowledge, unit.said.computed, sources)
            found = scoped_account(unit.text, unit.scopes, *args)
            if unit.kind in _OF_EVERYTHING and any(entry.token.kind in _DATED for entry in found):
                near = scoped_account(unit.text, self._near(unit), *args)
                named = {other for entry in found for other in entry.token.ids}
                found = tuple(_borne_out(a, b, named) for a, b in zip(found, near, strict=True))
            self._accounts[key] = found
        return self._accounts[key]

    def _near(self, unit: Unit) -> tuple[Scope, ...]:
        """Return the sentences of a text that cites nothing, each with the records that it may tell of."""
        relation = Relation.of(self.knowledge)
        ends = [start for start, _ in unit.sentences[1:]] + [len(unit.text) + 1]
        told = [(start, end, stems(unit.text[start:end])) for (start, _), end in zip(unit.sentences, ends, strict=True)]
        return tuple((a, b, relation.nearest(words, unit.rests_on, NEAREST)) for a, b, words in told)

    @property
    def positions_by_passage(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Passage → (dispute, position) of the answers it supports."""
        return self.knowledge.positions_by_passage

    def sentence(self, unit: Unit, at: int) -> str:
        """Return the sentence of a unit that holds a character."""
        span = next(((a, b) for a, b in unit.sentences if a <= at < b), (0, len(unit.text)))
        return " ".join(unit.text[span[0] : span[1]].split())

    # ------------------------------------------------------------ places

    def place(self, unit: Unit, words: str = "") -> Place:
        """Return where a unit was written; with words of it, the line on which they stand."""
        origin = unit.origin
        if unit.kind in ("title", "standfirst", "headline", "subtitle"):
            return self._setting(unit, words)
        text = self.read(origin.file) if words and origin.line else None
        if text is None:
            return Place(origin.file, origin.line)
        lines = text.split("\n")
        for number in range(origin.line, len(lines) + 1):
            if number > origin.line and not lines[number - 1].strip():
                break
            if words in lines[number - 1]:
                return Place(origin.file, number)
        return Place(origin.file, origin.line)

    def _setting(self, unit: Unit, words: str) -> Place:
        """Return where in topic.toml, or in what the audience puts over it, a text stands."""
        base = unit.origin.file
        over = base.replace("/topic.toml", f"/audiences/{self.audience.slug}/topic.toml")
        for file in (over, base):
            text = self.read(file) or ""
            if (line := line_of(text, unit.kind)) and (not words or words in text):
                return Place(file, line, unit.kind)
        return Place(base, 0, unit.kind)

    def finding(self, rule: str, unit: Unit, message: str, span: tuple[int, int], hint: str = "") -> Diagnostic:
        """Return a diagnostic about a part of a unit, with the sentence in which it begins."""
        start, end = span
        words = unit.text[start:end].strip().split("\n")[0]
        start += len(unit.text[start:end]) - len(unit.text[start:end].lstrip())
        return Diagnostic(
            rule, message, self.place(unit, words[:_LOOKED_FOR]), (f"in: “{self.sentence(unit, start)}”",), hint
        )


def _borne_out(entry: Entry, near: Entry, named: Collection[str]) -> Entry:
    """Return the account of a part of a standfirst: a date or number needs what its sentence tells of, or names."""
    if entry.token.kind not in _DATED:
        return entry
    dating = (g for g in near.grounds if not g.is_bibliography or g.column.rpartition(".")[0] in named)
    return replace(near, grounds=tuple(dating))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on prose: its stable id, what it demands in one sentence, the function that finds what breaks it."""

    id: str
    about: str
    check: Callable[[ProseView], Iterable[Diagnostic]]
    severity: Severity = Severity.ERROR


__all__ = ["Origin", "ProseView", "Read", "Rule", "Settings"]
