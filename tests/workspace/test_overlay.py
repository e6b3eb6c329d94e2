"""workspace.overlay: a project as it would be."""

from __future__ import annotations

from pathlib import Path

from briefgen.dataset import load
from briefgen.workspace import Workspace
from briefgen.workspace.overlay import Overlay


def test_replaced_files_are_read_and_others_stay(tiny: Path) -> None:
    """Loading sees the new table; the file on disk is untouched."""
    workspace = Workspace.open(tiny)
    old = workspace.read_bytes("data/actors.csv")
    after = Overlay.over(workspace, {"data/actors.csv": old.replace(b"Ada Brook", b"Ada Beck"), "data/new.csv": b""})
    dataset, faults = load(after)
    assert (dataset.actors["ada-brook"].name, faults) == ("Ada Beck", ())
    assert (after.exists("data/new.csv"), after.exists("data/events.csv"), after.exists("data/none")) == (
        True,
        True,
        False,
    )
    assert workspace.read_bytes("data/actors.csv") == old
