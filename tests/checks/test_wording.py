"""checks.wording: the short ways of finding a record's dates and numbers in its passages, beside the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks import DataView
from briefgen.checks.account import account
from briefgen.checks.wording import COLUMNS, _is_checked, _is_copied, _stands_in_passages
from briefgen.dataset import load
from briefgen.evidence import locate
from briefgen.model import Event
from briefgen.workspace import Workspace
from tests.checks.conftest import Run

RULE = "wording-unsupported"
CHECKOUT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("title", "passage", "found"),
    [
        ("Assembly 12", "Assembly 12 of Alderby met.", ""),
        ("Assembly 12", "Assembly 123 of Alderby met.", "12"),
        ("Assembly 12", "Subassembly 12 of Alderby met, the old Assembly 12.", ""),
        ("Twelve miles and 12 wells", "They dug 12 wells twelve miles away.", ""),
        ("Met in June 2018", "They met in the June of 2018.", ""),
        ("Met in June 2018", "They met in June 2017.", "June 2018"),
        ("12 per cent", "12 wells", "12"),
    ],
)
def test_a_number_or_a_date_stands_in_a_passage(run: Run, title: str, passage: str, found: str) -> None:
    """Word for word, or in other words; part of another number, in another unit or of another year does not count."""
    said = [f"title: “{found}” in the words of “e” stands nowhere in its evidence"] if found else []
    assert run(RULE, ("events", Event(id="e", title=title)), words={"e": (passage,)}) == said


def test_the_short_way_passes_nothing_that_the_long_way_finds() -> None:
    """On every text of the dataset that is shipped, save judgements, which always go the long way."""
    workspace = Workspace.open(CHECKOUT)
    dataset, _ = load(workspace)
    view = DataView(dataset, locate(workspace, dataset)[0])
    short = 0
    for table, columns in COLUMNS.items():
        for key, record in dataset.tables[table].items() if table != "judgements" else ():
            for text in (str(getattr(record, column)) for column in columns):
                passages = (dataset.passages[link.passage].exact for link in view.knowledge.seen(key))
                if text and not any(_is_copied(text, passage) for passage in passages):
                    if not _stands_in_passages(view, key, text):
                        continue
                    short += 1
                    entries = account(text, [key], view.knowledge)
                    assert all(entry.supported for entry in entries if _is_checked(entry.token, text)), text
    assert short > 500
