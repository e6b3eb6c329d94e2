"""Pictures that a page may show: checked before anything draws them, without what a camera wrote into them.

In: the bytes of a picture from the project's assets or a `data:` address. Out: bytes fit to be drawn, or
`PictureError`. A drawing (SVG) is XML without scripts, references to elsewhere, or parts that use themselves; a raster
picture is decoded once, within limits, and written anew without GPS data, comments or thumbnails.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from xml.parsers import expat

LONGEST_SIDE = 8_000  # pixels
MOST_PIXELS = 30_000_000
LARGEST = 30 * 1024**2  # bytes
MOST_ELEMENTS = 200_000  # of a drawing, with all that `use` repeats
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler", "set", "animate"})
_ADDRESS = re.compile(r"url\(\s*[\"']?\s*(?!#|data:image/)([^)\"']*)|@import", re.IGNORECASE)


class PictureError(ValueError):
    """A picture that cannot be shown; the message says which and why."""


def fit_picture(data: bytes, name: str) -> bytes:
    """Return the picture as it may be drawn.

    Args:
        data: its bytes.
        name: what a message calls it.

    Raises:
        PictureError: it is none, is damaged or too large, or would do more than show itself.
    """
    if len(data) > LARGEST:
        raise PictureError(f"{name} has more than {LARGEST // 1024**2} MiB")
    begin = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"<"):
        _check_drawing(data, name)
        return data
    return _raster(data, name)


# ---------------------------------------------------------------- raster pictures


def _raster(data: bytes, name: str) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit comes first, and says which picture
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            width, height = picture.size
            if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
                limits = f"{LONGEST_SIDE:,} pixels a side and {MOST_PIXELS // 1_000_000} million in all are allowed"
                raise PictureError(f"{name} has {width:,} × {height:,} pixels; {limits}")
            kind = "JPEG" if picture.format == "JPEG" else "PNG"
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return _written(upright, kind)
    except UnidentifiedImageError:
        raise PictureError(f"{name} is no picture: PNG, JPEG, GIF, WebP and SVG are known") from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        if isinstance(error, PictureError):
            raise
        raise PictureError(f"{name} is damaged") from None


def _written(picture: object, kind: str) -> bytes:
    """Return a picture with its pixels, its transparency and its colours, and nothing else."""
    from PIL import Image

    if not isinstance(picture, Image.Image):  # pragma: no cover - Pillow gives none only for none
        raise PictureError("there is no picture")
    if kind == "PNG" and picture.mode not in ("L", "LA", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info or "A" in picture.mode else "RGB")
    if kind == "JPEG" and picture.mode not in ("L", "RGB", "CMYK"):
        picture = picture.convert("RGB")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, kind, **({"quality": 90, "subsampling": 0} if kind == "JPEG" else {}))
    return out.getvalue()


# ---------------------------------------------------------------- drawings


class _Drawing:
    """What a drawing has: its elements by id, and what each of them repeats."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = ""
        self.count = 0
        self.sizes: dict[str, int] = {}  # id → elements in it, itself included
        self.repeats: dict[str, list[str]] = {}  # id → ids it uses; "" stands for the whole drawing
        self._open: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element in."""
        word = tag.rpartition(":")[2]
        self.root = self.root or word
        self.count += 1
        if word in _FORBIDDEN:
            raise PictureError(f"{self.name} has the element <{word}>, which a drawing may not have")
        for attribute, value in attributes.items():
            self._attribute(attribute.lower(), value)
        around = [key for key in self._open if key]
        if word == "use":
            target = next((v[1:] for k, v in attributes.items() if k.lower().endswith("href")), "")
            for key in ("", *around):
                self.repeats.setdefault(key, []).append(target)
        self._open.append(attributes.get("id", ""))
        for key in {*around, self._open[-1]} - {""}:
            self.sizes[key] = self.sizes.get(key, 0) + 1
        if self.count > MOST_ELEMENTS:
            raise PictureError(f"{self.name} has more than {MOST_ELEMENTS:,} elements")

    def end(self, _: str) -> None:
        """Leave an element."""
        self._open.pop()

    def text(self, text: str) -> None:
        """Look at text: style sheets are text."""
        self._address(text)

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            raise PictureError(f"{self.name} has the attribute {name}, which would run a script")
        if name.rpartition(":")[2] in ("href", "src") and not value.strip().startswith(("#", "data:image/")):
            raise PictureError(f"{self.name} refers to {value.strip()[:100]}; a drawing may only refer to itself")
        self._address(value)

    def _address(self, text: str) -> None:
        if found := _ADDRESS.search(text):
            raise PictureError(
                f"{self.name} refers to {(found[1] or text).strip()[:100]}; a drawing may only refer to itself"
            )

    def drawn(self) -> int:
        """Return how many elements are drawn, with all that is repeated.

        Raises:
            PictureError: a part uses itself, or there are too many.
        """
        waiting: list[tuple[str, tuple[str, ...]]] = [(target, ()) for target in self.repeats.get("", ())]
        drawn = self.count
        while waiting:
            target, above = waiting.pop()
            if target in above or len(above) > 30:
                raise PictureError(f"{self.name} has a part, “{target[:50]}”, that uses itself")
            drawn += self.sizes.get(target, 1)
            if drawn > MOST_ELEMENTS:
                raise PictureError(f"{self.name} repeats its parts until there are more than {MOST_ELEMENTS:,}")
            waiting += [(inner, (*above, target)) for inner in self.repeats.get(target, ())]
        return drawn


def _check_drawing(data: bytes, name: str) -> None:
    drawing = _Drawing(name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text

    def refuse(*_: object) -> None:
        raise PictureError(f"{name} declares entities, which a drawing may not have")

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat knows no keywords
    except expat.ExpatError as error:
        raise PictureError(f"{name} is no well-formed drawing: {error}") from None
    if drawing.root != "svg":
        raise PictureError(f"{name} is no picture: PNG, JPEG, GIF, WebP and SVG are known")
    drawing.drawn()
