"""Rule `date-without-basis` (rule 3): each part of a date stands in a supporting passage, or follows by `date_from`.

The year, the month and the day are looked for one by one, among all passages that support the date or the whole
record; a month that a passage joins to another year, or a day that it joins to another month, does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefgen.checks.derivations import UnresolvableError, cyclic, resolve
from briefgen.checks.mentions import Mention, mentions
from briefgen.checks.rule import DataView
from briefgen.dates import MONTHS, SEASON_NAMES, Edtf, Point, parse
from briefgen.errors import Diagnostic
from briefgen.model import Record


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each date with a part that has no basis."""
    cycles = cyclic(view.dataset)
    for name, column in view.dated.items():
        for key, record in view.dataset.tables.get(name, {}).items():
            text = str(getattr(record, column))
            if text and key not in cycles and view.judgeable(key) and _is_supported(view, key):
                yield from _date(view, key, record, column, parse(text))


def _is_supported(view: DataView, key: str) -> bool:
    return any(link.relation == "supports" for link in view.dataset.evidence_for(key))


def _date(view: DataView, key: str, record: Record, column: str, value: Edtf) -> Iterator[Diagnostic]:
    expression = str(getattr(record, "date_from", ""))
    try:
        derived = resolve(view.dataset, expression) if expression else None
    except UnresolvableError:
        return  # reported by its own rule
    texts = view.words(key, column)
    if any(_is_written_out(value, words) for words in texts):
        return
    said = frozenset[Mention]().union(*map(mentions, texts))
    missing = list(dict.fromkeys(part for end in ("start", "end") for part in _baseless(value, derived, end, said)))
    if missing:
        parts = f"{', '.join(missing[:-1])} and {missing[-1]}" if len(missing) > 1 else missing[0]
        verb = "stand" if len(missing) > 1 else "stands"
        message = f"{parts} of {value} {verb} in no passage that supports the date"
        details = (f"“{expression}” gives {derived}",) if derived else ()
        hint = "cite a passage that says so, or say in date_from how it follows"
        yield Diagnostic("date-without-basis", message, view.place(record, column), details, hint)


def _is_written_out(value: Edtf, words: str) -> bool:
    """Tell whether a month of a year stands in a text as it is most often written: then nothing need be looked for."""
    point = value.start
    if point is None or value.interval or point.day or point.unspecified or not 0 < point.month <= 12:
        return False
    said = f"{MONTHS[point.month]} {point.year}"
    start = words.find(said)
    end = start + len(said)
    return start >= 0 and not (
        words[:start][-1:].isalnum() or words[end : end + 1].isdigit() or words[end : end + 1] == ","
    )


def _baseless(value: Edtf, derived: Edtf | None, end: str, said: Collection[Mention]) -> Iterator[str]:
    """Yield the parts of one end of a date that neither the passages nor the derivation have."""
    point: Point | None = getattr(value, end)
    if point is None or (end == "end" and not value.interval):
        return
    basis: Point | None = getattr(derived, end) if derived else None
    years: tuple[int | None, ...] = (None, point.year)
    months: tuple[int | None, ...] = (None, point.month)
    if not (_year_said(point, said) or (basis and (basis.year, basis.unspecified) == (point.year, point.unspecified))):
        yield f"the {('year', 'decade', 'century')[point.unspecified]} {_say_year(point)}"
        years = tuple({mention.year for mention in said} | {None})  # it is the year that is wrong: say only that
    if point.month and not (_month_said(point, said, years) or (basis and basis.month == point.month)):
        yield f"the month {MONTHS[point.month]}" if point.month <= 12 else f"the season {SEASON_NAMES[point.month]}"
        months = tuple({mention.month for mention in said} | {None})
    day_follows = basis and (basis.month, basis.day) == (point.month, point.day)
    if point.day and not (_day_said(point, said, years, months) or day_follows):
        yield f"the day {point.day}"


def _say_year(point: Point) -> str:
    if point.unspecified == 2:
        return f"{point.year}–{point.year + 99}"
    return f"{point.year}s" if point.unspecified else str(point.year)


def _year_said(point: Point, said: Collection[Mention]) -> bool:
    span = 10**point.unspecified
    if any(mention.year == point.year and mention.span == span for mention in said):
        return True
    # “the 2000s” supports 2000~: about the year 2000
    return bool(point.mark) and span == 1 and any(m.year == point.year and m.span == 10 for m in said)


def _month_said(point: Point, said: Collection[Mention], years: Collection[int | None]) -> bool:
    return any(m.month == point.month and m.year in years for m in said)


def _day_said(
    point: Point, said: Collection[Mention], years: Collection[int | None], months: Collection[int | None]
) -> bool:
    return any(m.day == point.day and m.month in months and m.year in years for m in said)
