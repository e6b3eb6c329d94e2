"""The engine: WeasyPrint in a process of its own, started at once so that its import overlaps everything before it.

In: print HTML. Out: the bytes of a PDF. A page that takes too long, needs too much memory, asks for something outside
the project or makes WeasyPrint complain is a `BriefgenError`; the process can die without taking anything with it.
"""

from __future__ import annotations

import io
import json
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from importlib.resources import files as package_files
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from typing import IO, Self
from zipfile import ZipFile

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.render.bounds import Bounds, OutOfBoundsError
from briefgen.render.metadata import Described
from briefgen.render.wire import Message, receive, send
from briefgen.workspace import Workspace
from briefgen.workspace.pango import engine_environment, pango_advice, private_libraries

SECONDS = 60  # of processor time for one page: what ends a page that is laid out for ever
DEADLINE = 300.0  # seconds of wall time, the process's start included: long, for a busy machine is no fault of the page
_LAST = 2.0  # seconds in which the process may end by itself
MEMORY = 2 * 1024**3  # bytes of address space: some ten times what a brief needs
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_NOTHING: Described = MappingProxyType({})
_DATA_ADDRESS = re.compile(r"""(["'])data:([\w/+.-]*).*?(?:\1(?=[\s:,]|$)|$)""")
_BOOT = "import sys; sys.path.append(sys.argv.pop(1)); from runpy import run_module; "
_BOOT += "run_module('briefgen.render.engine_main', run_name='__main__')"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go into the PDF.

    Attributes:
        name: its file name, without a path.
        content: its bytes.
        description: what it is.
        relationship: `Source`, `Data`, `Alternative`, `Supplement` or `Unspecified` (ISO 32000-2, 7.11.3).
    """

    name: str
    content: bytes
    description: str
    relationship: str = "Data"

    def text(self) -> str:
        """Return the text in it, that of an archive's files one after another."""
        if not self.name.endswith(".zip"):
            return self.content.decode("utf-8", "replace")
        with ZipFile(io.BytesIO(self.content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


class Engine:
    """An engine process; use it as a context manager, or close it."""

    def __init__(self, workspace: Workspace, *, memory: int = MEMORY, seconds: int = SECONDS) -> None:
        """Start the process, without waiting for it.

        Args:
            workspace: the project whose assets and date it serves.
            memory: the most bytes of address space.
            seconds: the most seconds of processor time for one page.
        """
        self._workspace, self._memory, self._seconds = workspace, memory, seconds
        self._stopped = False
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def pdf(
        self,
        html: str,
        *,
        attachments: Sequence[Attachment] = (),
        description: Described = _NOTHING,
        bounds: Bounds | None = None,
        deadline: float = DEADLINE,
    ) -> bytes:
        """Return the PDF (PDF/A-3a and PDF/UA-1) of a print page; the same page gives the same bytes.

        Args:
            html: the page; images are `data:` or `asset:` addresses.
            attachments: files to go into it.
            description: what its metadata say beside the page's own (see `metadata.described`).
            bounds: what the layout must keep to before a PDF is written.
            deadline: seconds of wall time.

        Raises:
            OutOfBoundsError: the layout does not keep to its bounds.
            BriefgenError: `attachment-name`, `pango-missing`, `engine-timeout`, `engine-died`, `engine-memory`,
                `engine-error`, `forbidden-url`, `link-scheme`, `missing-glyph`, `bad-picture`,
                `engine-warning` (anything WeasyPrint complains of).
        """
        if faults := tuple(_unfit(a.name) for a in attachments if not _NAME.fullmatch(a.name)):
            raise BriefgenError(faults)
        until = perf_counter() + deadline
        about = [{"name": a.name, "description": a.description, "relationship": a.relationship} for a in attachments]
        said = {name: list(values) for name, values in description.items()}
        job = Message(
            {
                "kind": "page",
                "attachments": about,
                "description": said,
                "bounds": bounds.plain() if bounds else None,
            },
            (html.encode(), *(a.content for a in attachments)),
        )
        try:
            self._wait_until_ready(until)
            send(self._channel, job, until)
            answer = receive(self._channel, until)
        except TimeoutError:
            self._kill()
            raise BriefgenError(_timeout(f"{deadline:g} seconds")) from None
        except (EOFError, OSError, ValueError):
            raise BriefgenError(self._death()) from None
        if answer.header["kind"] == "fault":
            if answer.header["rule"] == "engine-memory":
                self._kill()  # who knows what else failed in there
            raise BriefgenError(Diagnostic(answer.header["rule"], answer.header["message"]))
        if complaints := answer.header["warnings"]:
            raise BriefgenError(_complaints(complaints, html))
        if answer.header["kind"] == "outside":
            raise OutOfBoundsError(answer.header["pages"], leads=answer.header["leads"])
        return answer.parts[0]

    def stop(self) -> None:
        """End the process, from any thread: a page that is being laid out becomes an `engine-died`."""
        self._stopped = True
        self._end()

    def close(self) -> None:
        """End the process, whatever it is doing: it keeps nothing, and need not tidy up."""
        self._channel.close()
        self._end()
        self._said.close()

    # ------------------------------------------------------------ the process

    def _start(self) -> None:
        workspace = self._workspace
        settings = {
            "assets": str(workspace.assets),
            "as_of": workspace.config.as_of,
            "memory": self._memory,
            "seconds": self._seconds,
            "libraries": [str(path) for path in private_libraries(workspace.root)],
        }
        self._channel, theirs = socket.socketpair()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        package = Path(str(package_files("briefgen"))).parent
        command = [
            sys.executable,
            "-I",
            "-X",
            "utf8",
            "-c",
            _BOOT,
            str(package),
            str(theirs.fileno()),
            json.dumps(settings),
        ]
        with theirs:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._said,
                stderr=subprocess.STDOUT,
                env=engine_environment(workspace.root, workspace.fonts, workspace.config.as_of),
                pass_fds=[theirs.fileno()],
            )
        self._ready = False

    def _wait_until_ready(self, until: float) -> None:
        if self._stopped:
            raise EOFError("the engine has been stopped")
        if self._process.poll() is not None:  # it died with an earlier page: the next gets a new one
            self.close()
            self._start()
        if not self._ready:
            answer = receive(self._channel, until)
            if answer.header["kind"] == "broken":
                self._process.wait()
                raise BriefgenError(_missing(answer.header["error"], answer.header["message"]))
            self._ready = True

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=_LAST)
        except subprocess.TimeoutExpired:  # it may be stuck in a library that heeds no signal
            self._kill()

    def _kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def _death(self) -> Diagnostic:
        """Return how the process ended, with the last it said."""
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._kill()
            code = self._process.wait()
        if code == -signal.SIGXCPU:
            return _timeout(f"{self._seconds} seconds of processor time")
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with exit code {code}"
        self._said.seek(0)
        words = self._said.read()[-2000:].decode("utf-8", "replace").strip().splitlines()
        hint = "a page that needs much memory or time ends so; HTML can be made all the same: --format html"
        return Diagnostic("engine-died", f"the engine process ended {how}", details=tuple(words[-1:]), hint=hint)


