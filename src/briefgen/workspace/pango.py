"""What the engine process finds on this machine: fonts of our own, and Pango where the system has none.

In: the project's root and the folder of fonts. Out: an environment for the child process, and the libraries it
preloads.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files as package_files
from importlib.util import find_spec
from pathlib import Path
from platform import freedesktop_os_release
from xml.sax.saxutils import escape

from briefgen.workspace.files import write_atomically

_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Source Serif 4</family></prefer></alias>
</fontconfig>
"""


def font_configuration(root: Path, fonts: Path) -> Path:
    """Return a fontconfig file that knows the bundled fonts and no other, so that output depends on no machine.

    It lies in the project's .cache/; where that cannot be written, among the system's temporary files.
    """
    cache = root / ".cache" / "fontconfig"
    folders = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in (fonts, *cjk_fonts()))
    text = _FONTCONFIG.format(folders=folders, cache=escape(str(cache))).encode()
    path = cache / "fonts.conf"
    try:
        if not path.is_file() or path.read_bytes() != text:
            write_atomically(path, text)
    except OSError:
        path = Path(tempfile.gettempdir()) / f"briefgen-fonts-{os.getuid()}.conf"
        write_atomically(path, text)
    return path


def cjk_fonts() -> tuple[Path, ...]:
    """Return the folder of the Korean, Japanese and Chinese fonts, where the extra `cjk` is installed."""
    found = find_spec("justmytype_intl_cjk")
    folder = Path(found.origin).parent / "fonts" if found and found.origin else None
    return (folder,) if folder and folder.is_dir() else ()


def engine_environment(root: Path, fonts: Path, as_of: str) -> dict[str, str]:
    """Return the environment of the engine process: this one's, without what could change its output.

    Cutting a variable font down stamps it with the time; fontTools takes that from SOURCE_DATE_EPOCH: the as-of date.
    """
    epoch = int(datetime.fromisoformat(as_of).replace(tzinfo=UTC).timestamp())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FONTCONFIG_", "FC_", "PANGO"))}
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    return kept | fixed | {"FONTCONFIG_FILE": str(font_configuration(root, fonts))}


def private_libraries(root: Path) -> tuple[Path, ...]:
    """Return the libraries of a private Pango, those others need first; none where there is no private Pango.

    The set-up puts them under .cache/pango/ of its checkout: `lib/`, and their order in `load-order`.
    """
    checkout = Path(str(package_files("briefgen"))).parents[1]
    for folder in (root / ".cache" / "pango", checkout / ".cache" / "pango"):
        if (folder / "load-order").is_file():
            names = (folder / "load-order").read_text(encoding="utf-8").split()
            return tuple(folder / "lib" / name for name in names)
    return ()


def pango_advice(platform: str = sys.platform, release: Mapping[str, str] | None = None) -> str:
    """Return how to install Pango on this kind of system.

    Args:
        platform: as `sys.platform`.
        release: what /etc/os-release says; read when not given.
    """
    if platform == "darwin":
        return "brew install pango"
    if platform == "win32":
        return "install MSYS2, then: pacman -S mingw-w64-ucrt-x86_64-pango"
    if release is None:
        try:
            release = freedesktop_os_release()
        except OSError:
            release = {}
    if {"debian", "ubuntu"} & {release.get("ID", ""), *release.get("ID_LIKE", "").split()}:
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        return f"sudo apt install {packages}; without sudo, in a checkout of briefgen: make brief"
    return "install Pango 1.44 or later, and HarfBuzz with its subset library"
