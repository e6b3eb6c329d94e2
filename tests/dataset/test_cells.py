"""dataset.cells and dataset.mangled: one cell, read strictly; and what spreadsheets do to dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dataset.cells import CellError, reader
from briefgen.dataset.mangled import looks_mangled, rewrite
from briefgen.dates import parse
from briefgen.model import Column, Kind


def _read(kind: Kind, text: str, *, many: bool = False, values: tuple[str, ...] = ()) -> object:
    read = reader(Column(kind, "About.", many=many, values=values))
    assert read is not None
    return read(text)


def _fault(kind: Kind, text: str, *, many: bool = False, values: tuple[str, ...] = ()) -> CellError:
    with pytest.raises(CellError) as error:
        _read(kind, text, many=many, values=values)
    return error.value


def test_plain_text_needs_no_reader() -> None:
    """The quick path: text, single references and derivations are their own value."""
    assert [reader(Column(kind, "About.")) for kind in (Kind.TEXT, Kind.REF, Kind.DERIVATION)] == [None, None, None]


def test_cells_become_values() -> None:
    """Each kind of cell that needs reading."""
    assert _read(Kind.SLUG, "a-1") == "a-1"
    assert _read(Kind.INTEGER, "-7") == -7
    assert _read(Kind.INTEGER, "3", values=("1", "3")) == 3
    assert _read(Kind.ENUM, "held", values=("held", "planned")) == "held"
    assert _read(Kind.TEXT, "a; b;c", many=True) == ("a", "b", "c")


@pytest.mark.parametrize("text", ["1", "-0.25", "1/3", "3000000"])
def test_numbers_are_kept_as_they_are_written(text: str) -> None:
    """A fraction stays a fraction."""
    assert _read(Kind.NUMBER, text) == text


@pytest.mark.parametrize("text", ["1,000", "1/0", "forty", "1.", ".5", "1e6", "NaN", "١"])
def test_other_numbers_are_refused(text: str) -> None:
    """Separators, words, exponents, division by zero, other scripts' digits."""
    assert _fault(Kind.NUMBER, text).rule == "bad-number"


@pytest.mark.parametrize("text", ["A", "a_b", "-a", "a--b", "a-", "é", "a b"])
def test_ids_are_slugs(text: str) -> None:
    """Lower-case ASCII with single hyphens, nothing else."""
    assert _fault(Kind.SLUG, text).rule == "bad-slug"


def test_faults_name_what_was_meant() -> None:
    """Enumerations, integers and lists."""
    assert _fault(Kind.ENUM, "heldd", values=("held", "planned")).hint == "did you mean “held”?"
    assert _fault(Kind.INTEGER, "1.5").rule == "bad-integer"
    assert _fault(Kind.INTEGER, "9", values=("1", "2")).rule == "unknown-value"
    assert _fault(Kind.TEXT, "a;;b", many=True).rule == "empty-item"


def test_an_item_of_a_list_is_read_as_its_kind() -> None:
    """A list of slugs refuses what is no slug."""
    assert _fault(Kind.SLUG, "a;B", many=True).rule == "bad-slug"


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("06/2014", "write 2014-06;"),
        ("2014-6", "write 2014-06;"),
        ("2014/06/03", "write 2014-06-03;"),
        ("2014-6-3", "write 2014-06-03;"),
        ("2014-06-03 00:00:00", "write 2014-06-03;"),
        ("Jun-14", "write 2014-06 for the month, or"),
        ("June 2014", "write 2014-06;"),
        ("14-Jun", "write the year before month and day: YYYY-06-14;"),
        ("14-Jun-2018", "write 2018-06-14;"),
        ("14 June, 2018", "write 2018-06-14;"),
        ("June 14, 2018", "write 2018-06-14;"),
        ("14-Jun-18", "write the year before month and day: YYYY-06-14;"),
        ("14/06/2018", "write year, month and day: YYYY-MM-DD;"),
        ("2014.0", "write 2014;"),
        ("41791", "write year, month and day: YYYY-MM-DD;"),
    ],
)
def test_a_spreadsheets_date_is_told_how_it_should_read(text: str, proposal: str) -> None:
    """A spelling is proposed where the text has one meaning only."""
    fault = _fault(Kind.EDTF, text)
    assert fault.rule == "mangled-date"
    assert fault.hint.startswith(proposal)
    assert fault.hint == rewrite(text)


@pytest.mark.parametrize("text", ["2019-02-30", "2014-13", "soon", "20XX-06", "2018/2017"])
def test_other_bad_dates_are_not_blamed_on_a_spreadsheet(text: str) -> None:
    """A day that does not exist and a word are plainly bad dates."""
    assert _fault(Kind.EDTF, text).rule == "bad-date"


@given(st.from_regex(r"\d{4}(-(0[1-9]|1[0-2])(-([01][1-9]|2[0-8]))?)?[~?%]?", fullmatch=True))
def test_a_good_date_never_looks_mangled_to_the_reader(text: str) -> None:
    """What parses is taken as it is: the shapes of spreadsheets are looked at only afterwards."""
    try:
        parse(text)
    except ValueError:
        return
    assert _read(Kind.EDTF, text) == text


def test_a_text_without_the_shape_of_a_date_is_not_mangled() -> None:
    """Only the shapes spreadsheets make."""
    assert not looks_mangled("next year")
    assert rewrite("next year").startswith("write year")
