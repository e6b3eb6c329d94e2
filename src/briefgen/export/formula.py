"""Cells that a spreadsheet would run: made harmless by one leading apostrophe, and brought back exactly.

In: the text of a cell. Out: the text as CSV and XLSX files carry it. A text is escaped when it begins with `=`, `+`,
`-`, `@`, their full-width forms, a tab or a line end (OWASP, “CSV Injection”), whatever number of apostrophes stands
before that; so `restore(neutralise(text)) == text` for every text. A plain number such as `-0.25` runs nothing, and
stays.
"""

from __future__ import annotations

import re

from briefgen.dataset.cells import NUMBER

_RUNS = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def neutralise(text: str) -> str:
    """Return the text as a spreadsheet may see it.

    >>> neutralise("=1+1"), neutralise("-0.25"), neutralise("'tis")
    ("'=1+1", '-0.25', "'tis")
    """
    return f"'{text}" if _RUNS.match(text) and not NUMBER.fullmatch(text) else text


def restore(text: str) -> str:
    """Return the text that `neutralise` was given.

    >>> restore("'=1+1"), restore("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and _RUNS.match(text) else text
