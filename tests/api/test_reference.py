"""templates/CONTEXT.md says what templates really get, neither more nor less."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from briefgen import briefs
from briefgen.api import Project
from briefgen.api.examples import BOXES, FILTERS, GLOBAL_NAMES, LAYOUT
from briefgen.api.reference import layout_blocks, reference
from briefgen.api.scaffold import new_project
from briefgen.compose.context import FUNCTIONS, VARIABLES, Kitchen, context
from briefgen.compose.vocabulary import Vocabulary
from briefgen.render import page
from briefgen.selection import select
from briefgen.templating import Find, TemplateLimits, Tokens, render_template
from briefgen.templating.emit import Prose
from briefgen.templating.lines import COUNTED
from briefgen.workspace import Workspace
from briefgen.workspace.config import PROJECT_KEYS, SITE_KEYS, SUPPRESS_KEYS, read_config
from briefgen.workspace.keys import Key, key_faults, read_toml
from briefgen.workspace.retired import RETIRED_KEYS
from briefgen.workspace.theme import THEME_KEYS


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new project."""
    folder = tmp_path_factory.mktemp("new") / "project"
    new_project(folder)
    return folder


@pytest.fixture(scope="module")
def kitchen(example: Path) -> Kitchen:
    """Return what the functions of section templates are made from, in a new project."""
    project = Project.open(example)
    brief = briefs.open_brief(project.workspace, "footbridge", "resident")
    selection = select(project.dataset, brief.topic)
    return Kitchen(project.dataset, selection, brief, Tokens(), Vocabulary({}), "2020-06-30")


def only(text: str) -> Find:
    """Return a finder that knows this template only."""
    return lambda _: ("example", text)


def headings(text: str) -> list[str]:
    """Return the names of the functions that have a heading."""
    return re.findall(r"(?m)^#### `(\w+)\(", text)


def rows(text: str, title: str) -> list[str]:
    """Return the first column of the table below a heading."""
    below = re.split(r"\n###? ", text.partition(f"{title}\n")[2], maxsplit=1)[0]
    return re.findall(r"(?m)^\| `([^`]+)` \|", below)


def test_the_file_is_what_the_code_says(checkout: Path) -> None:
    """After a change of the code: `make docs`."""
    assert (checkout / "templates/CONTEXT.md").read_text(encoding="utf-8") == reference()


def test_names_of_section_templates_both_ways(kitchen: Kitchen) -> None:
    """What the context holds is documented, and what is documented the context holds."""
    text = reference()
    assert set(context(kitchen)) == set(headings(text)) | set(rows(text, "### Variables"))
    assert tuple(headings(text)) == FUNCTIONS
    assert set(rows(text, "### Variables")) == set(VARIABLES)


def test_filters_and_globals_both_ways() -> None:
    """Those of the sandbox, without the one briefgen keeps for itself."""
    sandbox = Prose(None, TemplateLimits(), Tokens())
    assert set(FILTERS) == set(sandbox.filters) - {COUNTED}
    assert set(GLOBAL_NAMES) == set(sandbox.globals)


def test_every_function_has_an_example_that_works(kitchen: Kitchen) -> None:
    """Each is run in a new project."""
    text = reference()
    examples = re.findall(r"(?m)^Example(?: \(used with `\{% call %\}`\))?: `(.+)`$", text)
    assert len(examples) == len(FUNCTIONS)
    for example in examples:
        made = render_template(only(example), "x", context(kitchen), kitchen.tokens)
        assert made.strip(), example


def test_every_filter_and_global_has_an_example_that_is_a_template(kitchen: Kitchen) -> None:
    """Names that stand for something of the reader's own are given."""
    given = {"ids": ["a", "b"], "numbers": [1, 2], "names": {"a": "b"}, "rows": [{"held": True, "year": 1}]}
    for name, example in {**FILTERS, **GLOBAL_NAMES}.items():
        assert name in example
        names = {**context(kitchen), **given}
        render_template(only(example), "x", names, Tokens())


