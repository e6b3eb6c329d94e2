"""checks.settings: the severity of rules, findings accepted with a reason, and what is wrong with such settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.checks import SETTABLE
from briefgen.checks.explanations import rule_ids
from briefgen.checks.settings import accepts, setting_faults, settled, unused
from briefgen.errors import Diagnostic, Place, Severity
from briefgen.workspace import Config
from briefgen.workspace.config import Suppression, read_config

FOUND = Diagnostic("date-unsupported", "“2011” is in nothing", Place("t.md.j2", 3), ("in: “They met in 2011.”",))
OTHER = Diagnostic("duplicate-id", "twice", Place("data/events.csv", 2))
BASE = 'schema = 1\nname = "N"\npublisher = "P"\nas_of = "2020-06-30"\n'


def config(extra: str = "") -> Config:
    """Return a project's settings."""
    return read_config(BASE + extra)


def accepted(**parts: str) -> Suppression:
    """Return an acceptance of the finding."""
    said = {"rule": "date-unsupported", "place": "", "text": "", "reason": "Known."} | parts
    return Suppression(said["rule"], said["place"], said["text"], said["reason"])


@pytest.mark.parametrize("severity", ["error", "warning", "note"])
def test_a_rule_has_the_severity_the_project_gives_it(severity: str) -> None:
    """Others keep their own; one without which nothing works cannot be set."""
    wanted = config(f'[rules]\ndate-unsupported = "{severity}"\nduplicate-id = "note"\n')
    assert settled([FOUND, OTHER], wanted, SETTABLE) == (replace(FOUND, severity=Severity(severity)), OTHER)


def test_a_rule_can_be_switched_off() -> None:
    """Then it finds nothing."""
    assert settled([FOUND], config('[rules]\ndate-unsupported = "off"\n'), SETTABLE) == ()


def test_an_accepted_finding_stays_in_the_report_with_its_reason() -> None:
    """As a note; it stops nothing."""
    wanted = replace(config(), suppress=(accepted(text="2011"),))
    (note,) = settled([FOUND], wanted, SETTABLE)
    assert (note.severity, note.details[-1]) == (Severity.NOTE, "accepted: Known.")
    assert unused([note], wanted) == ()


@pytest.mark.parametrize(
    ("suppression", "about"),
    [
        (accepted(place="t.md.j2"), True),
        (accepted(place="t.md.j2:3"), True),
        (accepted(place="t.md.j2:3", text="They met"), True),
        (accepted(place="t.md.j2:4"), False),
        (accepted(place="t.md.j2", text="elsewhere"), False),
        (accepted(rule="number-unsupported", place="t.md.j2"), False),
    ],
)
def test_what_a_suppression_is_about(suppression: Suppression, about: bool) -> None:  # noqa: FBT001 - a table's column
    """File, or file and line, and words of the message or the sentence: all that it names."""
    assert accepts(suppression, FOUND) is about


def test_a_suppression_that_nothing_needs_is_reported() -> None:
    """A warning at its line."""
    wanted = replace(config(), suppress=(accepted(text="1999"),))
    (warning,) = unused(settled([FOUND], wanted, SETTABLE), wanted)
    assert (warning.rule, warning.severity) == ("unused-suppression", Severity.WARNING)


def test_settings_name_rules_that_exist_and_may_be_set() -> None:
    """With a hint for a misspelt one."""
    wanted = config('[rules]\ndate-unsuported = "off"\nduplicate-id = "off"\nparity = "note"\n')
    faults = setting_faults(wanted, rule_ids())
    assert [(d.rule, d.hint) for d in faults] == [
        ("unknown-rule", "did you mean “date-unsupported”?"),
        ("rule-not-settable", "mend what it finds"),
    ]
    assert setting_faults(config(), rule_ids()) == ()
