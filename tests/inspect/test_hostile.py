"""Style sheets that hide, lose or overprint: each is found out, and what was lost is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.inspect import nothing_lost
from tests.inspect.test_inspect import DOCUMENT, PARTS, pdf

__all__ = ["pdf"]  # the fixture

PARAGRAPH = "a paragraph"
STYLES = {
    "height 100 %": ("html, body { height: 100% } body { overflow: hidden; height: 40mm }", ""),
    "fixed height": ("p { height: 0.5mm; overflow: hidden }", PARAGRAPH),
    "absolute": ("body { position: absolute; font-size: 40pt }", ""),
    "absolute and far": ("h3 { position: absolute; left: 400mm }", "a heading"),
    "fixed and far": ("table { position: fixed; top: -500mm }", "a row of a table"),
    "float": ("body { float: left; font-size: 40pt }", ""),
    "inline-block": ("body { display: inline-block; font-size: 40pt }", ""),
    "overflow hidden": ("p { width: 30mm; white-space: nowrap; overflow: hidden }", PARAGRAPH),
    "display none": ("p { display: none }", PARAGRAPH),
    "display none for a row": ("tr:last-child { display: none }", "a row of a table"),
    "display none for a citation": ("p a { display: none }", "citation 12 in a paragraph"),
    "visibility hidden": ("h2 { visibility: hidden }", "the title of a section"),
    "white text": ("p { color: white }", PARAGRAPH),
    "nearly white text": ("p { color: #f0f0f0 }", PARAGRAPH),
    "text in the colour of its box": ("table { background: #222; color: #232323 }", "a row of a table"),
    "transparent text": ("p { color: transparent }", PARAGRAPH),
    "opacity": ("p { opacity: 0 }", PARAGRAPH),
    "zero font size": ("p { font-size: 0 }", PARAGRAPH),
    "tiny font size": ("p a { font-size: 3pt }", "citation 12 in a paragraph"),
    "negative margins": ("ul { margin-left: -300mm }", PARAGRAPH),
    "overprint by a negative margin": ("p + table { margin-top: -9mm } p { line-height: 1 }", "a row of a table"),
    "lines over lines": ("p { width: 30mm; line-height: 0.2 }", PARAGRAPH),
    "columns": ("body { columns: 40; column-gap: 0; font-size: 20pt; hyphens: none }", ""),
    "huge margins": ("p { margin-left: 190mm; white-space: nowrap }", PARAGRAPH),
    "a page of margins": ("@page { margin: 0 0 0 205mm } p { white-space: nowrap }", PARAGRAPH),
    "transform off the page": ("h3 { transform: translateX(900px) }", "a heading"),
    "transform to nothing": ("p { transform: scale(0.1) }", PARAGRAPH),
    "indent": ("p { text-indent: -9999px }", PARAGRAPH),
    "covered": ("body::after { content: ''; position: fixed; inset: 0; background: white }", ""),
    "covered by a box": ("table { margin-top: -60mm; background: #eee; position: relative }", PARAGRAPH),
    "a picture of no size": ("img { width: 1mm !important }", "the picture of a figure"),
    "a picture that is hidden": ("img { display: none }", "the picture of a figure"),
    "a picture off the page": ("img { position: relative; left: 300mm }", "the picture of a figure"),
}


def faults(pdf: Callable[..., bytes], style: str) -> tuple[Diagnostic, ...]:
    """Return what a style sheet ends with: complaints of the engine count, for no PDF is made then."""
    try:
        return nothing_lost(pdf(style), DOCUMENT)
    except BriefgenError as error:
        return error.diagnostics


@pytest.mark.parametrize("name", STYLES)
def test_hostile_style_sheets(name: str, pdf: Callable[..., bytes]) -> None:
    """It is reported, and what was lost is named with its words and the line that wrote it."""
    style, what = STYLES[name]
    found = [fault for fault in faults(pdf, style) if fault.rule == "content-lost"]
    assert found, name
    assert all(fault.details for fault in found)
    assert any(fault.message.startswith(what) for fault in found), [fault.message for fault in found]


@pytest.mark.parametrize("style", ["p { clip-path: inset(100%) }", "p { filter: opacity(0) }", "p { inset-x: 3 }"])
def test_what_weasyprint_does_not_know(style: str, pdf: Callable[..., bytes]) -> None:
    """A declaration that the engine ignores is an error that names it: nobody believes that it works."""
    (fault,) = faults(pdf, style)
    assert (fault.rule, "Ignored `" in fault.message) == ("engine-warning", True)


@pytest.mark.parametrize(
    ("style", "why"),
    [
        ("p { color: white }", "it has the colour of what it stands on"),
        ("p { font-size: 2pt }", "it is smaller than 4 points"),
        ("p { text-indent: -9999px }", "it lies outside its box or its page"),
        ("p { opacity: 0.3 }", "it stands in a picture or a group with opacity"),
        ("p { width: 30mm; line-height: 0.2 }", "other words are printed over it"),
        ("body::after { content: ''; position: fixed; inset: 0; background: #eee }", "something is painted over it"),
    ],
)
def test_the_reason_is_told(style: str, why: str, pdf: Callable[..., bytes]) -> None:
    """Where the words are in the file and cannot be read, the diagnostic says why."""
    assert any(f"it is written there, but {why}" in fault.details for fault in faults(pdf, style))


@pytest.mark.parametrize(
    "style",
    [
        "table { background: #111; color: white } tr { background: #222 }",
        "p { border: 2pt solid black; border-radius: 3mm; padding: 2mm; background: #ffd }",
        "body { columns: 2; hyphens: auto }",
        "h3 { transform: rotate(2deg) }",
        "p { letter-spacing: 0.2em; line-height: 1 }",
        "table { position: relative; left: 5mm } td { vertical-align: bottom }",
        "p { box-shadow: none; text-decoration: underline; font-style: italic }",
        "ul { float: right; width: 60mm } h3 { clear: both }",
        "body { display: flex; flex-direction: column } p { margin: -0.5mm 0 }",
    ],
)
def test_harmless_style_sheets(style: str, pdf: Callable[..., bytes]) -> None:
    """Light on dark, frames, columns, slants and floats lose nothing, and nothing is reported."""
    assert nothing_lost(pdf(style), DOCUMENT) == ()


def test_there_are_enough() -> None:
    """More than twelve kinds of hostility are tried, on a document with every kind of part."""
    assert len(STYLES) > 24
    assert len(PARTS) > 20
