"""The layouts of the site get what templates/CONTEXT.md says, and a project may override them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from briefgen.api.site_reference import LAYOUTS, SITE
from briefgen.publish.page import Page, Shell
from briefgen.workspace import Workspace, builtin_templates
from tests.projects import TINY
from tests.publish.sites import QUICK, published, site_project

FOLDER = builtin_templates() / "site"


def used(layout: str) -> set[str]:
    """Return the names a layout uses and does not set itself."""
    tree = Environment(autoescape=True).parse((FOLDER / f"{layout}.html.j2").read_text(encoding="utf-8"))
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    blocks = {block.target.name for block in tree.find_all(nodes.AssignBlock) if isinstance(block.target, nodes.Name)}
    return meta.find_undeclared_variables(tree) - macros - blocks - {"parts", "range", "super"}


def test_every_layout_is_documented() -> None:
    """And there are no others."""
    assert {path.name.removesuffix(".html.j2") for path in FOLDER.glob("*.html.j2")} == set(LAYOUTS)


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"edition", "page", "parts"}))
def test_a_layout_uses_what_is_documented(layout: str) -> None:
    """Of the names of its own; what all share may be used anywhere."""
    own = {name.strip() for name in LAYOUTS[layout].split(",") if name.strip()}
    assert used(layout) - set(SITE) <= own


def test_every_page_gets_what_is_documented() -> None:
    """Neither more nor less."""
    shell = Shell(Workspace.open(TINY).config, "", lambda _: None, (), (), "icon.svg", "1")
    assert set(shell.names(Page("a.html", "home", "A", ""))) == set(SITE)


def test_a_project_may_change_a_page_and_the_look(tmp_path: Path) -> None:
    """By files of the same name; a built-in layout can be extended."""
    project = site_project(tmp_path / "project", f'{QUICK}\n[theme]\naccent = "#225533"\n')
    folder = project / "templates" / "site"
    folder.mkdir()
    (folder / "home.html.j2").write_text(
        '{% extends "builtin/site/home.html.j2" %}\n{% block title %}<h1>Water: {{ config.name }}</h1>{% endblock %}',
        encoding="utf-8",
    )
    (folder / "site.css").write_text("h1 { color: red }", encoding="utf-8")
    published(project)
    site = project / "out" / "site"
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "<h1>Water: Alderby Well</h1>" in home
    assert "Latest briefs" in home
    (style,) = site.glob("assets/site-*.css")
    text = style.read_text(encoding="utf-8")
    assert "--accent:#225533" in text
    assert "h1 { color: red }" in text
