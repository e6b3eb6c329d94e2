"""design: what is shipped can be read and told apart, in every mode and by everybody; a theme's colours are adapted."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from briefgen.briefs import audiences, read_audience
from briefgen.design import (
    COLOURS,
    GRAPHICS,
    MEASURES,
    MODES,
    SERIES,
    SURFACES,
    TEXT,
    TEXTS,
    adapted,
    contrast,
    palette,
)
from briefgen.design.colour import Triple, linear, written
from briefgen.design.palette import ENHANCED
from briefgen.render.look import chart_colours, print_variables, screen_variables
from briefgen.workspace import Workspace
from tests.design.vision import SEEN_BY, difference, seen

APART = 11.0  # CIEDE2000: colours side by side are told apart at about 2, at a glance and in small marks at 10
CHECKOUT = Path(__file__).parents[2]


def themes() -> dict[str, dict[str, str]]:
    """Return what the audiences that are shipped set, and the theme of those that set nothing."""
    workspace = Workspace.open(CHECKOUT)
    return {"none": {}, **{slug: dict(read_audience(workspace, slug).theme) for slug in audiences(workspace)}}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("audience", themes())
def test_contrast(audience: str, mode: str) -> None:
    """Text, and so what charts are drawn in, meets WCAG AA on every surface; AAA where more contrast is asked for."""
    colours = palette(themes()[audience], mode)
    least = ENHANCED if mode.endswith("contrast") else TEXT
    for name in TEXTS:
        for surface in SURFACES:
            assert contrast(colours[name], colours[surface]) >= least, (name, surface)
    assert set(SERIES) <= set(TEXTS)
    assert least >= GRAPHICS


@pytest.mark.parametrize("mode", [mode for mode in MODES if mode.endswith("contrast")])
def test_hairlines_are_seen_by_those_who_ask_for_contrast(mode: str) -> None:
    """With high contrast even hairlines are graphics of 3 : 1."""
    colours = palette(mode=mode)
    assert contrast(colours["faint"], colours["paper"]) >= GRAPHICS


@pytest.mark.parametrize("who", SEEN_BY)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("audience", themes())
def test_series_are_told_apart(audience: str, mode: str, who: str) -> None:
    """Any two colours of series differ by 11 in CIEDE2000 for those who lack a kind of cone too."""
    colours = palette(themes()[audience], mode)
    for one, other in combinations(SERIES, 2):
        apart = difference(seen(colours[one], who), seen(colours[other], who))
        assert apart >= APART, f"{one} and {other}: {apart:.1f}"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ],
)
def test_the_measure_of_difference(one: Triple, other: Triple, apart: float) -> None:
    """The difference is that of the published test data of CIEDE2000."""
    assert difference(one, other) == pytest.approx(apart, abs=0.0001)


def test_red_and_green_that_deuteranopes_confuse_are_found_close() -> None:
    """The simulation does its work: two colours far apart for most are close for those who lack the middle cones."""
    red, green = "#a06b00", "#7a7d00"
    assert difference(seen(red, "everyone"), seen(green, "everyone")) > 15
    assert difference(seen(red, "deuteranopes"), seen(green, "deuteranopes")) < 9


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and #767676 the darkest grey that passes on white."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize("colour", ["#1f4e79", "#ffff00", "#225533", "#000000", "#ffffff", "#7f7f7f"])
@pytest.mark.parametrize("grounds", [("#ffffff", "#f3f5f8"), ("#14181e", "#1d232b")])
def test_a_colour_is_adapted_to_its_ground(colour: str, grounds: tuple[str, ...]) -> None:
    """It stands out enough, is left alone when it did before, and comes near to no more than was asked."""
    done = adapted(colour, grounds, TEXT)
    assert min(contrast(done, ground) for ground in grounds) >= TEXT
    if all(contrast(colour, ground) >= TEXT for ground in grounds):
        assert done == colour
    else:
        assert min(contrast(done, ground) for ground in grounds) < TEXT + 0.5


def test_colours_that_cannot_be_adapted_end_in_black_or_white() -> None:
    """More than there is cannot be had."""
    assert adapted("#888888", ["#ffffff"], 22) == "#000000"
    assert adapted("#888888", ["#000000"], 22) == "#ffffff"


def test_a_colour_survives_being_taken_apart() -> None:
    """Shares of light give back the colour they came from."""
    assert written(linear("#1f4e79")) == "#1f4e79"


@pytest.mark.parametrize("mode", MODES)
def test_a_theme_is_adapted_to_every_mode(mode: str) -> None:
    """What a project sets for white paper can be read in the dark, and surfaces are those of the mode."""
    colours = palette({"accent": "#225533", "paper": "#fffdf5", "faint": "#cccccc"}, mode)
    assert set(colours) == set(COLOURS)
    assert (colours["accent"] == "#225533") == (mode in {"light", "contrast"})
    assert (colours["paper"] == "#fffdf5") == (mode == "light")
    assert min(contrast(colours["accent"], colours[s]) for s in SURFACES) >= TEXT


def test_every_page_has_every_token() -> None:
    """Screen and print name the same tokens; the screen has them for the dark, for contrast and for forced colours."""
    theme = (("accent", "#225533"),)
    screen, printed = screen_variables(theme), print_variables(theme)
    for name in (*COLOURS, *MEASURES):
        assert f"--{name}:" in screen
        assert f"--{name}:" in printed
    for query in ("prefers-color-scheme:dark", "prefers-contrast:more", "forced-colors:active"):
        assert f"@media screen and ({query})" in screen
    assert "@media" not in printed
    assert "--accent:#225533" in screen


def test_charts_in_the_page_take_the_tokens() -> None:
    """A colour that two tokens share is the first one's."""
    rules = chart_colours((("warn", "#1F4E79"),))
    assert 'svg [fill="#1f4e79"]{fill:var(--accent)}' in rules
    assert "var(--warn)" not in rules
