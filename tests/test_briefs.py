"""Topics, audiences, and where a template is looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import briefs
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace
from tests.projects import copy_tiny


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the tiny project."""
    return copy_tiny(tmp_path / "project")


def put(project: Path, name: str, text: str) -> None:
    """Write a template of the project."""
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def faults(project: Path) -> list[str]:
    """Return the rule ids that opening the brief raises, with their hints."""
    with pytest.raises(BriefgenError) as caught:
        briefs.open_brief(Workspace.open(project), "well", "reader")
    return [f"{d.rule} {d.place} {d.hint}".strip() for d in caught.value.diagnostics]


def test_a_brief_is_a_topic_for_an_audience(project: Path) -> None:
    """Settings come from the two TOML files, defaults fill the rest."""
    brief = briefs.open_brief(Workspace.open(project), "well", "reader")
    assert (brief.topic.title, brief.audience.name) == ("The well of Alderby", "Villagers")
    assert (brief.audience.pages, brief.audience.paper, brief.audience.citation) == (0, "A4", "notes")
    assert brief.topic.select.topics == ("well",)


def test_a_topic_is_overlaid_for_an_audience_key_by_key(project: Path) -> None:
    """Only the keys of the more specific file change; other audiences keep theirs."""
    put(project, "topics/well/audiences/reader/topic.toml", 'standfirst = "Short."\n')
    workspace = Workspace.open(project)
    assert briefs.read_topic(workspace, "well", "reader").standfirst == "Short."
    assert briefs.read_topic(workspace, "well", "reader").title == "The well of Alderby"
    assert briefs.read_topic(workspace, "well").standfirst != "Short."


def test_lookup_is_by_specificity_then_project_before_builtin(project: Path) -> None:
    """Audience and topic, audience, topic, layout; each in the project first."""
    chain = briefs.open_brief(Workspace.open(project), "well", "reader").chain
    assert chain.candidates("x.css") == (
        "topics/well/audiences/reader/x.css", "audiences/reader/x.css", "topics/well/x.css", "layout/x.css",
    )  # fmt: skip
    for name in ("layout/x.css", "topics/well/x.css", "audiences/reader/x.css", "topics/well/audiences/reader/x.css"):
        put(project, name, name)
        assert chain.find("x.css") == (f"templates/{name}", name)


def test_a_full_path_stands_for_itself_and_the_builtin_can_be_reached(project: Path) -> None:
    """An override can extend what it overrides; nothing outside the folders of templates can be read."""
    put(project, "layout/print.html.j2", "mine")
    chain = briefs.open_brief(Workspace.open(project), "well", "reader").chain
    assert chain.find("layout/print.html.j2") == ("templates/layout/print.html.j2", "mine")
    found = chain.find("builtin/layout/print.html.j2")
    assert found is not None
    assert found[0] == "built-in templates/layout/print.html.j2"
    assert found[1] != "mine"
    assert [chain.find(n) for n in ("builtin/nothing", "layout/../../briefgen.toml", "/etc/hosts", "nothing")] == [
        None
    ] * 4


def test_topics_are_the_projects_own_and_audiences_may_be_builtin(project: Path) -> None:
    """Briefgen brings audiences, never a topic."""
    workspace = Workspace.open(project)
    assert briefs.topics(workspace) == ("well",)
    assert "reader" in briefs.audiences(workspace)
    assert "diplomat" in briefs.audiences(workspace)


@pytest.mark.parametrize(
    ("topic", "audience", "rule", "hint"),
    [
        ("wel", "reader", "unknown-topic", "did you mean “well”?"),
        ("well", "raeder", "unknown-audience", "did you mean “reader”?"),
    ],
)
def test_an_unknown_name_is_a_usage_fault(project: Path, topic: str, audience: str, rule: str, hint: str) -> None:
    """The closest name is offered, and the exit code is 2."""
    with pytest.raises(BriefgenError) as caught:
        briefs.open_brief(Workspace.open(project), topic, audience)
    (found,) = caught.value.diagnostics
    assert (found.rule, found.hint, caught.value.exit_code) == (rule, hint, 2)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("audiences/reader/audience.toml", 'name = "A"\nedition = "B"\npagse = 3\n',
         "unknown-key templates/audiences/reader/audience.toml:3 pagse did you mean “pages”?"),
        ("audiences/reader/audience.toml", 'name = "A"\nedition = "B"\npages = "3"\n',
         "wrong-type templates/audiences/reader/audience.toml:3 pages"),
        ("audiences/reader/audience.toml", 'name = "A"\n',
         "missing-key templates/audiences/reader/audience.toml edition = … (what the first page calls the edition)"),
        ("audiences/reader/audience.toml", 'name = "A"\nedition = "B"\npaper = "A5"\n',
         "bad-value templates/audiences/reader/audience.toml:3 paper known: A4, Letter"),
        ("topics/well/topic.toml", 'title = "unclosed\n', "toml-syntax templates/topics/well/topic.toml:1"),
        ("topics/well/topic.toml", 'title = "T"\nstandfirst = ""\nsections = []\n[select]\ntopic = []\n',
         "unknown-key templates/topics/well/topic.toml:5 topic did you mean “topics”?"),
        ("topics/well/audiences/reader/topic.toml", 'titel = "T"\n',
         "unknown-key templates/topics/well/audiences/reader/topic.toml:1 titel did you mean “title”?"),
    ],
)  # fmt: skip
def test_a_faulty_setting_is_named_with_its_line(project: Path, name: str, text: str, expected: str) -> None:
    """Unknown and missing keys, wrong types, bad values and bad syntax each have a diagnostic of their own."""
    put(project, name, text)
    assert expected in faults(project)


def test_a_topic_without_settings_is_told_which_file_is_missing(project: Path) -> None:
    """A folder under topics/ needs a topic.toml."""
    (project / "templates/topics/well/topic.toml").unlink()
    assert faults(project) == ["file-missing templates/topics/well/topic.toml"]
