"""A workbook that LibreOffice Calc has opened and saved brings back every letter: tried with the real program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from briefgen.api.sheet import read_import, sheet_of
from briefgen.workspace import Workspace
from tests.projects import edit

ODD = '"=1+1\r\nThe _x000D_ and x005F_ ␍␛, ""quoted"";\tend"'


def calc() -> str:
    """Return the program; make test installs it."""
    found = next((name for name in ("soffice", "localc") if shutil.which(name)), None)
    assert found, "LibreOffice Calc is missing: run .ci/setup.sh test"
    return found


def through_calc(data: bytes, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it, in a profile of its own."""
    (folder / "book.xlsx").write_bytes(data)
    command = [
        calc(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "saved"), str(folder / "book.xlsx"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    saved = folder / "saved" / "book.xlsx"
    assert saved.is_file(), done.stdout + done.stderr
    return saved.read_bytes()


@pytest.mark.parametrize("which", ["tiny", "shipped"])
def test_a_round_trip_through_libreoffice_changes_nothing(
    which: str, tiny: Path, checkout: Path, tmp_path: Path
) -> None:
    """Dates such as 2014-06, formulas, line breaks, spaces at the ends, long texts: no row would change."""
    edit(
        tiny,
        "data/events.csv",
        {'"Two years before 2018;\nthe month is not said."': ODD, "The well runs": "=The well runs"},
    )
    edit(tiny, "data/indicators.csv", {",households,about,": ",'+households,007,"})
    workspace = Workspace.open(tiny if which == "tiny" else checkout)
    data = sheet_of(workspace)
    saved = through_calc(data, tmp_path)
    assert saved != data
    found = read_import(workspace, saved, "book.xlsx")
    assert (found.changes, found.files, found.errors, found.outdated) == ((), {}, (), ())
