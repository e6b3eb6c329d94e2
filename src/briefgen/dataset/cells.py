"""One cell: from text to the value its column declares.

In: the text of a cell and its column. Out: a value, or a `CellError` saying what is wrong with it and how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefgen import dates
from briefgen.dataset.mangled import looks_mangled, rewrite
from briefgen.errors import Diagnostic, Place, did_you_mean
from briefgen.model import Column, Kind

Value = str | int | tuple[str, ...]
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:/[1-9][0-9]*)?")
INTEGER = re.compile(r"-?[0-9]{1,9}")


class CellError(ValueError):
    """A cell does not hold what its column declares."""

    def __init__(self, rule: str, message: str, hint: str = "") -> None:
        """Keep what a diagnostic needs beside its place."""
        super().__init__(message)
        self.rule, self.hint = rule, hint

    def at(self, place: Place) -> Diagnostic:
        """Return the fault as a diagnostic."""
        return Diagnostic(self.rule, str(self), place, hint=self.hint)


def reader(column: Column) -> Callable[[str], Value] | None:
    """Return the function that reads a column's non-empty cells; None when the text is the value.

    The functions raise `CellError`.
    """
    one = _READERS.get(column.kind)
    if column.kind is Kind.ENUM or (column.kind is Kind.INTEGER and column.values):
        one = _choice(column)
    return _many(one) if column.many else one


def _many(one: Callable[[str], Value] | None) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        items = tuple(item.strip() for item in text.split(";"))
        if not all(items):
            rule, message = "empty-item", "an item of the list is empty"
            raise CellError(rule, message, "items are separated by one semicolon; none at the end")
        if one is not None:
            for item in items:
                one(item)
        return items

    return read


def _choice(column: Column) -> Callable[[str], Value]:
    known: dict[str, Value] = {value: int(value) if column.kind is Kind.INTEGER else value for value in column.values}

    def read(text: str) -> Value:
        try:
            return known[text]
        except KeyError:
            message = f"“{text}” is not one of the values of this column"
            raise CellError("unknown-value", message, did_you_mean(text, known)) from None

    return read


def read_slug(text: str) -> str:
    """Return the text when it is a slug: lower-case ASCII letters and digits, joined by single hyphens."""
    if SLUG.fullmatch(text):
        return text
    rule, message = "bad-slug", f"“{text}” is not a slug"
    raise CellError(rule, message, "lower-case letters a–z and digits, joined by single hyphens")


def _date(text: str) -> str:
    try:
        dates.parse(text)
    except ValueError as error:
        if looks_mangled(text):
            rule, message = "mangled-date", f"“{text}” is what a spreadsheet makes of a date"
            raise CellError(rule, message, rewrite(text)) from None
        hint = "write 2014, 2014-06, 2014-06-14, 2000~, 199X or 2018-06-14/2018-06-15"
        said = str(error) if "EDTF" in str(error) else f"“{text}” is not a date: {error}"
        raise CellError("bad-date", said, hint) from None
    return text


def _number(text: str) -> str:
    if NUMBER.fullmatch(text):
        return text
    rule, message = "bad-number", f"“{text}” is not a number"
    raise CellError(rule, message, "digits, with a point for decimals and no separators: 13.84, 3000000 or 1/3")


def _integer(text: str) -> int:
    if INTEGER.fullmatch(text):
        return int(text)
    rule, message = "bad-integer", f"“{text}” is not a whole number"
    raise CellError(rule, message)


_READERS: dict[Kind, Callable[[str], Value]] = {
    Kind.SLUG: read_slug,
    Kind.EDTF: _date,
    Kind.NUMBER: _number,
    Kind.INTEGER: _integer,
}
