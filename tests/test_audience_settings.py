"""Any audience a user may think of gives a page or diagnostics, never a traceback (hypothesis)."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.briefs import AUDIENCE_KEYS
from briefgen.workspace.keys import Key
from briefgen.workspace.theme import COLOURS
from tests.commands import run
from tests.projects import copy_tiny

ODDITIES = [
    "",
    " ",
    "“",
    '"',
    "<b>x</b>",
    "{{ x }}",
    "{% endif %}",
    "[@x]",
    "\u202e",
    "ü",
    "a" * 300,
    "&amp;",
    "\\",
    "]]>",
]
ODD = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "“",
            '"',
            "<b>x</b>",
            "{{ x }}",
            "{% endif %}",
            "[@x]",
            "\u202e",
            "ü",
            "a" * 300,
            "&amp;",
            "\\",
            "'",
            "]]>",
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
)
COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
WORDS = st.sampled_from(["well", "the well", "the county", "council", "2018", "June", "a", "reopened", "U.S.", "("])


def fitting(key: Key) -> st.SearchStrategy[Any]:
    """Draw a value of the key's own type: sometimes one it accepts, sometimes one it must refuse."""
    if key.choices:
        return st.one_of(st.sampled_from(key.choices), ODD)
    if key.type is int:
        low, high = key.limits or (-5, 500)
        return st.one_of(st.integers(low, min(high, 500)), st.sampled_from([-1, 0, 1, 10**9]))
    if key.type is list:
        names = st.sampled_from(["+annex", "++questions", "questions", "story", "+story", "nothing", "", "+", "../x"])
        return st.lists(names, max_size=3)
    return ODD


def theme() -> st.SearchStrategy[dict[str, Any]]:
    """Draw design tokens."""
    colours = st.dictionaries(st.sampled_from(sorted(COLOURS)), st.one_of(COLOUR, ODD), max_size=3)
    rest = st.fixed_dictionaries(
        {},
        optional={
            "text_font": st.sampled_from(["serif", "sans", "comic"]),
            "heading_font": st.sampled_from(["serif", "sans"]),
            "logo": st.sampled_from(["", "logo.svg", "../x", "/etc/hosts", "."]),
            "cover": st.booleans(),
            "nonsense": ODD,
        },
    )
    return st.builds(lambda a, b: {**a, **b}, colours, rest)


def audience() -> st.SearchStrategy[dict[str, Any]]:
    """Draw the settings of an audience."""
    simple = {name: fitting(key) for name, key in AUDIENCE_KEYS.items() if key.type is not dict}
    simple |= {"terms": st.dictionaries(st.one_of(WORDS, ODD), st.one_of(WORDS, ODD), max_size=4), "theme": theme()}
    needed = {name: simple.pop(name) for name in ("name", "edition")}
    return st.fixed_dictionaries(needed, optional=simple)


def toml(settings: dict[str, Any]) -> str:
    """Return settings as TOML."""
    simple = {name: value for name, value in settings.items() if not isinstance(value, dict)}
    lines = [f"{name} = {written(value)}" for name, value in simple.items()]
    for name, table in settings.items():
        if isinstance(table, dict):
            lines += [f"[{name}]", *(f"{written(key)} = {written(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def written(value: object) -> str:
    """Return a value as TOML, whatever is odd in a text as an escape."""
    if isinstance(value, str):
        plain = string.ascii_letters + string.digits + " #+-./"
        return '"' + "".join(c if c in plain else f"\\U{ord(c):08X}" for c in value) + '"'
    if isinstance(value, list):
        return f"[{', '.join(written(item) for item in value)}]"
    return json.dumps(value)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tiny project with a logo."""
    folder = copy_tiny(tmp_path_factory.mktemp("settings") / "project")
    (folder / "templates/assets").mkdir()
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (folder / "templates/assets/logo.svg").write_text(logo, encoding="utf-8")
    return folder


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=audience())
def test_no_audience_gives_a_traceback(project: Path, drawn: dict[str, Any]) -> None:
    """A page, or diagnostics that name a file; exit code 0, 1 or 2 (`run` raises whatever else escapes)."""
    (project / "templates/audiences/reader/audience.toml").write_text(toml(drawn), encoding="utf-8")
    done = run(project, "render", "well", "-a", "reader", "-f", "html", "--json")
    told = json.loads(done.stdout)
    assert done.returncode in (0, 1, 2)
    assert (done.returncode == 0) == (not told["diagnostics"])
    for diagnostic in told["diagnostics"]:
        assert diagnostic["rule"]
        assert diagnostic["message"]
        assert diagnostic["file"]
    again = run(project, "explain", "well", "-a", "reader", "--no-measure", "--json")
    assert json.loads(again.stdout)["kind"] == "explain"
