"""A hand-made dataset and editions for the rules on prose: talks about a river, told by three papers.

In: Markdown of a section. Out: a finished Document, and what a rule finds in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from briefgen.briefs import Audience, Select, Topic
from briefgen.checks.account import Knowledge
from briefgen.checks.prose import PROSE_RULES, ProseView, Settings
from briefgen.dataset import Dataset
from briefgen.document import Document, Horizon, Metadata, Note, Origin, Section, Text
from briefgen.evidence import Evidenced, Span
from briefgen.model import (
    TABLES,
    Actor,
    Dispute,
    Edition,
    Event,
    Evidence,
    GlossaryTerm,
    Indicator,
    Judgement,
    Mechanism,
    Participation,
    Passage,
    PlaceRecord,
    Position,
    Recommendation,
    Record,
    Silence,
    Source,
    Statement,
)
from briefgen.narrative import to_blocks
from briefgen.templating import Tokens
from briefgen.templating.tokens import mark

FILE = "templates/topics/river/sections/story.md.j2"

SOURCES = {
    "herald-2012": Source(
        id="herald-2012",
        origin="herald",
        descriptor="Newspaper report",
        csl={"title": "Talks on the River", "title-short": "Herald report", "issued": {"date-parts": [[2012]]}},
    ),
    "lind-2015": Source(
        id="lind-2015",
        origin="maria-lind",
        csl={
            "title": "Who Owns the Ister?",
            "title-short": "Lind essay",
            "author": [{"given": "Maria", "family": "Lind"}],
            "issued": {"date-parts": [[2015]]},
        },
    ),
    "undated": Source(id="undated", csl={"title": "A Letter", "title-short": "letter"}),
}

PASSAGES = {
    "p-first": ("herald-2012", "The first River Talks met in Porto on 3–4 May 2010, with six states present."),
    "p-second": ("herald-2012", "The second round is planned for June 2013 and will bring two dozen scholars."),
    "p-third": (
        "lind-2015",
        "A year later the third round gathered in Porto; about 40 per cent of delegates were new.",
    ),
    "p-toll": ("lind-2015", "The toll is $266 million, or one-third of the budget, after two decades of dispute."),
    "p-quote": ("lind-2015", "The river is a common good, and “nobody’s property”, Jan Berg said."),
    "p-open": ("lind-2015", "Upland should open the weir, Lind argues."),
    "p-only": (
        "lind-2015",
        "Upland is the only state with good relations to all, and the first country to open a weir.",
    ),
    "p-reportedly": ("herald-2012", "The two sides reportedly agreed on a fee."),
    "p-2009": ("undated", "Since 2009 the talks have brought people together."),
    "p-2010": ("herald-2012", "The talks began in 2010."),
    "p-walk": ("undated", "Lowland has always attended."),
    "p-walked-out": ("lind-2015", "Lowland walked out in 2014."),
    "p-founder": ("herald-2012", "President Berg founded the talks."),
    "p-co-founder": ("undated", "President Berg helped to found the talks."),
    "p-feels": ("lind-2015", "Berg recalls that Lowland felt threatened by the weir."),
    "p-1990s": ("lind-2015", "The quarrel goes back to the 1990s."),
}

RECORDS: tuple[Record, ...] = (
    Actor(id="maria-lind", name="Maria Lind", kind="person"),
    Actor(id="jan-berg", name="Jan Berg", kind="person", aliases=("President Berg",)),
    Actor(id="upland", name="Upland", kind="state", aliases=("Uplanders",)),
    Actor(id="lowland", name="Lowland", kind="state"),
    Actor(id="river-office", name="River Office (RO)", kind="organisation"),
    PlaceRecord(id="porto", name="Porto"),
    GlossaryTerm(id="one-third-rule", term="One-Third Rule", definition="A rule.", aliases=("track 1.5",)),
    Mechanism(id="river-talks", name="River Talks", kind="dialogue", since="2010"),
    Mechanism(id="six-state-council", name="Six-State Council", kind="forum"),
    Event(
        id="talks-1", date="2010-05-03/2010-05-04", title="First talks", category="meeting", status="held",
        mechanism="river-talks", actors=("upland", "lowland"), place="porto",
    ),
    Event(id="talks-2", date="2013-06", title="Second talks", category="meeting", status="planned"),
    Event(
        id="talks-3", date="2014", date_from="event:talks-2 +1Y", title="Third talks", category="meeting",
        status="held", mechanism="river-talks",
    ),
    Event(id="fee", title="Agreement on a fee", category="agreement", status="held", actors=("upland", "lowland")),
    Event(id="founding", date="2010", title="Founding", category="institution", status="held"),
    Event(id="quarrel", date="199X", title="Quarrel", category="conflict", status="held"),
    Edition(id="edition-1", mechanism="river-talks", ordinal=1, event="talks-1"),
    Edition(id="edition-3", mechanism="river-talks", ordinal=3, event="talks-3"),
    Participation(id="lowland-at-3", subject="talks-3", actor="lowland", status="inferred", level="unknown"),
    Recommendation(
        id="open-weir", text="Open the weir.", proposer="maria-lind", addressee=("upland",), theme="weir",
        made_on="2015", force="should",
    ),
    Statement(id="common-good", speaker="jan-berg", channel="quoted", claim="A common good.", stance="favourable"),
    Statement(
        id="felt-threatened", speaker="lowland", reported_by="jan-berg", channel="reported",
        claim="Lowland felt threatened.", stance="critical",
    ),
    Statement(id="only-state", speaker="maria-lind", channel="assessed", claim="The only one.", stance="favourable"),
    Indicator(id="toll", label="Toll", value="266", unit="million US dollars"),
    Indicator(id="share", label="New delegates", value="40", unit="percent", qualifier="about"),
    Dispute(
        id="start", question="Did the talks begin in 2009 or in 2010?", relation="contradiction",
        materiality="material", reconcile="Nothing settles it.",
    ),
    Dispute(
        id="attendance", question="Did Lowland always attend?", relation="contradiction", materiality="material",
        reconcile="It cannot be both.",
    ),
    Dispute(id="founder", question="Who founded the talks?", relation="scope", materiality="minor", reconcile="Both."),
    Position(id="start-2009", dispute="start", text="In 2009."),
    Position(id="start-2010", dispute="start", text="In 2010."),
    Position(id="always", dispute="attendance", text="It always did."),
    Position(id="walked-out", dispute="attendance", text="It walked out."),
    Position(id="founder-berg", dispute="founder", text="Berg."),
    Position(id="founder-others", dispute="founder", text="Berg and others."),
    Judgement(
        id="probably-three", text="The talks probably met three times.", basis=("talks-1", "talks-3"),
        alternative="More often.", confidence="moderate", would_change="A list.", author="editors",
    ),
    Judgement(
        id="off", text="They will quite likely meet again.", basis=("talks-1",), alternative="Not.",
        confidence="low", would_change="News.", author="editors",
    ),
    Silence(id="no-cost", question="What did the talks of 2013 cost?", terms=("cost+talks",)),
)  # fmt: skip

EVIDENCE = (
    ("talks-1", "p-first"), ("talks-2", "p-second"), ("talks-3", "p-third"), ("fee", "p-reportedly"),
    ("founding", "p-2010"), ("quarrel", "p-1990s"), ("edition-1", "p-first"), ("edition-3", "p-third"),
    ("lowland-at-3", "p-third"), ("open-weir", "p-open"), ("common-good", "p-quote"), ("felt-threatened", "p-feels"),
    ("only-state", "p-only"), ("toll", "p-toll"), ("share", "p-third"), ("start-2009", "p-2009"),
    ("start-2010", "p-2010"), ("always", "p-walk"), ("walked-out", "p-walked-out"), ("founder-berg", "p-founder"),
    ("founder-others", "p-co-founder"), ("river-talks", "p-first"),
)  # fmt: skip


def dataset() -> Dataset:
    """Return the records with their evidence; the year of founding is contradicted by the letter."""
    tables: dict[str, dict[str, Record]] = {name: {} for name in TABLES}
    by_class = {table.record: name for name, table in TABLES.items()}
    for record in RECORDS:
        tables[by_class[type(record)]][str(getattr(record, "id", ""))] = record
    for key, (source, exact) in PASSAGES.items():
        speaker = "jan-berg" if key == "p-quote" else ""
        tables["passages"][key] = Passage(id=key, source=source, exact=exact, speaker=speaker)
    links = [Evidence(record=record, field="*", passage=passage, relation="supports") for record, passage in EVIDENCE]
    links.append(Evidence(record="founding", field="date", passage="p-2009", relation="contradicts"))
    tables["evidence"] = {f"evidence:{number}": link for number, link in enumerate(links, 1)}
    return Dataset(SOURCES, tables)


def evidenced() -> Evidenced:
    """Return where the passages stand: each source is its passages, a line each."""
    spans: dict[str, Span] = {}
    texts = dict.fromkeys(SOURCES, "")
    for key, (source, exact) in PASSAGES.items():
        start = len(texts[source])
        texts[source] += f"{exact}\n"
        spans[key] = Span(key, source, start, start + len(exact))
    return Evidenced(spans, texts)


KNOWLEDGE = Knowledge(dataset(), evidenced(), ("The River Desk",))  # shared: it only remembers


def topic(**changes: Any) -> Topic:  # noqa: ANN401 - fields of a Topic
    """Return a topic's settings."""
    values: dict[str, Any] = {
        "title": "The talks", "standfirst": "", "question": "", "keywords": (), "mechanism": "river-talks",
        "sections": ("story",), "select": Select((), 1, (), ()), "charts": {}, "fit": {},
    }  # fmt: skip
    return Topic("river", "templates/topics/river/topic.toml", **(values | changes))


