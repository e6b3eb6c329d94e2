"""Server-sent events: what a browser is told, and who listens.

In: events by name. Out: the bytes of an event stream (HTML Living Standard, 9.2). Whoever reads slowly is told the last
of each name, not all of them: each says what is, not what was done.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from briefgen.serve.desk import Key

_ALIVE = 15.0  # seconds of silence after which a comment keeps the connection open
_RETRY = 500  # milliseconds after which a browser asks again when the connection is lost


@dataclass
class Listener:
    """A browser that listens: to one edition, or to the list of all."""

    key: Key | None
    waiting: dict[str, object] = field(default_factory=dict)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False

    def tell(self, name: str, data: object) -> None:
        """Put an event in the place of an earlier one of the same name."""
        self.waiting.pop(name, None)
        self.waiting[name] = data
        self.more.set()

    def end(self) -> None:
        """Let the stream end after what is waiting."""
        self.over = True
        self.more.set()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the stream, until it is ended."""
        yield f"retry: {_RETRY}\n\n".encode()
        while not (self.over and not self.waiting):
            try:
                await asyncio.wait_for(self.more.wait(), _ALIVE)
            except TimeoutError:
                yield b": alive\n\n"
                continue
            self.more.clear()
            told, self.waiting = self.waiting, {}
            for name, data in told.items():
                yield f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


class Hub:
    """All who listen."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: list[Listener] = []
        self._closed = False

    @contextmanager
    def listening(self, key: Key | None) -> Iterator[Listener]:
        """Add a listener for as long as it listens."""
        listener = Listener(key, over=self._closed)
        self._listeners.append(listener)
        try:
            yield listener
        finally:
            self._listeners.remove(listener)

    @property
    def watched(self) -> tuple[Key, ...]:
        """The editions that somebody looks at, each once."""
        return tuple(dict.fromkeys(listener.key for listener in self._listeners if listener.key))

    def tell(self, name: str, data: object, key: Key | None = None) -> None:
        """Tell whoever listens to an edition; without one, everybody."""
        for listener in self._listeners:
            if key is None or listener.key == key:
                listener.tell(name, data)

    def close(self) -> None:
        """End all streams, and those that come later at once."""
        self._closed = True
        for listener in self._listeners:
            listener.end()
