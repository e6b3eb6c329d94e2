"""Same inputs, same bytes: whoever runs it, wherever, whenever."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import copy_tiny

# The superuser becomes somebody else who may still read the checkout; anybody else is called so in a namespace.
_MAY = "+dac_override,+dac_read_search"
_BECOMES = ("--reuid=1234", "--regid=1234", "--clear-groups", f"--inh-caps={_MAY}", f"--ambient-caps={_MAY}")
_IS_CALLED = ("unshare", "--user", "--map-user=1234", "--map-group=1234")
OTHER_USER = ("setpriv", *_BECOMES) if os.getuid() == 0 else _IS_CALLED


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Give a folder that every user may look into, as those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def rendered(project: Path, folder: Path, *before: str, **environment: str) -> dict[str, bytes]:
    """Render a project in a process of its own, in a fresh cache, and return what came out."""
    env = {**os.environ, **environment}
    command = [
        *before,
        sys.executable,
        "-m",
        "briefgen",
        "render",
        "--project",
        str(project),
        "--out",
        str(folder),
        "-f",
        "html,pdf,print",
    ]
    subprocess.run(command, cwd=folder.parent, env=env, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted((folder / "well").iterdir())}


def test_two_processes_two_hash_seeds_two_time_zones_two_folders(tmp_path: Path) -> None:
    """PDF, HTML and print page are the same to the byte."""
    one = rendered(
        copy_tiny(tmp_path / "one"), tmp_path / "out-1", PYTHONHASHSEED="1", TZ="Asia/Ulaanbaatar", LC_ALL="C"
    )
    two = rendered(
        copy_tiny(tmp_path / "deeper" / "two"), tmp_path / "out-2",
        PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1", HOME=str(tmp_path),
    )  # fmt: skip
    assert one == two


@pytest.mark.skipif(sys.platform != "linux", reason="another user without a password takes a namespace")
def test_two_users(public_folder: Path) -> None:
    """With another number, name and home, PDF, HTML and print page are the same to the byte."""
    name = {"USER": "somebody", "LOGNAME": "somebody", "HOME": str(public_folder)}
    said = subprocess.run([*OTHER_USER, "id", "-u"], capture_output=True, text=True, check=True).stdout
    assert int(said) != os.getuid()
    one = rendered(copy_tiny(public_folder / "one"), public_folder / "out-1")
    two = rendered(copy_tiny(public_folder / "two"), public_folder / "out-2", *OTHER_USER, **name)
    assert one == two
    assert all(b"somebody" not in data for data in two.values())


@pytest.mark.parametrize("kind", ["html", "pdf", "print.html"])
def test_no_output_names_the_machine(tiny: Path, tmp_path: Path, kind: str) -> None:
    """No path of the machine is in any output, neither the project's, nor the program's, nor the user's."""
    data = rendered(tiny, tmp_path / "out")[f"reader.{kind}"]
    for name in (str(tmp_path), str(Path.cwd()), f"{Path.home()}/"):
        assert name.encode() not in data, name
