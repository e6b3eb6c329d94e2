"""Why an edition is as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.api.explain import Explanation, explain
from briefgen.briefs import read_once
from briefgen.errors import BriefgenError
from briefgen.templating.references import blocks, referenced
from tests.projects import edit

STORY = "templates/topics/well/sections/story.md.j2"


def explained(project: Path, audience: str = "reader", *once: str, measure: bool = True) -> Explanation:
    """Return the explanation of an edition of the well that has no faults."""
    found, faults = explain(Project.open(project), "well", audience, read_once(once), measure=measure)
    assert faults == ()
    return found


def put(project: Path, name: str, text: str) -> None:
    """Write a template of the project."""
    (project / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
    (project / "templates" / name).write_text(text, encoding="utf-8")


def test_every_template_is_told_with_all_that_were_considered(tiny: Path) -> None:
    """The project's override wins over the built-in; what a template extends or imports is told too."""
    put(tiny, "audiences/reader/print.html.j2", '{% extends "builtin/layout/print.html.j2" %}')
    found = {t.name: t for t in explained(tiny).templates}
    assert found["print.html.j2"].won == "templates/audiences/reader/print.html.j2"
    assert found["print.html.j2"].considered == (
        "templates/topics/well/audiences/reader/print.html.j2",
        "built-in templates/topics/well/audiences/reader/print.html.j2",
        "templates/audiences/reader/print.html.j2",
        "built-in templates/audiences/reader/print.html.j2",
        "templates/topics/well/print.html.j2",
        "built-in templates/topics/well/print.html.j2",
        "templates/layout/print.html.j2",
        "built-in templates/layout/print.html.j2",
    )
    assert found["builtin/layout/print.html.j2"].considered == ("built-in templates/layout/print.html.j2",)
    assert found["layout/blocks.html.j2"].won == "built-in templates/layout/blocks.html.j2"
    assert found["extra.css"].won == ""
    assert found["sections/story.md.j2"].won == STORY


def test_every_key_is_told_with_where_it_is_written(tiny: Path) -> None:
    """The audience's file over briefgen.toml, a key given for once over both, defaults last."""
    edit(tiny, "briefgen.toml", {'publisher = "': 'paper = "Letter"\npublisher = "'})
    found = explained(tiny, "reader", "name=Neighbours", "fresh_years=9").settings
    told = {kind: {k.key: (k.value, k.won) for k in keys} for kind, keys in found.items()}
    assert told["audience"]["name"] == ("Neighbours", "--set")
    assert told["audience"]["paper"] == ("Letter", "briefgen.toml")
    assert told["audience"]["pages"] == (0, "default")
    assert told["topic"]["select.topics"] == (["well"], "templates/topics/well/topic.toml")
    assert told["config"]["fresh_years"] == (9, "--set")
    over = next(k for k in found["audience"] if k.key == "name")
    assert over.written == ("--set", "templates/audiences/reader/audience.toml")


def test_every_record_is_told_with_why_it_was_taken(tiny: Path) -> None:
    """Its table, the rule that took it, its importance, and whether the edition cites it."""
    found = {r.id: r for r in explained(tiny).records}
    reopened, meeting = found["well-reopened"], found["meeting-2020"]
    assert (reopened.table, reopened.reason, reopened.importance, reopened.cited) == (
        "events", "topic well, importance 3", 3, True,
    )  # fmt: skip
    assert (meeting.cited, found["reopened-in-june"].reason) == (False, "answers a selected dispute")


def test_what_the_page_budget_drops_is_told_block_by_block(tiny: Path) -> None:
    """Rank, section, template line and first words; without a budget nothing is dropped; unmeasured is not told."""
    assert explained(tiny).dropped == ()
    with (tiny / STORY).open("a", encoding="utf-8") as stream:
        stream.write("\n{% call ranked(3) %}\n" + '{{ silences("cost-of-pump") }}\n' * 60 + "{% endcall %}\n")
    edit(tiny, "templates/audiences/reader/audience.toml", {'edition = "': 'pages = 1\nedition = "'})
    assert explained(tiny, measure=False).dropped is None
    found = explained(tiny)
    assert found.pages == 1
    assert found.dropped is not None
    first = found.dropped[0]
    assert (first.section, first.rank, first.words) == ("What happened", 3, "What does the new pump cost?")
    assert first.place.startswith(f"{STORY}:")


def test_faults_do_not_hide_the_rest(tiny: Path) -> None:
    """A template that cannot be run is reported beside templates, keys and records."""
    with (tiny / STORY).open("a", encoding="utf-8") as stream:
        stream.write("\n{{ nothing }}\n")
    found, faults = explain(Project.open(tiny), "well", "reader")
    assert [d.rule for d in faults] == ["template-undefined"]
    assert found.templates
    assert found.records
    assert found.dropped is None
    with pytest.raises(BriefgenError):
        explain(Project.open(tiny), "wel", "reader")


def test_what_a_template_refers_to() -> None:
    """What it extends, imports and includes by a written name; its blocks; of a text that is no template nothing."""
    text = (
        '{% extends "a" %}{% import "b" as b %}{% from "c" import x %}{% block d %}{% include [e, "f"] %}{% endblock %}'
    )
    assert (referenced(text), blocks(text)) == (("a", "b", "c"), ("d",))
    assert (referenced("{% block %}"), blocks("{% block %}")) == ((), ())
