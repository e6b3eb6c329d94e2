"""dataset.sources: CSL-JSON read strictly, with the line of every fault."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefgen.dataset.sources import read_sources
from briefgen.model import Source

SHA = "0" * 64


def _item(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    custom = {"file": "seeds/a.txt", "sha256": SHA, "origin": "a"} | changes.pop("custom", {})
    return {"id": "a", "type": "report", "custom": custom} | changes


def _read(*items: object) -> tuple[tuple[Source, ...], list[str]]:
    sources, faults, _ = read_sources(json.dumps(items, indent=1, ensure_ascii=False))
    return sources, [f"{fault.rule} {fault.place.column}".rstrip() for fault in faults]


def test_an_item_becomes_a_source() -> None:
    """What is briefgen's own lies under `custom`; the rest is the CSL item, dates as whole numbers."""
    (source,), faults = _read(
        _item(
            title="T",
            issued={"date-parts": [["2015", 6, "22"]]},
            custom={"interest": "i", "handling": "restricted", "basis": {"issued": "inferred"}, "note": "n"},
        )
    )
    assert faults == []
    assert (source.title, source.issued, source.origin, source.handling) == ("T", "2015-06-22", "a", "restricted")
    assert (source.basis, source.note, source.line) == ({"issued": "inferred"}, "n", 2)
    assert "custom" not in source.csl


@pytest.mark.parametrize(
    ("item", "faults"),
    [
        (_item(titel="T"), ["unknown-key titel"]),
        (_item(title=["T"]), ["wrong-type title"]),
        (_item(author="Me"), ["wrong-type author"]),
        (_item(author=[{"famly": "Me", "given": 1}]), ["wrong-type author", "wrong-type author"]),
        (_item(author=[{}]), ["wrong-type author"]),
        (_item(issued="2015"), ["wrong-type issued"]),
        (_item(issued={"date-parts": [[2015, 2, 30]]}), ["wrong-type issued"]),
        (_item(issued={"date-parts": [[2015, 21]]}), ["wrong-type issued"]),
        (_item(issued={"date-parts": [["MMXV"]]}), ["wrong-type issued"]),
        (_item(issued={"date-parts": [[True]]}), ["wrong-type issued"]),
        (_item(issued={"date-parts": []}), ["wrong-type issued"]),
        (_item(issued={"date-parts": [[]]}), ["wrong-type issued"]),
        (_item(issued={"date": 1}), ["wrong-type issued"]),
        (_item(volume=True), ["wrong-type volume"]),
        (_item(categories=[1]), ["wrong-type categories"]),
        (_item(type="reprot"), ["unknown-value type"]),
        (_item(type=None), ["missing-key"]),
        (_item(id="A"), ["bad-slug id"]),
        (_item(id=""), ["missing-key"]),
        (_item(custom={"sha256": "abc"}), ["bad-hash sha256"]),
        (_item(custom={"origin": ""}), ["missing-key custom"]),
        (_item(custom={"handling": "secret"}), ["unknown-value handling"]),
        (_item(custom={"note": 1}), ["wrong-type note"]),
        (_item(custom={"fiel": "x"}), ["unknown-key fiel"]),
        (_item(custom={"basis": "stated"}), ["wrong-type basis"]),
        (_item(custom={"basis": {"titel": "stated"}}), ["unknown-key basis"]),
        (_item(custom={"basis": {"title": "known"}}), ["unknown-value basis"]),
        (_item(custom={"basis": {"title": "inferred"}}), ["basis-mismatch basis"]),
        (_item(title="T", custom={"basis": {"title": "absent"}}), ["basis-mismatch basis"]),
        ({"id": "a", "type": "report"}, ["missing-key"]),
        ("a", ["wrong-type"]),
    ],
)
def test_each_slip_is_one_fault(item: object, faults: list[str]) -> None:
    """Unknown keys, wrong types, missing keys, values out of range."""
    assert _read(item)[1] == faults


def test_good_values_of_every_shape_pass() -> None:
    """Names with parts and flags, numbers as text or number, open dates, ranges of dates."""
    item = _item(
        author=[
            {"family": "Groot", "given": "J.", "non-dropping-particle": "de", "parse-names": True},
            {"literal": "Council"},
        ],
        volume=3,
        issue="4a",
        accessed={"date-parts": [[2020, 1], [2020, 2]]},
        issued={"literal": "spring", "circa": True},
        categories=["x"],
    )
    assert _read(item)[1] == []


def test_what_has_the_wrong_shape_is_left_out_of_the_record() -> None:
    """So that nothing later stumbles over it; a hash that is none pins nothing."""
    (source,), _ = _read(_item(issued="2015", title=3, custom={"sha256": "x", "note": 1}))
    assert (source.issued, source.title, source.sha256, source.note) == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "json-syntax 1"),
        ("{}", "wrong-type 1"),
        ("[\n{]", "json-syntax 2"),
        ("[1 2]", "json-syntax 1"),
        ("[1,\n]", "json-syntax 2"),
        ("[1", "json-syntax 1"),
        ("[]\nx", "json-syntax 2"),
        ('[{"a": 1, "a": 2}]', "duplicate-key 1"),
        ("[" * 100_000, "json-syntax 1"),
        ("[" + "9" * 5000 + "]", "json-syntax 1"),
    ],
)
def test_broken_json_has_one_fault_with_its_line(text: str, fault: str) -> None:
    """Also what would otherwise pass in silence (a key twice) or exhaust the parser."""
    _, faults, whole = read_sources(text)
    assert [f"{f.rule} {f.place.line}" for f in faults if f.message != "a source must be an object"] == [fault]
    assert not whole


def test_an_empty_list_is_sound() -> None:
    """A project may begin without sources."""
    assert read_sources(" [ ]\n") == ((), (), True)


def test_faults_name_the_line_of_their_key() -> None:
    """Not merely the item's."""
    text = json.dumps([_item(), _item(id="b", titel="T")], indent=1)
    (fault,) = read_sources(text)[1]
    assert text.split("\n")[fault.place.line - 1].strip() == '"titel": "T"'
