"""What changed, as HTML: a fragment for a page that has other things to say, and a page of its own.

In: `Changes`. Out: HTML that needs no script and asks nobody for anything; every text is escaped. What was taken out
stands in `del`, what came in stands in `ins`, word by word, and both are named for those who do not see them struck.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from briefgen.changes.compare import Changes
from briefgen.changes.telling import Group, Line, told

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4  # of two wordings; what has less in common reads better as a whole
_STYLE = """
body { font: 1rem/1.55 Georgia, serif; color: #1b1b1b; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
h2 { font-size: 1.1rem; margin-top: 2.2em } li { margin: .5em 0 } code { font-size: .82rem; color: #555 }
del { background: #fbe3e0; text-decoration: line-through } ins { background: #e3f1e4; text-decoration: underline }
.lead { font: .82rem/1.5 sans-serif; color: #555 } .change { display: block }
"""


def fragment(changes: Changes, level: int = 2) -> str:
    """Return the changes as headings of a level, each with a list; empty when nothing changed."""
    return "".join(_group(group, level) for group in told(changes))


def page(title: str, changes: Changes, lang: str = "en") -> str:
    """Return the changes as a page of its own."""
    body = fragment(changes) or "<p>Nothing changed.</p>\n"
    said = f"From {escape(changes.old)} to {escape(changes.new)}."
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
        f"<p>{said}</p>\n{body}</main>\n</body>\n</html>\n"
    )


def _group(group: Group, level: int) -> str:
    items = "".join(f"<li>{_line(line)}</li>\n" for line in group.lines)
    return f"<h{level}>{escape(group.heading)}</h{level}>\n<ul>\n{items}</ul>\n"


def _line(line: Line) -> str:
    lead = f'<span class="lead">{escape(line.lead)}:</span> ' if line.lead else ""
    key = f" <code>{escape(line.id)}</code>" if line.id else ""
    if not (line.old or line.new):
        return f"{lead}{escape(line.text)}{key}"
    if line.old and line.new and line.text in (line.old, line.new):
        return f"{lead}{both(line.old, line.new)}{key}"
    return f'{escape(line.text)}{key} <span class="change">{lead}{both(line.old, line.new)}</span>'


def both(old: str, new: str) -> str:
    """Return two wordings in one: what they share once, the rest as taken out and put in.

    >>> both("held in June", "held in July")
    'held in <del>June</del><ins>July</ins>'
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return "".join((*_marked("del", old), " " if old and new else "", *_marked("ins", new)))
    parts: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            parts.append(escape("".join(before[a:b])))
        else:
            parts += (*_marked("del", "".join(before[a:b])), *_marked("ins", "".join(after[c:d])))
    return "".join(parts)


def _marked(tag: str, text: str) -> Iterator[str]:
    if text:
        yield f"<{tag}>{escape(text)}</{tag}>"
