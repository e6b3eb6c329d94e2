"""Kinds of mutants of the evidence: passages, sources, records, links.

In: the shipped project and dice. Out: a `Mutant`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from briefgen.model import TABLES
from tests.mutants.dice import Dice
from tests.mutants.shipped import Kind, Mutant, Row, Shipped

LETTERS = "abcdefghiklmnoprstuwy"
NOT = re.compile(r"\b(?:not|never|no) |n[’']t\b")
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|can|should|may|might|do|does|did)\b (?!not\b)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
ALIKE = (("states", "countries"), ("ordinal", "rank"))  # units that say the same of a number


def in_columns(
    shipped: Shipped, dice: Dice, columns: Mapping[str, Iterable[str]], fits: Callable[[str], object]
) -> tuple[str, int, Row, str]:
    """Return (table, number of the row, row, column) of a cell that fits, each as likely as any other."""
    found = [
        (table, at, row, column)
        for table, names in columns.items()
        for at, row in enumerate(shipped.tables[table])
        for column in names
        if fits(row[column])
    ]
    return dice.of(found)


def _cell(kind: str, shipped: Shipped, place: tuple[str, int, Row, str], new: str) -> Mutant:
    table, at, row, column = place
    key = row.get("id") or row["record"]
    what = f"{table} {key} {column}: {row[column]!r} → {new!r}"
    return Mutant(kind, what, shipped.changed(table, at, **{column: new}))


# ---------------------------------------------------------------- passages and sources


def passage_character(shipped: Shipped, dice: Dice) -> Mutant:
    """One letter of a passage."""
    place = in_columns(shipped, dice, {"passages": ["exact"]}, bool)
    text = place[2]["exact"]
    at = dice.of([n for n, c in enumerate(text) if c.isalpha()])
    return _cell("passage-character", shipped, place, text[:at] + dice.other(LETTERS, text[at]) + text[at + 1 :])


def source_character(shipped: Shipped, dice: Dice) -> Mutant:
    """One letter of a source, wherever: its hash tells, for a source is never edited."""
    file = dice.of(list(shipped.sources))
    text = shipped.sources[file]
    at = dice.of([n for n, c in enumerate(text) if c.isalpha()])
    new = text[:at] + dice.other(LETTERS, text[at]) + text[at + 1 :]
    return Mutant("source-character", f"{file} {at}: {text[at - 20 : at + 20]!r}", {file: new.encode()})


def source_repinned(shipped: Shipped, dice: Dice) -> Mutant:
    """One letter of a source within a passage, its hash recorded anew: only what is quoted from it can tell."""
    file, source = dice.of(list(shipped.pins))
    text = shipped.sources[file]
    passages = [row["exact"] for row in shipped.tables["passages"] if row["source"] == source]
    exact = dice.of([exact for exact in passages if exact in text])
    start = text.find(exact)
    at = dice.of([start + n for n, c in enumerate(exact) if c.isalpha()])
    new = text[:at] + dice.other(LETTERS, text[at]) + text[at + 1 :]
    what = f"{file} {at}: {text[at - 20 : at + 20]!r}"
    return Mutant("source-repinned", what, shipped.pinned(file, new))


def passage_not(shipped: Shipped, dice: Dice) -> Mutant:
    """A “not” taken from a passage, or put into one."""
    pattern = dice.of((NOT, VERB))
    place = in_columns(shipped, dice, {"passages": ["exact"]}, pattern.search)
    text = place[2]["exact"]
    found = dice.of(list(pattern.finditer(text)))
    new = text[: found.start()] + ("" if pattern is NOT else found[0] + "not ") + text[found.end() :]
    return _cell("passage-not", shipped, place, new)


# ---------------------------------------------------------------- dates and numbers of records

DATES = {name: (table.date,) for name, table in TABLES.items() if table.date}


def record_year(shipped: Shipped, dice: Dice) -> Mutant:
    """A year in a date of a record."""
    place = in_columns(shipped, dice, DATES, YEAR.search)
    text = place[2][place[3]]
    found = dice.of(list(YEAR.finditer(text)))
    return _cell("record-year", shipped, place, _with(text, found, str(int(found[0]) + dice.of((-2, -1, 1, 2)))))


def record_month(shipped: Shipped, dice: Dice) -> Mutant:
    """A month in a date of a record."""
    pattern = re.compile(r"(?<=\d{4}-)(?:0[1-9]|1[0-2])")
    place = in_columns(shipped, dice, DATES, pattern.search)
    text = place[2][place[3]]
    found = dice.of(list(pattern.finditer(text)))
    month = dice.other([f"{n:02}" for n in range(1, 13)], found[0])
    return _cell("record-month", shipped, place, _with(text, found, month))


def record_day(shipped: Shipped, dice: Dice) -> Mutant:
    """A day in a date of a record."""
    pattern = re.compile(r"(?<=\d{4}-\d\d-)\d\d")
    place = in_columns(shipped, dice, DATES, pattern.search)
    text = place[2][place[3]]
    found = dice.of(list(pattern.finditer(text)))
    day = dice.other([f"{n:02}" for n in range(1, 29)], found[0])
    return _cell("record-day", shipped, place, _with(text, found, day))


def record_number(shipped: Shipped, dice: Dice) -> Mutant:
    """The value of an indicator, or the number of an edition."""
    place = in_columns(shipped, dice, {"indicators": ["value"], "editions": ["ordinal"]}, str.strip)
    value = place[2][place[3]]
    new = re.sub(r"\d+", lambda found: str(int(found[0]) + dice.of((1, 2, 3, 10))), value, count=1)
    return _cell("record-number", shipped, place, new)


TEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "events": ("title", "summary"),
        "recommendations": ("text", "condition"),
        "statements": ("claim",),
        "indicators": ("label",),
        "disputes": ("question", "reconcile"),
        "positions": ("text",),
        "judgements": ("text", "alternative"),
    }
)


def wording_number(shipped: Shipped, dice: Dice) -> Mutant:
    """A year, a month or a number in the words of a record."""
    pattern = dice.of((YEAR, MONTH, re.compile(r"(?<![\w-])\d{1,3}(?![\w-])")))
    place = in_columns(shipped, dice, TEXTS, pattern.search)
    text = place[2][place[3]]
    found = dice.of(list(pattern.finditer(text)))
    new = dice.other(MONTHS, found[0]) if pattern is MONTH else str(int(found[0]) + dice.of((1, 2, 3)))
    return _cell("wording-number", shipped, place, _with(text, found, new))


def record_percentage(shipped: Shipped, dice: Dice) -> Mutant:
    """A percentage among the indicators."""
    place = in_columns(shipped, dice, {"indicators": ["unit"]}, lambda unit: "per cent" in unit or "percent" in unit)
    value = place[2]["value"]
    new = re.sub(r"\d+", lambda found: str(int(found[0]) + dice.of((1, 2, 5, 10))), value, count=1)
    return _cell("percentage", shipped, (*place[:3], "value"), new)


def record_unit(shipped: Shipped, dice: Dice) -> Mutant:
    """The unit of an indicator."""
    place = in_columns(shipped, dice, {"indicators": ["unit"]}, bool)
    units = sorted({row["unit"] for row in shipped.tables["indicators"]})
    alike = next((pair for pair in ALIKE if place[2]["unit"] in pair), ())
    others = [unit for unit in units if unit not in alike]
    return _cell("unit", shipped, place, dice.other(others, place[2]["unit"]))


# ---------------------------------------------------------------- who, whether


def record_speaker(shipped: Shipped, dice: Dice) -> Mutant:
    """Whose words a passage, a statement or a proposal is."""
    columns = {"passages": ["speaker"], "statements": ["speaker", "on_behalf_of"], "recommendations": ["proposer"]}
    place = in_columns(shipped, dice, columns, bool)
    rows = [(row, names) for table, names in columns.items() for row in shipped.tables[table]]
    everyone = sorted({row[name] for row, names in rows for name in names} - {""})
    return _cell("speaker", shipped, place, dice.other(everyone, place[2][place[3]]))


def record_status(shipped: Shipped, dice: Dice) -> Mutant:
    """Held told as planned, or planned as held."""
    place = in_columns(shipped, dice, {"events": ["status"]}, lambda s: s in ("held", "planned", "proposed"))
    return _cell("held-planned", shipped, place, "planned" if place[2]["status"] == "held" else "held")


# ---------------------------------------------------------------- links


def evidence_deleted(shipped: Shipped, dice: Dice) -> Mutant:
    """The only row of evidence of a claim."""
    rows = shipped.tables["evidence"]
    counts: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row["relation"] == "supports":
            counts.setdefault(row["record"], []).append(at)
    names = {row["id"] for table in ("actors", "places", "glossary") for row in shipped.tables[table]}
    at = dice.of([found[0] for key, found in counts.items() if len(found) == 1 and key not in names])
    kept = [row for n, row in enumerate(rows) if n != at]
    return Mutant("evidence-deleted", f"evidence of {rows[at]['record']}", shipped.written("evidence", kept))


def position_deleted(shipped: Shipped, dice: Dice) -> Mutant:
    """An answer to a disputed question."""
    gone = dice.of(shipped.tables["positions"])["id"]
    kept = [row for row in shipped.tables["positions"] if row["id"] != gone]
    return Mutant("position-deleted", gone, shipped.written("positions", kept))


def _with(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


KINDS: tuple[Kind, ...] = (
    passage_character, source_character, source_repinned, passage_not, record_year, record_month, record_day,
    record_number, wording_number, record_percentage, record_unit, record_speaker, record_status,
    evidence_deleted, position_deleted,
)  # fmt: skip
