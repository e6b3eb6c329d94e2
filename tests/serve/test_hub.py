"""Events: what a browser is told, in the form a browser reads."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from briefgen.serve import hub as hub_module
from briefgen.serve.hub import Hub, Listener

if TYPE_CHECKING:
    import pytest

READER, PRESS = ("well", "reader"), ("well", "press")


def told(listener: Listener) -> str:
    """Return all that a listener is sent until the end."""

    async def listen() -> bytes:
        return b"".join([part async for part in listener.stream()])

    return asyncio.run(listen()).decode()


def test_who_is_told() -> None:
    """Who listens to an edition hears of it and of all; who listens to the list, of all."""
    hub = Hub()
    with hub.listening(READER) as reader, hub.listening(PRESS) as press, hub.listening(None) as everybody:
        assert hub.watched == (READER, PRESS)
        hub.tell("page", "tag", READER)
        hub.tell("status", "")
        hub.close()
        assert told(reader) == 'retry: 500\n\nevent: page\ndata: "tag"\n\nevent: status\ndata: ""\n\n'
        assert told(press) == told(everybody) == 'retry: 500\n\nevent: status\ndata: ""\n\n'
    assert not hub.watched


def test_a_slow_reader_is_told_the_last() -> None:
    """Of each name the last is enough, for it says what is."""
    listener = Listener(READER)
    for tag in ("one", "two", "three"):
        listener.tell("page", tag)
    listener.end()
    assert told(listener) == 'retry: 500\n\nevent: page\ndata: "three"\n\n'


def test_who_comes_after_the_end() -> None:
    """The stream ends at once."""
    hub = Hub()
    hub.close()
    with hub.listening(READER) as listener:
        assert told(listener) == "retry: 500\n\n"


def test_silence_keeps_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment goes out when nothing happens, so that nobody in between gives the connection up."""
    monkeypatch.setattr(hub_module, "_ALIVE", 0.001)

    async def listen() -> list[bytes]:
        listener, parts = Listener(READER), []
        async for part in listener.stream():
            parts.append(part)
            if len(parts) == 3:
                listener.end()
        return parts

    assert asyncio.run(listen())[1:3] == [b": alive\n\n", b": alive\n\n"]
