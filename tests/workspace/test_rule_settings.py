"""workspace.config: severities of rules and accepted findings, as briefgen.toml writes them."""

from __future__ import annotations

import pytest

from briefgen.errors import BriefgenError
from briefgen.workspace.config import Suppression, read_config

BASE = 'schema = 1\nname = "N"\npublisher = "P"\nas_of = "2020-06-30"\n'
GOOD = '[[suppress]]\nrule = "parity"\nplace = "t.md.j2:3"\nreason = "Known."\n'


def _faults(text: str) -> list[str]:
    with pytest.raises(BriefgenError) as error:
        read_config(BASE + text)
    return [f"{d.rule} {d.place}" for d in error.value.diagnostics]


def test_severities_and_suppressions_are_read() -> None:
    """Each suppression knows its line."""
    config = read_config(BASE + 'yardstick = ["likely"]\n' + GOOD + '[rules]\nparity = "off"\n')
    assert config.rules == {"parity": "off"}
    assert config.suppress == (Suppression("parity", "t.md.j2:3", "", "Known.", 6),)
    assert config.yardstick == ("likely",)


def test_nothing_is_set_by_default() -> None:
    """Rules keep their own severities."""
    config = read_config(BASE)
    assert (dict(config.rules), config.suppress, config.yardstick) == ({}, (), ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[rules]\nparity = "mild"\n', "bad-value briefgen.toml:6 parity"),
        (GOOD.replace("Known.", " "), "suppression-without-reason briefgen.toml:5 suppress"),
        (GOOD.replace('reason = "Known."\n', ""), "suppression-without-reason briefgen.toml:5 suppress"),
        (GOOD.replace('place = "t.md.j2:3"\n', ""), "suppression-too-wide briefgen.toml:5 suppress"),
        (GOOD.replace("place", "plase"), "unknown-key briefgen.toml:7 plase"),
        (GOOD.replace('"parity"', "1"), "wrong-type briefgen.toml:6 rule"),
        (GOOD.replace('rule = "parity"\n', ""), "missing-key briefgen.toml"),
        ('suppress = ["parity"]\n', "wrong-type briefgen.toml:5 suppress"),
    ],
)
def test_slips_are_named_with_their_line(text: str, fault: str) -> None:
    """A severity there is none of; a suppression without reason, too wide, or misspelt."""
    assert _faults(text) == [fault]


def test_each_suppression_has_its_own_line() -> None:
    """The second one's fault is told at the second."""
    assert _faults(GOOD + GOOD.replace("Known.", "")) == ["suppression-without-reason briefgen.toml:9 suppress"]
