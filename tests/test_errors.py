"""errors: diagnostics as a person reads them, in a stable order, with hints that name what was meant."""

from __future__ import annotations

from briefgen.errors import BriefgenError, Diagnostic, Place, Severity, did_you_mean, errors_only, in_order


def test_a_diagnostic_reads_as_the_house_style_says() -> None:
    """Severity, rule and place; then message, details and hint, indented."""
    found = Diagnostic(
        "passage-not-found", "not in source “x”", Place("data/passages.csv", 41, "exact"), ("closest: “y”",), "copy it"
    )
    assert str(found).split("\n") == [
        "error[passage-not-found] data/passages.csv:41 exact",
        "  not in source “x”",
        "  closest: “y”",
        "  hint: copy it",
    ]


def test_what_is_not_known_of_a_place_is_left_out() -> None:
    """No line, no column, no file: no punctuation is left over."""
    assert str(Place("a.csv")) == "a.csv"
    assert str(Place("a.csv", column="id")) == "a.csv id"
    assert str(Diagnostic("rule", "message")) == "error[rule]\n  message"


def test_diagnostics_are_sorted_by_place_and_said_once() -> None:
    """File, then line, then rule; a finding made twice is reported once."""
    late, early = Diagnostic("a", "m", Place("f", 10)), Diagnostic("b", "m", Place("f", 9))
    assert in_order([late, early, late]) == (early, late)


def test_only_errors_stop() -> None:
    """Warnings and notes are no errors."""
    error, warning = Diagnostic("a", "m"), Diagnostic("b", "m", severity=Severity.WARNING)
    assert errors_only([warning, error]) == (error,)


def test_the_exception_carries_sorted_diagnostics_and_the_exit_code() -> None:
    """One or many diagnostics; its text is theirs."""
    one, two = Diagnostic("a", "first", Place("a")), Diagnostic("b", "second", Place("b"))
    assert BriefgenError([two, one]).diagnostics == (one, two)
    single = BriefgenError(one, exit_code=2)
    assert (single.diagnostics, single.exit_code, str(single)) == ((one,), 2, str(one))


def test_a_hint_names_the_closest_word_or_all_of_them() -> None:
    """A slip of the pen is recognised; otherwise the known words are listed, and without any there is no hint."""
    assert did_you_mean("ministr", ["diplomat", "minister"]) == "did you mean “minister”?"
    assert did_you_mean("zzz", ["b", "a"]) == "known: a, b"
    assert did_you_mean("zzz", []) == ""
