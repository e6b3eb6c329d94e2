"""`briefgen check`: what a rule means, for people and for scripts."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import run, told
from tests.projects import TINY


def test_a_rule_is_explained() -> None:
    """What, why, an example that fails, how to mend it."""
    said = run(TINY, "check", "--explain", "date-unsupported")
    assert said.returncode == 0
    assert said.stdout.startswith("date-unsupported\n\nWhat: A year, month, day or decade")
    for head in ("Why: ", "Fails: ", "Mend: ", '[rules] date-unsupported = "warning"'):
        assert head in said.stdout


def test_an_explanation_for_scripts() -> None:
    """One envelope, as everywhere."""
    data = told(TINY, "check", "--explain", "duplicate-id")
    assert (data["rule"], data["settable"]) == ("duplicate-id", False)
    assert data["mend"].startswith("Rename one")


def test_an_unknown_rule() -> None:
    """A usage fault with the closest one."""
    said = run(TINY, "check", "--explain", "date-unsuported")
    assert said.returncode == 2
    assert "did you mean “date-unsupported”?" in said.stderr


def test_rendered_pages_are_inspected(tiny: Path) -> None:
    """A page budget that is not met is found with `--rendered` alone; nothing is written into out/."""
    audience = tiny / "templates" / "audiences" / "reader" / "audience.toml"
    audience.write_text(f"{audience.read_text(encoding='utf-8')}pages = 1\n", encoding="utf-8")
    section = tiny / "templates" / "topics" / "well" / "sections" / "story.md.j2"
    section.write_text(f"{section.read_text(encoding='utf-8')}\n" + "### Why\n\nBecause.\n\n" * 120, encoding="utf-8")
    topic = tiny / "templates" / "topics" / "well" / "topic.toml"
    topic.write_text(f'{topic.read_text(encoding="utf-8")}\n[fit]\nreader = "all of it"\n', encoding="utf-8")
    assert run(tiny, "check").returncode == 0
    said = run(tiny, "check", "--rendered", "--json")
    assert [d["rule"] for d in json.loads(said.stdout)["diagnostics"]] == ["page-budget"]
    assert said.returncode == 1
    assert not (tiny / "out").exists()


def test_rendered_is_not_for_a_file(tiny: Path) -> None:
    """Anybody's text has no pages."""
    (tiny / "a.md").write_text("Text.", encoding="utf-8")
    said = run(tiny, "check", "a.md", "--rendered")
    assert (said.returncode, "error[check-what]" in said.stderr) == (2, True)
