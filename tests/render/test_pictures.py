"""Pictures are drawn only when they are what they seem, and without what a camera wrote into them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render.engine import Attachment, Engine
from briefgen.render.pictures import PictureError, fit_picture
from briefgen.workspace import Workspace
from tests.clock import busy
from tests.render.pages import page, project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


def jpeg() -> bytes:
    """Return a photograph with GPS data, a comment and a thumbnail's worth of other things."""
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[2] = (47.0, 55.0, 7.0)
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif, comment=b"SECRET comment")
    assert b"SECRET" in out.getvalue()
    return out.getvalue()


def png(width: int = 4, height: int = 4, extra: bytes = b"") -> bytes:
    """Return the beginning of a PNG of some size: its header tells it before anything is decoded."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\0" * width for _ in range(height))) if width * height < 10**6 else b""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# ---------------------------------------------------------------- what is fit


def test_nothing_of_the_camera_is_left() -> None:
    """GPS data, descriptions and comments are gone; the pixels are there."""
    made = fit_picture(jpeg(), "photo.jpg")
    assert b"SECRET" not in made
    assert b"Exif" not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.size, picture.format, dict(picture.getexif())) == ((40, 30), "JPEG", {})


def test_turned_as_it_was_taken() -> None:
    """A photograph that says it lies on its side stands upright afterwards."""
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(fit_picture(out.getvalue(), "x"))) as picture:
        assert picture.size == (30, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_every_kind_of_pixels(mode: str, kind: str) -> None:
    """Whatever its pixels are, a picture comes out as one that can be drawn, with its transparency."""
    out = io.BytesIO()
    try:
        Image.new(mode, (3, 2)).save(out, kind)
    except (OSError, KeyError, ValueError):
        return  # there is no such file
    with Image.open(io.BytesIO(fit_picture(out.getvalue(), "x"))) as picture:
        assert (picture.size, picture.format) == ((3, 2), "PNG")
        assert picture.mode in ("L", "LA", "RGB", "RGBA")


def test_text_chunks_of_a_png() -> None:
    """Texts that a program wrote into a PNG are gone."""
    text = b"tEXt"
    data = b"Author\0SECRET"
    extra = struct.pack(">I", len(data)) + text + data + struct.pack(">I", zlib.crc32(text + data))
    assert b"SECRET" not in fit_picture(png(extra=extra), "x")


@pytest.mark.parametrize(
    "inner",
    [
        "<rect width='9' height='9'/>",
        "<defs><g id='a'><rect/></g></defs><use xlink:href='#a'/><use href='#a'/>",
        "<style>rect { fill: url(#a) }</style><image href='data:image/png;base64,AAAA'/>",
        "<title>a &amp; b</title>",
    ],
)
def test_drawings_that_are_fit(inner: str) -> None:
    """A drawing that refers to itself alone is taken as it is; so is one with a harmless prologue."""
    made = SVG.format(inner).encode()
    assert fit_picture(made, "x") == made
    prologue = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n'
    assert fit_picture(prologue + made, "x") == prologue + made


# ---------------------------------------------------------------- what is not


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no picture"),
        (b"GIF89a", "is no picture"),
        (b"a letter to the editor", "is no picture"),
        (b"<html><body>no</body></html>", "is no picture"),
        (png()[:40], "is no picture"),
        (png(300, 300)[:-60], "is damaged"),
        (jpeg()[:400], "is damaged"),
        (png(12_000, 12_000), "has 12,000 × 12,000 pixels"),
        (png(60_000, 1), "has 60,000 × 1 pixels"),
        (png(7_900, 7_900), "has 7,900 × 7,900 pixels"),
        (b"<svg" + b" " * 32 * 1024**2, "has more than 30 MiB"),
        (SVG.format("<script>x()</script>").encode(), "has the element <script>"),
        (SVG.format("<svg:foreignObject xmlns:svg='x'/>").encode(), "has the element <foreignObject>"),
        (SVG.format("<rect onclick='x()'/>").encode(), "has the attribute onclick"),
        (SVG.format("<image href='https://a.example/x.png'/>").encode(), "refers to https://a.example/x.png"),
        (SVG.format("<image xlink:href='file:///etc/passwd'/>").encode(), "refers to file:///etc/passwd"),
        (SVG.format("<a href='javascript:x()'/>").encode(), "refers to javascript:x()"),
        (SVG.format("<style>@import 'x.css';</style>").encode(), "a drawing may only refer to itself"),
        (SVG.format("<rect fill='url(http://a.example/#a)'/>").encode(), "refers to http://a.example/#a"),
        (SVG.format("<rect style='fill: URL( \"x.svg#a\" )'/>").encode(), "refers to x.svg#a"),
        (SVG.format("<g id='a'><use href='#a'/></g>").encode(), "“a”, that uses itself"),
        (SVG.format("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>").encode(), "that uses itself"),
        (SVG.format("<g>").encode(), "is no well-formed drawing"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("&a;").encode(), "declares entities"),
        (SVG.format("<rect/>" * 200_001).encode(), "has more than 200,000 elements"),
    ],
)
def test_what_is_not_fit(data: bytes, said: str) -> None:
    """Each is refused with its name and the reason, at once and before anything large is made of it."""
    started = busy()
    with pytest.raises(PictureError, match=r"logo\.png") as caught:
        fit_picture(data, "templates/assets/logo.png")
    assert said in str(caught.value)
    assert busy() - started < 5


def test_a_billion_laughs() -> None:
    """Parts that use parts that use parts are counted before they are drawn."""
    groups = "".join(f"<g id='g{n + 1}'>" + f"<use href='#g{n}'/>" * 10 + "</g>" for n in range(12))
    started = busy()
    with pytest.raises(PictureError, match="repeats its parts"):
        fit_picture(SVG.format(f"<rect id='g0'/>{groups}<use href='#g12'/>").encode(), "x")
    assert busy() - started < 5


# ---------------------------------------------------------------- in a page


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a project with good and bad assets."""
    workspace = project(tmp_path_factory.mktemp("pictures"))
    for name, data in (
        ("photo.jpg", jpeg()),
        ("letter.png", b"a letter"),
        ("huge.png", png(12_000, 12_000)),
        ("script.svg", SVG.format("<script>x()</script>").encode()),
        ("broken.ttf", b"no font"),
    ):
        (workspace.assets / name).write_bytes(data)
    return workspace


