"""What the engine process and its parent say to each other: a JSON header, then bytes; nothing that could run.

In and out: a `Message`. Frame: four bytes with the header's length, the header (UTF-8 JSON, with the sizes of the
parts), the parts one after another.
"""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

LARGEST = 512 * 1024 * 1024  # bytes of one message; more is a fault of the other side


@dataclass(frozen=True, slots=True)
class Message:
    """A header of plain values, and parts of bytes."""

    header: dict[str, Any]
    parts: tuple[bytes, ...] = field(default=())


def send(channel: socket.socket, message: Message, until: float | None = None) -> None:
    """Send a message.

    Raises:
        TimeoutError: it is not taken by `until` (of `time.perf_counter`).
        OSError: the other side is gone.
    """
    header = json.dumps(message.header | {"sizes": [len(part) for part in message.parts]}).encode()
    channel.settimeout(_left(until))
    channel.sendall(b"".join((len(header).to_bytes(4, "big"), header, *message.parts)))


def receive(channel: socket.socket, until: float | None = None) -> Message:
    """Wait for a message.

    Raises:
        TimeoutError: it has not come by `until`.
        EOFError: the other side is gone, or does not keep to the frame.
    """
    length = int.from_bytes(_exactly(channel, 4, until), "big")
    header = json.loads(_exactly(channel, length, until))
    return Message(header, tuple(_exactly(channel, size, until) for size in header.pop("sizes")))


def _exactly(channel: socket.socket, size: int, until: float | None) -> bytes:
    if not 0 <= size <= LARGEST:
        raise EOFError("a message is larger than any should be")
    data = bytearray()
    while len(data) < size:
        channel.settimeout(_left(until))
        chunk = channel.recv(min(size - len(data), 1 << 20))
        if not chunk:
            raise EOFError("the other side has closed the connection")
        data += chunk
    return bytes(data)


def _left(until: float | None) -> float | None:
    if until is None:
        return None
    if (left := until - perf_counter()) <= 0:
        raise TimeoutError
    return left
