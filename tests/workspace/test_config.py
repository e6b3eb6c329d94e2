"""workspace.config: briefgen.toml as settings; every slip is named with its line."""

from __future__ import annotations

import pytest

from briefgen.errors import BriefgenError
from briefgen.workspace.config import Key, checked_keys, line_of, read_config, read_toml

MINIMAL = 'schema = 1\nname = "N"\npublisher = "P"\nas_of = "2020-06-30"\n'


def _faults(text: str) -> list[str]:
    with pytest.raises(BriefgenError) as error:
        read_config(text)
    return [f"{d.rule} {d.place}" for d in error.value.diagnostics]


def test_defaults_stand_in_for_what_is_not_set() -> None:
    """Only schema, name, publisher and the as-of date must be given."""
    config = read_config(MINIMAL)
    assert (config.name, config.lang, config.quotation_limit, config.topics) == ("N", "en-GB", 400, ())


def test_all_slips_are_reported_together() -> None:
    """An unknown key, a wrong type and a missing key in one run."""
    text = MINIMAL.replace("publisher", "publishr") + "lang = 1\nquotation_limit = true\n"
    assert _faults(text) == [
        "missing-key briefgen.toml",
        "unknown-key briefgen.toml:3 publishr",
        "wrong-type briefgen.toml:5 lang",
        "wrong-type briefgen.toml:6 quotation_limit",
    ]


@pytest.mark.parametrize("day", ["2020-02-30", "June 2020", "2020-06"])
def test_the_as_of_date_is_a_day(day: str) -> None:
    """It is the edition's only clock, so it must be one."""
    assert _faults(MINIMAL.replace("2020-06-30", day)) == ["bad-date briefgen.toml:4 as_of"]


def test_another_schema_version_is_refused() -> None:
    """The message names both versions."""
    assert _faults(MINIMAL.replace("schema = 1", "schema = 2")) == ["schema-version briefgen.toml:1 schema"]


def test_a_syntax_error_has_its_line() -> None:
    """Also where the parser gives none: the last line then."""
    assert _faults("schema = 1\nname = x\n") == ["toml-syntax briefgen.toml:2"]
    with pytest.raises(BriefgenError) as error:
        read_toml('a = """\n', "t.toml")
    assert error.value.diagnostics[0].place.line >= 1


def test_a_key_is_found_on_its_line() -> None:
    """As key, quoted key or table; 0 when it is not written there."""
    text = 'a = 1\n[fit]\n"b c" = 2\n'
    assert [line_of(text, key) for key in ("a", "fit", "b c", "none")] == [1, 2, 3, 0]


def test_a_float_key_takes_a_number() -> None:
    """The type's name in the message is plain English."""
    with pytest.raises(BriefgenError, match="must be a number"):
        checked_keys({"x": "1"}, {"x": Key(float, "x")}, "x = '1'", "t.toml")
