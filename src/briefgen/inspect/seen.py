"""What a reader sees of a page of a PDF: each run of text with the reason it cannot be read, if there is one.

In: a page of pypdfium2. Out: `Seen`. Objects are taken in the order in which they are painted; a run may be cut off by
a clip or the edge of the page, painted over, in the colour of what lies under it, too small, or printed over by other
words. Measures are points; a box is (left, bottom, right, top).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int, int]
_PAPER: Colour = (255, 255, 255, 255)
_SMALLEST = 4.0  # points
_OPAQUE = 200  # of 255
_ALIKE = 28  # greatest difference of a channel, of 255, at which two colours are one to a reader
_LEAST_WIDTH, _LEAST_HEIGHT = 0.96, 0.6  # of a run: what must be inside its clip and its page to be read
_OVERPRINT = 0.3  # of the smaller run
_LEAST_PICTURE = 400.0  # square points (half a square inch and more: no chart is smaller)
_DEPTH = 30  # of the structure tree and of groups: more is no page of ours
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: its words, where it stands, and why it cannot be read (empty: it can)."""

    text: str
    box: Box
    unseen: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page: its runs in order, the alternative texts of pictures that can be seen, words in no structure element."""

    size: tuple[float, float]
    runs: tuple[Run, ...]
    pictures: tuple[str, ...]
    untagged: tuple[str, ...] = ()


@dataclass(slots=True)
class _Thing:
    """An object of the page, in painting order."""

    kind: int
    box: Box
    shown: Box
    colour: Colour
    text: str = ""
    size: float = 0.0
    upright: bool = True
    ring: bool = False
    mark: int = -1
    inside: bool = field(default=False)


_Covers = list[tuple[int, _Thing]]  # what can hide words, each with its place in the order of painting


def seen(page: PdfPage) -> Seen:
    """Return what can be seen of a page."""
    figures = tuple(_figures(page))
    drawn = {mark for _, marks in figures for mark in marks}
    things = list(_things(page, drawn))
    covers = [
        (at, t) for at, t in enumerate(things) if t.kind != TEXT and not t.ring and not t.inside and _area(t.shown) > 20
    ]
    words = [(at, t) for at, t in enumerate(things) if t.kind == TEXT and t.mark not in drawn]
    runs = tuple(Run(thing.text, thing.box, _unseen(thing, at, covers)) for at, thing in words)
    upright = tuple(thing.upright for _, thing in words)
    untagged = tuple(thing.text for _, thing in words if thing.inside and thing.mark < 0)
    return Seen(page.get_size(), _printed_over(runs, upright), tuple(_pictures(figures, things, covers)), untagged)


# ---------------------------------------------------------------- reading


def _things(page: PdfPage, drawn: set[int]) -> Iterator[_Thing]:
    import pypdfium2.raw as pdfium

    paper = page.get_mediabox()
    words, around = page.get_textpage(), -1
    try:
        for entry in page.get_objects(max_depth=_DEPTH):
            mark = around if entry.level else pdfium.FPDFPageObj_GetMarkedContentID(entry.raw)
            around = mark
            if mark in drawn and (entry.level or entry.type == TEXT):
                continue  # what a picture is made of is the picture's business
            box = entry.get_bounds()
            shown = _common(_common(box, paper), _clip(pdfium, entry.raw) or box)
            thing = _Thing(entry.type, box, shown, _colour(pdfium, entry.raw), mark=mark, inside=entry.level > 0)
            if entry.type == TEXT:
                _read_text(pdfium, thing, entry, words.raw)
            elif entry.type == PATH and not _read_path(pdfium, thing, entry.raw):
                continue
            yield thing
    finally:
        words.close()


def _read_text(pdfium: Any, thing: _Thing, entry: Any, words: Any) -> None:  # noqa: ANN401 - comes without types
    length = pdfium.FPDFTextObj_GetText(entry.raw, words, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(entry.raw, words, buffer, length)
    thing.text = bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", "replace")
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(entry.raw, size)
    a, b, c, d, _, _ = entry.get_matrix().get()
    thing.size = size.value * abs(a * d - b * c) ** 0.5
    thing.upright = abs(b) < 1e-3 and abs(c) < 1e-3
    if pdfium.FPDFTextObj_GetTextRenderMode(entry.raw) in (3, 7):
        thing.colour = (*thing.colour[:3], 0)


def _read_path(pdfium: Any, thing: _Thing, raw: Any) -> bool:  # noqa: ANN401 - as above
    """Read how a path is filled; one that is not filled hides nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, fill, stroke)
    if not fill.value:
        return False
    segments = (pdfium.FPDFPath_GetPathSegment(raw, n) for n in range(min(pdfium.FPDFPath_CountSegments(raw), 200)))
    thing.ring = sum(pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO for segment in segments) > 1
    return True


def _colour(pdfium: Any, raw: Any) -> Colour:  # noqa: ANN401 - as above
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(raw, *parts):
        return (0, 0, 0, 255)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue, alpha)


