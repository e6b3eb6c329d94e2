"""The map: an equal-area projection, what the frame cuts off, where labels go, what lies beyond."""

from __future__ import annotations

import re
from math import cos, pi, radians

import pytest

from briefgen import model
from briefgen.charts import draw
from briefgen.charts.globe import Frame, Projection, land, world
from briefgen.charts.places import build
from briefgen.document import Figure
from briefgen.model import Record
from tests.charts.sample import FONTS, dataset, everything, options, rows, said, texts

CITIES = {
    "ulaanbaatar": (47.9184, 106.9177, "MN"), "pyongyang": (39.0392, 125.7625, "KP"), "campus": (39.06, 125.77, "KP"),
    "seoul": (37.5665, 126.978, "KR"), "washington": (38.9072, -77.0369, "US"),
}  # fmt: skip
STATES = (
    model.Actor(id="mongolia", name="Mongolia", kind="state", iso="MN"),
    model.Actor(id="north", name="North Korea", kind="state", iso="KP"),
    model.Actor(id="brazil", name="Brazil", kind="state", iso="BR"),
)


def place(key: str) -> model.PlaceRecord:
    """Return a city."""
    lat, lon, iso = CITIES[key]
    return model.PlaceRecord(id=key, name=key.title(), lat=str(lat), lon=str(lon), iso=iso, basis="gazetteer")


def event(key: str, where: str, date: str = "2014") -> model.Event:
    """Return an event somewhere."""
    return model.Event(id=key, date=date, title=f"Event {key}", category="visit", status="held", place=where)


def mapped(*records: Record, width: float = 160.0) -> Figure:
    """Return the map of the events among the records."""
    data = dataset(*STATES, *map(place, CITIES), *records)
    return build(data, everything(data), options(width))


TOLD = (
    event("a", "ulaanbaatar"), event("b", "ulaanbaatar", "2019"), event("c", "pyongyang"), event("d", "campus", ""),
    event("e", "seoul"), event("f", "washington"), event("g", ""), event("h", "atlantis"),
)  # fmt: skip


def test_what_is_drawn() -> None:
    """Places have their name, events and years; those close together share a circle; states with land are named."""
    words = {w.text for w in texts(draw(mapped(*TOLD).chart, FONTS), 160.0)}
    assert {"Ulaanbaatar", "2 events, 2014–2019", "Campus", "Pyongyang: 1 event, 2014", "Seoul", "Mongolia"} <= words
    assert {"North Korea", "1,000 km"} <= words
    assert not {"Brazil", "Washington"} & words


def test_what_is_not() -> None:
    """Places beyond the map are named under it, events without a place counted, and the borders explained."""
    notes = dict(mapped(*TOLD).chart.data)["notes"]
    assert notes[0] == "Beyond the map: Washington (1 event, 2014)."
    assert notes[1] == "2 events have no place in the record."
    assert "take no position on any border" in notes[-1]
    assert [row[:3] for row in rows(mapped(*TOLD).table)][:2] == [
        ["Ulaanbaatar", "2014", "Event a"],
        ["Ulaanbaatar", "2019", "Event b"],
    ]


def test_headline() -> None:
    """The headline names the place of most events."""
    assert said(mapped(*TOLD)) == "Ulaanbaatar is the place of two of the six events whose place is known"
    assert said(mapped(TOLD[0])) == "Ulaanbaatar is the one place known, of one event"
    assert said(mapped(TOLD[-1])) == "No event has a place on record"
    assert "No event has a place on record" in draw(mapped(TOLD[-1]).chart, FONTS).decode()


