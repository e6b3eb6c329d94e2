"""Text on the sheet: measured, wrapped, cut."""

from __future__ import annotations

import pytest

from briefgen.charts.canvas import Canvas
from briefgen.charts.frame import THEME
from tests.charts.sample import FONTS


@pytest.fixture
def canvas() -> Canvas:
    """A sheet of a page's width."""
    return Canvas(160.0, FONTS, tuple(THEME.items()))


def test_measure(canvas: Canvas) -> None:
    """Bolder text is wider; a letter no font has counts as a square."""
    assert canvas.measure("Word", weight=600) > canvas.measure("Word") > 15
    assert canvas.measure("한", 10) == 10


def test_fit(canvas: Canvas) -> None:
    """What is too wide ends in an ellipsis and fits."""
    cut = canvas.fit("A sentence, of several words", 60)
    assert cut.endswith("…")
    assert canvas.measure(cut) <= 60
    assert canvas.fit("short", 60) == "short"


def test_wrap(canvas: Canvas) -> None:
    """Lines end at blanks and after hyphens; the last is cut; the first may be shorter."""
    assert canvas.wrap("Friedrich-Ebert-Stiftung", 70) == ("Friedrich-Ebert-", "Stiftung")
    assert canvas.wrap("", 70) == ()
    assert len(canvas.wrap("word " * 400, 70, 3)) == 3
    assert canvas.wrap("one two", 40, 2, indent=20) == ("one", "two")


def test_balanced(canvas: Canvas) -> None:
    """Two lines are of like length."""
    text = "Hoped-for contact with delegates at the sixth meeting"
    first, second = canvas.balanced(text, 190, 2)
    assert canvas.measure(first) - canvas.measure(second) < 30
    assert canvas.balanced("unbroken" * 9, 60, 2) == canvas.wrap("unbroken" * 9, 60, 2)


def test_muted_tail(canvas: Canvas) -> None:
    """The words that end a label are muted, over line ends too; not where a letter cannot be measured."""
    canvas.lines(0, 9, ("The name (date", "inferred)"), "(date inferred)")
    canvas.lines(0, 30, ("회의 (planned)",), "(planned)")
    svg = canvas.finish(40, "p", "t", "").decode()
    assert f'fill="{THEME["muted"]}" x="0" y="19.4">inferred)<' in svg
    assert ">The name<" in svg
    assert ">회의 (planned)<" in svg
