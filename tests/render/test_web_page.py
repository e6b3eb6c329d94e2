"""The web page as its reader uses it: in Chromium, opened from disk, without its script and with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from briefgen.document import Note, PassageView, Reference
from briefgen.render.html import render_html
from briefgen.render.look import Look, Neighbours
from briefgen.render.voices import voices
from tests.browser import chromium, heard, until
from tests.render.test_pages import LOOK
from tests.sample import DOCUMENT, IMAGES, NOTES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEIGHBOURS = Neighbours((("Villagers", ""), ("Mayors", "mayor.html")), "reader.pdf")
VIEW = PassageView("Gazette", "was dug", "The mayor", 9, 16, before="… the well ", after=" in 1901 …")
SHOWN = replace(
    DOCUMENT,
    notes=(replace(NOTES[0], passages=(VIEW, *NOTES[0].passages[1:], NOTES[0].passages[0]), disputes=("d",)), NOTES[1]),
)


def written(folder: Path, look: Look = LOOK) -> Path:
    """Write the sample's page."""
    path = folder / "page.html"
    path.write_text(render_html(SHOWN, IMAGES, look), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser to the tests of this file."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open the page in a wide window, with its script; nothing may be said or asked for."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    said = heard(opened)
    opened.goto(written(tmp_path, replace(LOOK, neighbours=NEIGHBOURS)).as_uri())
    yield opened
    assert said == []
    context.close()


def test_without_its_script_the_page_fits_a_phone_and_a_citation_opens_its_note(
    browser: Browser, tmp_path: Path
) -> None:
    """No error, no request, no sideways scrolling at 320 px; the note is a sheet, and the link back closes it."""
    tab = browser.new_page(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    said = heard(tab)
    tab.goto(written(tmp_path).as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert tab.evaluate("getComputedStyle(document.body).paddingLeft") != "0px"  # the policy lets its own style through
    tab.click("#p sup a")
    note = tab.locator("#note-1")
    assert note.evaluate("e => getComputedStyle(e).position") == "fixed"
    assert note.is_visible()
    tab.click("#note-1 .back a")
    assert note.evaluate("e => getComputedStyle(e).position") != "fixed"
    assert tab.locator(".tools").is_hidden()
    assert tab.locator(".copy").first.is_hidden()
    assert "well-dug" in tab.locator("#note-1 .claims").inner_text()
    tab.click("figure.chart summary")
    assert tab.locator("#ft").is_visible()
    assert said == []
    tab.close()


def test_a_citation_opens_its_note_in_place(page: Page) -> None:
    """Under its paragraph, with what stands around the words, by keyboard; Escape gives the focus back."""
    mark = page.locator("#p sup a")
    mark.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".opened")
    assert panel.evaluate("e => e.previousElementSibling.id") == "p"
    said = " ".join(panel.inner_text().split())
    assert "… the well “was dug” in 1901 …" in said
    for words in ("The mayor, in Gazette", "Also said by", "Disputed by", "Disputed here: When?", "well-dug"):
        assert words in said
    assert page.evaluate("document.activeElement.className") == "opened"
    assert mark.get_attribute("aria-expanded") == "true"
    assert page.evaluate(
        "[...document.querySelectorAll('[id]')].every((e, n, all) => all.filter(x => x.id === e.id).length === 1)"
    )
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert page.evaluate("document.activeElement.id") == "cite-1"
    mark.click()
    mark.click()
    assert panel.count() == 0
    mark.click()
    page.click(".opened .close")
    assert panel.count() == 0


def test_a_second_citation_closes_the_first(page: Page) -> None:
    """One note is open at a time, and in a list it stands inside the item."""
    page.click("#p sup a")
    page.click("#again sup:last-of-type a")
    assert page.locator(".opened").count() == 1
    assert page.locator(".opened").evaluate("e => e.previousElementSibling.id") == "again"


def test_the_contents_follow_the_reader(page: Page) -> None:
    """On a wide screen they are open and stay in sight; the section one reads is marked."""
    assert page.locator(".contents ol").is_visible()
    page.evaluate("document.getElementById('references').scrollIntoView()")
    until(page, "document.querySelector('.contents [aria-current]')?.hash === '#references'")
    assert page.locator(".contents [aria-current]").count() == 1
    assert page.locator(".contents").evaluate("e => e.getBoundingClientRect().top") >= 0
    page.set_viewport_size({"width": 390, "height": 800})
    until(page, "!document.querySelector('.contents details').open")
    assert page.locator(".contents .now").inner_text() == "Sources"
    page.click(".contents summary")
    page.click(".contents a[href='#notes']")
    assert page.locator(".contents ol").is_hidden()


def test_a_figure_is_a_picture_or_a_table(page: Page) -> None:
    """One of the two; the buttons say which."""
    assert page.locator("#ft").is_hidden()
    page.click("[data-show=table]")
    assert page.locator("#ft").is_visible()
    assert page.locator(".picture").is_hidden()
    assert page.locator("[data-show=table]").get_attribute("aria-pressed") == "true"
    page.click("[data-show=picture]")
    assert page.locator(".picture").is_visible()
    assert page.locator("#ft").is_hidden()


@pytest.mark.parametrize(
    ("kind", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b'\xef\xbb\xbf"Year","Event"\r\n"1901","dug"')]
)
def test_a_figure_can_be_taken_away(page: Page, kind: str, begins: bytes) -> None:
    """Opened from disk, without asking anybody, named after the topic; the drawing brings its font."""
    with page.expect_download() as download:
        page.click(f"[data-save={kind}]")
    assert download.value.suggested_filename == f"well-figure-timeline.{kind}"
    data = download.value.path().read_bytes()
    assert data.startswith(begins)
    assert kind != "svg" or b"@font-face" in data


def test_what_a_spreadsheet_would_run_is_made_harmless(page: Page) -> None:
    """As in every other export."""
    page.evaluate("document.querySelector('#ft td').textContent = '=1+1'")
    with page.expect_download() as download:
        page.click("[data-save=csv]")
    assert b'"\'=1+1"' in download.value.path().read_bytes()


def test_citations_can_be_copied(page: Page) -> None:
    """The edition's own, and a passage with speaker and full reference; the page says that it is done."""
    page.click(".cite-this .copy")
    until(page, "document.querySelector('.status').textContent.startsWith('Copied')")
    said = page.evaluate("navigator.clipboard.readText()")
    assert said.replace("\u00a0", " ") == (
        "The reading room, “The well”, Village notes, For villagers, evidence reviewed on 30 June 2020."
        " well/reader/2020-06-30"
    )
    page.click("#p sup a")
    page.click(".opened .copy")
    until(page, "document.querySelector('.status').textContent.includes('was dug')")
    said = page.evaluate("navigator.clipboard.readText()")
    assert said.split("\n\n")[0] == "“was dug”; “The “well” was dug.” – The mayor, in Gazette: The Gazette, [1901]."


def test_other_editions_are_a_link_away(page: Page) -> None:
    """Those made together; this one is marked, and is no link."""
    assert page.locator(".editions a").evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        "mayor.html",
        "reader.pdf",
    ]
    assert page.locator(".editions [aria-current=page]").inner_text() == "Villagers"