def _clip(pdfium: Any, raw: Any) -> Box | None:  # noqa: ANN401 - as above
    path = pdfium.FPDFPageObj_GetClipPath(raw)
    box: Box | None = None
    for number in range(max(0, pdfium.FPDFClipPath_CountPaths(path))) if path else ():
        x, y, xs, ys = ctypes.c_float(), ctypes.c_float(), [], []
        for at in range(min(pdfium.FPDFClipPath_CountPathSegments(path, number), 200)):
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, number, at), x, y)
            xs.append(x.value)
            ys.append(y.value)
        if xs:
            one = (min(xs), min(ys), max(xs), max(ys))
            box = _common(box, one) if box else one
    return box


# ---------------------------------------------------------------- judging


def _unseen(thing: _Thing, at: int, covers: _Covers) -> str:
    """Return why a run cannot be read, or nothing."""
    left, bottom, right, top = thing.box
    width, height = right - left, top - bottom
    shown = thing.shown
    if thing.inside or thing.mark < 0:
        what = (
            "stands in a picture or a group with opacity"
            if thing.inside
            else "is furniture that no screen reader reads"
        )
        return f"it {what}"
    if thing.size < _SMALLEST:
        return f"it is smaller than {_SMALLEST:g} points"
    if width > 0 and height > 0:
        wide, high = (shown[2] - shown[0]) / width, (shown[3] - shown[1]) / height
        if wide < _LEAST_WIDTH or high < _LEAST_HEIGHT:
            return "it lies outside its box or its page"
    middle = ((left + right) / 2, (bottom + top) / 2)
    here = [(place, other) for place, other in covers if _holds(other.shown, middle)]
    under = _PAPER
    for place, other in here:
        if place < at and other.colour[3] > 0:
            under = _mixed(other.colour, under) if other.kind == PATH else (128, 128, 128, 255)  # nobody knows
    if all(abs(a - b) <= _ALIKE for a, b in zip(_mixed(thing.colour, under)[:3], under[:3], strict=True)):
        return "it has the colour of what it stands on"
    if any(place > at and other.colour[3] >= _OPAQUE for place, other in here):
        return "something is painted over it"
    return ""


def _printed_over(runs: tuple[Run, ...], upright: tuple[bool, ...]) -> tuple[Run, ...]:
    """Return the runs, those marked that another run of words is printed over."""
    order = sorted(
        (n for n, run in enumerate(runs) if not run.unseen and upright[n] and run.text.strip()),
        key=lambda n: runs[n].box[1],
    )
    over: set[int] = set()
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            if runs[second].box[1] >= runs[first].box[3]:
                break
            smaller = min(_area(runs[first].box), _area(runs[second].box))
            if smaller > 0 and _area(_common(runs[first].box, runs[second].box)) > _OVERPRINT * smaller:
                over |= {first, second}
    return tuple(
        Run(run.text, run.box, "other words are printed over it") if n in over else run for n, run in enumerate(runs)
    )


def _pictures(figures: Iterable[tuple[str, tuple[int, ...]]], things: list[_Thing], covers: _Covers) -> Iterator[str]:
    """Yield the alternative text of each picture of which enough can be seen."""
    marks: dict[int, list[_Thing]] = {}
    for thing in things:
        if not thing.inside:
            marks.setdefault(thing.mark, []).append(thing)
    for alt, ids in figures:
        parts = [thing for mark in ids for thing in marks.get(mark, ()) if thing.colour[3] > 0 or thing.kind == IMAGE]
        whole, shown = sum(_area(t.box) for t in parts), sum(_area(t.shown) for t in parts)
        if parts and shown >= max(_LEAST_PICTURE, 0.9 * whole) and not _hidden(parts[0], things, covers):
            yield alt


def _hidden(picture: _Thing, things: list[_Thing], covers: _Covers) -> bool:
    left, bottom, right, top = picture.box
    middle = ((left + right) / 2, (bottom + top) / 2)
    at = next(n for n, thing in enumerate(things) if thing is picture)
    return any(
        place > at and other.colour[3] >= _OPAQUE and other.mark != picture.mark and _holds(other.shown, middle)
        for place, other in covers
    )


def _figures(page: PdfPage) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield (alternative text, ids of its content) of each figure in the page's structure tree."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        waiting = [
            (pdfium.FPDF_StructTree_GetChildAtIndex(tree, n), 0)
            for n in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        while waiting:
            element, depth = waiting.pop()
            if not element or depth > _DEPTH:
                continue
            if _said(pdfium.FPDF_StructElement_GetType, element) == "Figure":
                ids = range(max(0, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)))
                found = (pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, n) for n in ids)
                yield _said(pdfium.FPDF_StructElement_GetAltText, element), tuple(found)
            children = range(max(0, pdfium.FPDF_StructElement_CountChildren(element)))
            waiting += [(pdfium.FPDF_StructElement_GetChildAtIndex(element, n), depth + 1) for n in children]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _said(ask: Any, element: Any) -> str:  # noqa: ANN401 - comes without types
    length = ask(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


# ---------------------------------------------------------------- boxes and colours


def _common(a: Box, b: Box) -> Box:
    left, bottom = max(a[0], b[0]), max(a[1], b[1])
    return (left, bottom, max(left, min(a[2], b[2])), max(bottom, min(a[3], b[3])))


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _mixed(above: Colour, under: Colour) -> Colour:
    share = above[3] / 255
    red, green, blue = (round(a * share + u * (1 - share)) for a, u in zip(above[:3], under[:3], strict=True))
    return (red, green, blue, 255)
