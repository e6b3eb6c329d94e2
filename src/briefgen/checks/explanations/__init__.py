"""The page of explanation of every rule: what it finds, why it matters, an example that fails, how to mend it.

In: the TOML files beside this module, one table a rule. Out: `Explanation`s by rule id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from briefgen.checks import SETTABLE
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person wants to know of a rule."""

    rule: str
    what: str
    why: str
    example: str
    mend: str
    settable: bool

    def __str__(self) -> str:
        """Return it as a person reads it in a terminal."""
        setting = f'\n\nSet it in briefgen.toml: [rules] {self.rule} = "warning"' if self.settable else ""
        parts = (("What", self.what), ("Why", self.why), ("Fails", self.example), ("Mend", self.mend))
        return f"{self.rule}\n\n" + "\n\n".join(f"{head}: {text}" for head, text in parts) + setting


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return rule id → explanation, in the order of the alphabet."""
    found: dict[str, Explanation] = {}
    for file in files(__package__).iterdir():
        if file.name.endswith(".toml"):
            for rule, said in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[rule] = Explanation(rule, **said, settable=rule in SETTABLE)
    return MappingProxyType(dict(sorted(found.items())))


def explain(rule: str) -> Explanation:
    """Return the explanation of a rule.

    Raises:
        BriefgenError: there is no such rule (exit code 2).
    """
    known = explanations()
    if rule not in known:
        hint = did_you_mean(rule, known)
        raise BriefgenError(Diagnostic("unknown-rule", f"there is no rule “{rule}”", hint=hint), exit_code=2)
    return known[rule]


def rule_ids() -> Mapping[str, bool]:
    """Return every rule id → whether a project may set its severity."""
    return {rule: said.settable for rule, said in explanations().items()}
