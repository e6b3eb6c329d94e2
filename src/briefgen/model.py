"""The data model: one frozen record class a table, each column declared once with its kind, its meaning and its limits.

In: nothing. Out: record classes and `TABLES`, from which the loader, `datapackage.json`, the export and the rules are
made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

SCHEMA_VERSION = 1
CLAIM_TABLES = (
    "events", "editions", "participation", "recommendations", "statements", "indicators", "mechanisms",
    "disputes", "positions", "judgements", "silences",
)  # fmt: skip
EVIDENCED_TABLES = (*CLAIM_TABLES, "actors", "places", "glossary")  # what a row of evidence may speak of


class Kind(StrEnum):
    """What a cell holds; the loader turns text into the matching Python value."""

    SLUG = "slug"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    EDTF = "edtf"
    DERIVATION = "derivation"
    ENUM = "enum"
    REF = "ref"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as declared.

    Attributes:
        kind: what a cell holds.
        about: what it means, in one sentence.
        required: whether a cell may not be empty.
        many: whether a cell holds a `;`-separated list.
        values: what an ENUM may be; also an INTEGER, when there are any.
        targets: the tables a REF may point to (empty: any claim).
    """

    kind: Kind
    about: str
    required: bool = False
    many: bool = False
    values: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def _column(column: Column, default: object = "") -> Any:  # noqa: ANN401 - stands for the field
    return field(default=() if column.many else default, metadata={"column": column})


def _slug(about: str) -> Any:  # noqa: ANN401
    return _column(Column(Kind.SLUG, about, required=True))


def _text(about: str, *, required: bool = False, many: bool = False) -> Any:  # noqa: ANN401
    return _column(Column(Kind.TEXT, about, required=required, many=many))


def _edtf(about: str) -> Any:  # noqa: ANN401
    return _column(Column(Kind.EDTF, about))


def _derivation() -> Any:  # noqa: ANN401
    about = (
        "How the parts of the date that no passage states follow, such as `event:ubd-6 -1Y` or `source:nknews-2019`."
    )
    return _column(Column(Kind.DERIVATION, about))


def _enum(about: str, values: str, *, required: bool = True) -> Any:  # noqa: ANN401
    return _column(Column(Kind.ENUM, about, required=required, values=tuple(values.split())))


def _ref(about: str, *targets: str, required: bool = False, many: bool = False) -> Any:  # noqa: ANN401
    return _column(Column(Kind.REF, about, required=required, many=many, targets=targets))


def _importance() -> Any:  # noqa: ANN401
    about = "1 for completeness, 2 worth telling, 3 a brief would be wrong without it."
    return _column(Column(Kind.INTEGER, about, required=True, values=("1", "2", "3")), 1)


def _topics() -> Any:  # noqa: ANN401
    return _text("The topics the record belongs to.", many=True)


