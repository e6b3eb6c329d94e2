"""publish.pagefind, cbor, card, schema_picture: index and pictures, the same each time."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pagefind_bin
import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from briefgen.document import Metadata
from briefgen.errors import BriefgenError
from briefgen.model import TABLES
from briefgen.publish import cbor
from briefgen.publish.card import SIZE, card
from briefgen.publish.pagefind import indexed
from briefgen.publish.schema_picture import schema_picture
from briefgen.workspace import Workspace
from tests.projects import TINY

META = Metadata(
    topic="well",
    audience="reader",
    title="The well of Alderby",
    standfirst="",
    series="Policy brief",
    edition="For anyone",
    publisher="Alderby Reading Room",
    contact="",
    lang="en-GB",
    as_of="2020-06-30",
    keywords=(),
    audience_name="Villagers",
)
RECORDS = [
    {"url": f"/claims/{n}.html", "content": f"water in bucket {n}", "meta": {"title": f"Bucket {n}"},
     "filters": {"year": [str(1990 + n % 7)], "kind": [("Event", "Number", "Silence")[n % 3]]}}
    for n in range(40)
]  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(values)
def test_cbor_comes_back_as_it_was(value: object) -> None:
    """Whatever Pagefind's files can hold."""
    assert cbor.decode(cbor.encode(value)) == value


@pytest.mark.parametrize("data", ["fb7ff0000000000000", "1f", "c001", "0000", "f7"])
def test_cbor_refuses_what_it_does_not_know(data: str) -> None:
    """Floating numbers, endless lists, tags, something after the value, undefined."""
    with pytest.raises(ValueError, match=r"\w"):
        cbor.decode(bytes.fromhex(data))


def test_cbor_refuses_to_write_what_it_does_not_know() -> None:
    """Floating numbers; numbers of more than 64 bits."""
    with pytest.raises(ValueError, match="float has no place"):
        cbor.encode(1.5)
    with pytest.raises(ValueError, match="too large"):
        cbor.encode(2**64)


def test_the_index_is_the_same_each_time() -> None:
    """To the byte, though Pagefind shuffles the values of filters; and only what the search page uses is in it."""
    one, two = indexed(RECORDS, "en"), indexed(RECORDS, "en")
    assert one == two
    assert sum(name.endswith(".pf_fragment") for name in one) == len(RECORDS)
    assert "pagefind.js" in one
    assert not [name for name in one if "ui" in name]


def test_a_missing_pagefind_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path("/nowhere/pagefind"))
    with pytest.raises(BriefgenError, match=r"\[search-index\].*\n.*could not be made: .*No such file"):
        indexed(RECORDS, "en")


def test_a_pagefind_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program of that name, for one."""
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path("/bin/true"))
    with pytest.raises(BriefgenError, match="it ended too early"):
        indexed(RECORDS, "en")


def test_a_pagefind_that_refuses_is_told() -> None:
    """With its own words."""
    with pytest.raises(BriefgenError, match=r"\[search-index\]"):
        indexed([{"url": "/a.html"}], "en")


FONTS = Workspace.open(TINY).fonts
LONG = "How the Ulaanbaatar Dialogue has evolved, who took part, and what the sources do not say about it at all " * 4


@pytest.mark.parametrize("title", ["The well", LONG, "W" * 300])
def test_a_card_is_a_picture_of_its_title(title: str) -> None:
    """1200 × 630 pixels, less than 100 kB, the same each time, whatever the title; nothing at its edges."""
    meta = replace(META, title=title)
    made = card(meta, FONTS)
    assert made == card(meta, FONTS)
    assert len(made) < 100_000
    image = Image.open(io.BytesIO(made)).convert("RGB")
    assert image.size == SIZE
    right = image.crop((SIZE[0] - 60, 30, SIZE[0], SIZE[1]))
    assert right.getcolors() == [(60 * (SIZE[1] - 30), (255, 255, 255))]


def test_cards_differ() -> None:
    """By title, edition and colours."""
    made = {
        card(META, FONTS),
        card(replace(META, title="The pump"), FONTS),
        card(replace(META, theme=(("accent", "#225533"),)), FONTS),
    }
    assert len(made) == 3


def test_the_picture_of_the_schema_shows_every_table() -> None:
    """With what it refers to; it is well-formed and has a title."""
    root = ElementTree.fromstring(schema_picture())
    texts = [element.text for element in root.iter("text")]
    assert set(TABLES) | {"sources"} <= set(texts)
    assert "members → actors" in texts
    assert root.find("title") is not None
    bottom = float(root.attrib["viewBox"].split()[3])
    assert all(float(box.attrib["y"]) + float(box.attrib["height"]) <= bottom for box in root.iter("rect"))
