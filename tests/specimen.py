"""`make specimen`: one Document that shows every block, every kind of chart and every theme, as web page and as PDF.

It is made by hand: an invented valley and its ferry. What a brief can contain stands in it once at the least.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from briefgen.briefs import open_brief
from briefgen.charts import CHARTS, draw
from briefgen.document import (
    Answer,
    Box,
    Cite,
    DisputeBox,
    Document,
    Emph,
    Figure,
    Heading,
    Horizon,
    Inline,
    Inlines,
    Lang,
    Link,
    ListBlock,
    Metadata,
    Note,
    Paragraph,
    PassageView,
    Proposal,
    Quote,
    QuoteBlock,
    Recommendations,
    Reference,
    Section,
    Strong,
    Table,
    Term,
    Text,
    Value,
)
from briefgen.render.engine import Engine
from briefgen.render.html import render_html
from briefgen.render.look import Look
from briefgen.render.print import leading, render_print
from briefgen.workspace import Workspace
from tests.charts.sample import everything, many, options

ROOT = Path(__file__).parents[1]
TOPIC = "ulaanbaatar-dialogue"  # only its name: the settings of an audience are read for some topic
AUDIENCES = ("diplomat", "minister", "press", "public", "researcher")
_THINGS = ("ferry", "landing", "toll", "rope", "lantern", "ledger", "bell", "pier", "barge", "winch")


@dataclass(frozen=True, slots=True)
class Specimen:
    """The specimen for an audience: its Document, its pictures, its look."""

    document: Document
    images: dict[str, bytes]
    look: Look

    @property
    def page(self) -> str:
        """The web page."""
        return render_html(self.document, self.images, self.look)

    @property
    def printed(self) -> str:
        """The print page, with a figure on the first page, as an edition has it where one fits."""
        return render_print(self.document, self.images, self.look, leading(self.document))


def specimen(audience: str, paper: str = "A4") -> Specimen:
    """Return the specimen as an audience of the shipped project sees it."""
    workspace = Workspace.open(ROOT)
    brief = open_brief(workspace, TOPIC, audience)
    theme = tuple(sorted(brief.audience.theme.items()))
    figures = _figures(float(brief.audience.chart_width), theme)
    meta = replace(
        _META,
        audience=audience,
        audience_name=brief.audience.name,
        edition=brief.audience.edition,
        identifier=f"ferry/{audience}/2021-04-09",
        citation_style=brief.audience.citation,
        theme=theme,
        paper=paper,
    )
    document = Document(meta, _HORIZON, _sections(figures), _NOTES, _REFERENCES, ("figure “Tolls by season”",))
    images = {figure.id: _drawn(figure.chart, workspace.fonts) for figure in figures}
    return Specimen(document, images, Look(brief.chain.find, workspace.fonts, workspace.assets))


# ---------------------------------------------------------------- its parts


def _name(n: int) -> str:
    return f"{_THINGS[n % 10].capitalize()} of {1990 + n}"


@cache
def _figures(width: float, theme: tuple[tuple[str, str], ...]) -> tuple[Figure, ...]:
    """Return a chart of every kind."""
    data = many(5, _name)
    asked = options(width, theme=theme)
    return tuple(
        replace(build(data, everything(data), asked), id=f"figure-{kind}", number=number)
        for number, (kind, build) in enumerate(CHARTS.items(), 1)
    )


_drawn = cache(draw)  # audiences whose charts are alike share them


def _p(key: str, *parts: str | Inline) -> Paragraph:
    return Paragraph(id=key, inlines=_line(*parts))


def _line(*parts: str | Inline) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def _cite(number: int) -> Cite:
    return Cite((f"claim-{number}",), number)


def _list(key: str, *items: tuple[str | Inline, ...], ordered: bool = False) -> ListBlock:
    return ListBlock(id=key, ordered=ordered, items=tuple((_p(f"{key}-{n}", *item),) for n, item in enumerate(items)))


def _box(kind: str, title: str, *blocks: Paragraph | ListBlock) -> Box:
    return Box(id=f"box-{kind}", kind=kind, title=title, blocks=blocks)


def _dispute(key: str, question: str, *answers: Answer, materiality: str = "material") -> DisputeBox:
    reconcile = _line("The ledger counts boats, the letter counts days; both can be right.", _cite(3))
    return DisputeBox(
        id=key, question=question, answers=answers, reconcile=reconcile, relation="scope", materiality=materiality
    )


def _answer(text: str, number: int, *voices: str) -> Answer:
    return Answer(_line(text, _cite(number)), voices, len(voices))


def _sections(figures: tuple[Figure, ...]) -> tuple[Section, ...]:
    first, *others = figures
    return (
        Section("brief", _line("In brief"), (_KEY,)),
        Section("ferry", _line("The ferry crosses the river since 1903, or 1904"), (*_TEXT, first, _QUOTE)),
        Section("numbers", _line("Numbers: a table, facts, and what they are made of"), (_TABLE, *_BOXES)),
        Section("disagree", _line("Two readings, three and five, side by side"), _DISPUTES),
        Section("proposals", _line("Who should do what, when, and who says so"), (_PROPOSALS,)),
        Section("charts", _line("Every kind of chart"), tuple(others)),
        Section("reverse", _line("What stands on the reverse"), (_ANNEX,), side=True),
        Section("sheet", _line("What stands on a sheet of its own"), (_QUESTIONS,), side=True, sheet=True),
    )


_META = Metadata(
    topic="ferry",
    audience="",
    title="Who pays for the ferry at Lower Lindow, and who has paid",
    standfirst="The ferry was opened on 14 June 1903 according to the ledger. The letters of Anna Berg name a later "
    "year, and no document says who bore the cost of 48 pounds.",
    series="Valley notes",
    edition="",
    publisher="The reading room",
    contact="room@example.org",
    lang="en-GB",
    as_of="2021-04-09",
    keywords=("ferry", "toll"),
    audience_name="",
    licence="CC BY 4.0",
    purpose="For information",
    version="1.2.3",
    evidence="0123456789abcdef" * 4,
)
_HORIZON = Horizon(4, 3, "The toll is halved", "1911-05", "2021-04-09", 109, ("old",))
_KEY = _box(
    "key-messages",
    "Key messages",
    _list(
        "key",
        (Strong(_line("Opening. ")), "The ferry was opened on 14 June 1903, says the ledger.", _cite(1)),
        (
            Strong(_line("Cost. ")),
            "The council paid 48 pounds, or a third of it.",
            _cite(2),
            " No one says why.",
            _cite(5),
        ),
        (Strong(_line("Now. ")), "The newest event that is reported is of 1911.", _cite(4)),
    ),
)
_TEXT = (
    _p(
        "text-1",
        "The council of Lower Lindow (the council) wrote in 1903 that the ",
        Term("ferry", "ferry"),
        " “shall cross at first light”. ",
        _cite(1),
        "Anna Berg, who kept the lantern, calls that ",
        Emph(_line("a promise for dry days")),
        "; she counted ",
        Value(10450, "number", "n"),
        " crossings from ",
        Value("1903-06-14/1911-05", "date", "d"),
        ".",
        _cite(2),
        " The place is called ",
        Lang("mn", _line("Гарам")),
        ", as ",
        Link("https://example.org/map", _line("the map of 1899")),
        " has it.",
    ),
    Heading(id="h3", level=3, inlines=_line("A smaller heading")),
    _p("text-2", "Whether it still runs, no document says.", _cite(5), " It ran in 1911.", _cite(4)),
    _list(
        "steps",
        ("The rope is hauled in.",),
        ("The bell is rung twice, on 1–2 May three times.", _cite(3)),
        ordered=True,
    ),
)
_QUOTE = QuoteBlock(
    id="quote",
    inlines=_line(Quote(_line("The river takes no side, and no toll"))),
    attribution=_line("Anna Berg, keeper of the lantern, letters", _cite(2)),
)
_TABLE = Table(
    id="table",
    caption=_line("Crossings and tolls, as far as the ledger gives them"),
    header=(_line("Year"), _line("Crossings"), _line("Toll in pounds"), _line("What the ledger says")),
    rows=tuple(
        (_line(str(year)), _line(f"{1000 + 111 * n}"), _line(f"{n}.50"), _line(said, _cite(3)))
        for n, (year, said) in enumerate(
            ((1903, "opened"), (1907, "flood, no entry from March to May"), (1911, "halved"))
        )
    ),
)
_BOXES = (
    _box(
        "facts",
        "In numbers",
        _list(
            "facts",
            (Strong(_line("48 pounds")), " — cost of the first rope, 1903", _cite(2)),
            (Emph(_line("about ")), Strong(_line("one-third")), " — share of the council, undated", _cite(3)),
        ),
    ),
    _box("judgement", "Editors’ judgement", _p("judged", "The ledger is the better witness for the year.", _cite(6))),
    _box("note", "Note", _p("noted", "A ledger is a book of accounts.")),
    _box("silence", "What is not known", _p("silent", "Who kept the ferry after 1911?", _cite(5))),
    _box("gap", "Gap", _p("gap", "In a draft: this sentence has no evidence.")),
)
_DISPUTES = (
    _dispute("two", "Who paid?", _answer("The council paid.", 1, "Ledger"), _answer("The miller did.", 2, "Letters")),
    _dispute(
        "three",
        "When was the ferry opened?",
        _answer("On 14 June 1903, at first light.", 1, "Ledger", "Gazette"),
        _answer("In the spring of 1904, after the flood that took the landing away.", 2, "Letters"),
        _answer("Before the bell was hung.", 4, "Ledger", "Gazette", "Map"),
        materiality="minor",
    ),
    _dispute("five", "What is it for?", *(_answer(f"For the {thing}.", 3, "Letters") for thing in _THINGS[5:])),
)
_PROPOSALS = Recommendations(
    id="wishes",
    caption="Proposals on the ferry, by named proposers",
    rows=(
        Proposal("a", _line("The council should mend the rope before winter.", _cite(1)), "the council", "Anna Berg",
                 Value("1904-10", "date", "a"), "should", "if the toll allows", origins=2),
        Proposal("b", _line("The ferry could run at night.", _cite(2)), "no addressee named", "The miller",
                 Value("1905", "date", "b"), "could", "", inferred=True, origins=1),
        Proposal("c", _line("The toll should fall.", _cite(4)), "the council", "The school", Value("", "date", "c"),
                 "implied (editors’ reading)", "", origins=4),
    ),
)  # fmt: skip
_ANNEX = _box(
    "annex",
    "What each document contributes",
    *(
        block
        for n, source in enumerate(("Ledger", "Letters", "Gazette"))
        for block in (
            _p(f"annex-{n}", source),
            _list(
                f"annex-list-{n}",
                *((f"Characters {at}–{at + 40}: “the rope is paid for” – claim-{n}",) for at in range(5)),
            ),
        )
    ),
)
_QUESTIONS = _box(
    "questions",
    "Questions to be ready for",
    _list(
        "asked",
        ("Has the ferry paid for itself? The sources disagree.", _cite(7)),
        ("Since when?", _cite(1)),
        ordered=True,
    ),
)


def _view(source: str, exact: str, speaker: str = "", relation: str = "supports") -> PassageView:
    return PassageView(source, exact, speaker, 100, 100 + len(exact), relation)


_NOTES = (
    Note(1, ("claim-1",), "", (_view("Ledger", "the ferry shall cross at first light"),), "", ("ledger",)),
    Note(
        2,
        ("claim-2",),
        "",
        (_view("Letters", "paid by the mill", "Anna Berg"), _view("Ledger", "48 pounds", relation="contradicts")),
        "1904 is inferred: 1 year later than the flood (1903).",
        ("letters",),
    ),
    Note(3, ("claim-3",), "", (_view("Ledger", "one third"), _view("Gazette", "")), "", ("gazette", "ledger")),
    Note(4, ("claim-4",), "", (_view("Gazette", "the toll is halved"),), "", ("gazette",)),
    Note(5, ("claim-5",), "No document answers: Who kept it after 1911?", (), "", (), "silence"),
    Note(6, ("claim-6",), "", (_view("Ledger", "written in the same hand"),), "", ("ledger",), "judgement"),
    Note(7, ("claim-7",), "", (_view("Letters", "it has never paid", "Anna Berg"),), "", ("letters",)),
)
_REFERENCES = tuple(
    Reference(key, label, f"{label} of Lower Lindow, {year}.", what, interest, inferred, f"{label} {year}")
    for key, label, year, what, interest, inferred in (
        ("ledger", "Ledger", "1903–1911", "Book of accounts", "Kept by the council, which is a party.", ""),
        ("letters", "Letters", "[1904]", "Private letters", "", "date inferred"),
        ("gazette", "Gazette", "1911", "Official gazette", "", "author not given in the text"),
    )
)


def main(out: Path = ROOT / "out" / "specimen") -> None:
    """Write the specimen for every audience."""
    out.mkdir(parents=True, exist_ok=True)
    with Engine(Workspace.open(ROOT)) as engine:
        for audience in AUDIENCES:
            shown = specimen(audience)
            (out / f"{audience}.html").write_text(shown.page, encoding="utf-8")
            (out / f"{audience}.pdf").write_bytes(engine.pdf(shown.printed))
            sys.stdout.write(f"out/specimen/{audience}.html\nout/specimen/{audience}.pdf\n")


if __name__ == "__main__":
    main()
