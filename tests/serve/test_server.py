"""The preview as a server: who is answered, what is served, how it begins and ends."""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import Self

import pytest

from tests.cli.test_cli import briefgen
from tests.projects import copy_tiny, edit
from tests.serve.running import PATIENCE, Running, preview

STORY = "templates/topics/well/sections/story.md.j2"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return one preview for all questions that change nothing, with things around it that it must not show."""
    folder = tmp_path_factory.mktemp("serve")
    project = copy_tiny(folder / "project")
    (folder / "secret.csv").write_text("secret", encoding="utf-8")
    (project / "data" / "link.csv").symlink_to(folder / "secret.csv")
    (project / "data" / "inside.csv").symlink_to(project / ".env")
    (project / "data" / "folder").symlink_to(folder)
    (project / ".env").write_text("secret", encoding="utf-8")
    (project / "templates" / "layout").mkdir()
    (project / "templates" / "layout" / ".hidden.css").write_text("secret", encoding="utf-8")
    (project / "notes.txt").write_text("secret", encoding="utf-8")
    with preview(project) as one:
        yield one


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_page_is_what_a_render_writes(shared: Running, host: str) -> None:
    """Byte for byte, under either name of this machine."""
    answer = shared.ask("/page/well/reader.html", {"Host": f"{host}:{shared.port}"})
    assert briefgen(shared.project, "render", "-f", "html").returncode == 0
    assert answer.body == (shared.project / "out/well/reader.html").read_bytes()
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_a_draft_is_what_a_render_of_drafts_writes(tiny: Path) -> None:
    """With a fault in the evidence and one in the prose, once they have been judged."""
    edit(tiny, "data/passages.csv", {"Alderby reopened": "Alderby reopenned"})
    edit(tiny, STORY, {"probably in 2016": "probably in 2011"})
    assert briefgen(tiny, "render", "-f", "html", "--draft").returncode == 0
    with preview(tiny) as one, Listening(one, "/events?topic=well&audience=reader") as events:
        while "being checked" in one.ask("/findings/well/reader").text:
            events.next()
        assert one.ask("/page/well/reader.html").body == (tiny / "out/well/reader.html").read_bytes()
        assert "date-unsupported" in one.ask("/findings/well/reader").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.org"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1:{port}.example.org"},
        {"Host": "rebound.example.org:{port}"},
        {"Host": "[::1]:{port}"},
        {"Host": "127.0.0.1:{port}", "Origin": "http://example.org"},
        {"Host": "127.0.0.1:{port}", "Origin": "null"},
        {"Host": "127.0.0.1:{port}", "Origin": "https://127.0.0.1:{port}"},
        {"Host": "127.0.0.1:{port}", "Origin": "http://127.0.0.1:1"},
        {"Host": "127.0.0.1:{port}", "Origin": "http://localhost:{port}"},
        {"Host": "127.0.0.1:{port}", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Host": "127.0.0.1:{port}", "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {
            "Host": "127.0.0.1:{port}",
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "iframe",
        },
    ],
    ids=lambda headers: " ".join(f"{value}" for value in headers.values()),
)
@pytest.mark.parametrize("path", ["/", "/page/well/reader.html", "/events"])
def test_nobody_else_is_answered(shared: Running, path: str, headers: dict[str, str]) -> None:
    """Another host, another origin, or a page of another site that fetches or frames: refused, whatever is asked."""
    answer = shared.ask(path, {name: value.format(port=shared.port) for name, value in headers.items()})
    assert (answer.status, b"well" in answer.body) == (403, False)


def test_a_host_is_named_once(shared: Running) -> None:
    """Two Host headers, or none, are no address."""
    for lines in ([f"Host: 127.0.0.1:{shared.port}", "Host: example.org"], []):
        with socket.create_connection(("127.0.0.1", shared.port)) as connection:
            connection.sendall("\r\n".join(["GET / HTTP/1.0", *lines, "", ""]).encode())
            assert connection.recv(100).split()[1] in (b"400", b"403")


def test_a_link_from_elsewhere_may_be_clicked(shared: Running) -> None:
    """A click is no fetch: the page opens, in a window of its own."""
    clicked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert shared.ask("/", clicked).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_only_shows(shared: Running, method: str) -> None:
    """Nothing can be sent to it."""
    assert shared.ask("/page/well/reader.html", method=method).status in (403, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/source/../secret.csv",
        "/source/data/../../secret.csv",
        "/source/data/%2e%2e/%2e%2e/secret.csv",
        "/source/data/..%2f..%2fsecret.csv",
        "/source/data/..%252f..%252fsecret.csv",
        "/source/data/..%5c..%5csecret.csv",
        "/source//etc/passwd",
        "/source/%2fetc%2fpasswd",
        "/source/data/link.csv",
        "/source/data/inside.csv",
        "/source/data/folder/secret.csv",
        "/source/.env",
        "/source/data/./events.csv",
        "/source/data//events.csv",
        "/source/notes.txt",
        "/source/data",
        "/source/data/none.csv",
        "/source/data/events.csv%00",
        "/source/templates/layout/.hidden.css",
        "/source/built-in templates/../templates/layout/screen.css".replace(" ", "%20"),
        "/source/built-in%20templates/%2e%2e/%2e%2e/pyproject.toml",
        "/look/../app.py",
        "/look/..%2fapp.py",
        "/look/layout.html.j2",
        "/look/nothing.css",
        "/page/well/..%2f..%2fbriefgen.html",
        "/page/well/nobody.html",
        "/page/nothing/reader.html",
        "/events?topic=well&audience=nobody",
        "/pdf/well/reader/7.pdf",
        "/evidence/well/reader?note=99",
        "/evidence/well/reader?block=nothing",
    ],
)
def test_nothing_outside_the_project_is_served(shared: Running, path: str) -> None:
    """Nor anything in it that no edition is made from, nor what is not there: not found, and not a word of it."""
    shared.ask("/page/well/reader.html")
    answer = shared.ask(path)
    assert (answer.status, b"secret" in answer.body, b"root:" in answer.body) == (404, False, False)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/source/briefgen.toml", "Alderby Reading Room"),
        ("/source/data/events.csv?line=4", 'id="L4" value="4" class="wanted"'),
        ("/source/data/events.csv?line=x", "well-reopened"),
        ("/source/seeds/parish.txt?line=3", "the parish council of Alderby reopened"),
        ("/source/built-in%20templates/layout/screen.css?line=1", 'value="1" class="wanted"'),
        ("/look/preview.css", "font-family: Inter"),
        ("/status", "The well of Alderby"),
    ],
)
def test_what_editions_are_made_from_is_shown(shared: Running, path: str, words: str) -> None:
    """Each file at its line, and the preview's own style sheet."""
    answer = shared.ask(path)
    assert (answer.status, words in answer.text) == (200, True)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_fifty_readers_while_files_change(tiny: Path) -> None:
    """Each always gets a whole page, old or new; when all is quiet, the new one."""
    versions = [f"for a {colour} pump" for colour in ("red", "blue", "green", "white")]
    seen: set[str] = set()  # what pages said
    done = threading.Event()

    def read(one: Running) -> None:
        while not done.is_set():
            answer = one.ask("/page/well/reader.html")
            assert answer.status == 200
            assert answer.text.rstrip().endswith("</html>")
            seen.update(re.findall(r"for a \w+ pump", answer.text.partition('id="notes"')[0]))

    with (
        preview(tiny) as one,
        Listening(one, "/events?topic=well&audience=reader") as events,
        ThreadPoolExecutor(50) as readers,
    ):
        reading = [readers.submit(read, one) for _ in range(50)]
        try:
            last = "for a new pump"
            for version in versions:
                edit(tiny, STORY, {last: version})
                last = version
                while version not in one.ask("/page/well/reader.html").text:
                    events.next()
        finally:
            done.set()
        for reader in reading:
            reader.result()
    assert seen <= {"for a new pump", *versions}
    assert len(seen) > 1


