"""Dates that a spreadsheet has rewritten: told apart from other bad dates, with how they should read.

In: the text of a date cell that is no EDTF date. Out: whether a spreadsheet made it, and a hint.
"""

from __future__ import annotations

import re

from briefgen.dates import MONTHS

_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS) if name}
_NAME = "(?P<name>" + "|".join(name for name in _MONTHS) + r")[a-z]*\.?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_NAME}[-/ ](?P<either>\d{{2}})",  # Jun-14: June 2014, or 14 June of some year
        rf"{_NAME}[-/ ](?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})[-/ ]{_NAME}",
        rf"(?P<day>\d{{1,2}})[-/ ]{_NAME},?[-/ ](?P<year>\d{{4}})",
        rf"(?P<day>\d{{1,2}})[-/ ]{_NAME},?[-/ ]\d{{2}}",
        rf"{_NAME} (?P<day>\d{{1,2}}), ?(?P<year>\d{{4}})",
        r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[ T]00:00(?::00)?(?:\.0+)?)?",
        r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})",  # day and month, or month and day
        r"(?P<year>\d{4})\.0",
        r"\d{5}(?:\.0)?",  # days since 1900
    )
)
_ADVICE = "give the column the format “text” in the spreadsheet"


def looks_mangled(text: str) -> bool:
    """Tell whether the text has a shape that spreadsheets give to dates: `Jun-14`, `14-Jun`, `06/2014`, `2014-6`, …."""
    if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", text):  # well written, but no such day or month
        return False
    return any(shape.fullmatch(text) for shape in _SHAPES)


def rewrite(text: str) -> str:
    """Return a hint on how to write a mangled date; a spelling is proposed only when the text has one meaning.

    >>> rewrite("06/2014")
    'write 2014-06; give the column the format “text” in the spreadsheet'
    """
    return f"{_proposal(text)}; {_ADVICE}"


def _proposal(text: str) -> str:
    for shape in _SHAPES:
        if not (found := shape.fullmatch(text)):
            continue
        parts = found.groupdict()
        month = _MONTHS.get((parts.get("name") or "").lower()) or int(parts.get("month") or 0)
        day, year = int(parts.get("day") or 0), parts.get("year")
        if parts.get("either"):
            return f"write 20{parts['either']}-{month:02d} for the month, or the year with month and day: YYYY-MM-DD"
        if year and month <= 12:
            return "write " + year + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
        if month and day:
            return f"write the year before month and day: YYYY-{month:02d}-{day:02d}"
    return "write year, month and day: YYYY-MM-DD"
