"""The style sheet of the print page as a browser can use it: without what only an engine for paper knows.

In: CSS written for WeasyPrint. Out: the same CSS less footnotes, running heads and bookmarks (CSS Generated Content for
Paged Media), which no browser knows and a checker of style sheets refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_NAMES = re.compile(r"string-set|footnote-.*|bookmark-.*")
_VALUES = re.compile(r"\b(?:string|element|running|target-counter|target-text|leader)\(|^footnote$")
_SELECTORS = ("::footnote",)


@lru_cache(maxsize=16)
def for_browsers(css: str) -> str:
    """Return the style sheet without what only engines for paper know.

    >>> for_browsers("p { color: red; string-set: a content() } ::footnote-call { color: red }")
    'p{color:red}'
    """
    import tinycss2

    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(kept for rule in rules if (kept := _rule(rule)))


def _rule(rule: Any) -> str:  # noqa: ANN401 - tinycss2 comes without types
    import tinycss2

    prelude = tinycss2.serialize(rule.prelude).strip() if rule.type in ("at-rule", "qualified-rule") else ""
    if rule.type == "qualified-rule":
        inside = "" if any(part in prelude for part in _SELECTORS) else ";".join(_inside(rule.content))
        return f"{prelude}{{{inside}}}" if inside else ""
    if rule.type != "at-rule" or rule.lower_at_keyword == "footnote":
        return ""
    head = f"@{rule.at_keyword} {prelude}".strip()
    if rule.content is None:
        return f"{head};"
    if rule.lower_at_keyword in ("media", "supports"):
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        inside = "\n".join(kept for part in inner if (kept := _rule(part)))
    else:  # @page and its margin boxes, @font-face
        inside = ";".join(_inside(rule.content))
    return f"{head}{{{inside}}}" if inside else ""


def _inside(content: Any) -> Iterator[str]:  # noqa: ANN401 - as in `_rule`
    """Yield the declarations of a block that browsers know, and the rules in it."""
    import tinycss2

    for part in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration":
            value = tinycss2.serialize(part.value).strip()
            if not _NAMES.fullmatch(part.lower_name) and not _VALUES.search(value):
                yield f"{part.name}:{value}{' !important' if part.important else ''}"
        elif kept := _rule(part):
            yield kept
