"""Colours as people see them: the three kinds of colour blindness simulated, and how far two colours lie apart.

In: colours such as `#1f4e79`. Out: shares of light, CIEDE2000 differences.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from briefgen.design.colour import Triple, linear

# Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency”, IEEE
# Transactions on Visualization and Computer Graphics 15 (2009), table 1, severity 1.0; for linear light.
SEEN_BY = {
    "everyone": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopes": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopes": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopes": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: str, by: str) -> Triple:
    """Return a colour in CIE Lab (D65) as `by`, one of `SEEN_BY`, see it."""
    light = linear(colour)
    rows = ((sum(f * v for f, v in zip(row, light, strict=True))) for row in SEEN_BY[by])
    red, green, blue = (min(max(value, 0.0), 1.0) for value in rows)
    x = _root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
    y = _root(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    z = _root((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116


def difference(one: Triple, other: Triple) -> float:
    """Return CIEDE2000 of two colours in Lab (Sharma, Wu and Dalal, Color Research and Application 30, 2005)."""
    chroma = (hypot(one[1], one[2]) + hypot(other[1], other[2])) / 2
    grey = 1.5 - 0.5 * sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = hypot(one[1] * grey, one[2]), hypot(other[1] * grey, other[2])
    h1, h2 = (degrees(atan2(lab[2], lab[1] * grey)) % 360 for lab in (one, other))
    turn = h2 - h1 - (360 if h2 - h1 > 180 else 0) + (360 if h2 - h1 < -180 else 0) if c1 * c2 else 0.0
    light, strong, hue = other[0] - one[0], c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    mean_light, mean = (one[0] + other[0]) / 2, (c1 + c2) / 2
    middle = h1 + h2 if not c1 * c2 else ((h1 + h2) / 2 if abs(h1 - h2) <= 180 else ((h1 + h2 + 360) / 2) % 360)
    t = 1 - 0.17 * cos(radians(middle - 30)) + 0.24 * cos(radians(2 * middle))
    t += 0.32 * cos(radians(3 * middle + 6)) - 0.20 * cos(radians(4 * middle - 63))
    s_light = 1 + 0.015 * (mean_light - 50) ** 2 / sqrt(20 + (mean_light - 50) ** 2)
    s_strong, s_hue = 1 + 0.045 * mean, 1 + 0.015 * mean * t
    turned = -2 * sqrt(mean**7 / (mean**7 + 25**7)) * sin(radians(60 * exp(-(((middle - 275) / 25) ** 2))))
    apart = (light / s_light) ** 2 + (strong / s_strong) ** 2 + (hue / s_hue) ** 2
    return sqrt(apart + turned * (strong / s_strong) * (hue / s_hue))
