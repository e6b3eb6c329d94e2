"""evidence: sources are pinned, passages verbatim, and offsets those of the file as it is."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic
from briefgen.evidence import Evidenced, Span, locate, normalise, normalised
from briefgen.model import Passage, Source
from briefgen.workspace import Workspace
from tests.projects import TINY, opened

TEXTS = st.text(
    alphabet=st.sampled_from("ab\r\n \u00a0\u202f\u2007e\u0301\u0323é\u1100\u1161\u11a8가각“”Ω\u2126\U0001f600"),
    max_size=40,
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of an otherwise empty project."""
    config = 'schema = 1\nname = "N"\npublisher = "P"\nas_of = "2020-06-30"\n'
    (tmp_path / "briefgen.toml").write_text(config, encoding="utf-8")
    return tmp_path


def _locate(root: Path, text: str | bytes, *passages: Passage, **more: str) -> tuple[Evidenced, tuple[Diagnostic, ...]]:
    """Locate passages in a source `s` with this text, and in further sources."""
    sources = {}
    for key, content in {"s": text, **more}.items():
        data = content.encode() if isinstance(content, str) else content
        (root / f"{key}.txt").write_bytes(data)
        sources[key] = Source(id=key, file=f"{key}.txt", sha256=hashlib.sha256(data).hexdigest())
    tables = {"passages": MappingProxyType({passage.id: passage for passage in passages})}
    return locate(Workspace.open(root), Dataset(sources, tables))


def _passage(exact: str, prefix: str = "", suffix: str = "", source: str = "s") -> Passage:
    return Passage(id="p", source=source, exact=exact, prefix=prefix, suffix=suffix, line=7)


def _fault(faults: tuple[Diagnostic, ...]) -> Diagnostic:
    (fault,) = faults
    return fault


def test_every_passage_of_the_tiny_project_is_found() -> None:
    """Its span cut out of the source is the passage, no-break space and all."""
    _, dataset, evidenced = opened(TINY)
    assert list(evidenced.spans) == list(dataset.passages)
    span = evidenced.spans["p-meeting"]
    assert evidenced.texts["parish-2019"][span.start : span.end].endswith("12\u00a0May 2020")
    span = evidenced.spans["p-open"]
    assert evidenced.texts["parish-2019"][span.end :].startswith(" in summer")


@pytest.mark.parametrize(
    ("text", "exact", "found"),
    [
        ("a\u00a0b c", "a b", "a\u00a0b"),
        ("a b c", "a\u202fb", "a b"),
        ("x a\r\nb", "a\nb", "a\r\nb"),
        ("x a\rb", "a\r\nb", "a\rb"),
        ("xe\u0301y", "é", "e\u0301"),
        ("xéy", "e\u0301", "é"),
        ("\r\nxe\u0301 end", "end", "end"),
        ("\ufeffstart", "start", "start"),
        ("\u1100\u1161 각", "각", "각"),
    ],
)
def test_offsets_are_those_of_the_file_under_every_normalisation(root: Path, text: str, exact: str, found: str) -> None:
    """NFC, no-break spaces and line ends may differ; the span covers what the file has."""
    evidenced, faults = _locate(root, text, _passage(exact))
    assert faults == ()
    span = evidenced.spans["p"]
    assert evidenced.texts["s"] == text
    assert (text[span.start : span.end], span) == (
        found,
        Span("p", "s", text.index(found), text.index(found) + len(found)),
    )


@pytest.mark.parametrize("exact", ["A b", "a  b", "a - b", "‘a’ b", "a\u200bb", "a b.", "ﬁ", "a\tb"])
def test_nothing_else_is_normalised(root: Path, exact: str) -> None:
    """Case, runs of spaces, dashes, quotation marks, ligatures and invisible characters count."""
    evidenced, faults = _locate(root, "x a b - 'a' b fi y", _passage(exact))
    assert (dict(evidenced.spans), _fault(faults).rule) == ({}, "passage-not-found")


