"""Settings laid over one another, key by key, and keys given for once."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import briefs
from briefgen.briefs.once import read_once
from briefgen.briefs.settings import Layer, laid_over, resolved
from briefgen.errors import BriefgenError
from briefgen.workspace import Workspace
from briefgen.workspace.keys import Key
from tests.projects import copy_tiny, edit

KEYS = {
    "title": Key(str, "t"),
    "pages": Key(int, "p", 0, limits=(0, 9)),
    "theme": Key(dict, "c", {}, keys={"ink": Key(str, "i", "", colour=True), "paper": Key(str, "p", "")}),
    "names": Key(list, "n", [], of=str),
}


def put(project: Path, name: str, text: str) -> None:
    """Write a template of the project."""
    path = project / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the tiny project."""
    return copy_tiny(tmp_path / "project")


def test_the_most_specific_layer_wins_key_by_key_and_within_tables() -> None:
    """A table is laid over another key by key; what nobody writes has its default; each key knows where it is from."""
    above = Layer("above", "", {"pages": 3, "theme": {"ink": "#111111"}})
    below = Layer("below", "", {"title": "T", "pages": 1, "theme": {"ink": "#222222", "paper": "x"}})
    values = laid_over((above, below), KEYS, "home")
    assert values == {"title": "T", "pages": 3, "theme": {"ink": "#111111", "paper": "x"}, "names": []}
    told = {r.key: (r.won, r.written) for r in resolved((above, below), KEYS)}
    assert told["pages"] == ("above", ("above", "below"))
    assert told["theme.ink"] == ("above", ("above", "below"))
    assert told["theme.paper"] == ("below", ("below",))
    assert told["names"] == ("default", ())


def test_faults_of_all_layers_are_told_together() -> None:
    """Unknown key, wrong type, out of range, no colour, an item of another type, an empty name, a missing key."""
    above = Layer("above", "pagse = 1\npages = 10", {"pagse": 1, "pages": 10, "names": [1], "theme": {"": "x"}})
    below = Layer("below", "", {"theme": {"ink": "red"}, "pages": True})
    with pytest.raises(BriefgenError) as caught:
        laid_over((above, below), KEYS, "home")
    assert sorted((d.rule, str(d.place)) for d in caught.value.diagnostics) == [
        ("bad-theme", "below ink"),
        ("bad-value", "above theme"),
        ("bad-value", "above:2 pages"),
        ("missing-key", "home"),
        ("unknown-key", "above"),
        ("unknown-key", "above:1 pagse"),
        ("wrong-type", "above names"),
        ("wrong-type", "below pages"),
    ]


def test_a_project_changes_a_key_of_a_builtin_audience(project: Path) -> None:
    """The project's file of the same name lies over the built-in one; the other keys stay as they are."""
    put(project, "audiences/minister/audience.toml", "words = 250\n")
    audience = briefs.read_audience(Workspace.open(project), "minister")
    assert (audience.words, audience.pages, audience.name) == (250, 1, "Ministers")


def test_a_topic_may_set_an_audiences_keys(project: Path) -> None:
    """topics/T/audiences/A/audience.toml is the most specific of all files."""
    put(project, "topics/well/audiences/reader/audience.toml", 'purpose = "For the meeting"\n')
    workspace = Workspace.open(project)
    assert briefs.read_audience(workspace, "reader", "well").purpose == "For the meeting"
    assert briefs.read_audience(workspace, "reader").purpose == ""
    assert briefs.read_audience(workspace, "reader", "well").file == "templates/audiences/reader/audience.toml"


def test_the_projects_theme_is_a_default_that_an_audience_wins_over(project: Path) -> None:
    """Paper and tokens of briefgen.toml hold where the audience names none."""
    with (project / "briefgen.toml").open("a", encoding="utf-8") as stream:
        stream.write('paper = "Letter"\n[theme]\naccent = "#111111"\nink = "#222222"\ncover = true\n')
    with (project / "templates/audiences/reader/audience.toml").open("a", encoding="utf-8") as stream:
        stream.write('[theme]\naccent = "#333333"\ntext_font = "sans"\n')
    audience = briefs.read_audience(Workspace.open(project), "reader")
    assert dict(audience.theme) == {"accent": "#333333", "ink": "#222222"}
    assert (audience.paper, audience.text_font, audience.heading_font, audience.cover) == (
        "Letter",
        "sans",
        "sans",
        True,
    )


