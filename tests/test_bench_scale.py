"""The made-up dataset of the benchmark: sound at a size a test can afford, so that its figures mean something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.build.evidence import verify
from briefgen.workspace import Workspace
from tests.bench_scale import generate, main, table

if TYPE_CHECKING:
    import pytest


def test_the_made_up_dataset_is_sound(tmp_path: Path) -> None:
    """Every rule on data is at work in it, and none finds a fault; it is the same each time."""
    for name in ("one", "two"):
        generate(tmp_path / name, 120)
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
    found = verify(Workspace.open(tmp_path / "one"))
    assert found.diagnostics == ()
    tables = found.material.dataset.tables
    assert (len(tables["events"]), len(tables["passages"]), len(found.material.evidenced.spans)) == (132, 240, 240)
    assert all(tables[name] for name in ("indicators", "silences", "disputes", "positions", "actors", "places"))


def test_the_table_has_a_line_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    """Seconds, memory, the ratio to reading, and growth from one size to the next."""
    main(["60", "120"])
    head, first, second, aim = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["events", "passages", "sources"]
    assert (first.split()[:3], second.split()[:3]) == (["60", "120", "2"], ["120", "240", "2"])
    assert (len(second.split()), len(first.split())) == (9, 8)
    assert "25 s, 1024 MiB" in aim
    assert len(list(table([]))) == 2
