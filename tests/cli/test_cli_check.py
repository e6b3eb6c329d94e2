"""`briefgen check`: what a rule means, for people and for scripts."""

from __future__ import annotations

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
