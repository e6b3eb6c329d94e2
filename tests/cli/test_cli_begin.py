"""`briefgen new`, `init`, `explain`, `list --fit` and `render --set` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import run, told
from tests.projects import edit


def put(project: Path, name: str, text: str) -> None:
    """Write a template of the project."""
    (project / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
    (project / "templates" / name).write_text(text, encoding="utf-8")


def html(project: Path, *arguments: str) -> str:
    """Render the well for the reader and return the page."""
    done = run(project, "render", "well", "-a", "reader", "-f", "html", *arguments)
    assert done.returncode == 0, done.stderr
    return (project / "out/well/reader.html").read_text(encoding="utf-8")


def test_beginnings_say_what_to_edit_and_how_to_see_it(tiny: Path) -> None:
    """Each prints the files, what to edit next, and the command that shows the result."""
    done = run(tiny, "new", "audience", "town-hall", "--from", "reader")
    assert "Edit next:\n  templates/audiences/town-hall/audience.toml\n" in done.stdout
    assert "See the result:\n  briefgen render well --audience town-hall --format html\n" in done.stdout
    done = run(tiny, "new", "topic", "new-pump")
    assert "  templates/topics/new-pump/sections/key-messages.md.j2\n" in done.stdout
    assert "See the result:\n  briefgen render new-pump --audience reader --format html\n" in done.stdout
    done = run(tiny, "init", "mine")
    assert "See the result:\n  briefgen render --project mine\n" in done.stdout
    assert "Good to know" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("new", "audience", "../x"), "bad-name"),
        (("new", "topic", "a/b"), "bad-name"),
        (("new", "audience", "reader"), "exists-already"),
        (("new", "topic", "well"), "exists-already"),
        (("new", "audience", "x", "--from", "raeder"), "unknown-audience"),
        (("init", "."), "exists-already"),
        (("explain", "wel", "-a", "reader"), "unknown-topic"),
        (("explain", "well", "-a", "raeder"), "unknown-audience"),
        (("render", "--set", "pagse=1"), "bad-setting"),
        (("render", "--set", "as_of=soon"), "bad-date"),
        (("explain", "well", "-a", "reader", "--set", "as_of=soon"), "bad-date"),
    ],
)
def test_a_fault_of_usage_is_told_and_nothing_is_written(tiny: Path, arguments: tuple[str, ...], rule: str) -> None:
    """Never a traceback; as JSON too."""
    before = {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    done = run(tiny, *arguments)
    assert f"error[{rule}]" in done.stderr
    assert done.returncode == 2
    told_so = json.loads(run(tiny, *arguments, "--json").stdout)
    assert [d["rule"] for d in told_so["diagnostics"]] == [rule]
    assert {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()} == before


def test_beginnings_as_json(tiny: Path) -> None:
    """Files, what to edit, the command, notes."""
    done = run(tiny, "new", "topic", "pump", "--json")
    data = json.loads(done.stdout)["data"]
    assert (set(data), data["show"]) == (
        {"files", "edit", "show", "notes"},
        "briefgen render pump --audience reader --format html",
    )


def test_how_fit_each_topic_is(tiny: Path) -> None:
    """A sentence for each audience; a dash where it is not written for it; an audience that is not there is named."""
    assert "well\n  written for every audience\n" in run(tiny, "list", "--fit").stdout
    edit(tiny, "templates/topics/well/topic.toml", {"[select]": '[fit]\nreader = "Good."\nnone = "?"\n\n[select]'})
    said = run(tiny, "list", "--fit").stdout
    assert "  reader      Good.\n" in said
    assert "  minister    –\n" in said
    assert "  none        ? (there is no such audience)\n" in said
    assert told(tiny, "list", "--fit")["topics"][0]["fit"] == {"reader": "Good.", "none": "?"}


def test_explain_tells_templates_keys_records_and_budget(tiny: Path) -> None:
    """For people and for scripts; a fault gives exit code 1 beside what could be told."""
    done = run(tiny, "explain", "well", "-a", "reader")
    for line in (
        "    → templates/topics/well/sections/story.md.j2\n",
        "  name = “Villagers” ← templates/audiences/reader/audience.toml\n",
        "  * well-reopened  events, 3, topic well, importance 3\n",
        "Dropped by the page budget: 0\n",
    ):
        assert line in done.stdout
    data = told(tiny, "explain", "well", "-a", "reader", "--set", "pages=3", "--no-measure")
    assert data["dropped"] is None
    assert {"key": "pages", "value": 3, "won": "--set", "written": ["--set"]} in data["settings"]["audience"]
    put(tiny, "topics/well/sections/story.md.j2", "## S\n\n{{ nothing }}\n")
    broken = run(tiny, "explain", "well", "-a", "reader", "--no-measure")
    assert (broken.returncode, "error[template-undefined]" in broken.stderr) == (1, True)
    assert "The page budget was not measured." in broken.stdout


def test_explain_tells_what_was_dropped(tiny: Path) -> None:
    """Block by block, and over what a key wins."""
    with (tiny / "templates/topics/well/sections/story.md.j2").open("a", encoding="utf-8") as stream:
        stream.write("\n{% call ranked(3) %}\n" + '{{ silences("cost-of-pump") }}\n' * 60 + "{% endcall %}\n")
    edit(tiny, "templates/audiences/reader/audience.toml", {'edition = "': 'pages = 5\nedition = "'})
    done = run(tiny, "explain", "well", "-a", "reader", "--set", "pages=1")
    assert "pages = 1 ← --set; over templates/audiences/reader/audience.toml\n" in done.stdout
    assert "(1 counted pages)\n  rank 3, What happened: What does the new pump cost? … templates/topics/" in done.stdout


# ---------------------------------------------------------------- one-off keys, and every audience


def test_a_key_for_this_time_only(tiny: Path) -> None:
    """Of the audience, the topic and the project; the next render is as before."""
    given = ("edition=For Ann", "title=Once", "series=Notes", "theme.accent=#123456")
    page = html(tiny, *(word for text in given for word in ("--set", text)))
    assert all(words in page for words in ("For Ann", "<h1>Once</h1>", "Notes", "--accent:#123456"))
    assert "For Ann" not in html(tiny)


def test_every_audience(tiny: Path) -> None:
    """`--audience all` makes those the topic is written for."""
    fit = '[fit]\nreader = "Good."\nminister = "Fair."\n\n[select]'
    edit(tiny, "templates/topics/well/topic.toml", {"[select]": fit})
    done = run(tiny, "render", "well", "-a", "all", "-f", "html")
    assert done.stdout.split() == ["out/well/minister.html", "out/well/reader.html"]


# ---------------------------------------------------------------- overrides


def test_a_layout_is_extended_block_by_block(tiny: Path) -> None:
    """An audience's layout extends the built-in one, keeps a block with super(), and changes another."""
    put(
        tiny,
        "audiences/reader/document.html.j2",
        '{% extends "builtin/layout/document.html.j2" %}'
        '{% block colophon %}<p class="mine">Ours: {{ meta.title }}</p>{{ super() }}{% endblock %}'
        "{% block head %}<!-- mine -->{% endblock %}",
    )
    page = html(tiny)
    assert '<p class="mine">Ours: The well of Alderby</p>' in page
    assert "<!-- mine -->" in page
    assert "About this edition" in page
    done = run(tiny, "render", "well", "-a", "reader", "-f", "print")
    assert done.returncode == 0
    assert "Ours:" not in (tiny / "out/well/reader.print.html").read_text(encoding="utf-8")