@given(TEXTS)
def test_normalised_offsets_lead_back(text: str) -> None:
    """The normalised text is the text's normal form; its offsets rise with those of the text, to the end."""
    form = normalised(text)
    assert form.text == normalise(text)
    assert unicodedata.is_normalized("NFC", form.text)
    offsets = [form.offset(at) for at in range(len(form.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert offsets[:1] == [0]


@given(TEXTS, TEXTS, TEXTS)
def test_a_passage_cut_at_spaces_is_found_where_it_was_cut(before: str, exact: str, after: str) -> None:
    """Whatever stands around it and in it: the span gives back the very characters."""
    text = f"{before} <{exact}> {after}"
    form = normalised(text)
    at = form.text.find(normalise(f"<{exact}>"))
    start, end = form.offset(at), form.offset(at + len(normalise(f"<{exact}>")))
    assert text[start:end] == f"<{exact}>"


def test_long_runs_of_marks_take_linear_time() -> None:
    """A hostile text of combining marks is normalised in a moment."""
    text = "\r" + "e" + "\u0301" * 200_000 + " end"
    assert normalised(text).text.endswith(" end")


def test_a_passage_found_twice_is_ambiguous(root: Path) -> None:
    """It says how often, overlapping ones included; a prefix or suffix makes it one."""
    fault = _fault(_locate(root, "aXa aXa aXaXa", _passage("aXa"))[1])
    assert (fault.rule, fault.message, str(fault.place)) == (
        "passage-ambiguous",
        'found 4 times in source "s"',
        "data/passages.csv:7 exact",
    )
    evidenced, faults = _locate(root, "one well, two well", _passage("well", prefix="two "))
    assert (faults, evidenced.spans["p"].start) == ((), 14)
    evidenced, faults = _locate(root, "one well, two well", _passage("well", suffix=","))
    assert (faults, evidenced.spans["p"].start) == ((), 4)


def test_a_near_miss_shows_the_closest_span(root: Path) -> None:
    """With its position, thousands apart, in the form of the house style."""
    text = "x" * 8000 + " y" * 100 + " a foreign policy based on the concept of a “Third Neighbor.” And so on."
    fault = _fault(_locate(root, text, _passage('a foreign policy based on the idea of a "Third Neighbor."'))[1])
    assert str(fault) == (
        "error[passage-not-found] data/passages.csv:7 exact\n"
        '  not in source "s"\n'
        "  closest, at character 8 201: “a foreign policy based on the concept of a “Third Neighbor.””\n"
        "  hint: copy the span exactly; curly quotes count"
    )


def test_a_not_removed_is_not_found(root: Path) -> None:
    """Likeness is for hints, never for acceptance."""
    fault = _fault(_locate(root, "The council did not agree to pay.", _passage("The council did agree to pay."))[1])
    assert fault.details == ("closest, at character 0: “The council did not agree to pay.”",)


@pytest.mark.parametrize(
    ("text", "exact", "shown"),
    [
        ("Yesterday the wellkeeper spoke at length.", "well kept spoke at leng", "wellkeeper spoke at length"),
        ("It ended. “The well is open,” she said.", "“The well isn't open", "“The well is open"),
        ("So he said: “The well is open to all” (twice).", "“The well is open to us all", "“The well is open to all”"),
    ],
)
def test_the_closest_span_is_shown_in_whole_words(root: Path, text: str, exact: str, shown: str) -> None:
    """Without what belongs to its neighbours, and with the quotation mark that closes one inside."""
    (detail,) = _fault(_locate(root, text, _passage(exact))[1]).details
    assert detail.endswith(f": “{shown}”")


def test_a_passage_of_another_source_is_recognised(root: Path) -> None:
    """A common slip when sources are many."""
    fault = _fault(_locate(root, "nothing here", _passage("the well is open"), other="the well is open")[1])
    assert fault.hint == 'it stands in source "other"'


def test_a_wrong_prefix_is_recognised(root: Path) -> None:
    """The words are right, their neighbours are not."""
    fault = _fault(_locate(root, "the well", _passage("well", prefix="a "))[1])
    assert fault.hint == "the words are there, but not between this prefix and suffix"


def test_a_text_unlike_the_passage_says_so(root: Path) -> None:
    """No misleading span is shown; neither for an empty source nor for one too long to search."""
    assert _fault(_locate(root, "zzz", _passage("the well is open"))[1]).details == ("nothing in it is like this",)
    assert _fault(_locate(root, "", _passage("the well"))[1]).details == ("nothing in it is like this",)
    assert _fault(_locate(root, "z" * 500_001, _passage("the well"))[1]).details == ()


def test_only_the_first_of_many_misses_are_searched_for(root: Path) -> None:
    """A wrong source costs seconds, not minutes."""
    passages = [Passage(id=f"p{n}", source="s", exact=f"well {n}", line=n) for n in range(60)]
    faults = _locate(root, "the well", *passages)[1]
    assert [bool(fault.details) for fault in faults].count(True) == 50


def test_an_altered_source_is_told_with_both_hashes(root: Path) -> None:
    """Its passages are looked for all the same."""
    (root / "s.txt").write_text("new text", encoding="utf-8")
    dataset = Dataset(
        {"s": Source(id="s", file="s.txt", sha256="0" * 64, line=2)}, {"passages": {"p": _passage("new")}}
    )
    evidenced, faults = locate(Workspace.open(root), dataset)
    assert (_fault(faults).rule, str(_fault(faults).place)) == ("source-altered", "data/sources.json:2 sha256")
    assert _fault(faults).details == (f"recorded: {'0' * 64}", f"found:    {hashlib.sha256(b'new text').hexdigest()}")
    assert "p" in evidenced.spans


@pytest.mark.parametrize(("file", "rule"), [("none.txt", "source-missing"), ("../x.txt", "outside-project")])
def test_a_source_that_cannot_be_read_is_one_fault(root: Path, file: str, rule: str) -> None:
    """Its passages are not reported as well."""
    dataset = Dataset({"s": Source(id="s", file=file, line=2)}, {"passages": {"p": _passage("new")}})
    evidenced, faults = locate(Workspace.open(root), dataset)
    assert (_fault(faults).rule, dict(evidenced.texts)) == (rule, {})


def test_a_source_in_another_encoding_is_named(root: Path) -> None:
    """With the line of the first bad byte."""
    fault = _fault(_locate(root, b"one\ntw\xf6", _passage("one"))[1])
    assert (fault.rule, str(fault.place)) == ("not-utf8", "s.txt:2")


def test_what_loading_has_reported_is_not_reported_again(root: Path) -> None:
    """A source without a file, a passage without words or of an unknown source."""
    passages = {"p": _passage(""), "q": Passage(id="q", source="none", exact="x")}
    dataset = Dataset({"t": Source(id="t")}, {"passages": passages})
    assert locate(Workspace.open(root), dataset)[1] == ()
    assert _locate(root, "text", _passage(""))[1] == ()
