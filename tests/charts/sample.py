"""Small datasets made by hand, and a look at a drawn chart: where each of its texts lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from briefgen import model
from briefgen.charts import ChartOptions
from briefgen.charts.canvas import Canvas
from briefgen.charts.frame import THEME
from briefgen.dataset import Dataset
from briefgen.document import Figure, Table, plain
from briefgen.model import CLAIM_TABLES, TABLES, Record, Source
from briefgen.selection import Selection

FONTS = Path(__file__).parents[2] / "src" / "briefgen" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"


def dataset(*records: Record, sources: Mapping[str, str] | None = None) -> Dataset:
    """Return a dataset of records; evidence is given as `Evidence`; sources as id -> origin."""
    tables: dict[str, dict[str, Record]] = {name: {} for name in TABLES}
    names = {table.record: table.name for table in TABLES.values()}
    for n, record in enumerate(records):
        key = str(getattr(record, "id", f"evidence:{n}"))
        tables[names[type(record)]][key] = record
    given = sources or {"s": "s"}
    found = {key: Source(id=key, origin=origin, csl={"title": f"Title of {key}"}) for key, origin in given.items()}
    return Dataset(found, tables)


def everything(data: Dataset) -> Selection:
    """Return a selection of all claims."""
    return Selection({key: "wanted" for table in CLAIM_TABLES for key in data.tables[table]})


def options(width: float = 160.0, **more: Any) -> ChartOptions:  # noqa: ANN401 - any column or option
    """Return options for the mechanism `m`."""
    return ChartOptions(mechanism="m", as_of="2026-11-21", width=width, **more)


def meeting(n: int, date: str, **more: Any) -> tuple[model.Event, model.Edition]:  # noqa: ANN401 - any column or option
    """Return the n-th meeting of `m`: event `e<n>` and edition `ed<n>`."""
    fields = {"status": "held", "category": "meeting", "title": f"Meeting {n}", "mechanism": "m", **more}
    event = model.Event(id=f"e{n}", date=date, **fields)
    return event, model.Edition(id=f"ed{n}", mechanism="m", ordinal=n, event=f"e{n}")


def passage(  # noqa: PLR0913 - a passage and its link
    n: int, record: str, exact: str, *, field: str = "*", relation: str = "supports", source: str = "s"
) -> tuple[Record, Record]:
    """Return a passage and the evidence that links it to a record."""
    return (
        model.Passage(id=f"p{n}", source=source, exact=exact),
        model.Evidence(record=record, field=field, passage=f"p{n}", relation=relation),
    )


def many(count: int, name: Callable[[int], str]) -> Dataset:
    """Return a dataset with `count` rows of everything, each status, category and sort of date among them."""
    done: list[Record] = [model.Mechanism(id="m", name=name(0), kind="dialogue")]
    statuses = ("named", "inferred", "sweeping-phrase", "invited", "expected", "withdrew", "declined")
    for i in range(count):
        year = 1990 + i
        date = (f"{year}-06", f"{year}", f"{year}~", f"{year}-06-14/{year}-06-15")[i % 4]
        more = {"date_from": "event:e1" if i % 3 == 0 else "", "status": ("held", "planned", "held", "proposed")[i % 4]}
        done += meeting(i + 1, date, title=name(i), **more)
        done.append(model.Actor(id=f"a{i}", name=name(i), kind=("state", "organisation", "group", "person")[i % 4]))
        for j in range(min(count, 40)):
            status = statuses[(i * j) % 7]
            row = model.Participation(
                id=f"t{i}-{j}", subject=f"e{j + 1}", actor=f"a{i}", status=status, level="official"
            )
            done.append(row)
        force = ("request", "should", "could", "tentative", "implied")[i % 5]
        addressees = tuple(f"a{k}" for k in range(i % 5))
        done.append(
            model.Recommendation(
                id=f"r{i}", text=name(i), proposer="a0", addressee=addressees, theme=name(i % 17), force=force
            )
        )
        relation = "contradicts" if i % 5 == 0 else "supports"
        done += passage(i, f"e{i + 1}", f"the meeting of {year}", field="date", relation=relation, source=f"s{i % 7}")
        around = ("1975", "198X", f"{year}/..", f"../{year}", f"{year}-03", f"{year - 5}/{year + 10}", "")[i % 7]
        category = ("meeting", "policy", "conflict", "economy", "visit")[i % 5]
        event = model.Event(
            id=f"x{i}", date=around, title=name(i), category=category, status="held", importance=i % 3 + 1
        )
        done += [event, *_more(i, name)]
    return dataset(*done, sources={f"s{i}": f"o{i // 2}" for i in range(7)})


def _more(i: int, name: Callable[[int], str]) -> list[Record]:
    """Return a mechanism, a dispute with its answers, a number, a place and a visit to it."""
    kinds, status = ("dialogue", "forum", "policy"), ("active", "dormant", "proposed", "planned", "ended", "")[i % 6]
    since = ("2003", "", "199X", "2014-06/..")[i % 4]
    members = tuple(f"a{k * 4}" for k in range(i % 9))
    agenda = tuple(name(k) for k in range(i % 7))
    weight = ("material", "minor", "naming")[i % 3]
    done: list[Record] = [
        model.Mechanism(
            id=f"m{i}", name=name(i), kind=kinds[i % 3], since=since, members=members, agenda=agenda, status=status
        ),
        model.Dispute(id=f"d{i}", question=name(i), relation="scope", materiality=weight, reconcile="."),
    ]
    for k in range(i % 5 + 1):
        done.append(model.Position(id=f"d{i}-{k}", dispute=f"d{i}", text=name(k)))
        done += passage(1000 + i * 5 + k, f"d{i}-{k}", f"answer {k}", source=f"s{(i + k) % 7}")
    unit, value = (("percent", str(i % 101)), ("million US dollars", str(i**3)), ("people", "1/3"), ("boats", "7"))[
        i % 4
    ]
    qualifier, date = (("", "2013"), ("about", ""), ("at least", "199X"))[i % 3]
    done.append(model.Indicator(id=f"n{i}", label=name(i), value=value, unit=unit, qualifier=qualifier, date=date))
    lat, lon = str(48 + (i * 7) % 23 - 11), str(107 + (i * 13) % 41 - 20)
    iso = ("MN", "KP", "KR", "XX")[i % 4]
    done.append(model.PlaceRecord(id=f"w{i}", name=name(i), iso=iso, lat=lat, lon=lon, basis="gazetteer"))
    visit: dict[str, Any] = {
        "category": ("visit", "summit", "meeting")[i % 3],
        "status": ("held", "planned")[i % 2],
        "place": f"w{i}",
    }
    actors = tuple(f"a{k * 4}" for k in range(i % 6))
    date = ("2014-06", "", "2002", "../1990")[i % 4]
    done.append(model.Event(id=f"v{i}", date=date, title=name(i), actors=actors, **visit))
    return done


# ---------------------------------------------------------------- looking


class Words(NamedTuple):
    """A text of a picture and the rectangle it fills."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: Words) -> bool:
        """Tell whether two texts run into each other."""
        across = self.left < other.right - 0.5 and other.left < self.right - 0.5
        return across and self.top < other.bottom - 0.3 and other.top < self.bottom - 0.3


def texts(svg: bytes, width: float) -> list[Words]:
    """Return every text of a picture with the place it fills, by the fonts' own measure."""
    canvas = Canvas(width, FONTS, tuple(THEME.items()))
    done = []
    for node in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own bytes
        weight, size = int(node.get("font-weight", "400")), float(node.get("font-size", "").removesuffix("px"))
        x, y, words = float(node.get("x", "")), float(node.get("y", "")), node.text or ""
        wide = canvas.measure(words, size, weight)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[node.get("text-anchor", "start")]
        done.append(Words(left, y - 6.5, left + wide, y + 1.5, words))
    return done


def said(figure: Figure) -> str:
    """Return the headline in words."""
    return plain(figure.headline)


def rows(table: Table) -> list[list[str]]:
    """Return the cells of a table as texts."""
    return [[plain(cell) for cell in row] for row in table.rows]