def test_a_fault_in_the_projects_theme_is_told_with_its_line(project: Path) -> None:
    """An unknown token has the closest one as hint."""
    with (project / "briefgen.toml").open("a", encoding="utf-8") as stream:
        stream.write('[theme]\nacent = "#111111"\n')
    with pytest.raises(BriefgenError) as caught:
        Workspace.open(project)
    (found,) = caught.value.diagnostics
    assert (found.rule, found.hint) == ("unknown-key", "did you mean “accent”?")
    assert found.place.line > 1


def test_a_term_table_of_the_project_belongs_to_a_builtin_audience(project: Path) -> None:
    """templates/terms/AUDIENCE.toml gives words; audience.toml wins; briefgen itself brings no words."""
    put(project, "terms/diplomat.toml", '"the well" = "the source"\n"rope" = "cord"\n')
    put(project, "audiences/diplomat/audience.toml", '[terms]\n"rope" = "line"\n')
    workspace = Workspace.open(project)
    assert dict(briefs.read_audience(workspace, "diplomat").terms) == {"the well": "the source", "rope": "line"}
    assert dict(briefs.read_audience(workspace, "minister").terms) == {}


def test_a_charts_settings_are_checked_in_the_file_they_stand_in(project: Path) -> None:
    """An unknown key of a chart is told with file and line."""
    put(project, "topics/well/audiences/reader/topic.toml", '[charts.timeline]\nheadlin = "x"\n')
    with pytest.raises(BriefgenError) as caught:
        briefs.open_brief(Workspace.open(project), "well", "reader")
    assert [str(d.place) for d in caught.value.diagnostics] == [
        "templates/topics/well/audiences/reader/topic.toml:2 headlin"
    ]


# ---------------------------------------------------------------- --set


def test_a_key_given_for_once_is_typed_and_finds_its_file() -> None:
    """Numbers, truth, lists and texts; nested keys; the audience's keys first; a qualified key where it says."""
    once = read_once(
        [
            "pages=2",
            "theme.cover=yes",
            "theme.accent=#123456",
            'sections=["a", "b"]',
            "keywords=x, y",
            "name=Neighbours",
            "config.name=A project",
            "terms.U.S.=America",
            "charts.timeline.width=120",
            "select.importance=3",
            "fresh_years=5",
            "title=a=b",
            "rules.reading-level=off",
        ]
    )
    assert dict(once.audience) == {
        "pages": 2,
        "theme": {"cover": True, "accent": "#123456"},
        "name": "Neighbours",
        "terms": {"U.S.": "America"},
    }
    assert dict(once.topic) == {
        "sections": ["a", "b"],
        "keywords": ["x", "y"],
        "charts": {"timeline": {"width": 120}},
        "select": {"importance": 3},
        "title": "a=b",
    }
    assert dict(once.config) == {"name": "A project", "fresh_years": 5, "rules": {"reading-level": "off"}}


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        ("pagse=2", "bad-setting", "did you mean “pages”?"),
        ("topic.titel=x", "bad-setting", "did you mean “title”?"),
        ("theme.acent=#111111", "bad-setting", "did you mean “accent”?"),
        ("charts.timeline.widht=1", "bad-setting", "did you mean “width”?"),
        ("charts.timeline=1", "bad-setting", ""),
        ("theme=x", "bad-setting", "name what is in it: theme.name=value"),
        ("pages=two", "bad-setting", ""),
        ("theme.cover=perhaps", "bad-setting", ""),
        ("pages", "bad-setting", "write --set key=value"),
        ("paper=A5", "bad-value", "known: A4, Letter"),
        ("pages=-1", "bad-value", ""),
        ("theme.accent=red", "bad-theme", ""),
        ("pages.x=1", "bad-setting", ""),
    ],
)
def test_a_key_that_cannot_be_given_is_refused(text: str, rule: str, hint: str) -> None:
    """Each with its reason, and the closest key; it is a fault of usage."""
    with pytest.raises(BriefgenError) as caught:
        read_once([text])
    (found,) = caught.value.diagnostics
    assert (found.rule, found.hint, caught.value.exit_code) == (rule, hint, 2)


def test_what_is_given_for_once_wins_over_every_file(project: Path) -> None:
    """Over the audience's file, the topic's, and briefgen.toml; the files stay as they are."""
    edit(project, "templates/audiences/reader/audience.toml", {"Villagers": "Readers"})
    once = read_once(["name=Neighbours", "title=Once", "config.series=Notes"])
    workspace = Workspace.open(project).with_settings(once.config)
    brief = briefs.open_brief(workspace, "well", "reader", once)
    assert (brief.audience.name, brief.topic.title, workspace.config.series) == ("Neighbours", "Once", "Notes")
    assert Workspace.open(project).config.series == "Policy brief"
