"""Every chart: drawn from any number of rows, with any labels, at both widths."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefgen.charts import CHARTS, draw
from briefgen.charts.canvas import Canvas
from briefgen.charts.frame import THEME
from briefgen.document import ChartSpec, Figure
from briefgen.errors import BriefgenError
from tests.charts.sample import FONTS, SVG, everything, many, options, texts

TALLEST = 215.0  # millimetres: what print.css gives a picture before it makes it smaller, its letters too
NAMES = {
    "short": "Item {}",
    "long": "The quite extraordinarily long-winded Body for very, very, very Long Names <b>“x”</b> & $\\frac$ {}",
    "korean": "한반도 평화와 협력을 위한 울란바토르 대화 제{}차 회의",
    "cyrillic": "Улаанбаатарын яриа хэлэлцээ, Зүүн хойд Азийн аюулгүй байдал № {}",
    "unbroken": "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurf" * 2 + "{}",
    "hostile": "]]><script>alert(1)</script>\x00\x0b\u202e\ud800 {}",
}


def figure(kind: str, count: int, names: str = "short", width: float = 160.0) -> Figure:
    """Return a chart of made-up rows."""
    data = many(count, NAMES[names].format)
    labels = {key: NAMES[names].format(i) for i, key in enumerate(data.sources)}
    return CHARTS[kind](data, everything(data), options(width, labels=labels))


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("count", [0, 1, 3, 40])
@pytest.mark.parametrize("width", [160.0, 75.0])
@pytest.mark.parametrize("kind", CHARTS)
def test_any_rows_and_labels(kind: str, width: float, count: int, names: str) -> None:
    """No text runs into another or over the edge, and the picture stays under 60 kB, whatever the data."""
    svg = draw(figure(kind, count, names, width).chart, FONTS)
    assert not faults(svg, width)
    assert len(svg) < 60_000
    assert float(re.findall(rb'height="([\d.]+)mm"', svg)[0]) <= TALLEST


def faults(svg: bytes, width: float) -> list[str]:
    """Return the texts that leave the sheet and those that run into another."""
    words = texts(svg, width)
    assert words
    _, _, right, bottom = map(float, re.findall(rb'viewBox="(.*?)"', svg)[0].split())
    out = [w for w in words if w.left < -0.6 or w.right > right + 0.6 or w.top < -0.6 or w.bottom > bottom + 0.6]
    met = [(a, b) for n, a in enumerate(words) for b in words[n + 1 :] if a.meets(b)]
    return [w.text for w in out] + [f"{a.text} / {b.text}" for a, b in met]


@pytest.mark.parametrize("kind", CHARTS)
def test_four_hundred_rows(kind: str) -> None:
    """Four hundred rows are drawn up to the limit; the table has them all."""
    found = figure(kind, 400)
    svg = draw(found.chart, FONTS)
    assert len(svg) < 60_000
    assert not faults(svg, 160.0)
    if kind in {"timeline", "proposals", "mechanisms", "map", "visits", "disagreements"}:
        assert len(found.table.rows) >= 400


@pytest.mark.parametrize("width", [160.0, 75.0])
@pytest.mark.parametrize("kind", CHARTS)
def test_shapes_tell_the_kinds_apart(kind: str, width: float) -> None:
    """In a key no two entries share a shape, so that grey print and eyes that see no colours lose nothing."""
    glyphs = [entry[0] for entry in dict(figure(kind, 40, width=width).chart.data).get("key", ())]
    assert len(glyphs) == len(set(glyphs))


@pytest.mark.parametrize("kind", CHARTS)
def test_colours_are_the_themes(kind: str) -> None:
    """Every colour is one of the theme, so that a page can turn them all when it is read in the dark."""
    svg = draw(replace(figure(kind, 12).chart, theme=tuple(sorted(THEME.items()))), FONTS)
    assert set(re.findall(r"#[0-9a-f]{6}", svg.decode())) <= set(THEME.values())


def test_contrast() -> None:
    """Letters stand out from paper and tint by 4.5 to 1, marks by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        dark, light = sorted((luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)

    theme = Canvas(160.0, FONTS, tuple(THEME.items())).theme
    assert all(contrast(theme[c], theme[ground]) >= 4.5 for c in ("ink", "muted") for ground in ("paper", "tint"))
    assert contrast(theme["accent"], theme["paper"]) >= 4.5
    assert all(contrast(theme[c], theme["paper"]) >= 3 for c in ("accent", "accent2", "warn"))


@pytest.mark.parametrize("kind", CHARTS)
def test_standalone_svg(kind: str) -> None:
    """The root says what it is and how large; text is text; there is no style, script, metadata or foreign id."""
    svg = draw(figure(kind, 3).chart, FONTS)
    root = ET.fromstring(svg)  # noqa: S314 - our own bytes
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert (root.get("width") or "").endswith("mm")
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == figure(kind, 3).alt
    assert root.get("aria-labelledby") == root[0].get("id")
    assert b"style" not in svg
    assert b"<metadata" not in svg
    assert b"<!DOCTYPE" not in svg
    ids = [node.get("id") or "" for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{kind}-") for name in ids)


@pytest.mark.parametrize("kind", CHARTS)
def test_labels_are_never_markup(kind: str) -> None:
    """Markup, mathematics and control characters in labels come out as text, or not at all."""
    svg = draw(figure(kind, 3, "hostile").chart, FONTS)
    assert b"<script" not in svg
    assert "\u202e" not in svg.decode()
    ET.fromstring(svg)  # noqa: S314 - our own bytes
    assert "$\\frac$" in " ".join(w.text for w in texts(draw(figure("timeline", 3, "long").chart, FONTS), 160.0))


def test_the_tallest_picture_is_printed_at_its_size() -> None:
    """The style of the printed page makes no picture smaller that is as tall as a chart may be."""
    css = (Path(__file__).parents[2] / "templates" / "layout" / "print.css").read_text(encoding="utf-8")
    assert f"max-height: {TALLEST:.0f}mm" in css


def test_text_size() -> None:
    """All text is printed at 8.5 to 9.5 points, and none is turned."""
    for kind in CHARTS:
        svg = draw(figure(kind, 3).chart, FONTS)
        sizes = {float(size) for size in re.findall(rb'font-size="([\d.]+)px"', svg)}
        assert all(8.5 <= size <= 9.5 for size in sizes)
        assert b"rotate" not in svg


def test_ids_of_two_charts_differ() -> None:
    """Two charts of one kind with different data can stand in one page."""
    found = [set(re.findall(rb'id="(.*?)"', draw(figure("timeline", n).chart, FONTS))) for n in (1, 3)]
    assert not found[0] & found[1]


def test_unknown_kind() -> None:
    """A chart nobody knows is a diagnostic with a hint."""
    with pytest.raises(BriefgenError, match="unknown-chart") as error:
        draw(ChartSpec("timelin", ()), FONTS)
    assert "timeline" in error.value.diagnostics[0].hint


def test_without_fonts(tmp_path: Path) -> None:
    """Without the fonts a chart is drawn all the same, measured with matplotlib's own."""
    assert b"<text" in draw(figure("coverage", 3).chart, tmp_path)


def test_equal_specs_equal_bytes() -> None:
    """The bytes depend on the spec alone: not on the process, its hash seed or what was drawn before."""
    program = (
        "import hashlib\nfrom tests.charts.test_charts import CHARTS, FONTS, draw, figure\n"
        "print(hashlib.sha256(b''.join(draw(figure(kind, 12).chart, FONTS) for kind in CHARTS)).hexdigest())"
    )
    root = Path(__file__).parents[2]
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(Path.home())},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_builders_import_no_matplotlib() -> None:
    """Building figures needs neither matplotlib nor pandas; only drawing does, and never pandas or pyplot."""
    program = (
        "import sys\nimport briefgen.charts\nassert not {'matplotlib', 'numpy', 'pandas'} & set(sys.modules)\n"
        "import briefgen.charts.canvas\nassert not {'pandas', 'matplotlib.pyplot'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_time() -> None:
    """All charts there are, more than any edition has, are drawn in at most 0.6 seconds of the processor."""
    program = (
        "from time import process_time\nfrom tests.charts.test_charts import CHARTS, FONTS, draw, figure\n"
        "specs = [figure(kind, 12).chart for kind in CHARTS]\ndraw(specs[0], FONTS)\nbegan = process_time()\n"
        "for spec in specs:\n    draw(spec, FONTS)\nprint(process_time() - began)"
    )
    clean = {"PATH": "", "HOME": str(Path.home())}  # a process of its own, so that nothing that measures slows it down
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], env=clean, check=True, capture_output=True
    )
    assert float(done.stdout) < 0.6


