"""`briefgen check FILE`: on the terminal, as JSON, as a page; and texts made to take long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.api import Project
from briefgen.api.paste import check_text
from tests.clock import busy
from tests.commands import run
from tests.projects import TINY, edit

MEMO = (
    "The parish council reopened the old well in June 2018. One-third of the households draw their water there.\n\n"
    "The well at Alderby was reopened in August 2018, says the county."
    " “The well is <b>never</b> open”, said Zoë Quirk.\n"
)


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    """Write a memo."""
    path = tmp_path / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    return path


def test_on_the_terminal(memo: Path) -> None:
    """Each part with its verdict, then the counts; exit code 1, for something is contradicted."""
    said = run(TINY, "check", str(memo))
    assert said.returncode == 1, said.stderr
    assert "  supported  date “June 2018”" in said.stdout
    assert "  contradicted  date “August 2018”: the dataset has" in said.stdout
    assert "  unknown  name “Zoë Quirk”" in said.stdout
    assert said.stdout.splitlines()[-1].startswith("memo.txt: ")


def test_as_json(memo: Path) -> None:
    """One envelope; offsets cut the words out of the text."""
    whole = json.loads(run(TINY, "check", str(memo), "--json").stdout)
    assert whole["kind"] == "paste"
    assert whole["data"]["counts"]["contradicted"] == 1
    for mark in whole["data"]["marks"]:
        if mark["kind"] != "quotation":
            assert MEMO[mark["start"] : mark["end"]] == mark["words"]


def test_as_a_page(memo: Path, tmp_path: Path) -> None:
    """Colour is not all that tells: a sign and a note, too; the text is text, never markup."""
    page = tmp_path / "page.html"
    run(TINY, "check", str(memo), "--html", str(page))
    html = page.read_text(encoding="utf-8")
    assert '<mark class="contradicted">August 2018<a href="#n' in html
    assert "&lt;b&gt;never&lt;/b&gt;" in html
    assert "<b>never" not in html
    assert "<script" not in html
    assert html.count("<p>") == 2


def test_a_text_without_fault(tmp_path: Path) -> None:
    """Exit code 0; a text with nothing to check is fine, too."""
    path = tmp_path / "a.md"
    path.write_text("# A well\n\nIt was reopened in June 2018 by the parish council of Alderby.\n", encoding="utf-8")
    assert run(TINY, "check", str(path)).returncode == 0
    path.write_text("", encoding="utf-8")
    assert run(TINY, "check", str(path)).stdout == "a.md: 0 supported, 0 contradicted, 0 unknown\n"


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [(("gone.md",), "file-missing"), (("memo.txt", "--html", "no/such/folder.html"), "not-writable")],
)
def test_files_that_cannot_be_used(memo: Path, arguments: tuple[str, ...], rule: str) -> None:
    """Usage faults."""
    first, *rest = arguments
    said = run(TINY, "check", str(memo.parent / first), *rest)
    assert (said.returncode, f"error[{rule}]" in said.stderr) == (2, True)


def test_unsound_evidence_stops_it(tiny: Path, memo: Path) -> None:
    """Nothing is judged by evidence that does not hold."""
    edit(tiny, "data/events.csv", {"2020-05-12": "2021-05-12"})
    said = run(tiny, "check", str(memo))
    assert (said.returncode, "error[date-without-basis]" in said.stderr) == (1, True)


@pytest.mark.parametrize(
    "text",
    ["1 " * 25_000, "June 2014 " * 5_000, "“a” " * 12_000, "“" * 50_000, "Ada Brook " * 5_000, "a" * 50_000,
     "“the well is closed to all” " * 2_000, "The well. " * 5_000, "2014-" * 22_000, "one hundred and " * 3_000],
    ids=["numbers", "dates", "quotations", "marks", "names", "one word", "bent", "sentences", "years", "words"],
)  # fmt: skip
def test_a_text_made_to_take_long(text: str) -> None:
    """Fifty thousand characters of anything cost seconds."""
    started = busy()
    check_text(Project.open(TINY), "a.txt", text.encode())
    assert busy() - started < 30