class Listening:
    """Somebody who listens to events, as they come."""

    def __init__(self, running: Running, path: str) -> None:
        self._connection = socket.create_connection(("127.0.0.1", running.port), timeout=60)
        self._connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
        self._lines = self._connection.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._connection.close()

    def next(self) -> str:
        """Wait for an event; return its name."""
        until = monotonic() + PATIENCE
        while True:
            assert monotonic() < until, "nothing is told"
            line = self._lines.readline()
            assert line, "the stream has ended"
            if line.startswith(b"event: "):
                return line[7:].decode().strip()


# ---------------------------------------------------------------- beginning and ending


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(tiny: Path, how: signal.Signals) -> None:
    """With somebody listening and a PDF being made: exit code 0, a word, and no process stays."""
    one = Running.start(tiny)
    with Listening(one, "/events?topic=well&audience=reader") as events, ThreadPoolExecutor(1) as other:
        assert events.next()
        other.submit(one.ask, "/pdf/well/reader")
        events.next()
        family = [os.pidfd_open(pid) for pid in children(one.process.pid)]
        assert family, "neither engine nor checks run"
        assert one.stop(how) == (0, "briefgen: the preview is there; Ctrl-C ends it\nbriefgen: the preview has ended\n")
    for member in family:
        assert select.select([member], [], [], PATIENCE)[0], "a process stays"
        os.close(member)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def test_a_port_that_is_taken(shared: Running) -> None:
    """Said as it is, with what to do; exit code 2."""
    done = briefgen(shared.project, "serve", "--port", str(shared.port))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error[port-taken]\n  port {shared.port} cannot be used" in done.stderr
    assert "--port 0" in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])  # noqa: S104 - refused
def test_only_this_machine_is_listened_on(tiny: Path, host: str) -> None:
    """Any other address is refused; exit code 2."""
    done = briefgen(tiny, "serve", "--host", host, "--port", "0")
    assert (done.returncode, "error[not-local]" in done.stderr) == (2, True)


def test_outside_a_project(tmp_path: Path) -> None:
    """Nothing to show: exit code 2, no traceback."""
    done = briefgen(tmp_path, "serve", "--port", "0")
    assert (done.returncode, "error[no-project]" in done.stderr) == (2, True)


def test_an_editor_that_is_none(tiny: Path) -> None:
    """An address that would run something, or that names no file, is refused."""
    for editor in ("javascript:alert('{path}')", "vscode://file", "emacs"):
        done = briefgen(tiny, "serve", "--port", "0", "--editor", editor)
        assert (done.returncode, "error[bad-editor]" in done.stderr) == (2, True)


def test_light_commands_do_not_import_the_server(tiny: Path) -> None:
    """`briefgen --help` knows nothing of Starlette, uvicorn and watchfiles."""
    code = (
        "import sys, atexit; atexit.register(lambda: print(sorted({'starlette', 'uvicorn', 'watchfiles'} & "
        "set(sys.modules)), file=sys.stderr)); sys.argv = ['briefgen', 'serve', '--help']; "
        "from briefgen.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tiny, capture_output=True, text=True, check=False)
    assert done.stderr.strip().splitlines()[-1] == "[]", done.stderr