def test_many_places() -> None:
    """Of many places those with most events are drawn, and what has no label is counted."""
    grid = [
        model.PlaceRecord(id=f"w{n}", name=f"Town {n}", lat=str(40 + n % 8), lon=str(100 + n // 8 * 1.2), iso="MN")
        for n in range(60)
    ]
    found = mapped(*grid, *(event(f"x{n}", f"w{n}") for n in range(60)))
    assert dict(found.chart.data)["notes"][0] == "20 further places are in the table only."
    assert re.search(rb">\d+ circles without a name: see the table.<", draw(found.chart, FONTS))
    south = (model.PlaceRecord(id=f"f{n}", name=f"Far {n}", lat="-50", lon=str(n)) for n in range(6))
    visits = [*(event(f"x{n}", f"f{n}") for n in range(6)), *(event(f"y{n}", "ulaanbaatar") for n in range(9))]
    far = mapped(*south, *visits)
    assert dict(far.chart.data)["notes"][0].endswith("Far 3 (1 event, 2014) and 2 more places.")


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (48, 107), (-80, 20), (65, 179), (20, -179), (89, 0)])
def test_anywhere_on_earth(lat: float, lon: float) -> None:
    """A map of any region is drawn, under 60 kB, with nothing over the edge."""
    spot = model.PlaceRecord(id="w", name="Here", lat=str(lat), lon=str(lon), iso="XX")
    beside = model.PlaceRecord(id="v", name="There", lat=str(lat - 9), lon=str((lon + 190) % 360 - 180), iso="XX")
    svg = draw(mapped(spot, beside, event("x", "w"), event("y", "v")).chart, FONTS)
    assert len(svg) < 60_000
    assert {"Here", "There"} <= {w.text for w in texts(svg, 160.0)}
    right, bottom = (float(side) for side in re.findall(rb'viewBox="0 0 (\S+) (\S+)"', svg)[0])
    for path in re.findall(rb' d="m(-?[\d.]+)[ -]?(-?[\d.]+)', svg):
        assert -1 <= float(path[0]) <= right + 1
        assert -1 <= abs(float(path[1])) <= bottom + 1


# ---------------------------------------------------------------- geometry


def test_equal_areas() -> None:
    """A patch of a degree covers as much paper as it covers earth, near the centre and far from it."""
    project = Projection(45.0, 105.0, 1000.0)
    for lat, lon in ((45, 105), (20, 80), (60, 150), (-10, 105)):
        (x0, y0), (x1, y1), (x2, y2) = (project(lon + a, lat + b) for a, b in ((0, 0), (0.1, 0), (0, 0.1)))
        paper = abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))
        earth = (1000 * pi / 180 * 0.1) ** 2 * cos(radians(lat + 0.05))
        assert paper == pytest.approx(earth, rel=0.01)


def test_the_centre_and_north() -> None:
    """The centre lies where it is put, north above it and east to its right."""
    project = Projection(45.0, 105.0, 100.0, 50.0, 60.0)
    assert project(105.0, 45.0) == pytest.approx((50.0, 60.0))
    assert project(105.0, 46.0)[1] < 60.0
    assert project(106.0, 45.0)[0] > 50.0
    assert project.nearness(105.0, 45.0) == pytest.approx(1.0)


def test_the_frame_cuts() -> None:
    """Land ends at the frame, and what lies behind the earth is not drawn."""
    project, frame = Projection(47.0, 105.0, 400.0, 100.0, 60.0), Frame(0.0, 0.0, 200.0, 120.0)
    shown = land(project, frame)
    assert {"MN", "CN", "RU"} <= set(shown)
    assert not {"BR", "AR", "US"} & set(shown)
    points = [point for rings in shown.values() for ring in rings for point in ring]
    assert all(-1e-6 <= x <= 200 + 1e-6 and -1e-6 <= y <= 120 + 1e-6 for x, y in points)
    assert any(y == pytest.approx(0.0) for _, y in points)


def test_the_file_of_outlines() -> None:
    """Every country's rings close, and the two Koreas share a border."""
    earth = world()
    assert len(earth.countries) == 177
    for rings in earth.countries.values():
        for ring in rings:
            lines = [earth.lines[n] if n >= 0 else earth.lines[~n][::-1] for n in ring]
            assert all(a[-1] == b[0] for a, b in zip(lines, [*lines[1:], lines[0]], strict=True))
    north, south = ({n if n >= 0 else ~n for ring in earth.countries[code] for n in ring} for code in ("KP", "KR"))
    assert north & south
