"""A passage is located exactly; a checked dataset survives save and load (hypothesis)."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefgen.api import Project
from briefgen.dataset import Dataset, load
from briefgen.evidence import Span, locate
from briefgen.export.as_csv import csv_bytes
from briefgen.model import TABLES, Passage, Source
from briefgen.workspace import Workspace
from tests.projects import copy_tiny

WORDS = st.text(alphabet=st.sampled_from("abcdeé \u00a0\u2007\u202f\n\u1100\u1161Å“”’-—ß"), min_size=1, max_size=30)
# The normalisations listed: Unicode NFC, three no-break spaces as spaces, line ends as LF. Nothing else.
LISTED: tuple[Callable[[str], str], ...] = (
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\u2007"),
    lambda text: text.replace(" ", "\u202f"),
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
)
OTHERS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("ß", "ss"),
    str.upper,
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u2009"),
    lambda text: text.replace("\n", " "),
    lambda text: text.replace("“", '"').replace("”", '"'),
    lambda text: text.replace("’", "'"),
    lambda text: text.replace("-", "\u2011"),
    lambda text: text.replace("—", "-"),
    lambda text: text.replace("é", "e"),
    lambda text: text + "\u200b",
    lambda text: "\u00ad" + text,
)
CONFIG = 'schema = 1\nname = "N"\npublisher = "P"\nas_of = "2020-06-30"\n'


def _normal(text: str) -> str:
    """Return a text under the listed normalisations, as the documentation tells them."""
    for space in "\u00a0\u2007\u202f":
        text = text.replace(space, " ")
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def _located(text: str, exact: str) -> tuple[Span | None, str]:
    """Locate a passage in a source; return its span, or the rule that says why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "briefgen.toml").write_text(CONFIG, encoding="utf-8")
        (Path(folder) / "s.txt").write_bytes(text.encode())
        source = Source(id="s", file="s.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
        passage = Passage(id="p", source="s", exact=exact)
        dataset = Dataset({"s": source}, {"passages": MappingProxyType({"p": passage})})
        evidenced, faults = locate(Workspace.open(folder), dataset)
    return evidenced.spans.get("p"), ", ".join(fault.rule for fault in faults)


@given(before=WORDS, exact=WORDS, after=WORDS, change=st.sampled_from(LISTED), back=st.booleans())
@settings(deadline=None)
def test_a_passage_is_found_under_each_listed_normalisation(
    before: str, exact: str, after: str, change: Callable[[str], str], *, back: bool
) -> None:
    """Whichever of source and passage is in the other form, it is found once; the span is exactly its characters."""
    here, wanted = (change(exact), exact) if back else (exact, change(exact))
    text = f"{before}#{here}#{after}"
    assume(_normal(text).count(_normal(wanted)) == 1)
    span, rules = _located(text, wanted)
    assert (span is not None, rules) == (True, "")
    assert span is not None
    assert _normal(text[span.start : span.end]) == _normal(wanted)


@given(before=WORDS, exact=WORDS, after=WORDS, change=st.sampled_from(OTHERS))
@settings(deadline=None)
def test_nothing_is_found_under_any_other(before: str, exact: str, after: str, change: Callable[[str], str]) -> None:
    """Case, spaces, quotation marks, dashes, accents, ligatures, unseen characters: all count."""
    text = f"{before}#{exact}#{after}"
    wanted = change(exact)
    assume(_normal(wanted) not in _normal(text))
    assert _located(text, wanted) == (None, "passage-not-found")


@given(before=WORDS, exact=WORDS, between=WORDS)
@settings(deadline=None)
def test_what_stands_twice_is_not_found(before: str, exact: str, between: str) -> None:
    """Two places are no place."""
    text = f"{before}#{exact}#{between}#{exact}#"
    span, rules = _located(text, exact)
    assert (span, rules) == (None, "passage-ambiguous")


# ---------------------------------------------------------------- save and load

NOTES = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
    | st.sampled_from('",;\n'),
    max_size=40,
).map(str.strip)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return "" if value is None else str(value)


def _save(dataset: Dataset, folder: Path) -> None:
    """Write the tables of a dataset as data/*.csv."""
    for name, table in TABLES.items():
        records = dataset.tables[name].values()
        if table.optional and not records:
            continue
        rows = [[_cell(getattr(record, column)) for column in table.columns] for record in records]
        (folder / table.file).write_bytes(csv_bytes([list(table.columns), *rows]))


@given(notes=st.lists(NOTES, min_size=1, max_size=6))
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_checked_dataset_survives_save_and_load(notes: list[str]) -> None:
    """Whatever the curators' notes hold, what was checked and saved loads as it was, and is as sound as it was."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = copy_tiny(Path(folder) / "a"), copy_tiny(Path(folder) / "b")
        for at, (name, table) in enumerate(TABLES.items()):
            if "note" in table.columns and (first / table.file).exists():
                _annotate(first, name, notes[at % len(notes)])
        checked = Project.open(first)
        assert checked.verified.diagnostics == ()
        _save(checked.dataset, second)
        again, faults = load(Workspace.open(second))
        assert faults == ()
        assert again.tables == checked.dataset.tables
        assert again.sources == checked.dataset.sources
        assert Project.open(second).verified.diagnostics == ()


def _annotate(project: Path, name: str, note: str) -> None:
    """Write a note into every row of a table."""
    dataset, _ = load(Workspace.open(project))
    table = TABLES[name]
    rows = [
        [note if column == "note" else _cell(getattr(record, column)) for column in table.columns]
        for record in dataset.tables[name].values()
    ]
    (project / table.file).write_bytes(csv_bytes([list(table.columns), *rows]))
