"""The preview in a real browser, while files are saved."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.projects import edit
from tests.serve.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page

Look = Callable[..., "Page"]
STORY = "templates/topics/well/sections/story.md.j2"


def brief(page: Page) -> FrameLocator:
    """Return the web page within a preview."""
    return page.frame_locator("#page")


def scrolled(page: Page) -> float:
    """Return how far the web page is scrolled."""
    return float(page.evaluate("document.getElementById('page').contentWindow.scrollY"))


def scroll(page: Page, far: int) -> None:
    """Scroll the web page, when it is there."""
    expect(brief(page).locator("h1")).to_be_visible()
    page.evaluate(f"document.getElementById('page').contentWindow.scrollTo({{top: {far}, behavior: 'instant'}})")
    assert scrolled(page) == far


def test_what_is_saved_is_seen_where_the_reader_is(running: Running, look: Look, tiny: Path) -> None:
    """Template, data, settings and style sheet: each is seen without a click, and the page does not move."""
    page = look("brief/well/reader", height=420)
    scroll(page, 300)
    edit(tiny, STORY, {"asks the county to pay": "asks the whole county to pay"})
    expect(brief(page).locator("main")).to_contain_text("asks the whole county")
    assert scrolled(page) == 300
    edit(tiny, "data/events.csv", {"The well is reopened": "The old well is reopened"})
    expect(brief(page).locator(".horizon")).to_contain_text("The old well is reopened")
    assert scrolled(page) == 300
    edit(tiny, "briefgen.toml", {'publisher = "Alderby Reading Room"': 'publisher = "The Reading Room"'})
    expect(brief(page).locator("footer.colophon")).to_contain_text("The Reading Room")
    assert scrolled(page) == 300
    (tiny / "templates/audiences/reader/extra.css").write_text("h2 { letter-spacing: 7px }", encoding="utf-8")
    expect(brief(page).locator("h2").first).to_have_css("letter-spacing", "7px")
    assert scrolled(page) == 300


def test_what_comes_with_a_change_is_awake(running: Running, look: Look, tiny: Path) -> None:
    """A figure that was not there when the page was opened has its tools, a new citation opens."""
    page = look("brief/well/reader")
    assert brief(page).locator(".tools").count() == 0
    path = tiny / STORY
    added = '\n\nOnce more, the well is dry [@well-dry].\n\n{{ chart("timeline") }}\n'
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    table = brief(page).locator(".tools button[data-show=table]")
    expect(table).to_be_visible()
    table.click()
    expect(brief(page).locator("figure.as-table")).to_have_count(1)
    cited = brief(page).locator("p", has_text="Once more").locator(".cite a")
    expect(cited).to_have_attribute("aria-expanded", "false")
    cited.click()
    expect(brief(page).locator(".opened")).to_be_visible()


def test_only_what_depends_on_a_change_is_renewed(running: Running, look: Look, tiny: Path) -> None:
    """What one audience overrides does not touch the page of another; nor does what is overridden touch its own."""
    reader, press = look("brief/well/reader"), look("brief/well/press")
    asked: list[str] = []
    for page in (reader, press):
        expect(page.locator("#verdict")).to_have_text("no problems")
        page.on("request", lambda request: asked.append(request.url) if "/page/" in request.url else None)
    own = tiny / "templates/audiences/reader/sections/story.md.j2"
    own.parent.mkdir()
    own.write_text((tiny / STORY).read_text(encoding="utf-8").replace("## What", "## All that"), encoding="utf-8")
    expect(brief(reader).locator("main h2").first).to_have_text("All that happened")
    assert {url for url in asked if url.endswith("press.html")} == set()
    asked.clear()
    edit(tiny, STORY, {"## What happened": "## What came about"})
    expect(brief(press).locator("main h2").first).to_have_text("What came about")
    assert {url for url in asked if url.endswith("reader.html")} == set()
    assert brief(reader).locator("main h2").first.text_content() == "All that happened"


def test_a_broken_change_is_shown_beside_the_last_good_page(running: Running, look: Look, tiny: Path) -> None:
    """The fault with its place, which opens the file there; the page as it was; and all is well when it is mended."""
    page = look("brief/well/reader")
    expect(page.locator("#verdict")).to_have_text("no problems")
    edit(tiny, STORY, {"The parish council asks": "{{ nothing_of_this_name }} The parish council asks"})
    broken = page.locator("#findings .broken")
    expect(broken).to_contain_text("The last change cannot be shown")
    expect(broken).to_contain_text("template-undefined")
    expect(brief(page).locator("main")).to_contain_text("asks the county to pay for a new pump")
    with page.context.expect_page() as opening:
        broken.locator("a.place").click()
    source = opening.value
    expect(source.locator("li.wanted")).to_contain_text("nothing_of_this_name")
    edit(tiny, STORY, {"{{ nothing_of_this_name }} ": "All the same, "})
    expect(brief(page).locator("main")).to_contain_text("All the same, The parish council")
    expect(page.locator("#findings .broken")).to_have_count(0)


def test_broken_settings_leave_everything_as_it_was(running: Running, look: Look, tiny: Path) -> None:
    """Settings that cannot be read are said in the list and beside each page; what is saved meanwhile is not lost."""
    page, listed = look("brief/well/reader"), look()
    expect(page.locator("#verdict")).to_have_text("no problems")
    good = (tiny / "briefgen.toml").read_text(encoding="utf-8")
    (tiny / "briefgen.toml").write_text(good + "colour = 1\n", encoding="utf-8")
    expect(page.locator("#findings .broken")).to_contain_text("unknown-key")
    expect(listed.locator("#status")).to_contain_text("The settings cannot be read")
    edit(tiny, "data/events.csv", {"The well is reopened": "The old well is reopened"})
    expect(brief(page).locator("h1")).to_have_text("The well of Alderby")
    (tiny / "briefgen.toml").write_text(good, encoding="utf-8")
    expect(brief(page).locator(".horizon")).to_contain_text("The old well is reopened")
    expect(page.locator("#findings .broken")).to_have_count(0)


def test_a_fault_of_the_evidence_makes_a_draft(running: Running, look: Look, tiny: Path) -> None:
    """The page is marked as a draft with its gap, the list says so, and findings lead to the row."""
    page, listed = look("brief/well/reader"), look()
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    expect(brief(page).locator("body.draft")).to_be_visible()
    expect(brief(page).locator(".box.gap").first).to_contain_text("well-reopened")
    expect(page.locator("#findings")).to_contain_text("passage-not-found")
    expect(page.locator("#verdict")).to_have_text(re.compile(r"^1 error in evidence or settings$"))
    expect(listed.locator("#status")).to_contain_text("passage-not-found")
    edit(tiny, "data/passages.csv", {"Alderby reopenned": "Alderby reopened"})
    expect(page.locator("#verdict")).to_have_text("no problems")
    expect(brief(page).locator("body.draft")).to_have_count(0)


def test_the_evidence_of_what_is_pointed_at(running: Running, look: Look, tiny: Path) -> None:
    """A sentence under the pointer shows its claims; the focus on a note's number shows that note's, with places."""
    page = look("brief/well/reader")
    evidence = page.locator("#evidence")
    brief(page).locator("main section > p", has_text="asks the county").first.hover()
    expect(evidence.locator("h3")).to_have_text("Paragraph")
    expect(evidence).to_contain_text("pay-for-pump")
    expect(evidence.locator("mark").first).to_have_text("The council asks the county to pay for a new pump.")
    brief(page).locator("#cite-1").focus()
    expect(evidence.locator("h3")).to_have_text("Note 1")
    expect(evidence).to_contain_text("well-dry")
    expect(evidence.locator("a.place", has_text="seeds/county.txt:3").first).to_be_visible()
    brief(page).locator("#note-3").hover()
    expect(evidence.locator("h3")).to_have_text("Note 3")


def test_the_pdf_is_made_when_its_tab_is_opened(running: Running, look: Look, tiny: Path) -> None:
    """A sign while it is made, then the PDF, byte for byte what a render writes; and again after a change."""
    page = look("brief/well/reader")
    with page.expect_response(re.compile(r"/pdf/well/reader/1\.pdf$")):
        page.get_by_role("tab", name="PDF").click()
        expect(page.locator("#making progress")).to_be_visible()
    expect(page.locator("#paper iframe")).to_be_visible()
    expect(page.locator("#making progress")).to_have_count(0)
    made = running.ask("/pdf/well/reader/1.pdf").body
    subprocess.run([sys.executable, "-m", "briefgen", "render", "-f", "pdf"], cwd=tiny, check=True, capture_output=True)
    assert made == (tiny / "out/well/reader.pdf").read_bytes()
    with page.expect_response(re.compile(r"/pdf/well/reader/2\.pdf$")):
        edit(tiny, STORY, {"for a new pump": "for one new pump"})
    edit(tiny, STORY, {"[@pay-for-pump]": "{{ nothing_of_this_name }}"})
    expect(page.locator("#findings .broken")).to_contain_text("template-undefined")


def test_keyboard_only(running: Running, look: Look) -> None:
    """From the list to an edition, to its tabs, into its page and to its evidence, with Tab, Enter and arrows."""
    page = look()
    reader = page.get_by_role("link", name="The well of Alderby, reader")
    while not reader.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/brief/well/reader")
    tab = page.get_by_role("tab", name="Web page")
    while not tab.evaluate("tab => tab === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="PDF")).to_be_focused()
    expect(page.locator("#pdf")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(tab).to_be_focused()
    cite = brief(page).locator("#cite-1")
    while not cite.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(page.locator("#evidence h3")).to_have_text("Note 1")
    evidence = page.locator("#evidence")
    while not evidence.evaluate("panel => panel === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#evidence a.place").first).to_be_focused()


def test_a_preview_that_ends_is_said_to(running: Running, look: Look) -> None:
    """Whoever looks on is told; the page stays."""
    page = look("brief/well/reader")
    expect(brief(page).locator("h1")).to_be_visible()
    code, _ = running.stop()
    assert code == 0
    expect(page.locator("#connection")).to_have_text("The preview does not answer.")
    expect(brief(page).locator("h1")).to_have_text("The well of Alderby")
