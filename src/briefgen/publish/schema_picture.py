"""A picture of the data model: each table with its references, drawn from the model itself.

In: nothing but `TABLES`. Out: an SVG element that stands in a page and uses its fonts and colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from briefgen.model import CLAIM_TABLES, TABLES, Kind
from briefgen.words import ENGLISH, Say

WIDTH, _LINE, _HEAD, _GAP = 1088, 17, 28, 12
_COLUMNS = (0.5, 230.5, 456.5, 682.5, 916.5)  # sources, evidence, two of claims, names
_BOX, _CLAIM = 171, 214
_STYLE = (
    ".s-box{fill:var(--paper);stroke:var(--muted)}.s-claim{fill:var(--tint);stroke:var(--accent)}"
    ".s-name{font:600 14px var(--sans);fill:var(--ink)}.s-ref{font:400 12px var(--sans);fill:var(--muted)}"
    ".s-line{fill:none;stroke:var(--accent);stroke-width:1.5}.s-head{font:600 13px var(--sans);fill:var(--accent)}"
    ".s-tip{fill:var(--accent)}"
)


@dataclass(frozen=True, slots=True)
class _Box:
    name: str
    left: float
    top: float
    width: float
    lines: tuple[str, ...]
    claim: bool = False

    @property
    def height(self) -> float:
        return _HEAD + _LINE * len(self.lines) + (6 if self.lines else 0)


def stylesheet() -> str:
    """Return the rules of CSS the picture needs."""
    return _STYLE


def schema_picture(say: Say = ENGLISH) -> str:
    """Return the picture: sources, passages, evidence, claims, names, from left to right."""
    half = len(CLAIM_TABLES) // 2
    claims = [
        *_stacked(CLAIM_TABLES[:half], _COLUMNS[2], say=say),
        *_stacked(CLAIM_TABLES[half:], _COLUMNS[3], say=say),
    ]
    bottom = max(box.top + box.height for box in claims)
    sources = _Box("sources", _COLUMNS[0], 26, _BOX, ("origin, interest", "handling", "file, sha256"))
    middle = bottom / 2 - 30
    passages = _Box("passages", _COLUMNS[0], middle, _BOX, _references("passages", say))
    linked = (f"record → {say('schema.any_claim')}", "passage → passages", "relation")
    evidence = _Box("evidence", _COLUMNS[1], middle, _BOX, linked)
    names = tuple(_stacked(("actors", "places", "glossary", "corrections"), _COLUMNS[4], _BOX, say=say, claim=False))
    boxes = (sources, passages, evidence, *claims, *names)
    across = middle + 36
    lines = (
        _arrow(passages.left + _BOX / 2, passages.top, sources.left + _BOX / 2, sources.top + sources.height),
        _arrow(evidence.left, across, passages.left + _BOX, across),
        _arrow(evidence.left + _BOX, across, _COLUMNS[2] - 13, across),
        _arrow(_COLUMNS[3] + _CLAIM + 4, names[0].top + 22, _COLUMNS[4], names[0].top + 22),
    )
    bracket = f'<path class="s-line" d="M{_COLUMNS[2] - 7} 26h-6v{bottom - 26:g}h6"/>'
    heads = zip(
        (*_COLUMNS[:3], _COLUMNS[4]),
        (say(f"schema.{column}") for column in ("sources", "evidence", "claims", "names")),
        strict=True,
    )
    height = bottom + 2
    title = escape(say("schema.title"))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img" aria-labelledby="schema-title">'
        f'<title id="schema-title">{title}</title>'
        + "".join(f'<text class="s-head" x="{left}" y="12">{escape(text)}</text>' for left, text in heads)
        + bracket
        + "".join(lines)
        + "".join(map(_drawn, boxes))
        + "</svg>"
    )


def _stacked(
    tables: tuple[str, ...], left: float, width: float = _CLAIM, *, say: Say, claim: bool = True
) -> Iterator[_Box]:
    top = 26.0
    for table in tables:
        box = _Box(table, left, top, width, _references(table, say), claim)
        yield box
        top += box.height + _GAP


def _references(table: str, say: Say) -> tuple[str, ...]:
    """Return what a table refers to, a line for each target."""
    found: dict[str, list[str]] = {}
    for name, column in TABLES[table].columns.items():
        if column.kind is Kind.REF:
            target = f" {say('or')} ".join(column.targets) or say("schema.any_claim")
            found.setdefault(target, []).append(name.replace("_", " "))
    return tuple(f"{', '.join(names)} → {target}" for target, names in found.items())


def _drawn(box: _Box) -> str:
    kind = "s-claim" if box.claim else "s-box"
    lines = "".join(
        f'<text class="s-ref" x="{box.left + 10:g}" y="{box.top + _HEAD + 9 + _LINE * number:g}">{escape(line)}</text>'
        for number, line in enumerate(box.lines)
    )
    return (
        f'<rect class="{kind}" x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}"/>'
        f'<text class="s-name" x="{box.left + 10:g}" y="{box.top + 18:g}">{box.name}</text>{lines}'
    )


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line with a tip at its end."""
    if x1 == x2:
        tip = f"M{x2:g} {y2:g}l-4.5 9h9z"
    else:
        tip = f"M{x2:g} {y2:g}l-9 -4.5v9z" if x2 > x1 else f"M{x2:g} {y2:g}l9 -4.5v9z"
    return f'<path class="s-line" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/><path class="s-tip" d="{tip}"/>'
