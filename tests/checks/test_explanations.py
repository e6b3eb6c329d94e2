"""checks.explanations: every rule the program can emit has its page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefgen
from briefgen.checks import SETTABLE
from briefgen.checks.explanations import explain, explanations, rule_ids
from briefgen.errors import BriefgenError
from tests.projects import BROKEN, EXPECTED

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_SPEAKING = {"Diagnostic", "Rule", "fault", "unknown_record", "finding", "CellError", "_fault"}
_TABLES = {"_UNSUPPORTED"}  # of (rule, message, hint)


def _emitted() -> Iterator[str]:
    """Yield every id that stands as a rule's in the program: as an argument of what makes diagnostics."""
    for path in sorted(Path(briefgen.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in _SPEAKING:
                    yield from (i for argument in node.args[:1] for i in _ids(argument))
                    yield from (i for k in node.keywords if k.arg == "rule" for i in _ids(k.value))
                elif name == "finding":
                    yield from _ids(node.args[0])
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in _TABLES:
                yield from _ids(node.value)


def _ids(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _ID.fullmatch(part.value):
            yield part.value


def test_every_rule_that_the_program_emits_is_explained() -> None:
    """What it finds, why, an example that fails, how to mend it."""
    assert sorted(set(_emitted()) - set(explanations())) == []


def test_every_rule_of_the_broken_projects_is_explained() -> None:
    """Whatever a project can be told."""
    texts = [path.read_text(encoding="utf-8") for path in BROKEN.glob(f"*/{EXPECTED}")]
    told = {
        rule for text in texts for rule in re.findall(r"^(?:error|warning|note)\[([a-z0-9-]+)\]", text, re.MULTILINE)
    }
    assert sorted(told - set(explanations())) == []


def test_every_settable_rule_is_explained() -> None:
    """And known as settable."""
    assert {rule for rule, may in rule_ids().items() if may} == set(SETTABLE)


@pytest.mark.parametrize("rule", sorted(explanations()))
def test_an_explanation_is_whole(rule: str) -> None:
    """Four parts, none empty; sentences end in a stop."""
    said = explanations()[rule]
    assert all(part.strip() for part in (said.what, said.why, said.example, said.mend))
    assert said.what.endswith(".")
    assert said.why.endswith((".", "?"))
    assert rule in str(said)


def test_a_settable_rule_says_where_it_is_set() -> None:
    """The others do not."""
    assert '[rules] parity = "warning"' in str(explain("parity"))
    assert "[rules]" not in str(explain("duplicate-id"))


def test_an_unknown_rule_is_a_usage_fault() -> None:
    """With the closest one."""
    with pytest.raises(BriefgenError) as caught:
        explain("paraty")
    assert caught.value.exit_code == 2
    assert caught.value.diagnostics[0].hint == "did you mean “parity”?"
