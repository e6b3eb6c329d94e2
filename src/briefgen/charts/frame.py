"""The frame every chart shares: what is asked for, names as labels, and the Figure around the picture.

In: options, rows, sentences. Out: `document.Figure`. Pure; knows no drawing library and no chart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.dataset import Dataset
from briefgen.design import CHART_LEADING, CHART_SIZE, palette
from briefgen.document import ChartSpec, Figure, Inlines, Table, Text
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.words import Say, say_in

THEME: Mapping[str, str] = palette()
NARROW = 110.0  # millimetres: below this a chart is drawn for a column
SIZE = CHART_SIZE  # points, of every label
LEADING = CHART_LEADING  # points from baseline to baseline
TALLEST = 490.0  # points: rows that would begin below are left to the table, so that no page has to shrink a chart
LONGEST_ALT, LONGEST_DETAILS = 1200, 4000  # letters; a screen reader's user has the table for more
LONGEST_HEAD, SHORT_HEAD = 24, 16  # letters of a name over a column: longer ones give way to an alias as short
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FAMILY = re.compile(r"[A-Za-z0-9 ,'-]+")
_OVERRIDES = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions:
    """What a chart is asked for.

    Attributes:
        mechanism: id of the mechanism whose editions are shown.
        as_of: the date the evidence was last reviewed (EDTF).
        theme: colours as `#rrggbb` under the keys of `THEME`, and `font`, a CSS family list; others are ignored.
        width: printed width in millimetres.
        labels: source id -> short form of the source.
        words: an audience's words for a text.
        headline: a headline instead of the computed one.
        subtitle: a subtitle instead of the computed one.
        stages: of a timeline, `date: name` each (EDTF).
        limit: the most rows or marks drawn; the table always has all of them.
        lang: language of the labels.
    """

    mechanism: str
    as_of: str
    theme: tuple[tuple[str, str], ...] = ()
    width: float = 160.0
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Callable[[str], str] = str
    headline: str = ""
    subtitle: str = ""
    stages: tuple[str, ...] = ()
    limit: int = 40
    lang: str = "en"

    @property
    def say(self) -> Say:
        """What speaks the language of the labels."""
        return say_in(self.lang)

    @property
    def narrow(self) -> bool:
        """Whether the chart is drawn for a column."""
        return self.width < NARROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A chart in words: the finding, what is shown, the picture for those who do not see it, and its details."""

    headline: Inlines
    subtitle: str
    alt: str
    details: str = ""


# ---------------------------------------------------------------- words


def clean(text: str) -> str:
    """Return the text on one line, without control characters and without marks that turn the reading direction."""
    if text.isprintable():  # has none of them
        return " ".join(text.split())
    kept = (c if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} else " " for c in text if c not in _OVERRIDES)
    return " ".join("".join(kept).split())


def label(options: ChartOptions, text: str) -> str:
    """Return a text as a label: in the audience's words, without a leading article."""
    said = clean(options.words(clean(text)))
    return said[4:5].upper() + said[5:] if said[:4] in {"The ", "the "} else said[:1].upper() + said[1:]


def shortened(text: str, most: int, rest: str) -> str:
    """Return the text, or as many of its clauses as `most` letters hold and `rest`, a word on where the others are.

    >>> shortened("Named: A, B and C; invited: D and E. Inferred: F.", 44, "The table has the rest.")
    'Named: A, B and C. The table has the rest.'
    """
    if len(text) <= most:
        return text
    room = text[: max(most - len(rest) - 1, 1)]
    end = max(room.rfind("; "), room.rfind(". "))
    return (room[:end].rstrip(".") if end > 0 else room[:-1].rstrip() + "…").removesuffix(".") + ". " + rest


def document(options: ChartOptions, source: str) -> str:
    """Return the short form of a source."""
    return clean(options.labels.get(source, source))


def heads(say: Say, *keys: str) -> tuple[Inlines, ...]:
    """Return words of the catalogue as the head of a table."""
    return cells(*map(say, keys))


def cells(*texts: str) -> tuple[Inlines, ...]:
    """Return texts as cells of a table."""
    return tuple((Text(text),) if text else () for text in texts)


# ---------------------------------------------------------------- figure


def figure(  # noqa: PLR0913 - the parts of a figure
    kind: str,
    options: ChartOptions,
    *,
    data: tuple[tuple[str, Any], ...],
    telling: Telling,
    table: Table,
    sources: Iterable[str],
    cites: Iterable[str],
) -> Figure:
    """Return the Figure of a chart; the words of the picture itself (alt, details) travel in its data."""
    rest = options.say("chart.rest")
    alt = shortened(clean(telling.alt), LONGEST_ALT, rest)
    details = shortened(clean(telling.details), LONGEST_DETAILS, rest)
    said = (("title", clean(options.words(alt))), ("details", clean(options.words(details))))
    return Figure(
        id=f"figure-{kind}",
        chart=ChartSpec(kind, said + data, _theme(options), options.width, options.lang),
        headline=(Text(options.headline),) if options.headline else telling.headline,
        subtitle=options.subtitle or telling.subtitle,
        alt=alt,
        table=table,
        credit=_credit(options, sources),
        cites=tuple(dict.fromkeys(cites)),
    )


def name_of(dataset: Dataset, key: str) -> str:
    """Return the name of an actor, or its id where the dataset has none."""
    actor = dataset.actors.get(key)
    return clean(actor.name if actor else key)


def short_of(dataset: Dataset, key: str) -> str:
    """Return an actor's name as the head of a column has it: the shortest of its names, where the first is long."""
    actor, name = dataset.actors.get(key), name_of(dataset, key)
    known = [clean(alias) for alias in actor.aliases] if actor and len(name) > LONGEST_HEAD else []
    return min((alias for alias in known if alias[:1].isupper() and len(alias) <= SHORT_HEAD), key=len, default=name)


def supporters(dataset: Dataset, cites: Iterable[str]) -> tuple[str, ...]:
    """Return the sources whose passages bear on the claims, in the order of the list of sources."""
    links = (link for key in cites for link in dataset.evidence_for(key))
    found = {passage.source for link in links if (passage := dataset.passages.get(link.passage))}
    return tuple(key for key in dataset.sources if key in found)


def _credit(options: ChartOptions, sources: Iterable[str]) -> str:
    names, say = [document(options, key) for key in dict.fromkeys(sources)], options.say
    rest = f"{say.some(len(names), 'credit_sources', names='; '.join(names))} " if names else ""
    return rest + say("credit_as_of", date=say.date(options.as_of))


def _theme(options: ChartOptions) -> tuple[tuple[str, str], ...]:
    theme = {key: value for key, value in options.theme if key in THEME or key == "font"}
    faults = [
        Diagnostic("bad-colour", f"“{value}” is not a colour such as {THEME[key]}, asked for as “{key}”")
        for key, value in theme.items()
        if key in THEME and not _COLOUR.fullmatch(value)
    ]
    if not _FAMILY.fullmatch(theme.get("font", "Inter")):
        faults.append(Diagnostic("bad-font", f"“{theme['font']}” is not a list of font families"))
    if faults:
        raise BriefgenError(faults)
    return tuple(sorted({**THEME, **theme}.items()))