@pytest.fixture(scope="module")
def engine(workspace: Workspace) -> Iterator[Engine]:
    """Return an engine."""
    with Engine(workspace) as engine:
        yield engine


def refused(engine: Engine, body: str, style: str = "") -> Diagnostic:
    """Return the one thing a page ends with."""
    with pytest.raises(BriefgenError) as caught:
        engine.pdf(page(f"<h1>x</h1>{body}", style=style))
    return caught.value.diagnostics[0]


def test_a_photograph_in_a_page(engine: Engine) -> None:
    """A logo that is a photograph is printed, without what the camera wrote."""
    made = engine.pdf(page('<h1>x</h1><p><img alt="logo" src="asset:photo.jpg"></p>'))
    assert b"SECRET" not in made
    assert b"/DCTDecode" in made


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("letter.png", "templates/assets/letter.png is no picture"),
        ("huge.png", "templates/assets/huge.png has 12,000 × 12,000 pixels"),
        ("script.svg", "templates/assets/script.svg has the element <script>"),
    ],
)
def test_bad_assets_in_a_page(name: str, said: str, engine: Engine) -> None:
    """A bad asset is an error that names the file, wherever it is used."""
    for body, style in (
        (f'<img alt="x" src="asset:{name}">', ""),
        ("<p>x</p>", f"p {{ background: url(asset:{name}) }}"),
    ):
        fault = refused(engine, body, style)
        assert (fault.rule, fault.message.startswith(said)) == ("bad-picture", True)


def test_a_picture_in_a_picture(engine: Engine) -> None:
    """A picture inside a drawing is looked at, too; what fails in there is an error of some kind."""
    inner = "<image href='data:image/png;base64,AAAA' width='9' height='9'/>"
    drawn = SVG.format(inner).replace('"', "'")
    assert refused(engine, f'<img alt="x" src="data:image/svg+xml;utf8,{drawn}">').rule in {
        "bad-picture",
        "engine-warning",
    }


def test_a_broken_font(engine: Engine) -> None:
    """A font that is none is an error that names the file."""
    fault = refused(
        engine, "<p>x</p>", "@font-face { font-family: x; src: url(asset:broken.ttf) } p { font-family: x }"
    )
    assert (fault.rule, fault.message) == ("font-unreadable", "templates/assets/broken.ttf is no font, or is damaged")


@pytest.mark.parametrize("name", ["../x", "a/b.csv", "a\\b", ".hidden", "", "ä.csv", "a\0b", "x" * 101])
def test_names_of_attachments(name: str, engine: Engine) -> None:
    """A name with a path, or one that some system cannot have, is refused before anything is made."""
    with pytest.raises(BriefgenError) as caught:
        engine.pdf(page("<h1>x</h1>"), attachments=[Attachment(name, b"", "")])
    assert caught.value.diagnostics[0].rule == "attachment-name"


def test_the_text_of_attachments(tmp_path: Path) -> None:
    """The text of an attachment is that of the files in it."""
    from briefgen.export.as_csv import zipped

    assert Attachment("a.zip", zipped({"a": b"one", "b": b"two"}), "").text() == "one\ntwo"
    assert Attachment("a.json", "ä".encode(), "").text() == "ä"
