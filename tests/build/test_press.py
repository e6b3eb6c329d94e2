"""build.press and render.bounds: what does not keep to its bounds is laid out once, and never written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.build.press import Press
from briefgen.errors import BriefgenError
from briefgen.render.bounds import Bounds, OutOfBoundsError
from briefgen.render.engine import Engine
from briefgen.workspace import Workspace
from tests.projects import TINY

PAGE = (
    '<!doctype html><html lang="en"><title>Pages</title><style>section{break-before:page}</style><body><h1>One</h1>'
    '<p id="a">First.</p><section id="b"><h2>Two</h2></section><section id="c"><h2>Three</h2></section></body></html>'
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Start one engine for all pages."""
    with Engine(Workspace.open(TINY, tmp_path_factory.mktemp("out"))) as started:
        yield started


@pytest.mark.parametrize(
    "bounds",
    [
        Bounds(),
        Bounds(pages=3),
        Bounds(pages=1, before="b"),
        Bounds(pages=2, before="c", first="a"),
        Bounds(pages=3, before="nothing"),
        Bounds(pages=1, before="a"),
    ],
)
def test_what_keeps_to_its_bounds_is_written(engine: Engine, bounds: Bounds) -> None:
    """Pages count up to the first section that does not; one at least does."""
    assert engine.pdf(PAGE, bounds=bounds).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("bounds", "pages", "leads"),
    [
        (Bounds(pages=2), 3, True),
        (Bounds(pages=1, before="c"), 2, True),
        (Bounds(first="b"), 3, False),
        (Bounds(first="nothing"), 3, False),
        (Bounds(pages=1, first="c"), 3, False),
        (Bounds(trial=True), 3, True),
    ],
)
def test_what_does_not_is_told(engine: Engine, bounds: Bounds, pages: int, *, leads: bool) -> None:
    """How many pages count, and whether the first has what it must have; the engine goes on."""
    with pytest.raises(OutOfBoundsError) as caught:
        engine.pdf(PAGE, bounds=bounds)
    assert (caught.value.pages, caught.value.leads) == (pages, leads)
    assert engine.pdf(PAGE).startswith(b"%PDF-")


def test_a_fault_is_told_before_bounds(engine: Engine) -> None:
    """A page that is too long and fetches from elsewhere is told for what it fetches."""
    with pytest.raises(BriefgenError, match="forbidden-url"):
        engine.pdf(PAGE.replace("First.", '<img src="https://example.org/a.png" alt="a">'), bounds=Bounds(pages=1))


def test_what_was_laid_out_in_vain_is_remembered(tiny: Path) -> None:
    """Under the same bounds; under others it is laid out anew."""
    asked: list[Bounds] = []

    def pdf(page: str, attached: object, description: object, bounds: Bounds) -> bytes:
        asked.append(bounds)
        raise OutOfBoundsError(7, leads=False)

    press = Press(Workspace.open(tiny), pdf)
    press.recall("page", Bounds(3))
    for _ in range(2):
        with pytest.raises(OutOfBoundsError, match=r"\(7, False\)"):
            press.try_out("page", "figure")
    assert asked == [Bounds(first="figure", trial=True)]
    with pytest.raises(OutOfBoundsError):
        press.print("page", (), {}, Bounds(3))
    with pytest.raises(OutOfBoundsError, match="7"):
        press.recall("page", Bounds(3))
    press.recall("page", Bounds(4))
    assert len(asked) == 2


def test_without_an_engine_nothing_is_printed(tiny: Path) -> None:
    """It is said; a trial leaves it to the edition."""
    press = Press(Workspace.open(tiny), None)
    with pytest.raises(BriefgenError, match="no-engine"):
        press.print("page", (), {}, Bounds())
    press.try_out("page", "figure")
