"""What changed, as a person is told it: under headings, the weightiest first.

In: `Changes`. Out: `Group`s of `Line`s, from which the terminal, a page and an edition make their own; and the text for
a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.changes.compare import FRONT, MESSAGES, SECTIONS, Change, Changes, Sort
from briefgen.dates import humanise
from briefgen.words import ENGLISH

_NAMES = ("actors", "places", "glossary")
_OWN = (FRONT, MESSAGES, "judgements", "disputes", "positions", "silences", "corrections", "sources", SECTIONS, *_NAMES)
_VALUES = (Sort.REWORDED, Sort.DATE, Sort.STATUS, Sort.NUMBER, Sort.OTHER)
_ANY = tuple(sort for sort in Sort if sort not in (Sort.GAINED, Sort.LOST, Sort.EDITED))
# key of the heading, tables (none: all that have no heading of their own), sorts of change
_GROUPS: tuple[tuple[str, tuple[str, ...], tuple[Sort, ...]], ...] = (
    ("corrections", ("corrections",), _ANY),
    ("front", (FRONT,), _ANY),
    ("messages", (MESSAGES,), _ANY),
    ("claims_added", (), (Sort.ADDED,)),
    ("claims_removed", (), (Sort.REMOVED,)),
    ("claims_reworded", (), (Sort.REWORDED,)),
    ("dates_changed", (), (Sort.DATE,)),
    ("statuses_changed", (), (Sort.STATUS,)),
    ("numbers_changed", (), (Sort.NUMBER,)),
    ("particulars", (), (Sort.OTHER,)),
    ("judgements", ("judgements",), _ANY),
    ("disputes", ("disputes", "positions"), _ANY),
    ("silences_ended", ("silences",), (Sort.REMOVED,)),
    ("silences_added", ("silences",), (Sort.ADDED,)),
    ("silences_changed", ("silences",), _VALUES),
    ("evidence_gained", ("*",), (Sort.GAINED,)),
    ("evidence_lost", ("*",), (Sort.LOST,)),
    ("sources", ("sources",), _ANY),
    ("names", _NAMES, _ANY),
    ("sections", (SECTIONS,), _ANY),
    ("edited", ("*",), (Sort.EDITED,)),
)
_MIXED = frozenset(key for key, _, sorts in _GROUPS if Sort.ADDED in sorts and len(sorts) > 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One change, ready to be told.

    Attributes:
        id: id of the record; empty for what is none.
        text: what the record says.
        lead: `added`, `removed`, or the column that changed, as words; empty where the heading says it.
        old: what was before, as a reader reads it; empty when nothing was.
        new: what is now.
    """

    id: str
    text: str
    lead: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one sort under their heading, `changed.<key>`."""

    key: str
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        """The heading in English, as diagnostics are."""
        return ENGLISH(f"changed.{self.key}")


def told(changes: Changes) -> tuple[Group, ...]:
    """Return the changes under headings; each change stands under exactly one."""
    groups: list[Group] = []
    for key, tables, sorts in _GROUPS:
        lines = tuple(_line(key, one) for one in changes.changes if one.sort in sorts and _in(tables, one))
        if lines:
            groups.append(Group(key, lines))
    return tuple(groups)


def _in(tables: tuple[str, ...], change: Change) -> bool:
    return tables == ("*",) or (change.table in tables if tables else change.table not in _OWN)


def _line(group: str, change: Change) -> Line:
    key = "" if change.table in (FRONT, MESSAGES, SECTIONS) else change.id
    match change.sort:
        case Sort.ADDED | Sort.REMOVED:
            return Line(key, change.text, str(change.sort) if group in _MIXED else "")
        case Sort.EDITED if change.table == SECTIONS:
            return Line(key, change.text)
        case Sort.DATE if change.column != "date_from":
            return Line(key, change.text, _column(change), _date(change.old), _date(change.new))
        case _:
            return Line(key, change.text, _column(change), change.old, change.new)


def _column(change: Change) -> str:
    """Return a column in words; that a claim's own words or its whole record are meant goes without saying."""
    return {"*": "", "date_from": "how the date follows"}.get(change.column, change.column.replace("_", " "))


def _date(text: str) -> str:
    try:
        return humanise(text).replace("\u00a0", " ")
    except ValueError:  # an old revision may hold what is no date
        return text


def as_text(changes: Changes) -> str:
    """Return the changes as lines for a terminal."""
    groups = told(changes)
    count = sum(len(group.lines) for group in groups)
    said = {0: "nothing changed", 1: "1 change"}.get(count, f"{count} changes")
    lines = [f"From {changes.old} to {changes.new}: {said}."]
    for group in groups:
        lines += ["", f"{group.heading}: {len(group.lines)}"]
        for line in group.lines:
            lines += _lines(line)
    return "\n".join(lines) + "\n"


def _lines(line: Line) -> Iterator[str]:
    lead = f"{line.lead}: " if line.lead and not (line.old or line.new) else ""
    name = f"{line.id}  " if line.id else ""
    reworded = line.text in (line.old, line.new) and line.old and line.new
    yield f"  {name}{lead}{'' if reworded else line.text}".rstrip()
    column = f"{line.lead}: " if line.lead and not lead else ""
    if line.old:
        yield f"    - {column}{line.old}"
    if line.new:
        yield f"    + {column}{line.new}"
