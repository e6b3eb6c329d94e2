"""Step 1, open the project: the only door to paths, configuration, clock, fonts and environment.

In: a folder. Out: a `Workspace`, through which every other layer reads and writes. Paths in diagnostics are relative
to the project, so that no output names the machine.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

from briefgen.errors import BriefgenError, Diagnostic, Place
from briefgen.workspace.config import CONFIG_FILE, Config, read_config
from briefgen.workspace.exchange import Beside, Ours, beside
from briefgen.workspace.files import lock, write_all, write_atomically, write_new

__all__ = ["Beside", "Config", "Workspace", "builtin_templates", "cores", "installed_version"]


def installed_version(package: str = "briefgen") -> str:
    """Return the installed version of a package."""
    return version(package)


def cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def builtin_templates() -> Path:
    """Return the folder of the templates that come with briefgen."""
    inside = Path(str(package_files("briefgen"))) / "templates"
    return inside if inside.is_dir() else Path(str(package_files("briefgen"))).parents[1] / "templates"


@dataclass(frozen=True)
class Workspace:
    """An open project: its root folder, its settings, and where output goes."""

    root: Path
    config: Config
    out: Path

    @classmethod
    def open(cls, folder: str | os.PathLike[str] = ".", out: str | os.PathLike[str] | None = None) -> Workspace:
        """Open the project that `folder` is, or lies in.

        Raises:
            BriefgenError: no briefgen.toml there or above, or it is not well formed.
        """
        start = Path(folder).absolute()
        for root in (start, *start.parents):
            if (root / CONFIG_FILE).is_file():
                config = read_config(_decoded((root / CONFIG_FILE).read_bytes(), CONFIG_FILE))
                return cls(root, config, Path(out).absolute() if out else root / "out")
        message = "there is no briefgen.toml here or above: not a briefgen project"
        hint = "run the command in a project's folder, or name it with --project"
        raise BriefgenError(Diagnostic("no-project", message, hint=hint), exit_code=2)

    def with_settings(self, once: Mapping[str, Any]) -> Workspace:
        """Return the same project with keys of briefgen.toml given for once.

        Raises:
            BriefgenError: a value is refused.
        """
        if not once:
            return self
        try:
            return replace(self, config=read_config(self.read_text(CONFIG_FILE), once))
        except BriefgenError as error:
            given = (replace(d, place=Place("--set", 0, d.place.column)) for d in error.diagnostics)
            raise BriefgenError(given, exit_code=2) from None

    # ------------------------------------------------------------ reading

    def exists(self, name: str) -> bool:
        """Tell whether a file of the project exists."""
        return (self.root / name).is_file()

    def read_bytes(self, name: str) -> bytes:
        """Return a file of the project.

        Raises:
            BriefgenError: it is missing or unreadable (`file-missing`), or lies outside (`outside-project`).
        """
        path = self.root / name
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise BriefgenError(Diagnostic("outside-project", "the file lies outside the project", Place(name)))
        try:
            return path.read_bytes()
        except OSError as error:
            reason = "the file is missing" if isinstance(error, FileNotFoundError) else "the file cannot be read"
            raise BriefgenError(Diagnostic("file-missing", reason, Place(name))) from None

    def read_text(self, name: str) -> str:
        """Return a UTF-8 file of the project, line ends as they are.

        Raises:
            BriefgenError: as `read_bytes`; or the file is not UTF-8 (`not-utf8`), with the line of the first bad byte.
        """
        return _decoded(self.read_bytes(name), name)

    def list_files(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Return the names of the files in a folder of the project that end so, sorted, relative to the project."""
        found = (path for path in sorted((self.root / folder).glob(f"*{suffix}")) if path.is_file())
        return tuple(f"{folder}/{path.name}" for path in found)

    # ------------------------------------------------------------ templates

    @cached_property
    def builtin(self) -> Path:
        """The templates that come with briefgen: in the wheel beside the package, in a checkout at its top."""
        return builtin_templates()

    def template_roots(self) -> tuple[tuple[str, Path], ...]:
        """Return (label, folder) of the project's templates and of the built-in ones, the project's first."""
        return self._template_roots

    @cached_property
    def _template_roots(self) -> tuple[tuple[str, Path], ...]:
        mine, builtin = self.root / "templates", self.builtin
        both = ("templates", mine), ("built-in templates", builtin)
        return both if builtin.resolve() != mine.resolve() else both[:1]

    def template_folders(self, kind: str) -> tuple[str, ...]:
        """Return the names of the folders under templates/<kind>/, the project's and the built-in ones, sorted.

        Topics belong to the project: briefgen brings none of its own.
        """
        roots = self.template_roots()[:1] if kind == "topics" else self.template_roots()
        found = {
            path.name
            for _, root in roots
            if (root / kind).is_dir()
            for path in (root / kind).iterdir()
            if path.is_dir() and not path.name.startswith((".", "_"))
        }
        return tuple(sorted(found))

    def find_template(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of the first template called `name`, such as `layout/print.css`, or None.

        Raises:
            BriefgenError: it is not UTF-8, or a link leads outside the folder of templates.
        """
        for label, root in self.template_roots():
            path = root / name
            if path.is_file():
                if not path.resolve().is_relative_to(root.resolve()):
                    raise BriefgenError(
                        Diagnostic("outside-project", "the template lies outside its folder", Place(f"{label}/{name}"))
                    )
                return f"{label}/{name}", _decoded(path.read_bytes(), f"{label}/{name}")
        return None

    def find_own(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of a template of the project's own, whatever is built in; None when there is none."""
        label = self.template_roots()[0][0]
        found = self.find_template(name)
        return found if found and found[0] == f"{label}/{name}" else None

    def find_builtin(self, name: str) -> tuple[str, str] | None:
        """Return (label, text) of a built-in template, whatever the project overrides; None when there is none."""
        path = self.builtin / name
        if not path.is_file() or not path.resolve().is_relative_to(self.builtin.resolve()):
            return None
        return f"built-in templates/{name}", _decoded(path.read_bytes(), f"built-in templates/{name}")

    def template_places(self, name: str) -> tuple[tuple[str, bool], ...]:
        """Return (label, whether it is there) of each place where a template of this path is looked up, in order."""
        builtin = name.startswith("builtin/")
        roots = (("built-in templates", self.builtin),) if builtin else self.template_roots()
        path = name.removeprefix("builtin/")
        return tuple((f"{label}/{path}", (root / path).is_file()) for label, root in roots)

    def template_files(self, folder: str) -> Mapping[str, bytes]:
        """Return path → content of the files under a folder of templates, the project's before the built-in ones."""
        found: dict[str, bytes] = {}
        for _, root in self.template_roots():
            for path in sorted((root / folder).rglob("*")) if (root / folder).is_dir() else ():
                inside = path.relative_to(root).as_posix()
                if path.is_file() and path.resolve().is_relative_to(root.resolve()) and inside not in found:
                    found[inside] = path.read_bytes()
        return found

    def list_templates(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a templates folder, project's and built-in, sorted and without doubles."""
        found: set[str] = set()
        for _, root in self.template_roots():
            if (root / folder).is_dir():
                found |= {path.name for path in (root / folder).iterdir() if path.is_file()}
        return tuple(sorted(found))

    # ------------------------------------------------------------ fonts and assets

    @cached_property
    def fonts(self) -> Path:
        """The folder of the bundled fonts."""
        return Path(str(package_files("briefgen"))) / "fonts"

    @property
    def assets(self) -> Path:
        """The project's folder of pictures that templates may use."""
        return self.root / "templates" / "assets"

    # ------------------------------------------------------------ writing

    def out_label(self, name: str = "") -> str:
        """Return how messages call a path under the output folder: relative to the project when it lies in it."""
        path = self.out / name
        return os.path.relpath(path, self.root) if path.is_relative_to(self.root) else str(path)

    def write_out(self, files: Mapping[str, bytes]) -> None:
        """Write files under the output folder, each whole or not at all (see `files.write_all`)."""
        write_all(self.out, files, self.out_label())

    def write_new(self, files: Mapping[str, bytes]) -> None:
        """Write files of the project that do not exist yet (see `files.write_new`)."""
        write_new(self.root, files)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the output folder for one writing run (see `files.lock`)."""
        with lock(self.out, self.out_label()):
            yield

    @contextlib.contextmanager
    def replacing(self, ours: Ours) -> Iterator[Beside]:
        """Build the output folder anew beside itself, to take its place whole (see `exchange.beside`)."""
        with beside(self.out, self.out_label() or ".", ours) as made:
            yield made

    # ------------------------------------------------------------ cache

    def cache_key(self, *parts: bytes | str) -> str:
        """Return the hash of exact inputs: SHA-256 over the parts, each with its length."""
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.hexdigest()

    def cached(self, kind: str, key: str) -> bytes | None:
        """Return what is stored in .cache/ under a key, or None; a damaged entry counts as none."""
        try:
            data = (self.root / ".cache" / kind / key[:2] / key).read_bytes()
        except OSError:
            return None
        seal, content = data[:32], data[32:]
        return content if hashlib.sha256(content).digest() == seal else None

    def store(self, kind: str, key: str, content: bytes) -> None:
        """Keep content in .cache/ under a key; a cache that cannot be written is no fault."""
        with contextlib.suppress(OSError):
            write_atomically(self.root / ".cache" / kind / key[:2] / key, hashlib.sha256(content).digest() + content)

    def code_hash(self, package: str) -> str:
        """Return a hash of a package's modules and data and of the libraries' versions: what of a cache key is code."""
        return self.cache_key(*_program(package))

    def is_sound(self, *inputs: str) -> bool:
        """Tell whether exactly these inputs, judged by exactly this program, have been found without fault before."""
        return self.cached("sound", self.cache_key(self.code, *inputs)) is not None

    def remember_sound(self, *inputs: str) -> None:
        """Note that these inputs were found without fault: pure rules find the same again."""
        self.store("sound", self.cache_key(self.code, *inputs), b"sound")

    @cached_property
    def code(self) -> str:
        """A hash of the whole program and of the libraries' versions."""
        return self.code_hash("")

    @cached_property
    def evidence_hash(self) -> str:
        """A hash of the settings and of every file of the dataset and the sources."""
        folders = [self.root / "data", self.root / "seeds"]
        files = [path for folder in folders if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file()]
        parts = [part for path in files for part in (path.relative_to(self.root).as_posix(), path.read_bytes())]
        return self.cache_key(repr(self.config), *parts)

    @cached_property
    def inputs_hash(self) -> str:
        """A hash of all that any output is made from: settings, evidence, templates, the program, its libraries."""
        parts: list[str | bytes] = [self.code, self.evidence_hash]
        for label, root in self.template_roots():
            for path in sorted(root.rglob("*")) if root.is_dir() else ():
                if path.is_file():
                    parts += [f"{label}/{path.relative_to(root).as_posix()}", path.read_bytes()]
        return self.cache_key(*parts)

    def _stamp(self) -> bytes:
        """Return a quick fingerprint of everything an edition is made from: names, sizes and times of the files."""
        roots = [
            self.root / "data",
            self.root / "seeds",
            self.root / "releases",
            self.root / CONFIG_FILE,
            *(root for _, root in self.template_roots()),
        ]
        files = [
            path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*"))) if path.is_file()
        ]
        seen = [f"{path} {(found := path.stat()).st_size} {found.st_mtime_ns}" for path in files]
        return hashlib.sha256("\n".join(seen).encode()).hexdigest().encode()

    def changed_since_last_build(self) -> bool:
        """Tell whether a build will probably make something new; a wrong answer costs time, never truth."""
        try:
            return (self.root / ".cache" / "last-build").read_bytes() != self._stamp()
        except OSError:
            return True

    def remember_build(self) -> None:
        """Note that everything was made from the files as they are now."""
        with contextlib.suppress(OSError):
            write_atomically(self.root / ".cache" / "last-build", self._stamp())


@lru_cache
def _program(package: str) -> tuple[str | bytes, ...]:
    """Return what the running program is: it stays the same while it runs, whatever is installed meanwhile."""
    folder = Path(str(package_files("briefgen"))) / package
    sources = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".json"}]
    return (*(version(name) for name in ("briefgen", "weasyprint", "matplotlib")), *sources)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
        raise BriefgenError(Diagnostic("not-utf8", "the file is not UTF-8", Place(name, line), hint=hint)) from None
