"""Colours as numbers: contrast as WCAG 2.2 defines it, and a colour made lighter or darker until it can be read.

In: colours such as `#1f4e79`. Out: ratios from 1 to 21, colours. Lightness is changed in OKLab (Björn Ottosson, “A
perceptual color space for image processing”, 2020), so that the hue stays.
"""

from __future__ import annotations

from collections.abc import Iterable

Triple = tuple[float, float, float]
_STEPS = 200
# OKLab's two matrices, sRGB to cone response and cone response to Lab, and their inverses, as published.
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def linear(colour: str) -> Triple:
    """Return red, green and blue of a colour as shares of light, 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _bent(red), _bent(green), _bent(blue)


def _bent(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def written(light: Triple) -> str:
    """Return shares of light as a colour, cut to what a screen can show."""
    cut = (min(max(value, 0.0), 1.0) for value in light)
    curved = (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055 for value in cut)
    return "#" + "".join(f"{round(value * 255):02x}" for value in curved)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def adapted(colour: str, grounds: Iterable[str], least: float) -> str:
    """Return the colour, made lighter or darker by no more than it takes to stand out on every ground.

    Args:
        colour: a colour.
        grounds: what it stands on; all of them light, or all of them dark.
        least: the contrast ratio wanted.
    """
    listed = tuple(grounds)
    if all(contrast(colour, ground) >= least for ground in listed):
        return colour
    lightness, a, b = _lab(colour)
    end = 0.0 if _luminance(listed[0]) > 0.18 else 1.0
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        there = (lightness + (end - lightness) * share, a * (1 - share), b * (1 - share))
        found = written(_times(_FROM_CONES, _cubes(_times(_FROM_LAB, there))))
        if all(contrast(found, ground) >= least for ground in listed):
            return found
    return "#000000" if end == 0.0 else "#ffffff"


def _lab(colour: str) -> Triple:
    cones = _times(_TO_CONES, linear(colour))
    return _times(_TO_LAB, (cones[0] ** (1 / 3), cones[1] ** (1 / 3), cones[2] ** (1 / 3)))


def _cubes(values: Triple) -> Triple:
    return values[0] ** 3, values[1] ** 3, values[2] ** 3


def _times(matrix: tuple[Triple, Triple, Triple], values: Triple) -> Triple:
    one, two, three = (sum(factor * value for factor, value in zip(row, values, strict=True)) for row in matrix)
    return one, two, three
