"""The glyphs that tell one kind of mark from another by shape, as outlines free of any drawing library.

In: a name, a centre and a radius in points. Out: strokes with path steps. Each shape can be told from the others in
grey print, at 3 points radius, and by someone who sees no colours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

MOVE, LINE, CURVE, CLOSE = "M", "L", "C", "Z"
LARGE = 1.3  # times the radius: a glyph that counts for more
Step = tuple[str, tuple[float, ...]]
Shape = tuple["Stroke", tuple[Step, ...]]
ROUND = 0.5523  # of the radius: where the handles of a quarter circle lie


class Stroke(NamedTuple):
    """A look: theme keys for filling and line (empty: none), the line's width in points and its dashes."""

    fill: str = ""
    colour: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()


def circle(x: float, y: float, r: float) -> tuple[Step, ...]:
    """Return a circle as four curves."""
    k = ROUND * r
    return (
        (MOVE, (x + r, y)),
        (CURVE, (x + r, y + k, x + k, y + r, x, y + r)),
        (CURVE, (x - k, y + r, x - r, y + k, x - r, y)),
        (CURVE, (x - r, y - k, x - k, y - r, x, y - r)),
        (CURVE, (x + k, y - r, x + r, y - k, x + r, y)),
        (CLOSE, (x + r, y)),
    )


def polygon(*corners: tuple[float, float]) -> tuple[Step, ...]:
    """Return a closed polygon."""
    return (*((LINE if n else MOVE, corner) for n, corner in enumerate(corners)), (CLOSE, corners[0]))


def _hollow(colour: str) -> Stroke:
    return Stroke("paper", colour, 1.1)


def _full(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((Stroke(colour), circle(x, y, r)),)


def _large(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((Stroke(colour), circle(x, y, r * LARGE)),)


def _ring(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((_hollow(colour), circle(x, y, r - 0.55)),)


def _half(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    r, k = r - 0.55, ROUND * (r - 0.55)
    left = (
        (MOVE, (x, y - r)),
        (CURVE, (x - k, y - r, x - r, y - k, x - r, y)),
        (CURVE, (x - r, y + k, x - k, y + r, x, y + r)),
        (CLOSE, (x, y - r)),
    )
    return (_hollow(colour), circle(x, y, r)), (Stroke(colour), left)


def _diamond(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    r += 0.4
    return ((_hollow(colour), polygon((x, y - r), (x + r, y), (x, y + r), (x - r, y))),)


def _square(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    r *= 0.82
    return ((_hollow(colour), polygon((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))),)


def _house(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    """Return a filled square, a little larger than the dots beside it."""
    return ((Stroke(colour), polygon((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))),)


def _triangle(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((_hollow(colour), polygon((x - r * 0.75, y - r * 0.9), (x + r, y), (x - r * 0.75, y + r * 0.9))),)


def _cross(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    r *= 0.85
    steps = ((MOVE, (x - r, y - r)), (LINE, (x + r, y + r)), (MOVE, (x - r, y + r)), (LINE, (x + r, y - r)))
    return ((Stroke("", colour, 1.7), steps),)


def _band(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    """Return a bar of slanted stripes, four radii wide: a phrase that covers many without naming any."""
    wide, high = _stretch(r)
    frame = polygon((x - wide, y - high), (x + wide, y - high), (x + wide, y + high), (x - wide, y + high))
    return (Stroke("paper", colour, 0.5), frame), *_void(x, y, r, colour)


def _stretch(r: float) -> tuple[float, float]:
    """Return half the width and half the height of a band."""
    return r * 2, min(r * 0.8, 2.5)


def _tick(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((Stroke("", colour, 1.6), ((MOVE, (x, y - r)), (LINE, (x, y + r)))),)


def _dash(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((Stroke("", colour, 0.6), ((MOVE, (x - r * 0.5, y)), (LINE, (x + r * 0.5, y)))),)


def _void(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    """Return a few pale slanted lines, four radii wide: where the sources say nothing."""
    wide, high = _stretch(r)
    count = max(4, round(wide / 1.6))
    starts = [x - wide + n * 2 * wide / count for n in range(count)]
    steps = [((MOVE, (left, y + high)), (LINE, (left + 2 * wide / count, y - high))) for left in starts]
    return ((Stroke("", colour, 0.8), tuple(step for pair in steps for step in pair)),)


def _solid(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    """Return a short filled bar: the key to the bars of a chart."""
    return ((Stroke(colour), _bar(x, y, r)),)


def _outline(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    return ((Stroke("paper", colour, 1.0), _bar(x, y, r - 0.5)),)


def _bar(x: float, y: float, r: float) -> tuple[Step, ...]:
    return polygon((x - r, y - r * 0.8), (x + r, y - r * 0.8), (x + r, y + r * 0.8), (x - r, y + r * 0.8))


def _struck(x: float, y: float, r: float, colour: str) -> tuple[Shape, ...]:
    """Return a stroke through another glyph, on a pale edge that sets it off."""
    steps = ((MOVE, (x - r, y + r)), (LINE, (x + r, y - r)))
    return (Stroke("", "paper", 2.2), steps), (Stroke("", colour, 1.1), steps)


BANDS = frozenset({"band", "void"})  # drawn as wide as there is room
GLYPHS: Mapping[str, Callable[[float, float, float, str], tuple[Shape, ...]]] = MappingProxyType(
    {
        "full": _full,
        "large": _large,
        "ring": _ring,
        "half": _half,
        "diamond": _diamond,
        "square": _square,
        "house": _house,
        "triangle": _triangle,
        "cross": _cross,
        "band": _band,
        "dash": _dash,
        "tick": _tick,
        "void": _void,
        "struck": _struck,
        "solid": _solid,
        "outline": _outline,
    }
)


def outline(name: str, x: float, y: float, radius: float, colour: str) -> tuple[Shape, ...]:
    """Return the shapes of a glyph, lower ones first."""
    return GLYPHS[name](x, y, radius, colour)