def _note() -> Any:  # noqa: ANN401
    return _text("The curator's reasoning, and oddities of the source.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: the line of its row in the file, for diagnostics (0 when it was not read from a file)."""

    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A source document: a CSL-JSON item (`csl`) and briefgen's own description of it."""

    id: str
    file: str = ""
    sha256: str = ""
    origin: str = ""
    interest: str = ""
    descriptor: str = ""
    handling: str = "public"
    basis: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""
    csl: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def title(self) -> str:
        """The title, as the source states it."""
        return str(self.csl.get("title", ""))

    @property
    def issued(self) -> str:
        """The date of publication as EDTF, or empty when it is not known."""
        parts = (self.csl.get("issued") or {}).get("date-parts") or [[]]
        return "-".join(f"{part:0{4 if i == 0 else 2}d}" for i, part in enumerate(parts[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """A verbatim span of a source (W3C TextQuoteSelector)."""

    id: str = _slug("Stable id of the passage.")
    source: str = _ref("The source it stands in.", "sources", required=True)
    exact: str = _text("The span, character for character.", required=True)
    prefix: str = _text("Words just before it, where the span alone occurs more than once.")
    suffix: str = _text("Words just after it, where the span alone occurs more than once.")
    speaker: str = _ref("Whose words they are, when not the document's author's.", "actors")
    speaker_role: str = _text("The speaker's role as the source gives it.")
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """A link from a claim to a passage that bears on it."""

    record: str = _ref("The claim; or the actor, place or term whose name it shows.", *EVIDENCED_TABLES, required=True)
    field: str = _text("The column the passage bears on, or `*` for the whole record.", required=True)
    passage: str = _ref("The passage.", "passages", required=True)
    relation: str = _enum("How the passage bears on the claim.", "supports qualifies contradicts context")
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened or was planned."""

    id: str = _slug("Stable id of the event.")
    date: str = _edtf("When; EDTF level 1, empty when no document says.")
    date_from: str = _derivation()
    title: str = _text("What, as a short phrase without its date.", required=True)
    summary: str = _text("What the documents say of it, in one attributed sentence.")
    category: str = _enum(
        "What sort of thing it is.",
        "meeting visit summit agreement policy law conflict exercise exchange conference publication economy"
        " humanitarian refugees statement institution politics",
    )
    status: str = _enum("Whether it took place, as far as the documents know.", "held planned proposed ongoing")
    mechanism: str = _ref("The mechanism it belongs to.", "mechanisms")
    actors: tuple[str, ...] = _ref("Who took part.", "actors", many=True)
    place: str = _ref("Where.", "places")
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Record):
    """One meeting of a series; a gap in the record is a row too."""

    id: str = _slug("Stable id of the edition.")
    mechanism: str = _ref("The series.", "mechanisms", required=True)
    ordinal: int | None = _column(Column(Kind.INTEGER, "Its number in the series, stated or inferred."), None)
    event: str = _ref("The event it was.", "events", required=True)
    theme: str = _text("Its theme, as the documents name it.")
    organisers: tuple[str, ...] = _ref("Who organised it.", "actors", many=True)
    format: str = _text("What kind of meeting, in the documents' words.")
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Record):
    """An actor and a meeting or mechanism, as a document puts it; what no document says is derived from absence."""

    id: str = _slug("Stable id.")
    subject: str = _ref("The meeting or mechanism.", "events", "editions", "mechanisms", required=True)
    actor: str = _ref("Who.", "actors", required=True)
    status: str = _enum(
        "How the document puts it.", "named inferred sweeping-phrase invited expected withdrew declined"
    )
    level: str = _enum("Who stood for the actor.", "official scholar unknown")
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """Who should do what, in whose opinion."""

    id: str = _slug("Stable id.")
    text: str = _text("What is to be done, in one sentence.", required=True)
    proposer: str = _ref("Who proposes it.", "actors", required=True)
    addressee: tuple[str, ...] = _ref("Who is to do it.", "actors", many=True)
    theme: str = _text("What it is about, in a word or two.", required=True)
    made_on: str = _edtf("When it was made.")
    date_from: str = _derivation()
    force: str = _enum("How firmly, by the source's own verb.", "request should could tentative implied")
    condition: str = _text("On what condition, if any.")
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """A position: who holds it, for whom, and through whom it is known."""

    id: str = _slug("Stable id.")
    speaker: str = _ref("Who holds it.", "actors", required=True)
    on_behalf_of: str = _ref("For whom.", "actors")
    reported_by: str = _ref("Through whom it is known, when not at first hand.", "actors", "sources")
    channel: str = _enum("How it reaches the reader.", "quoted paraphrased reported assessed")
    claim: str = _text("The position, in one sentence.", required=True)
    stance: str = _enum("Towards the thing it speaks of.", "favourable critical mixed neutral")
    date: str = _edtf("When it was said.")
    date_from: str = _derivation()
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Record):
    """A number."""

    id: str = _slug("Stable id.")
    label: str = _text("What is counted or measured.", required=True)
    value: str = _column(Column(Kind.NUMBER, "The number in digits; a fraction as `1/3`.", required=True))
    unit: str = _text("Of what.", required=True)
    qualifier: str = _text("How the document hedges it: about, at least, just.")
    date: str = _edtf("For when.")
    date_from: str = _derivation()
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism(Record):
    """A process, forum, policy or institution."""

    id: str = _slug("Stable id.")
    name: str = _text("Its name.", required=True)
    kind: str = _enum(
        "What sort of thing it is.",
        "dialogue forum process policy institution exercise agreement fund channel treaty-status law",
    )
    since: str = _edtf("Since when.")
    date_from: str = _derivation()
    track: str = _text("Diplomatic track, in the documents' words.")
    members: tuple[str, ...] = _ref("Who belongs to it.", "actors", many=True)
    agenda: tuple[str, ...] = _text("What it deals with.", many=True)
    status: str = _enum("What has become of it.", "active proposed planned dormant ended", required=False)
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute(Record):
    """A question on which the sources differ."""

    id: str = _slug("Stable id.")
    question: str = _text("The question.", required=True)
    relation: str = _enum("How the answers differ.", "contradiction time scope naming")
    materiality: str = _enum("How much it matters.", "material minor naming")
    reconcile: str = _text("What could reconcile the answers, and what cannot.", required=True)
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Record):
    """One answer to a disputed question."""

    id: str = _slug("Stable id.")
    dispute: str = _ref("The question.", "disputes", required=True)
    text: str = _text("The answer, attributed.", required=True)
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """The publisher's own reading, which no source states."""

    id: str = _slug("Stable id.")
    text: str = _text("The reading, in one sentence.", required=True)
    basis: tuple[str, ...] = _ref("The claims it rests on.", required=True, many=True)
    alternative: str = _text("What else could be true.", required=True)
    confidence: str = _enum("How firmly it is held.", "low moderate high")
    would_change: str = _text("What would change it.", required=True)
    author: str = _text("Who judges.", required=True)
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(Record):
    """What the sources do not say, as a search that finds nothing."""

    id: str = _slug("Stable id.")
    question: str = _text("The question no document answers.", required=True)
    terms: tuple[str, ...] = _text(
        "Searches; each is words joined by `+` that would stand in one sentence.", required=True, many=True
    )
    sources: tuple[str, ...] = _ref("Where it was searched; empty for every source.", "sources", many=True)
    importance: int = _importance()
    topics: tuple[str, ...] = _topics()
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A person, state, organisation or group."""

    id: str = _slug("Stable id.")
    name: str = _text("The name.", required=True)
    kind: str = _enum("What sort of actor.", "person state organisation group series")
    aliases: tuple[str, ...] = _text("Other spellings found.", many=True)
    role: str = _text("Role at the time, as the documents give it.")
    country: str = _ref("The state it belongs to.", "actors")
    iso: str = _text("ISO 3166-1 alpha-2 code of a state.")
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRecord(Record):
    """A place."""

    id: str = _slug("Stable id.")
    name: str = _text("The name.", required=True)
    aliases: tuple[str, ...] = _text("Other spellings found.", many=True)
    country: str = _ref("The state it lies in.", "actors")
    iso: str = _text("ISO 3166-1 alpha-2 code of that state.")
    lat: str = _column(Column(Kind.NUMBER, "Latitude, degrees north."))
    lon: str = _column(Column(Kind.NUMBER, "Longitude, degrees east."))
    basis: str = _enum("Where the coordinates come from.", "gazetteer", required=False)
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm(Record):
    """A term of art in plain words."""

    id: str = _slug("Stable id.")
    term: str = _text("The term.", required=True)
    definition: str = _text("What it means, in plain words.", required=True)
    aliases: tuple[str, ...] = _text("Other forms.", many=True)
    note: str = _note()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Record):
    """Something a published edition had wrong, and what is right."""

    id: str = _slug("Stable id.")
    edition: str = _text("The edition, as TOPIC/AUDIENCE; TOPIC/* for all of a topic, * for all.", required=True)
    number: int | None = _column(Column(Kind.INTEGER, "The number of the published edition that had it wrong."), None)
    wrong: str = _text("What it said.", required=True)
    now: str = _text("What is right, in one sentence.", required=True)
    date: str = _column(Column(Kind.EDTF, "The day it was corrected.", required=True))
    claims: tuple[str, ...] = _ref("The claims that bear out what is right.", many=True)
    note: str = _note()

    def concerns(self, topic: str, audience: str) -> bool:
        """Tell whether it is one of an edition."""
        return self.edition in ("*", f"{topic}/*", f"{topic}/{audience}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dataset.

    Attributes:
        name: file name without `.csv`.
        record: the record class.
        about: what one row is.
        supported: whether each row must have a passage that supports it.
        date: the column that holds a date which `date_from` may complete, or empty.
        text: the column that says the claim in words, or empty.
        optional: whether its file may be missing, which is the same as a file without rows.
    """

    name: str
    record: type[Record]
    supported: bool = False
    date: str = ""
    text: str = ""
    optional: bool = False

    @property
    def about(self) -> str:
        """What one row is."""
        return (self.record.__doc__ or "").strip()

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns in file order."""
        return MappingProxyType({f.name: f.metadata["column"] for f in fields(self.record) if "column" in f.metadata})

    @property
    def file(self) -> str:
        """The path of the file, relative to the project."""
        return f"data/{self.name}.csv"


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        t.name: t
        for t in (
            Table("passages", Passage),
            Table("evidence", Evidence),
            Table("events", Event, supported=True, date="date", text="title"),
            Table("editions", Edition, supported=True),
            Table("participation", Participation, supported=True),
            Table("recommendations", Recommendation, supported=True, date="made_on", text="text"),
            Table("statements", Statement, supported=True, date="date", text="claim"),
            Table("indicators", Indicator, supported=True, date="date", text="label"),
            Table("mechanisms", Mechanism, supported=True, date="since", text="name"),
            Table("disputes", Dispute, text="question"),
            Table("positions", Position, supported=True, text="text"),
            Table("judgements", Judgement, text="text"),
            Table("silences", Silence, text="question"),
            Table("actors", Actor, text="name"),
            Table("places", PlaceRecord, text="name"),
            Table("glossary", GlossaryTerm, text="term"),
            Table("corrections", Correction, text="now", optional=True),
        )
    }
)
