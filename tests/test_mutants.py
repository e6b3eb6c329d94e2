"""The rules see what goes wrong: a sample of `make mutants`, and that the run itself can be trusted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.dataset.dataset import SOURCES_FILE
from briefgen.errors import Diagnostic, Severity
from tests.mutants.dice import Dice
from tests.mutants.judge import Judge, Verdict
from tests.mutants.run import KINDS, Result, one, report
from tests.mutants.shipped import Mutant

pytestmark = pytest.mark.no_cover  # what is run here is covered by its own tests, and runs long
SEED, SAMPLE = 2026, 60
MAY_SURVIVE = 1  # about one in a hundred is the aim; a full run is `make mutants`


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Read and check the shipped project once."""
    return Judge()


def test_no_false_alarm(judge: Judge) -> None:
    """The shipped project has no finding at all."""
    assert [str(alarm) for alarm in judge.alarms] == []


def test_a_sample_of_mutants_is_caught(judge: Judge) -> None:
    """Every kind, at least twice; the full run of 1,000 is `make mutants`."""
    found = [one(judge, SEED, number) for number in range(SAMPLE)]
    survivors = [f"{result.what}: {result.verdict.said}" for result in found if not result.verdict.caught]
    assert len(survivors) <= MAY_SURVIVE, "\n".join(survivors)


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_a_kind_changes_one_thing(judge: Judge, make: object) -> None:
    """One file differs from the shipped one, its hash aside, and the same seed gives the same mutant."""
    assert callable(make)
    mutant: Mutant = make(judge.shipped, Dice("one"))
    name, *pin = mutant.files
    assert pin in ([], [SOURCES_FILE])
    assert mutant == make(judge.shipped, Dice("one"))
    assert mutant.files[name] != judge.shipped.workspace.read_bytes(name)


def test_what_does_not_count(judge: Judge) -> None:
    """A file written anew with other bytes and the same meaning is no mutant: nothing is caught in it."""
    rows = judge.shipped.tables["glossary"]
    mutant = Mutant("none", "rewritten", judge.shipped.written("glossary", rows))
    assert judge.verdict(mutant).caught == ""
    only_hash = Mutant("none", "data/datapackage.json", {"data/datapackage.json": b"{}"})
    assert judge.verdict(only_hash).caught == ""


def test_a_warning_is_told_apart(judge: Judge) -> None:
    """An error is preferred to a warning, and what only a warning saw is counted as that."""
    error = Diagnostic("date-unsupported", "wrong")
    warning = replace(error, rule="citation-unrelated", severity=Severity.WARNING)
    assert judge._told((warning, error)) == Verdict("date-unsupported", "wrong")
    assert judge._told((warning,)) == Verdict("citation-unrelated", "wrong", warning=True)


def test_a_fault_of_form_does_not_count(judge: Judge) -> None:
    """A cell that is no date is refused when it is read, and that is no merit of a rule about meaning."""
    verdict = judge.verdict(Mutant("none", "bad date", judge.shipped.changed("events", 0, date="soon")))
    assert verdict.caught == ""
    assert verdict.said.startswith("only a rule about form: bad-date")


def test_the_report_names_the_survivors() -> None:
    """Each kind has its score, each survivor its reason."""
    found = [Result(0, "a", "x → y", Verdict("rule", "said")), Result(1, "a", "y → z", Verdict("", "nobody looked"))]
    lines = list(report(found, 3))
    assert lines[0].split() == ["a", "1", "of", "2", "rule", "1"]
    assert lines[1] == "survived #1 a: y → z\n    nobody looked"
    assert lines[2] == "1 of 2 mutants caught (50.0 %), 0 of them by a warning, 1 survived, 3 s"


def test_dice_fall_the_same_way() -> None:
    """A seed decides; the other thing is never the one given."""
    assert [Dice("s").below(1000) for _ in range(3)] == [Dice("s").below(1000)] * 3
    dice = Dice("t")
    assert {dice.other("abc", "a") for _ in range(40)} == {"b", "c"}
