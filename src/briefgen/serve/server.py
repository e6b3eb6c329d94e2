"""The server: one socket of this machine, the preview behind it, and an end that leaves nothing running.

In: a folder, a port. Out: nothing; it serves until it is stopped.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.serve.app import application
from briefgen.serve.desk import open_desk
from briefgen.serve.editor import Editor
from briefgen.serve.guard import Guard
from briefgen.serve.pages import Pages
from briefgen.serve.preview import Preview

HOST, PORT = "127.0.0.1", 8450
_HOSTS = frozenset((HOST, "localhost"))
_OFTEN = 50_000  # new objects between two looks for cycles: a page is made of many small ones, and has none
_PATIENCE = 10  # seconds for answers that are under way when the server is stopped


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on this machine; port 0 takes any that is free.

    Raises:
        BriefgenError: the address is not this machine's own, or the port is taken (exit code 2).
    """
    if host not in _HOSTS:
        message = f"the preview does not listen on “{host}”: it is for this machine only"
        hint = "leave --host out; to show a brief to others, render or publish it"
        raise BriefgenError(Diagnostic("not-local", message, hint=hint), exit_code=2)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message, hint = f"port {port} cannot be used: {reason}", "name another with --port; --port 0 takes any"
        raise BriefgenError(Diagnostic("port-taken", message, hint=hint), exit_code=2) from None
    return listening


def serve(folder: Path, listening: socket.socket, editor: Editor, ready: Callable[[str], None]) -> None:
    """Serve the preview of a project until SIGINT or SIGTERM.

    Args:
        folder: the project.
        listening: a socket from `listen`; it is closed at the end.
        editor: how files are opened in an editor.
        ready: called with the address when it answers.

    Raises:
        BriefgenError: there is no project, or its settings are faulty.
    """
    with listening:
        asyncio.run(_serve(folder, listening, editor, ready))


async def _serve(folder: Path, listening: socket.socket, editor: Editor, ready: Callable[[str], None]) -> None:
    gc.set_threshold(_OFTEN)
    port = listening.getsockname()[1]
    preview = Preview(open_desk(folder))
    app = Guard(application(preview, Pages(preview, editor)), port)
    server = _Server(
        uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=_PATIENCE),
        preview,
        lambda: ready(f"http://{HOST}:{port}/"),
    )
    loop = asyncio.get_running_loop()
    for stopping in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(ValueError):  # not in the main thread: whoever runs it there stops it otherwise
            loop.add_signal_handler(stopping, server.stop)
    following = asyncio.create_task(preview.run())
    try:
        await server.serve(sockets=[listening])
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        preview.close()


class _Server(uvicorn.Server):
    """uvicorn, with the streams of events ended before it waits for what is under way."""

    def __init__(self, config: uvicorn.Config, preview: Preview, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._preview, self._ready = preview, ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `_serve`: uvicorn would raise them once more at the end."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what would not end by itself, then the connections."""
        self._preview.hub.close()
        self._preview.papers.stop()
        await super().shutdown(sockets)

    def stop(self) -> None:
        """Stop soon; a second time, at once."""
        self.force_exit = self.should_exit
        self.should_exit = True
