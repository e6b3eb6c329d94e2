"""Make src/briefgen/charts/world.json from `countries-110m.json` of the npm package world-atlas.

Usage: npm pack world-atlas && tar xzf world-atlas-*.tgz && .venv/bin/python .ci/world.py package/countries-110m.json

Natural Earth is in the public domain. Kept are the outlines, a fiftieth of a degree fine, and which of them bound
which country (ISO 3166-1 alpha-2; a number where there is none).
"""

import json
import sys
from pathlib import Path

from babel.core import get_global

FINE = 50  # steps to a degree
TARGET = Path(__file__).parents[1] / "src" / "briefgen" / "charts" / "world.json"


def main(source: str) -> None:
    """Read the TopoJSON and write the compact file."""
    atlas = json.loads(Path(source).read_text(encoding="utf-8"))
    codes = get_global("territory_aliases")
    countries = {}
    for n, country in enumerate(atlas["objects"]["countries"]["geometries"]):
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        alias = codes.get(country.get("id", ""), [str(n)])
        countries[alias[0]] = polygons
    world = {"fine": FINE, "arcs": [moves(arc, atlas["transform"]) for arc in atlas["arcs"]], "countries": countries}
    TARGET.write_text(json.dumps(world, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8")


def moves(arc: list[list[int]], transform: dict[str, list[float]]) -> list[int]:
    """Return a line as one flat list: a place, then the steps from place to place; steps of no length are left out."""
    x, y, at, done = 0, 0, None, []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        place = tuple(
            round((n * scale + shift) * FINE)
            for n, scale, shift in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )
        if place != at:
            done += place if at is None else (place[0] - at[0], place[1] - at[1])
        at = place
    return done


if __name__ == "__main__":
    main(sys.argv[1])
