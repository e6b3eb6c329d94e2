"""The specimen: every block, every kind of chart and every theme, held against the pictures that were approved.

A picture that has changed fails until somebody has looked at it and approved it: `pytest tests/test_specimen.py
--update-golden` writes the pictures in tests/golden/specimen/ anew; it is refused where CI is set.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from briefgen.charts import CHARTS
from briefgen.document import AnyBlock, Figure, walk
from briefgen.inspect import lost_on_page, nothing_lost
from briefgen.render.engine import Engine
from briefgen.workspace import Workspace
from tests.likeness import pages, sheet, unlike
from tests.specimen import AUDIENCES, ROOT, Specimen, specimen
from tests.uncovered import uncovered
from tests.verapdf import broken_clauses

pytestmark = pytest.mark.no_cover  # what is run here is covered by its own tests, and runs long
GOLDEN = Path(__file__).parent / "golden" / "specimen"
MOST_BYTES = 1_500_000
PAGE = 400  # pixels: the width of a page in a picture

WEB = (  # audience, light or dark, width of the window in pixels
    ("diplomat", "light", 1180),
    ("diplomat", "dark", 1180),
    ("public", "light", 390),
    ("researcher", "light", 1180),
)

shown = cache(specimen)


@cache
def _engine() -> Engine:
    with uncovered():
        return Engine(Workspace.open(ROOT))


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    _engine().close()
    _engine.cache_clear()


@cache
def printed(audience: str, paper: str = "A4") -> bytes:
    """Return the specimen as a PDF."""
    return _engine().pdf(shown(audience, paper).printed)


@pytest.fixture
def approve(request: pytest.FixtureRequest) -> bool:
    """Tell whether pictures are to be written anew."""
    wanted = bool(request.config.getoption("--update-golden"))
    if wanted and os.environ.get("CI"):
        pytest.fail("--update-golden is refused where CI is set: a picture is approved by somebody who has seen it")
    return wanted


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser that draws letters the same way everywhere."""
    program = next(p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name)))
    plain = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text"]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=plain)
        yield started
        started.close()


def compare(name: str, picture: Image.Image, tmp_path: Path, *, approve: bool) -> None:
    """Hold a picture against the approved one, or approve it."""
    kept = GOLDEN / f"{name}.png"
    if approve:
        kept.parent.mkdir(parents=True, exist_ok=True)
        picture.convert("L").quantize(16).save(kept, optimize=True)
        return
    made = tmp_path / f"{name}.png"
    picture.convert("L").quantize(16).save(made)
    assert kept.is_file(), f"there is no approved picture {kept.name}; look at {made}, then use --update-golden"
    if said := unlike(Image.open(kept), Image.open(made)):
        pytest.fail(f"{name}: {said}; look at {made}, and approve it with --update-golden")


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_pages(audience: str, tmp_path: Path, *, approve: bool) -> None:
    """Each audience's PDF looks as approved."""
    compare(f"pages-{audience}", sheet(pages(printed(audience), PAGE), 4), tmp_path, approve=approve)


@pytest.mark.parametrize("kind", WEB, ids=str)
def test_the_web_page(browser: Browser, kind: tuple[str, str, int], tmp_path: Path, *, approve: bool) -> None:
    """The web page looks as approved: light, dark, on a phone."""
    audience, scheme, width = kind
    path = tmp_path / "page.html"
    path.write_text(shown(audience).page, encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type] # one of its words
    tab.goto(path.as_uri())
    tab.evaluate("document.fonts.ready")
    shot = tmp_path / "shot.png"
    tab.screenshot(path=shot, full_page=True, animations="disabled")
    tab.close()
    picture = Image.open(shot).convert("L")
    small = picture.resize((picture.width * 2 // 5, picture.height * 2 // 5), Image.Resampling.BOX)
    compare(f"web-{audience}-{scheme}-{width}", small, tmp_path, approve=approve)


def test_the_pictures_are_few_and_small() -> None:
    """All together have less than 1.5 MB, and none is left over."""
    kept = sorted(GOLDEN.glob("*.png"))
    assert len(kept) == len(AUDIENCES) + len(WEB)
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES


def test_a_changed_word_is_seen_and_smoother_edges_are_not() -> None:
    """The measure that pictures are compared by."""
    page = pages(printed("diplomat"), PAGE)[1].convert("L")
    shifted = page.transform(page.size, Image.Transform.AFFINE, (1, 0, 0.12, 0, 1, 0.12), Image.Resampling.BICUBIC)
    assert unlike(page, shifted) == ""
    changed = page.copy()
    ImageDraw.Draw(changed).rectangle((120, 60, 142, 65), fill=255)  # a word of a heading
    assert "differs at" in unlike(page, changed)
    assert "was" in unlike(page, page.crop((0, 0, 100, 100)))


# ---------------------------------------------------------------- what it shows


def blocks(of: Specimen) -> tuple[AnyBlock, ...]:
    """Return every block."""
    return tuple(block for section in of.document.sections for block in walk(section.blocks))


def test_every_block_and_every_chart_is_in_it() -> None:
    """No kind of block, box or chart is missing."""
    found = blocks(shown("diplomat"))
    assert {type(block) for block in found} == set(get_args(AnyBlock))
    assert [block.chart.kind for block in found if isinstance(block, Figure)] == list(CHARTS)
    kinds = {getattr(block, "kind", "") for block in found}
    assert kinds >= {"key-messages", "facts", "judgement", "note", "silence", "gap", "annex", "questions"}


def test_it_conforms() -> None:
    """PDF/UA-1 and PDF/A-3a in one file."""
    pdf = printed("diplomat")
    assert broken_clauses(pdf, "ua1") == broken_clauses(pdf, "3a") == {}


@pytest.mark.parametrize(("audience", "paper"), [*((a, "A4") for a in AUDIENCES), ("minister", "Letter")])
def test_every_block_has_room(audience: str, paper: str) -> None:
    """Each audience's style shows every block, on paper and on the web."""
    assert nothing_lost(printed(audience, paper), shown(audience, paper).document) == ()
    assert lost_on_page(shown(audience).page, shown(audience).document) == ()
