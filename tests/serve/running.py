"""A preview that runs, as a person starts it, and a browser in front of it."""

from __future__ import annotations

import http.client
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

PATIENCE = 60  # seconds for what takes one on a quiet machine
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@dataclass
class Running:
    """A preview of a project, in a process of its own."""

    project: Path
    process: subprocess.Popen[str]
    url: str

    @classmethod
    def start(cls, project: Path, *options: str) -> Self:
        """Start one on any free port, and wait for its address."""
        command = [sys.executable, "-m", "briefgen", "serve", "--port", "0", *options]
        process = subprocess.Popen(
            command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert process.stdout
        url = process.stdout.readline().strip()
        assert url, process.communicate()[1]
        return cls(project, process, url)

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.url.rstrip("/").rpartition(":")[2])

    def stop(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Stop it; return its exit code and what it said."""
        self.process.send_signal(how)
        said = self.process.communicate(timeout=PATIENCE)[1]
        return self.process.returncode, said

    def ask(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Send a request as it is written, no path made shorter."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}), skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@contextmanager
def preview(project: Path, *options: str) -> Iterator[Running]:
    """Run a preview, and stop it as Ctrl-C does."""
    running = Running.start(project, *options)
    try:
        yield running
    finally:
        code, said = running.stop() if running.process.poll() is None else (0, "")
    assert code == 0, said
    assert "Traceback" not in said, said


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser that is closed at the end."""
    program = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    assert program, "chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Window:
    """A window of the browser, and what it should never have seen: faults, refusals, requests to elsewhere."""

    page: Page
    url: str
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("pageerror", lambda error: self.seen.append(str(error)))
        self.page.on("console", lambda said: self.seen.append(said.text) if _matters(said) else None)
        own = (self.url, "data:", "chrome-extension:", "chrome:")  # Chromium shows a PDF with pages of its own
        self.page.on("request", lambda asked: None if asked.url.startswith(own) else self.seen.append(asked.url))


def _matters(said: ConsoleMessage) -> bool:
    """Tell whether a page says that something is wrong; that a preview which was ended does not answer is not."""
    return said.type == "error" and "ERR_CONNECTION_REFUSED" not in said.text
