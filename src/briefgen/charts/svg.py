"""matplotlib's SVG made fit to stand inside a page: small, accessible, free of `style` attributes, its ids its own.

In: SVG as matplotlib writes it. Out: the same picture as UTF-8 bytes. Text stays text.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_STYLE_ELEMENT = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')
_ROOT = re.compile(r"^.*?<svg[^>]*>", re.DOTALL)
_GROUP = re.compile(r"<g(?: id=\"[^\"]*\")?>|</g>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TURN = re.compile(r' transform="rotate\(-?0(?:\.0+)?(?:[ ,][^)]*)?\)"')
_DECIMALS = re.compile(r"-?\d+\.\d+")
_GEOMETRY = re.compile(r' (d|x|y)="([^"]*)"')
_STEP = re.compile(r"([MLCz])([^MLCz]*)")
_BREAK = re.compile(r"\s*\n\s*")
# matplotlib's joins are round; SVG's own defaults, and the one family every label has, need not be said again.
_DEFAULT = frozenset({"font-family", "text-anchor: start", "stroke-linejoin: miter"})


def tidy(  # noqa: PLR0913 - what the root element says
    svg: str, size: tuple[float, float], prefix: str, *, title: str, description: str, family: str
) -> bytes:
    """Return the picture with a root of our own, `size` in millimetres, named by `title` and told by `description`."""
    body = _ROOT.sub("", svg, count=1).rsplit("</svg>", 1)[0]
    for pattern in (_METADATA, _STYLE_ELEMENT, _COMMENT, _GROUP, _TURN):
        body = pattern.sub("", body)
    body = _GEOMETRY.sub(lambda m: f' {m[1]}="{_path(m[2]) if m[1] == "d" else _DECIMALS.sub(_short, m[2])}"', body)
    body = _BREAK.sub("\n", _STYLE.sub(_attributes, body)).strip()
    width, height = (f"{side:.2f}".rstrip("0").rstrip(".") for side in size)
    box = " ".join(f"{side * 72 / 25.4:.2f}" for side in size)
    quoted = escape(family, {'"': "'"})
    names = f'aria-labelledby="{prefix}-title"' + (f' aria-describedby="{prefix}-desc"' if description else "")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {box}" '
        f'role="img" {names} font-family="{quoted}" stroke-linejoin="round">\n'
        f'<title id="{prefix}-title">{escape(title)}</title>\n'
    )
    told = f'<desc id="{prefix}-desc">{escape(description)}</desc>\n' if description else ""
    return f"{head}{told}{body}\n</svg>\n".encode()


def _path(data: str) -> str:
    """Return moves, lines and curves as relative ones, in hundredths of a point: equal glyphs become equal text."""
    done: list[str] = []
    at = start = (0, 0)
    for found in _STEP.finditer(data):
        numbers = [round(float(number) * 100) for number in found[2].split()]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        moves = [_hundredths(n - o) for point in points for n, o in zip(point, at, strict=True)]
        text = "".join(move if move[0] == "-" or not n else f" {move}" for n, move in enumerate(moves))
        done.append(found[1].lower() + text)
        at = points[-1] if points else start
        start = at if found[1] == "M" else start
    return "".join(done)


def _hundredths(number: int) -> str:
    """Return hundredths as a number of the fewest letters: `150` is `1.5`, `-55` is `-.55`."""
    text = f"{abs(number) / 100:.2f}".rstrip("0").rstrip(".")
    return ("-" if number < 0 else "") + (text.removeprefix("0") or "0")


def _short(found: re.Match[str]) -> str:
    text = f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _attributes(found: re.Match[str]) -> str:
    """Turn `a: b; c: d` into ` a="b" c="d"`; the values are matplotlib's own and hold no quotation marks."""
    parts = (part.strip() for part in found[1].split(";"))
    said = [part for part in parts if part and part not in _DEFAULT and part.partition(":")[0] not in _DEFAULT]
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in (part.partition(":") for part in said))
