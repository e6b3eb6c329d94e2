"""Whether two pictures of a page look alike, and pictures small enough to be kept beside the tests.

The measure is said here: both are grey; the mean difference of each tile of 24 × 24 pixels stays below 7 of 255. Edges
of letters that are smoothed otherwise stay below it; a word that is changed, moved or missing does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PIL import Image, ImageChops, ImageStat
from pypdfium2 import PdfDocument

TILE, MOST = 24, 7.0
GROUND = 128
GAP = 8  # pixels between pages


def unlike(kept: Image.Image, made: Image.Image) -> str:
    """Return where two pictures differ, in words; empty when they look alike."""
    if kept.size != made.size:
        return f"the picture is {made.size} and was {kept.size}"
    difference = ImageChops.difference(kept.convert("L"), made.convert("L"))
    for top in range(0, kept.height, TILE):
        for left in range(0, kept.width, TILE):
            tile = difference.crop((left, top, min(left + TILE, kept.width), min(top + TILE, kept.height)))
            if (mean := ImageStat.Stat(tile).mean[0]) >= MOST:
                return f"the picture differs at {left}, {top} by {mean:.0f} of 255"
    return ""


def pages(pdf: bytes, width: int, most: int = 1000) -> list[Image.Image]:
    """Return the pages of a PDF, `most` at the most, as pictures of a width in pixels."""
    document = PdfDocument(pdf)
    done = []
    for page in islice(document, most):
        done.append(page.render(scale=width / page.get_width()).to_pil())
        page.close()
    document.close()
    return done


def sheet(pictures: Iterable[Image.Image], columns: int, ground: int | str = GROUND) -> Image.Image:
    """Return pictures in rows on one sheet, in colour if its ground is named as one."""
    listed = list(pictures)
    wide, high = max(p.width for p in listed) + GAP, max(p.height for p in listed) + GAP
    rows = -(-len(listed) // columns)
    mode = "RGB" if isinstance(ground, str) else "L"
    whole = Image.new(mode, (wide * min(columns, len(listed)) + GAP, high * rows + GAP), ground)
    for n, picture in enumerate(listed):
        whole.paste(picture.convert(mode), (n % columns * wide + GAP, n // columns * high + GAP))
    return whole
