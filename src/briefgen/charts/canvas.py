"""A sheet in points, drawn by matplotlib: text, rules and glyphs go in, one small SVG comes out.

In: a width, a folder of fonts, theme colours, a language. Out: SVG bytes. The origin is the top left corner, y grows
downwards. Marks of one look are gathered into one path, so that a chart is a handful of artists. This is the only
module that imports matplotlib.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from briefgen.charts.frame import LEADING, NARROW, SIZE
from briefgen.charts.glyphs import CLOSE, CURVE, LINE, MOVE, Stroke, outline
from briefgen.charts.svg import tidy
from briefgen.words import ENGLISH, Say

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import RendererBase

POINTS_PER_MM = 72 / 25.4
FALLBACK = "DejaVuSans.ttf"
LONGEST = 300  # letters of a label that are looked at
_CODES = {
    MOVE: (Path.MOVETO,),
    LINE: (Path.LINETO,),
    CURVE: (Path.CURVE4,) * 3,
    CLOSE: (Path.CLOSEPOLY,),
}
_BREAK = re.compile(r" |(?<=\w)-(?=\w)")
Anchor = Literal["start", "middle", "end"]
_ALIGN: dict[Anchor, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "briefgen",
    "path.simplify": False,
    "font.family": ["sans-serif"],
}


class _Label(Text):
    """A line of text at its baseline: it needs no layout, and so no glyph of a font that may lack it."""

    def draw(self, renderer: RendererBase) -> None:
        """Hand the text to the renderer as it is."""
        context = renderer.new_gc()
        context.set_foreground(self.get_color())
        x, y = self.get_transform().transform(self.get_position())
        height = renderer.get_canvas_width_height()[1]
        renderer.draw_text(context, x, height - y, self.get_text(), self.get_fontproperties(), 0, False, self)  # noqa: FBT003 - matplotlib's own signature
        context.restore()


class Canvas:
    """A sheet `width` points wide; `finish` decides how tall it is."""

    def __init__(self, width: float, fonts: FilePath, theme: Iterable[tuple[str, str]], *, say: Say = ENGLISH) -> None:
        """Begin an empty sheet; `width` is in millimetres, `say` speaks the language of what is drawn."""
        self.width = width * POINTS_PER_MM
        self.say = say
        self.theme = dict(theme)
        self._fonts = _fonts(fonts)
        self._marks: dict[tuple[int, Stroke], list[tuple[str, tuple[float, ...]]]] = {}
        self._labels: list[tuple[float, float, str, float, int, str, Anchor]] = []

    @property
    def wide(self) -> bool:
        """Whether the sheet is as wide as a page's text, not a column."""
        return self.width >= NARROW * POINTS_PER_MM

    # ------------------------------------------------------------ text

    def measure(self, text: str, size: float = SIZE, weight: int = 400) -> float:
        """Return the width of a line of text in points; a glyph no font has counts as a full square."""
        bolder = 1 + (weight - 400) / 300 * 0.045  # the fonts are measured at their regular weight
        return sum(_advance(self._fonts, character) for character in text) * size * bolder

    def _measurable(self, text: str) -> bool:
        """Tell whether some font has every letter of the text."""
        return all(any(font.get_char_index(ord(letter)) for font in self._fonts) for letter in text)

    def fit(self, text: str, width: float, size: float = SIZE, weight: int = 400) -> str:
        """Return the text, cut with an ellipsis when it is wider than `width`."""
        if self.measure(text, size, weight) <= width:
            return text
        room, end = width - self.measure("…", size, weight), 0
        for end, character in enumerate(text):  # noqa: B007 - where it stops is what counts
            room -= self.measure(character, size, weight)
            if room < 0:
                break
        return text[:end].rstrip(" ,;:–-") + "…"

    def wrap(  # noqa: PLR0913 - as `text`
        self, text: str, width: float, lines: int = 2, size: float = SIZE, weight: int = 400, *, indent: float = 0.0
    ) -> tuple[str, ...]:
        """Return the text in at most `lines` lines no wider than `width`, the first one shorter by `indent`.

        Lines end at spaces and after hyphens; what does not fit is cut with an ellipsis.
        """
        done: list[str] = []
        rest = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        while rest:
            room = width - (0 if done else indent)
            if len(done) == lines - 1 or self.measure(rest, size, weight) <= room:
                done.append(self.fit(rest, room, size, weight))
                break
            ends = [found.end() for found in _BREAK.finditer(rest)]
            fitting = [end for end in ends if self.measure(rest[:end].rstrip(), size, weight) <= room]
            end = fitting[-1] if fitting else next(iter(ends), len(rest))
            done.append(self.fit(rest[:end].rstrip(), room, size, weight))
            rest = rest[end:]
        return tuple(done)

    def balanced(self, text: str, width: float, lines: int) -> tuple[str, ...]:
        """Return the text in as many lines as `wrap` needs, made of like lengths."""
        plain = self.wrap(text, width, lines)
        room = self.measure(text) / max(len(plain), 1)
        while room < width:
            said = self.wrap(text, room, lines)
            if len(said) == len(plain) and said[-1][-1:] == plain[-1][-1:]:
                return said
            room += 6
        return plain

    def text(  # noqa: PLR0913 - a label is this many things
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = "ink",
        size: float = SIZE,
        weight: int = 400,
        anchor: Anchor = "start",
    ) -> None:
        """Put a line of text with its baseline at `y`."""
        if text:
            self._labels.append((x, y, text, size, weight, self.theme[colour], anchor))

    def lines(  # noqa: PLR0913 - as `text`
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        tail: str = "",
        anchor: Anchor = "start",
        *,
        colour: str = "ink",
        weight: int = 400,
    ) -> None:
        """Put lines under one another, the first one's baseline at `y`; the words of `tail`, their end, are muted."""
        left = len(tail.split())
        for row in range(len(lines) - 1, -1, -1):
            words = lines[row].split(" ")
            cut = max(len(words) - left, 0)
            left -= len(words) - cut
            if not self._measurable(lines[row]):  # what follows could not be placed after it
                cut = len(words)
            head, muted = " ".join(words[:cut]), " ".join(words[cut:])
            space = self.measure(" ") if head and muted else 0.0
            end = anchor == "end"
            base = y + row * LEADING
            self.text(
                x - (self.measure(muted) + space if end else 0), base, head, colour=colour, weight=weight, anchor=anchor
            )
            self.text(
                x if end or not head else x + self.measure(head) + space, base, muted, colour="muted", anchor=anchor
            )

    def mask(self, x: float, y: float, lines: Sequence[str], anchor: Anchor = "start") -> None:
        """Take rules away from behind lines of text."""
        for row, line in enumerate(lines):
            wide = self.measure(line) + 2
            left = x - {"start": 1, "middle": wide / 2, "end": wide - 1}[anchor]
            self.box(left, y + row * LEADING - SIZE + 1, wide, LEADING - 0.6, fill="paper", layer=-1)

    # ------------------------------------------------------------ marks

    def line(  # noqa: PLR0913 - two points and a look
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        colour: str = "faint",
        width: float = 0.5,
        dash: tuple[float, ...] = (),
        layer: int = 1,
    ) -> None:
        """Draw a straight line."""
        self._add(layer, Stroke("", colour, width, dash), ((MOVE, (x0, y0)), (LINE, (x1, y1))))

    def box(  # noqa: PLR0913 - a rectangle and a look
        self, x: float, y: float, width: float, height: float, *, fill: str, layer: int = 0
    ) -> None:
        """Fill a rectangle."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        steps = [(LINE if n else MOVE, corner) for n, corner in enumerate(corners)]
        self._add(layer, Stroke(fill), (*steps, (CLOSE, corners[0])))

    def path(
        self,
        steps: Sequence[tuple[str, tuple[float, ...]]],
        *,
        fill: str = "",
        colour: str = "",
        width: float = 0.5,
        layer: int = 1,
    ) -> None:
        """Draw moves, lines and curves, as `glyphs` writes them."""
        self._add(layer, Stroke(fill, colour, width if colour else 0.0), steps)

    def glyph(  # noqa: PLR0913 - a place and a look
        self, name: str, x: float, y: float, radius: float, colour: str = "ink", *, layer: int = 3
    ) -> None:
        """Draw a glyph of `glyphs.GLYPHS` around a point."""
        for above, (stroke, steps) in enumerate(outline(name, x, y, radius, colour)):
            self._add(layer + above, stroke, steps)

    def _add(self, layer: int, stroke: Stroke, steps: Sequence[tuple[str, tuple[float, ...]]]) -> None:
        self._marks.setdefault((layer, stroke), []).extend(steps)

    # ------------------------------------------------------------ out

    def finish(self, height: float, prefix: str, title: str, description: str) -> bytes:
        """Return the sheet as SVG, `height` points tall, its ids beginning with `prefix`."""
        with mpl.rc_context(_SETTINGS):
            figure = Figure(figsize=(self.width / 72, height / 72), dpi=72)
            figure.patch.set_visible(False)
            for artist in self._artists(height):
                figure.add_artist(artist)
            out = io.BytesIO()
            canvas: Any = FigureCanvasSVG(figure)  # its methods come without types
            canvas.print_svg(out, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
        size = (self.width / POINTS_PER_MM, height / POINTS_PER_MM)
        family = self.theme.get("font", "Inter, sans-serif")
        return tidy(out.getvalue().decode(), size, prefix, title=title, description=description, family=family)

    def _artists(self, height: float) -> Iterable[Artist]:
        for (layer, stroke), steps in sorted(self._marks.items(), key=lambda item: item[0]):
            codes = [code for kind, _ in steps for code in _CODES[kind]]
            flat = [value for _, values in steps for value in values]
            points = [(x, height - y) for x, y in zip(flat[::2], flat[1::2], strict=True)]
            yield PathPatch(
                Path(points, codes),
                transform=IdentityTransform(),
                facecolor=self.theme[stroke.fill] if stroke.fill else "none",
                edgecolor=self.theme[stroke.colour] if stroke.colour else "none",
                linewidth=stroke.width if stroke.colour else 0,
                linestyle=(0, stroke.dash) if stroke.dash else "solid",
                zorder=layer,
                clip_on=False,
            )
        for x, y, text, size, weight, colour, anchor in self._labels:
            properties = FontProperties(family=["sans-serif"], size=size, weight=weight)
            yield _Label(
                x, height - y, text, color=colour, ha=_ALIGN[anchor], va="baseline", transform=IdentityTransform(),
                fontproperties=properties, parse_math=False, zorder=9, clip_on=False,
            )  # fmt: skip


@lru_cache(maxsize=4)
def _fonts(folder: FilePath) -> tuple[FT2Font, ...]:
    """Return the fonts a label is measured with: the audience's, where it is there, then matplotlib's own."""
    own = sorted(path for path in folder.glob("Inter*.ttf") if "Italic" not in path.name)
    paths = [*own[:1], FilePath(mpl.get_data_path()) / "fonts" / "ttf" / FALLBACK]
    fonts = tuple(FT2Font(path) for path in paths)
    for font in fonts:
        font.set_size(100, 72)
    return fonts


@lru_cache(maxsize=8192)
def _advance(fonts: tuple[FT2Font, ...], character: str) -> float:
    """Return the width of a character in ems."""
    code = ord(character)
    for font in fonts:
        if font.get_char_index(code):
            return float(font.load_char(code, flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100
    return 1.0