def test_a_page_made_alone_names_no_other() -> None:
    """It cannot know what lies beside it."""
    assert html.document_fromstring(render_html(SHOWN, IMAGES, LOOK)).xpath("//nav[@class='editions']") == []


def test_every_paragraph_and_claim_has_an_address(page: Page) -> None:
    """A link shown when the paragraph is pointed at or the link has the focus; a claim is where it is cited first."""
    link = page.locator("#p > .here")
    assert link.get_attribute("href") == "#p"
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    page.hover("#p")
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    page.mouse.move(0, 0)
    link.focus()
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    assert page.locator("#claim-well-dug").evaluate("e => e.closest('p').id") == "p"
    page.click("#p sup a")
    assert page.locator(".opened .claims a").get_attribute("href") == "#claim-well-dug"
    unlinked = (
        "[...document.querySelectorAll('main section p[id], main section h2')].filter(e => !e.querySelector('.here'))"
    )
    assert page.evaluate(f"{unlinked}.map(e => e.textContent)") == ["Notes", "Sources"]


def test_on_paper_the_page_is_set_like_the_pdf(page: Page) -> None:
    """The same face and size, black on white even from a dark screen; nothing that only a screen can use."""
    page.emulate_media(media="print", color_scheme="dark")
    body = page.evaluate("(({fontSize, color}) => [fontSize, color])(getComputedStyle(document.documentElement))")
    assert body == ["12.1333px", "rgb(26, 34, 48)"]  # 9.1 points
    for screen in (".contents", ".editions", ".tools", ".here", ".skip", ".beside", ".back"):
        assert page.locator(screen).first.is_hidden(), screen
    assert page.locator("#note-1").is_visible()


def test_the_margin_says_who_says_so(page: Page) -> None:
    """On a wide screen, beside the paragraph, for eyes only; the notes say it to everybody."""
    beside = page.locator(".beside").first
    assert beside.is_visible()
    assert " ".join(beside.inner_text().split()) == "1 The mayor, Gazette; Letters."
    assert beside.get_attribute("aria-hidden") == "true"
    assert beside.evaluate("e => e.getBoundingClientRect().left") > page.locator("#p").evaluate(
        "e => e.getBoundingClientRect().right"
    )


def test_two_texts_of_one_voice_are_not_two() -> None:
    """Who speaks again is said to speak again; who agrees comes before who does not."""
    views = tuple(
        PassageView(source, "words", "", n, n + 1, relation)
        for n, (source, relation) in enumerate(
            [("B", "contradicts"), ("A", "supports"), ("A2", "supports"), ("C", "supports"), ("D", "qualifies")]
        )
    )
    references = [
        Reference("a", "A", "", "", "", origin="ann"),
        Reference("a2", "A2", "", "", "", origin="ann"),
        Reference("c", "C", "", "", "", origin="carl"),
    ]
    told = [(voice.source, voice.role) for voice in voices(Note(1, (), "", views), references)]
    assert told == [("A", "first"), ("A2", "same"), ("C", "also"), ("D", "qualifies"), ("B", "contradicts")]