def audience(slug: str = "reader", **changes: Any) -> Audience:  # noqa: ANN401 - fields of an Audience
    """Return an audience's settings."""
    values: dict[str, Any] = {
        "name": "Readers", "edition": "For readers", "principal": "", "purpose": "", "citation": "notes", "pages": 0,
        "words": 0, "paper": "A4", "chart_width": 160, "terms": {}, "theme": {},
    }  # fmt: skip
    return Audience(slug, f"templates/audiences/{slug}/audience.toml", **(values | changes))


def document(markdown: str, standfirst: str = "", notes: Iterable[tuple[str, ...]] = ()) -> Document:
    """Return an edition with one section, each block with the line of the Markdown that wrote it."""
    marked = "\n".join(
        mark(Origin(FILE, number)) + line if line.strip() else line
        for number, line in enumerate(markdown.split("\n"), 1)
    )
    title, blocks = to_blocks(marked, Tokens())
    metadata = Metadata(
        topic="river", audience="reader", title="The talks", standfirst=standfirst, series="", edition="",
        publisher="The River Desk", contact="", lang="en-GB", as_of="2020-01-01", keywords=(), audience_name="Readers",
    )  # fmt: skip
    section = Section("story", title or (Text("Story"),), blocks, Origin(FILE, 1))
    cited = tuple(Note(number, ids, "", ()) for number, ids in enumerate(notes, 1))
    return Document(metadata, Horizon(2, 2, "Third talks", "2014", "2020-01-01"), (section,), cited)


def view(  # noqa: PLR0913 - each part of a view has its name
    markdown: str,
    *,
    standfirst: str = "",
    settings: Settings = Settings(),  # noqa: B008 - frozen
    words: int = 0,
    audiences: Mapping[str, Audience] = MappingProxyType({}),
    reader: Audience | None = None,
    subject: Topic | None = None,
) -> ProseView:
    """Return what a rule may look at."""
    return ProseView(
        document(markdown, standfirst), KNOWLEDGE, subject or topic(), reader or audience(), audiences, settings, words,
        lambda label: markdown if label == FILE else None,
    )  # fmt: skip


def found(rule: str, markdown: str, **parts: Any) -> list[str]:  # noqa: ANN401 - as for view
    """Return what a rule finds: `line: message` of each."""
    (chosen,) = [known for known in PROSE_RULES if known.id == rule]
    return [f"{d.place.line}: {d.message}" for d in chosen.check(view(markdown, **parts))]
