"""The world's outlines on a flat sheet: Lambert's equal-area projection around any place, and what a frame cuts off.

In: `world.json` (Natural Earth at 1:110 million, public domain), a centre, a frame. Out: rings in points.
Pure but for the one file, which is part of the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, hypot, radians, sin, sqrt
from typing import NamedTuple

EARTH = 6371.0  # kilometres, the mean radius
FAR = 0.3  # the cosine of an angle (73 degrees): a country wholly farther from the centre is left out
CLOSE = 0.5  # points: a step shorter than this cannot be seen
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class World:
    """Lines as (longitude, latitude), and the rings of each country as line numbers (~n: backwards)."""

    lines: tuple[tuple[Point, ...], ...]
    countries: dict[str, tuple[tuple[int, ...], ...]]


class Frame(NamedTuple):
    """The rectangle that is seen, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Tell whether a point lies inside, at least `margin` from the edge."""
        x, y = point
        across = self.left + margin <= x <= self.right - margin
        return across and self.top + margin <= y <= self.bottom - margin


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection (Snyder, USGS Professional Paper 1395, equations 24-2 to 24-4)."""

    lat: float
    lon: float
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def __call__(self, lon: float, lat: float) -> Point:
        """Return the place on the sheet, y downwards."""
        a, b, away = radians(lat), radians(self.lat), radians(lon - self.lon)
        k = self.scale * sqrt(2 / max(1 + self.nearness(lon, lat), 1e-9))
        east, north = cos(a) * sin(away), cos(b) * sin(a) - sin(b) * cos(a) * cos(away)
        return self.x + k * east, self.y - k * north

    def nearness(self, lon: float, lat: float) -> float:
        """Return the cosine of the angle between a place and the centre."""
        a, b = radians(lat), radians(self.lat)
        return sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(lon - self.lon))


@lru_cache(maxsize=1)
def world() -> World:
    """Return the outlines of all countries."""
    data = json.loads(files("briefgen.charts").joinpath("world.json").read_text(encoding="utf-8"))
    countries = {
        code: tuple(tuple(ring) for polygon in polygons for ring in polygon)
        for code, polygons in data["countries"].items()
    }
    return World(tuple(_line(moves, data["fine"]) for moves in data["arcs"]), countries)


def _line(moves: Sequence[int], fine: int) -> tuple[Point, ...]:
    x = y = 0
    done = []
    for dx, dy in zip(moves[::2], moves[1::2], strict=True):
        x, y = x + dx, y + dy
        done.append((x / fine, y / fine))
    return tuple(done)


def land(project: Projection, frame: Frame) -> dict[str, list[list[Point]]]:
    """Return what of each country the frame shows, as closed rings."""
    earth, done = world(), {}
    for code, rings in earth.countries.items():
        shown = [ring for numbers in rings if (ring := _ring(earth, numbers, project, frame))]
        if shown:
            done[code] = shown
    return done


def _near(line: Sequence[Point], project: Projection) -> bool:
    return any(project.nearness(*point) > FAR for point in line[::4])


def _ring(earth: World, numbers: Sequence[int], project: Projection, frame: Frame) -> list[Point]:
    lines = [earth.lines[n] if n >= 0 else earth.lines[~n][::-1] for n in numbers]
    if not any(_near(line, project) for line in lines):
        return []
    ring = list(_thin(project(*point) for line in lines for point in line))
    for axis, edge, above in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        ring = _cut(ring, axis, edge, above)
    return ring if len(ring) > 2 else []


def _thin(points: Iterable[Point]) -> Iterable[Point]:
    """Leave out steps too short to be seen."""
    last = None
    for point in points:
        if last is None or hypot(point[0] - last[0], point[1] - last[1]) >= CLOSE:
            last = point
            yield point


def _cut(ring: Sequence[Point], axis: int, edge: float, above: int) -> list[Point]:
    """Cut a ring at one edge (Sutherland and Hodgman 1974): keep what lies above it, or below for -1."""
    done = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside, was = ((p[axis] - edge) * above >= 0 for p in (point, before))
        if inside != was:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            done.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            done.append(point)
    return done
