"""CBOR (RFC 8949), as much of it as Pagefind's files use: whole numbers, texts, lists, maps, truth values, null.

In: bytes, and back.
"""

from __future__ import annotations

from typing import Any

_SIMPLE: dict[int, bool | None] = {20: False, 21: True, 22: None}


def decode(data: bytes) -> Any:  # noqa: ANN401 - any value
    """Return the value.

    Raises:
        ValueError: there is something else in it.

    >>> decode(bytes.fromhex("8301820203636f6e65"))
    [1, [2, 3], 'one']
    """
    value, end = _value(data, 0)
    if end != len(data):
        raise ValueError("something stands after the value")
    return value


def encode(value: object) -> bytes:
    """Return a value as bytes, in the shortest form.

    >>> encode([1, [2, 3], "one"]).hex()
    '8301820203636f6e65'
    """
    if value is None or isinstance(value, bool):
        return bytes([0xE0 | next(key for key, simple in _SIMPLE.items() if simple is value)])
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, str):
        return _head(3, len(value.encode())) + value.encode()
    if isinstance(value, list | tuple):
        return _head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        return _head(5, len(value)) + b"".join(encode(key) + encode(inner) for key, inner in value.items())
    raise ValueError(f"{type(value).__name__} has no place in it")


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    for extra, length in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * length:
            return bytes([major << 5 | extra]) + number.to_bytes(length, "big")
    raise ValueError("the number is too large")


def _value(data: bytes, at: int) -> tuple[Any, int]:
    major, extra = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        if extra not in _SIMPLE:
            raise ValueError(f"a simple value {extra}")
        return _SIMPLE[extra], at
    number = extra
    if extra >= 24:
        if extra > 27:
            raise ValueError("a length that is not known")
        length = 1 << (extra - 24)
        number, at = int.from_bytes(data[at : at + length], "big"), at + length
    match major:
        case 0 | 1:
            return (number if major == 0 else -1 - number), at
        case 3:
            return data[at : at + number].decode(), at + number
        case 4 | 5:
            items = []
            for _ in range(number * (major - 3)):
                item, at = _value(data, at)
                items.append(item)
            return (items if major == 4 else dict(zip(items[::2], items[1::2], strict=True))), at
        case _:
            raise ValueError(f"a value of major type {major}")
