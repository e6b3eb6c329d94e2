"""The web page is read with its own style sheets: what they hide is lost, and is named with the declaration."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from briefgen.inspect import lost_on_page
from briefgen.inspect.web import shown
from tests.inspect.test_inspect import DOCUMENT, PARTS
from tests.render.pages import page

HIDING = {
    "p { display: none }": "display: none",
    "p { display: block } main p, p { display: none !important }": "display: none",
    "@media (max-width: 40em) { p { display: none } }": "display: none",
    "@supports (display: grid) { p { visibility: hidden } }": "visibility: hidden",
    "p { opacity: 0 }": "opacity: 0",
    "p { font-size: 0 }": "font-size: 0",
    "p { font: 1px/1 serif }": "font-size: 1px",
    "p { color: transparent }": "color: transparent",
    "p { color: #fff }": "color: #fff",
    "p { color: var(--paper) }": "color: var(--paper)",
    "p { color: rgb(0 0 0 / 0) }": "color: rgb(0 0 0 / 0)",
    "p { clip-path: inset(100%) }": "clip-path: inset(100%)",
    "p { position: absolute; left: -999rem }": "left: -999rem",
    "p { position: absolute; inset: -9999px }": "top: -9999px",
    "p { text-indent: -9999px }": "text-indent: -9999px",
    "p { margin: 0 0 0 -200em }": "margin-left: -200em",
    "p { transform: scale(0) }": "transform: scale(0)",
    "p { transform: translateX(-3000px) }": "transform: translatex(-3000px)",
    "p { filter: opacity(0) }": "filter: opacity(0)",
    "p { height: 0; overflow: hidden }": "height: 0 with overflow: hidden",
    "p { max-height: 1px; overflow-y: clip }": "max-height: 1px with overflow: hidden",
    "p { content-visibility: hidden }": "content-visibility: hidden",
}
HARMLESS = (
    "@media print { p { display: none } }",
    "@media (prefers-color-scheme: dark) { p { color: #fff } }",
    "p { display: none } p { display: block }",
    ".other { display: none }",
    "p { font-size: 0.8em; opacity: 0.9; color: #ffd; overflow: hidden }",
    "section { visibility: hidden } section * { visibility: visible } h1 { visibility: visible }",
    "p:hover { display: none } p::nonsense { display: none }",
    "p::before { display: none }",
    "p { margin: -1em; left: -2px; transform: rotate(2deg); width: 30em }",
    "h1 { font: italic 700 2rem/1.2 serif } p { font-size: clamp(1rem, 2vw, 2rem) }",
)


def web(style: str = "") -> str:
    """Return the sample page with a style sheet, its picture drawn in the page."""
    drawn = '<figure><svg viewBox="0 0 9 9"><title>Buckets by year, drawn</title><text>no words</text></svg></figure>'
    parts = [drawn if "<img" in part else part for part in PARTS]
    return page(f"<main>{''.join(parts)}</main>", style=style)


@pytest.mark.parametrize("style", HIDING)
def test_hostile_style_sheets(style: str) -> None:
    """Whatever way a style sheet hides paragraphs, each is named, with the declaration that hides it."""
    found = lost_on_page(web(style), DOCUMENT)
    assert any(fault.message == "a paragraph is not in the web page" for fault in found)
    assert any(f"the style sheet hides it: {HIDING[style]}" in line for fault in found for line in fault.details)


@pytest.mark.parametrize("style", HARMLESS)
def test_harmless_style_sheets(style: str) -> None:
    """What is shown all the same, on paper only, or elsewhere, is no loss."""
    assert lost_on_page(web(style), DOCUMENT) == ()


def test_attributes_and_silent_elements() -> None:
    """The attribute `hidden` hides; scripts, templates and titles are no text; what a picture says is the picture's."""
    html = "<p hidden>a</p><template>b</template><script>c</script><svg><text>d</text></svg><p>e<b>f</b>g</p>"
    found = shown(page(html))
    assert (found.text.replace("\n", ""), found.hidden) == ("efg", (("a", "the attribute hidden"),))
    assert len(found.pictures) == 1


def test_hidden_pictures() -> None:
    """A figure whose picture is hidden, or not there, is named; one that stands in an element of its id is found."""
    for style in ("svg { display: none }", "figure { visibility: hidden }"):
        (fault,) = lost_on_page(web(style), DOCUMENT)
        assert fault.message == "the picture of a figure is not in the web page"
    section = DOCUMENT.sections[0]
    figure = next(block for block in section.blocks if hasattr(block, "chart"))
    two = (replace(figure, id="one"), replace(figure, id="two"))
    blocks = tuple(block for block in section.blocks if block is not figure)
    document = replace(DOCUMENT, sections=(replace(section, blocks=(*blocks, *two)), DOCUMENT.sections[1]))
    html = web().replace("<figure>", '<figure id="two">')
    (fault,) = lost_on_page(html, document)
    assert fault.message == "the picture of a figure is not in the web page"


def test_a_browser_agrees(tmp_path: Path) -> None:
    """Chromium shows every paragraph of the harmless pages, and hides one at least of each hostile one."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "chromium is missing: make test installs it"
    visible = """() => [...document.querySelectorAll('p')].filter(e => {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        const colour = /rgba.*, 0\\)$|rgb\\(255, 255, 255\\)/.test(style.color);
        return box.width > 1 && box.height > 2 && box.right > 0 && box.left < 4000 && box.left > -1000
            && box.bottom > 0 && parseFloat(style.fontSize) >= 4 && parseFloat(style.textIndent) > -500
            && style.clipPath === 'none' && style.filter === 'none' && !colour && style.contentVisibility !== 'hidden'
            && e.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true});
    }).length"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": 500, "height": 4000})
        window.set_content(web("html { background: white } :root { --paper: #ffffff }"))
        whole = window.evaluate(visible)
        for style in HIDING:
            window.set_content(web(f"html {{ background: white }} :root {{ --paper: #ffffff }} {style}"))
            assert window.evaluate(visible) < whole, style
        for style in HARMLESS:
            window.set_content(web(f"html {{ background: white }} {style}"))
            assert window.evaluate(visible) == whole, style
        browser.close()