def test_names_of_layouts_both_ways(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a layout gets is documented, and the other way round."""
    seen: list[Mapping[str, Any]] = []

    def spy(_find: object, _name: str, names: Mapping[str, Any]) -> str:
        seen.append(names)
        return "<head></head>"

    monkeypatch.setattr(page, "render_page", spy)
    project = Project.open(example)
    document = project.brief("footbridge", audience="resident").document
    from briefgen.render.html import render_html
    from briefgen.render.look import Look
    from briefgen.render.print import render_print

    look = Look(lambda _: None, project.workspace.fonts, project.workspace.assets)
    render_html(document, {}, look)
    render_print(document, {}, look)
    assert [set(names) for names in seen] == [set(LAYOUT)] * 2
    assert set(rows(reference(), "### Names")) == set(LAYOUT)


def test_blocks_of_layouts_are_those_of_the_files(checkout: Path) -> None:
    """Each block of a built-in layout is named."""
    for name, found in layout_blocks().items():
        text = (checkout / "templates/layout" / name).read_text(encoding="utf-8")
        assert set(found) == set(re.findall(r"\{%-? *block (\w+)", text))
        assert f"| `{name}` |" in reference()


def test_kinds_of_box_are_those_that_style_sheets_and_code_know(checkout: Path) -> None:
    """What the code makes is documented."""
    code = "".join(p.read_text(encoding="utf-8") for p in (checkout / "src/briefgen/compose").glob("*.py"))
    made = set(re.findall(r"kind=\"([a-z-]+)\"", code)) - {"plain"}
    assert made <= set(BOXES)


KINDS: Mapping[str, Mapping[str, Key]] = {
    "## `briefgen.toml`": PROJECT_KEYS,
    "## `[[suppress]]` in briefgen.toml": SUPPRESS_KEYS,
    "## `[[retired]]` in briefgen.toml": RETIRED_KEYS,
    "## `[site]` in briefgen.toml": SITE_KEYS,
    "## `topics/TOPIC/topic.toml`": briefs.TOPIC_KEYS,
    "## `[select]` in topic.toml": briefs.SELECT_KEYS,
    "## `[charts.NAME]` in topic.toml": briefs.CHART_KEYS,
    "## `audiences/AUDIENCE/audience.toml`": briefs.AUDIENCE_KEYS,
    "## `[theme]` in audience.toml and briefgen.toml": THEME_KEYS,
}


@pytest.mark.parametrize("title", KINDS)
def test_keys_of_settings_both_ways(title: str) -> None:
    """The keys that are accepted are the keys that are documented, each with an example that is accepted."""
    keys = KINDS[title]
    assert rows(reference(), title) == list(keys)
    for name, key in keys.items():
        text = "" if key.example.startswith("[[") else f"{name} = {key.example}"
        assert key.example, name
        assert list(key_faults(read_toml(text, "x"), keys, text, "x")) == []


def test_every_documented_key_is_read(example: Path) -> None:
    """Every key of the three files has its place in what is read from them."""
    workspace = Workspace.open(example)
    config = read_config(workspace.read_text("briefgen.toml"))
    assert [name for name in PROJECT_KEYS if name != "schema" and not hasattr(config, name)] == []
    assert [name for name in SITE_KEYS if not hasattr(config.site, name)] == []
    brief = briefs.open_brief(workspace, "footbridge", "resident")
    assert [name for name in briefs.TOPIC_KEYS if not hasattr(brief.topic, name)] == []
    assert [name for name in briefs.AUDIENCE_KEYS if not hasattr(brief.audience, name)] == []
    assert [name for name in briefs.SELECT_KEYS if not hasattr(brief.topic.select, name)] == []
    plain = [name for name, key in THEME_KEYS.items() if not key.colour]
    assert [name for name in plain if not hasattr(brief.audience, name)] == []
