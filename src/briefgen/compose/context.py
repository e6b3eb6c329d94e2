"""What a section template may use: the typed context of `*.md.j2`.

In: the dataset, the selection and the brief. Out: a mapping of names for Jinja. Functions return Document nodes,
texts or numbers; templates see no other object of the program. An unknown id is a diagnostic with “did you mean”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from briefgen.briefs import Brief
from briefgen.charts import CHARTS, ChartOptions
from briefgen.compose import parts
from briefgen.compose.annex import empty_annex
from briefgen.compose.questions import MOST as MOST_QUESTIONS
from briefgen.compose.questions import hardest, questions_box
from briefgen.compose.sources import label
from briefgen.compose.vocabulary import Vocabulary
from briefgen.compose.who import MOST as MOST_PEOPLE
from briefgen.compose.who import people, who_is_who
from briefgen.dataset import Dataset
from briefgen.document import (
    AnyBlock,
    Box,
    DisputeBox,
    Figure,
    ListBlock,
    Paragraph,
    QuoteBlock,
    Recommendations,
    Strong,
    Text,
    Value,
)
from briefgen.errors import BriefgenError, Diagnostic, Place, did_you_mean
from briefgen.selection import Selection
from briefgen.templating import Enclosure, Tokens, enclose
from briefgen.words import ENGLISH, Say


@dataclass(frozen=True, slots=True)
class Kitchen:
    """What the functions are made from."""

    dataset: Dataset
    selection: Selection
    brief: Brief
    tokens: Tokens
    vocabulary: Vocabulary
    as_of: str
    fresh_years: int = 3
    say: Say = ENGLISH

    # ------------------------------------------------------------ values

    def date(self, key: str) -> Value:
        """When a claim happened or was made.

        Example: `{{ date("bridge-reopened") }}`.
        """
        record: Any = self._get(key)
        return Value(
            getattr(record, "date", "") or getattr(record, "made_on", "") or getattr(record, "since", ""), "date", key
        )

    def number(self, key: str) -> Value:
        """The number of an indicator.

        Example: `{{ number("walkers") }}`.
        """
        return parts.number(self._one(self.dataset.indicators, key))

    def name(self, key: str) -> str:
        """The name of an actor, mechanism, place or source.

        Example: `{{ name("council-2019") }}`.
        """
        record: Any = self._get(key)
        if key in self.dataset.sources:
            return label(record)
        return str(getattr(record, "name", "") or getattr(record, "title", ""))

    def count(self, table: str, **where: str) -> Value:
        """How many selected records of a table have the given values.

        Example: `{{ count("events", status="planned") }}`.
        """
        if table not in self.dataset.tables:
            raise self._unknown(table, self.dataset.tables)
        rows = self.selection.of(self.dataset.tables[table])
        found = sum(_matches(row, where) for row in rows)
        said = ", ".join([table, *(f"{column}={value}" for column, value in where.items())])
        return Value(found, "number", f"count({said})")

    def word(self, key: str) -> str:
        """A word of the furniture, in the language of the edition.

        Example: `{{ word("sources") }}`.
        """
        if key not in self.say.catalogue:
            raise BriefgenError(
                Diagnostic("unknown-word", f"there is no word “{key}”", hint=did_you_mean(key, self.say.catalogue))
            )
        return self.say(key)

    # ------------------------------------------------------------ blocks

    def chart(self, name: str) -> Figure:
        """A chart of the selected records, on a line of its own.

        Example: `{{ chart("timeline") }}`.
        """
        if name not in CHARTS:
            raise BriefgenError(
                Diagnostic("unknown-chart", f"there is no chart “{name}”", hint=did_you_mean(name, CHARTS))
            )
        settings = self.brief.topic.charts.get(name, {})
        options = ChartOptions(
            mechanism=self.brief.topic.mechanism,
            as_of=self.as_of,
            lang=self.say.lang,
            theme=tuple(sorted(self.brief.audience.theme.items())),
            width=float(settings.get("width") or self.brief.audience.chart_width),
            labels={s.id: label(s) for s in self.dataset.sources.values()},
            words=self.vocabulary.words,
            headline=settings.get("headline", ""),
            subtitle=settings.get("subtitle", ""),
            stages=tuple(settings.get("stages", ())),
        )
        return replace(CHARTS[name](self.dataset, self.selection, options), id=f"figure-{name}")

    def dispute(self, key: str, caller: Callable[[], str] | None = None) -> DisputeBox | str:
        """What the sources answer, side by side; words inside a call follow the curator's note.

        Example: `{% call dispute("month-of-reopening") %}…{% endcall %}`.
        """
        self._one(self.dataset.disputes, key)
        if caller is None:
            return parts.dispute_box(self.dataset, key)

        def build(blocks: tuple[AnyBlock, ...]) -> DisputeBox:
            extra = [inline for block in blocks if isinstance(block, Paragraph) for inline in block.inlines]
            return parts.dispute_box(self.dataset, key, tuple(extra))

        return enclose(self.tokens, Enclosure("dispute", build), caller)

    def box(self, kind: str, title: str, caller: Callable[[], str]) -> str:
        """Markdown in a titled frame.

        Example: `{% call box("key-messages", title="Key messages") %}…{% endcall %}`.
        """
        return enclose(self.tokens, Enclosure("box", lambda blocks: Box(kind=kind, title=title, blocks=blocks)), caller)

    def ranked(self, rank: int, caller: Callable[[], str]) -> str:
        """Blocks that a page budget may drop: 3 first, then 2.

        Example: `{% call ranked(2) %}…{% endcall %}`.
        """
        return enclose(
            self.tokens,
            Enclosure("ranked", lambda blocks: Box(kind="plain", title="", blocks=blocks, rank=rank)),
            caller,
        )

    def quote(self, key: str) -> QuoteBlock:
        """A passage set apart with its speaker; a claim's id stands for its first supporting passage.

        Example: `{{ quote("p-third") }}`.
        """
        if key not in self.dataset.passages:
            self._get(key)
            found = [e.passage for e in self.dataset.evidence_for(key) if e.relation == "supports"]
            if not found:
                raise BriefgenError(Diagnostic("unknown-citation", f"“{key}” has no passage to quote"))
            key = found[0]
        return parts.quotation(self.dataset, key)

    def proposals(self, *ids: str, caption: str = "", **where: str) -> Recommendations:
        """A table of proposals: the ids named, or the selected ones that have the given values.

        Example: `{{ proposals(force="request", caption="What is asked") }}`.
        """
        if ids:
            rows = [self._one(self.dataset.recommendations, key) for key in ids]
        else:
            rows = [r for r in self.selection.of(self.dataset.recommendations) if _matches(r, where)]
        return parts.proposals(self.dataset, rows, caption or self.say("proposals"), self.say)

    def judgement(self, key: str) -> Box:
        """The publisher's own reading, marked as such.

        Example: `{{ judgement("bridge-matters") }}`.
        """
        self._one(self.dataset.judgements, key)
        return parts.judgement_box(self.dataset, key, self.say)

    def silences(self, *ids: str) -> ListBlock:
        """The questions no document answers: the ids named, or all selected ones.

        Example: `{{ silences() }}`.
        """
        for key in ids:
            self._one(self.dataset.silences, key)
        return parts.silence_list(self.dataset, ids or [s.id for s in self.selection.of(self.dataset.silences)])

    def facts(self, *ids: str, title: str = "") -> Box:
        """A box of numbers.

        Example: `{{ facts("share-of-pupils", "walkers", title="In numbers") }}`.
        """
        for key in ids:
            self._one(self.dataset.indicators, key)
        return parts.fact_box(self.dataset, ids, title or self.say("numbers"), self.say)

    def glossary(self, *ids: str) -> ListBlock:
        """Terms in plain words: those named, or all of the glossary.

        Example: `{{ glossary("the-bridge") }}`.
        """
        terms = [self._one(self.dataset.glossary, key) for key in ids] or list(self.dataset.glossary.values())
        told = ((Strong((Text(t.term[:1].upper() + t.term[1:]),)), Text(f": {t.definition}")) for t in terms)
        return ListBlock(items=tuple((Paragraph(inlines=inlines),) for inlines in told))

    def annex(self, title: str = "") -> Box:
        """For each source what the edition rests on: where it stands, in short its words, and what it is cited for.

        Example: `{{ annex() }}`.
        """
        return empty_annex(title or self.say("annex"))

    def who_is_who(self, *ids: str, most: int = MOST_PEOPLE) -> ListBlock:
        """People with their roles: the ids named, or those of whom the selected records tell most.

        Example: `{{ who_is_who(most=6) }}`.
        """
        for key in ids:
            self._one(self.dataset.actors, key)
        return who_is_who(self.dataset, ids or people(self.dataset, self.selection, most), self.say)

    def questions(self, most: int = MOST_QUESTIONS, title: str = "") -> Box:
        """The hardest questions a reader will be asked, each with a sourced answer.

        They are computed: material disputes, what only one voice says, silences, and the age of the evidence.

        Example: `{{ questions(most=5) }}`.
        """
        found = hardest(self.dataset, self.selection, self.as_of, fresh_years=self.fresh_years, most=most, say=self.say)
        return questions_box(found, title or self.say("questions"))

    # ------------------------------------------------------------ look-up

    def _get(self, key: str) -> object:
        record = self.dataset.get(key)
        if record is None:
            raise BriefgenError(unknown_record(self.dataset, key))
        return record

    def _one(self, table: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - the table's record
        if key not in table:
            raise self._unknown(key, table)
        return table[key]

    def _unknown(self, key: str, known: Iterable[str]) -> BriefgenError:
        return BriefgenError(Diagnostic("unknown-record", f"there is no record “{key}”", hint=did_you_mean(key, known)))


def unknown_record(dataset: Dataset, key: str, rule: str = "unknown-record", place: Place | None = None) -> Diagnostic:
    """Return the diagnostic of an id that nothing has, naming the closest one."""
    known = [*dataset.sources, *(k for name, table in dataset.tables.items() if name != "evidence" for k in table)]
    return Diagnostic(rule, f"there is no record “{key}”", place or Place(), hint=did_you_mean(key, known))


def _matches(record: object, where: Mapping[str, str]) -> bool:
    """Tell whether a record has the given values; a list has a value when it holds it."""
    cells = {column: getattr(record, column, None) for column in where}
    return all(
        value in c if isinstance(c := cells[column], tuple) else str(c) == value for column, value in where.items()
    )


FUNCTIONS = (
    "date",
    "number",
    "name",
    "count",
    "word",
    "chart",
    "dispute",
    "box",
    "ranked",
    "quote",
    "proposals",
    "judgement",
    "silences",
    "facts",
    "glossary",
    "annex",
    "who_is_who",
    "questions",
)


VARIABLES: Mapping[str, tuple[str, str]] = MappingProxyType(  # name -> what it is, an example of its value
    {
        "topic": ("name of the topic's folder", "footbridge"),
        "audience": ("name of the audience's folder", "minister"),
        "title": ("title of the brief", "Who pays for the footbridge at Lindow"),
        "question": ("the question it answers", "Who is to pay?"),
        "principal": ("for whom it is written, if for one person", "The mayor"),
        "purpose": ("what is asked of the reader", "For information"),
        "as_of": ("the day of the last review", "2020-06-30"),
    }
)


def context(kitchen: Kitchen) -> dict[str, object]:
    """Return the names a section template may use: the functions, and plain texts about the edition."""
    brief = kitchen.brief
    plain = {
        "topic": brief.topic.slug,
        "audience": brief.audience.slug,
        "title": brief.topic.title,
        "question": brief.topic.question,
        "principal": brief.audience.principal,
        "purpose": brief.audience.purpose,
        "as_of": kitchen.as_of,
    }
    return {name: getattr(kitchen, name) for name in FUNCTIONS} | plain