def test_words_of_the_audience() -> None:
    """The picture speaks the audience's words; the table and the headline are left to the composition."""
    data = many(3, "Item {}".format)
    for build in CHARTS.values():
        found = build(data, everything(data), options(words=lambda text: text.replace("Item", "The thing")))
        assert "Item" not in str(found.chart.data)


def test_headline_and_subtitle_can_be_given() -> None:
    """A topic may write headline and subtitle itself."""
    data = many(3, "Item {}".format)
    for build in CHARTS.values():
        found = build(data, everything(data), options(headline="Mine", subtitle="Also mine"))
        assert [part.text for part in found.headline if hasattr(part, "text")] == ["Mine"]
        assert found.subtitle == "Also mine"


def test_theme_reaches_the_picture() -> None:
    """Colours and font come from the theme; keys nobody knows change nothing."""
    data = many(3, "Item {}".format)
    mine = (("accent", "#123456"), ("font", "'Source Serif 4', serif"), ("unheard", "of"))
    spec = CHARTS["timeline"](data, everything(data), options(theme=mine)).chart
    svg = draw(spec, FONTS)
    assert b"#123456" in svg
    assert b"font-family=\"'Source Serif 4', serif\"" in svg
    assert replace(spec, theme=()).theme != spec.theme
    assert "unheard" not in dict(spec.theme)


def test_bad_theme() -> None:
    """A colour that is none, and a font list that could break out of its attribute, are refused."""
    data = many(1, "Item {}".format)
    for theme, rule in ((("ink", "red;x"), "bad-colour"), (("font", 'x" onload="y'), "bad-font")):
        with pytest.raises(BriefgenError, match=rule):
            CHARTS["coverage"](data, everything(data), options(theme=(theme,)))


def test_every_figure_is_complete() -> None:
    """Alt text, subtitle, credit with sources and as-of date, a table as wide as its header, and claims cited."""
    for kind in CHARTS:
        found = figure(kind, 3)
        assert found.alt
        assert found.subtitle
        assert found.credit.endswith("Evidence as of 21\u00a0November\u00a02026.")
        assert all(len(row) == len(found.table.header) for row in found.table.rows)
        assert found.cites
