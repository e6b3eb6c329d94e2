"""Texts in a workbook: written so that no program between writing and reading can change them.

In: a text. Out: the text as a cell holds it, and back. A workbook knows no carriage return, and programs differ in what
they make of `_x000D_`; so a carriage return is written as its picture ␍, and ␛ breaks up what could be taken for such a
code, and stands before either picture where it is meant itself. Formulas are escaped as in CSV (see `formula`).
"""

from __future__ import annotations

import re

from briefgen.export.formula import neutralise, restore

LONGEST = 32_767  # characters in a cell; what is longer would be cut silently
_SPECIAL = re.compile(r"[␍␛\r]|x(?=[0-9A-Fa-f]{4}_)")
_MARKS = {"\r": "␍", "x": "x␛"}
_ESCAPED = re.compile(r"␛(.)|␍", re.DOTALL)


def encode(text: str) -> str:
    """Return the text as a cell of a workbook holds it.

    >>> encode("=1+1"), encode("_x000D_")
    ("'=1+1", '_x␛000D_')
    """
    return _SPECIAL.sub(lambda found: _MARKS.get(found[0], f"␛{found[0]}"), neutralise(text))


def decode(text: str) -> str:
    """Return the text that `encode` was given; the line ends of other programs become LF.

    >>> decode("'=1+1")
    '=1+1'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return restore(_ESCAPED.sub(lambda found: found[1] or "\r", plain))


def number(text: str) -> int | float | None:
    """Return the number that a text says in the one way `number_text` writes it; None for any other text."""
    if not text or len(text) > 16 or not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return None
    value = float(text) if "." in text else int(text)
    return value if number_text(value) == text else None


def number_text(value: float) -> str:
    """Return a number as data/*.csv has it: digits and a point, no exponent; a whole number without a point.

    >>> number_text(2014.0), number_text(-0.25), number_text(13.84)
    ('2014', '-0.25', '13.84')
    """
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = f"{value:.15g}"
    return text if "e" not in text else f"{value:.20f}".rstrip("0")
