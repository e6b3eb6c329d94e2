"""matplotlib's SVG made small."""

from __future__ import annotations

from briefgen.charts.glyphs import GLYPHS, outline
from briefgen.charts.svg import tidy


def body(inner: str) -> str:
    """Return what becomes of the inside of an SVG."""
    svg = f'<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg width="9pt">\n{inner}\n</svg>\n'
    return tidy(svg, (10.0, 20.5), "p", title="A < B", description="", family="Inter").decode().split("</title>\n")[1]


def test_paths_become_relative_without_drift() -> None:
    """Moves, lines, curves and closings keep their places to a hundredth of a point."""
    data = "M 1.004 2 \nL 1.008 2.5 \nC 1 1 2 2 3 3 \nz\nM 0.5 -0.5 \nL 0.5 0.5 \n"
    out = body(f'<g id="x">\n<path d="{data}" style="fill: none; stroke: #000000"/>\n</g>')
    assert 'd="m1 2l.01.5c-.01' not in out  # a hundredth is written with its own blank or sign
    assert out.startswith('<path d="m1 2l.01 .5c-.01-1.5 .99-.5 1.99 .5z')
    assert 'fill="none" stroke="#000000"' in out


def test_style_comments_and_groups_go() -> None:
    """Styles become attributes; groups, comments, metadata and needless turns vanish."""
    text = '<text style="font-size: 8px; text-anchor: start" x="1.500" y="2" transform="rotate(-0 1 2)">a</text>'
    out = body(f'<metadata>x</metadata><!-- c --><g id="t">{text}</g>')
    assert out == '<text font-size="8px" x="1.5" y="2">a</text>\n</svg>\n'


def test_root() -> None:
    """Sizes are millimetres, the box is in points, the title is escaped; a description is pointed at."""
    out = tidy("<svg></svg>", (10.0, 20.5), "p", title="A < B", description="more", family='"X"').decode()
    assert 'width="10mm" height="20.5mm" viewBox="0 0 28.35 58.11"' in out
    assert '<title id="p-title">A &lt; B</title>' in out
    assert 'aria-describedby="p-desc"' in out
    assert "font-family=\"'X'\"" in out


def test_glyphs_differ_in_shape() -> None:
    """No two glyphs have the same outline: colour is never what tells them apart."""
    shapes = {
        name: tuple((s.fill and "x", s.colour and "x", steps) for s, steps in outline(name, 0, 0, 3, "ink"))
        for name in GLYPHS
    }
    assert len(set(shapes.values())) == len(GLYPHS)