def _timeout(after: str) -> Diagnostic:
    message = f"the page is not laid out after {after}"
    return Diagnostic("engine-timeout", message, hint="look for a very large table or image")


def _unfit(name: str) -> Diagnostic:
    shown = name if len(name) <= 100 else f"{name[:100]}…"
    message = f"“{shown}” is no name for an attachment"
    hint = "use letters, digits, dots, hyphens and underscores; no folder"
    return Diagnostic("attachment-name", message, hint=hint)


def _missing(kind: str, reason: str) -> Diagnostic:
    hint = f"{pango_advice()}; HTML can be made all the same: --format html"
    if kind == "ImportError":
        return Diagnostic(
            "weasyprint-missing", "WeasyPrint cannot be imported", details=(reason,), hint="install briefgen anew"
        )
    message = "Pango, which lays out the PDF's text, is not installed"
    return Diagnostic("pango-missing", message, details=(reason,), hint=hint)


def _complaints(complaints: Iterable[Mapping[str, str]], html: str) -> Iterable[Diagnostic]:
    """Yield what WeasyPrint complained of; a missing glyph with the words it stands in."""
    for complaint in complaints:
        if character := complaint["glyph"]:
            message = f"no bundled font has the character “{character}” (U+{ord(character):04X})"
            yield Diagnostic("missing-glyph", message, details=_around(character, html))
        elif "HarfBuzz-Subset" in complaint["message"]:
            message = "HarfBuzz's subset library, which cuts fonts to the letters used, is not installed"
            yield Diagnostic("pango-missing", message, hint=pango_advice())
        else:
            message = _DATA_ADDRESS.sub(r"“data:\2…”", complaint["message"])
            yield Diagnostic("engine-warning", message, hint="mend the template or the style sheet")


def _around(character: str, html: str) -> tuple[str, ...]:
    """Return the words around the first occurrence of a character in a page's text."""
    body = re.sub(r"<(style|script|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())
    at = text.find(character)
    return (f"… {text[max(0, at - 40) : at + 40]} …",) if at >= 0 else ()
