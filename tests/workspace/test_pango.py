"""Fonts of our own, a private Pango, and what to do where there is none."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefgen.workspace import pango


def test_only_one_folder_of_fonts(tmp_path: Path) -> None:
    """The font configuration names one folder, is well-formed whatever the folder is called, and is written once."""
    fonts = tmp_path / "a & <b>"
    path = pango.font_configuration(tmp_path, fonts)
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - just written
    assert [element.text for element in root.iter("dir")] == [str(fonts)]
    assert path.is_relative_to(tmp_path / ".cache")
    before = path.stat().st_mtime_ns
    assert pango.font_configuration(tmp_path, fonts) == path
    assert path.stat().st_mtime_ns == before


def test_a_cache_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a writable .cache/ the configuration lies among the temporary files."""
    (tmp_path / ".cache").write_bytes(b"")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "tmp"))
    assert pango.font_configuration(tmp_path, tmp_path).parent == tmp_path / "tmp"


def test_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's environment reaches fonts, clock or language; the rest passes."""
    monkeypatch.setenv("FONTCONFIG_PATH", "/etc/fonts")
    monkeypatch.setenv("TZ", "Asia/Ulaanbaatar")
    monkeypatch.setenv("KEPT", "1")
    found = pango.engine_environment(tmp_path, tmp_path, "2020-06-30")
    assert "FONTCONFIG_PATH" not in found
    assert (found["TZ"], found["SOURCE_DATE_EPOCH"], found["KEPT"]) == ("UTC", "1593475200", "1")
    assert found["FONTCONFIG_FILE"] == str(tmp_path / ".cache" / "fontconfig" / "fonts.conf")


def test_private_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own private Pango comes before that of the checkout; the order is that of `load-order`."""
    monkeypatch.setattr(pango, "package_files", lambda _: tmp_path / "checkout" / "src" / "briefgen")
    assert pango.private_libraries(tmp_path / "project") == ()
    for name in ("checkout", "project"):
        folder = tmp_path / name / ".cache" / "pango"
        folder.mkdir(parents=True)
        (folder / "load-order").write_text("libb.so.0\nliba.so.0\n", encoding="utf-8")
        assert pango.private_libraries(tmp_path / "project") == (
            folder / "lib" / "libb.so.0",
            folder / "lib" / "liba.so.0",
        )


@pytest.mark.parametrize(
    ("platform", "release", "advice"),
    [
        ("darwin", {}, "brew install pango"),
        ("win32", {}, "pacman"),
        ("linux", {"ID": "debian"}, "sudo apt install libpango-1.0-0"),
        ("linux", {"ID": "mint", "ID_LIKE": "ubuntu debian"}, "sudo apt install libpango-1.0-0"),
        ("linux", {"ID": "alpine"}, "install Pango 1.44"),
    ],
)
def test_advice(platform: str, release: dict[str, str], advice: str) -> None:
    """Each system gets the command that helps there."""
    assert advice in pango.pango_advice(platform, release)


def test_advice_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system is, is read from it; where it does not say, the advice is general."""

    def unknown() -> dict[str, str]:
        raise OSError

    monkeypatch.setattr(pango, "freedesktop_os_release", lambda: {"ID": "debian"})
    assert "apt" in pango.pango_advice("linux")
    monkeypatch.setattr(pango, "freedesktop_os_release", unknown)
    assert "apt" not in pango.pango_advice("linux")
