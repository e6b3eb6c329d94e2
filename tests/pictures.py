"""`make pictures`: the pictures of the README: pages of the PDFs, the web page on a phone, the statistics."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from pypdfium2 import PdfDocument

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "ulaanbaatar-dialogue"
PICTURES = ROOT / ".github" / "pictures"
GROUND = "#c9ced6"
GAP = 24  # pixels between pages


def page(pdf: Path, number: int, width: int) -> Image.Image:
    """Return a page of a PDF as a picture of a width in pixels."""
    document = PdfDocument(pdf)
    sheet = document[number]
    picture: Image.Image = sheet.render(scale=width / sheet.get_width()).to_pil()
    document.close()
    return picture


def side_by_side(pictures: list[Image.Image], target: Path) -> None:
    """Write pictures next to one another on a grey ground."""
    height = max(p.height for p in pictures)
    whole = Image.new("RGB", (sum(p.width + GAP for p in pictures) + GAP, height + 2 * GAP), GROUND)
    left = GAP
    for picture in pictures:
        whole.paste(picture, (left, GAP))
        left += picture.width + GAP
    target.parent.mkdir(parents=True, exist_ok=True)
    whole.quantize(96).save(target, optimize=True)


def phone(page: Path, fragment: str) -> Image.Image:
    """Return a web page as a phone shows it, with a note open."""
    program = next(p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name)))
    shot = PICTURES / "phone.tmp.png"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 390, "height": 780})
        tab.goto(page.as_uri() + fragment)
        tab.screenshot(path=shot)
        browser.close()
    picture = Image.open(shot).convert("RGB")
    picture.load()
    shot.unlink()
    return picture


def main() -> None:
    """Draw them all."""
    command = [sys.executable, "-m", "briefgen", "render", "ulaanbaatar-dialogue", "-a", "diplomat", "-a", "minister"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    sheets = [page(OUT / "diplomat.pdf", n, 460) for n in (0, 1)] + [page(OUT / "minister.pdf", 0, 460)]
    side_by_side(sheets, PICTURES / "first-pages.png")
    side_by_side([phone(OUT / "diplomat.html", ""), phone(OUT / "diplomat.html", "#note-2")], PICTURES / "phone.png")
    statistics = [sys.executable, "-m", "briefgen", "stats", "--png", str(PICTURES / "stats.png")]
    subprocess.run(statistics, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