def test_print_is_extended_too_and_a_topic_for_an_audience_wins(tiny: Path) -> None:
    """Audience and topic, audience, topic, layout: each in turn when the one before is gone."""
    for at, place in enumerate(("topics/well/audiences/reader", "audiences/reader", "topics/well", "layout"), 1):
        text = f"{{% extends 'builtin/layout/print.html.j2' %}}{{% block head %}}<!-- number {at} -->{{% endblock %}}"
        put(tiny, f"{place}/print.html.j2", text)
    seen = []
    for place in ("topics/well/audiences/reader", "audiences/reader", "topics/well", "layout"):
        assert run(tiny, "render", "well", "-a", "reader", "-f", "print").returncode == 0
        page = (tiny / "out/well/reader.print.html").read_text(encoding="utf-8")
        seen.append(page.partition("<!-- number ")[2][:1])
        (tiny / "templates" / place / "print.html.j2").unlink()
    assert seen == ["1", "2", "3", "4"]


def test_styles_of_an_audience_come_last(tiny: Path) -> None:
    """extra.css follows the built-in sheet; the project's theme needs no CSS."""
    put(tiny, "audiences/reader/extra.css", ".standfirst { font-style: italic; }")
    with (tiny / "briefgen.toml").open("a", encoding="utf-8") as stream:
        stream.write('[theme]\naccent = "#aa0011"\ntext_font = "sans"\nlogo = "logo.svg"\n')
    put(tiny, "assets/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    page = html(tiny)
    assert page.index("The web page, from 320 px") < page.index(".standfirst { font-style: italic; }")
    assert "--accent:#aa0011" in page
    assert 'class="logo"' in page
    assert 'html{font-family:"Inter"' in page
