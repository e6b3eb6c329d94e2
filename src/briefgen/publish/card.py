"""The card of an edition for social media: its title as a picture, drawn with the bundled fonts.

In: the edition's metadata. Out: a PNG of 1200 × 630, the same for the same input and version of Pillow.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.document import Metadata
from briefgen.render.look import tokens
from briefgen.words import say_in

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)
_MARGIN, _TOP, _BOTTOM = 84, 76, 548
_TITLE = (70, 62, 54, 47, 41)  # sizes tried, in pixels
_LINES = 5


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two fonts, in any size and weight."""

    folder: Path

    def sans(self, size: int, weight: int) -> FreeTypeFont:
        """Return Inter."""
        from PIL import ImageFont

        font = ImageFont.truetype(str(self.folder / "Inter.ttf"), size)
        axes = font.get_variation_axes()
        font.set_variation_by_axes([weight if b"eight" in axis["name"] else axis["maximum"] or 0 for axis in axes])
        return font


def card(meta: Metadata, folder: Path) -> bytes:
    """Return the card; `folder` is where the bundled fonts lie."""
    from PIL import Image, ImageDraw

    colours, fonts = tokens(meta.theme), Fonts(folder)
    image = Image.new("RGB", SIZE, colours["paper"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, SIZE[0], 18), fill=colours["accent"])
    small = fonts.sans(28, 600)
    kicker = " · ".join(part for part in (meta.series, meta.edition) if part)
    draw.text((_MARGIN, _TOP), _fitted(draw, kicker, small), font=small, fill=colours["accent"])
    font, lines = _title(draw, meta.title, fonts)
    for number, line in enumerate(lines):
        top = _TOP + 66 + number * round(font.size * 1.16)
        draw.text((_MARGIN - 3, top), line, font=font, fill=colours["ink"])
    draw.line((_MARGIN, _BOTTOM - 24, SIZE[0] - _MARGIN, _BOTTOM - 24), fill=colours["faint"], width=2)
    plain = fonts.sans(26, 450)
    foot = f"{meta.publisher} · {say_in(meta.lang).date(meta.as_of)}".replace("\u00a0", " ")
    draw.text((_MARGIN, _BOTTOM), _fitted(draw, foot, plain), font=plain, fill=colours["muted"])
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(draw: ImageDraw, title: str, fonts: Fonts) -> tuple[FreeTypeFont, list[str]]:
    """Return the largest size in which a title fits, and its lines."""
    font, lines = fonts.sans(_TITLE[-1], 700), [title]
    for size in _TITLE:
        font = fonts.sans(size, 700)
        lines = _wrapped(draw, title, font)
        if len(lines) * size * 1.16 <= _BOTTOM - _TOP - 110 and len(lines) <= _LINES:
            break
    shown = lines if len(lines) <= _LINES else [*lines[: _LINES - 1], " ".join(lines[_LINES - 1 :])]
    return font, [_fitted(draw, line, font) for line in shown]


def _wrapped(draw: ImageDraw, text: str, font: FreeTypeFont) -> list[str]:
    """Return the lines of a text, as even as they can be in as few lines as it needs."""
    widest = SIZE[0] - 2 * _MARGIN
    lines = _broken(draw, text, font, widest)
    for width in range(widest // 2, widest, 20):
        even = _broken(draw, text, font, width)
        if len(even) == len(lines) and all(draw.textlength(line, font=font) <= width for line in even):
            return even
    return lines


def _broken(draw: ImageDraw, text: str, font: FreeTypeFont, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and draw.textlength(f"{lines[-1]} {word}", font=font) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fitted(draw: ImageDraw, text: str, font: FreeTypeFont) -> str:
    """Return a text that fits a line, its end left out where it is too long."""
    while draw.textlength(text, font=font) > SIZE[0] - 2 * _MARGIN:
        text = f"{text.rstrip('…').rsplit(' ', 1)[0] if ' ' in text else text.rstrip('…')[:-1]}…"
    return text
