"""Pagefind, which makes the search index, as a child process: no network, and the same files for the same records.

In: records. Out: file name → bytes. The messages are those of its service mode: base64 of JSON, each ended by a comma.
Pagefind writes the values of a filter in an order that changes from run to run; `steady` puts them in one order.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from threading import Thread, Timer
from typing import Any

from briefgen.errors import BriefgenError, Diagnostic
from briefgen.publish import cbor

DEADLINE = 600.0  # seconds
_SEAL = b"pagefind_dcd"  # stands before the content of each of its files
_KEPT = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind")
_NAMED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json")


def indexed(records: Sequence[Mapping[str, object]], lang: str) -> Mapping[str, bytes]:
    """Return the files of an index of these records (`url`, `content`, `meta`, `filters`).

    Raises:
        BriefgenError: Pagefind is not installed, or did not answer (`search-index`).
    """
    config = {"force_language": lang, "keep_index_url": True}
    requests: list[Mapping[str, object]] = [
        {"type": "NewIndex", "config": config},
        *({"type": "AddRecord", "index_id": 0, "language": lang, **record} for record in records),
        {"type": "GetFiles", "index_id": 0},
    ]
    told = _answers(requests)[-1]["files"]
    files = {str(file["path"]): base64.b64decode(file["content"]) for file in told}
    return steady({name: data for name, data in files.items() if name in _NAMED or name.endswith(_KEPT)}, lang)


def _answers(requests: Sequence[Mapping[str, object]]) -> list[Any]:
    """Return the answers to requests, in their order."""
    try:
        from pagefind_bin import get_executable

        process = subprocess.Popen(
            [str(get_executable()), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (ImportError, OSError) as error:
        raise _failed(str(error)) from None
    timer = Timer(DEADLINE, process.kill)
    writer = Thread(target=_write, args=(process, requests), daemon=True)
    timer.start()
    writer.start()
    try:
        parts = list(_read(process, len(requests)))
    finally:
        timer.cancel()
        process.kill()
        writer.join()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
    answers = [json.loads(base64.b64decode(part)) for part in b"".join(parts).split(b",") if part.strip()]
    if refused := next((answer["payload"] for answer in answers if answer["payload"]["type"] == "Error"), None):
        raise _failed(str(refused["message"]))
    if len(answers) < len(requests):
        raise _failed("it ended too early")
    return [answer["payload"] for answer in sorted(answers, key=lambda answer: answer["message_id"])]


def _write(process: subprocess.Popen[bytes], requests: Iterable[Mapping[str, object]]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):  # it died: the reader will notice
            for number, request in enumerate(requests):
                message = json.dumps({"message_id": number, "payload": request}).encode()
                process.stdin.write(base64.b64encode(message) + b",")
            process.stdin.flush()


def _read(process: subprocess.Popen[bytes], count: int) -> Iterator[bytes]:
    while count > 0 and process.stdout is not None and (part := process.stdout.read1(1 << 20)):  # type: ignore[attr-defined] # a buffered reader
        count -= part.count(b",")
        yield part


def _failed(why: str) -> BriefgenError:
    hint = "install the locked requirements: pagefind with its program, pagefind[bin]"
    return BriefgenError(Diagnostic("search-index", f"the search index could not be made: {why}", hint=hint))


# ---------------------------------------------------------------- the same on every run


def steady(files: Mapping[str, bytes], lang: str) -> Mapping[str, bytes]:
    """Return the files with filters, and the list of them, in the order of the alphabet, named by what they hold."""
    made = {name: data for name, data in files.items() if not name.endswith((".pf_filter", ".pf_meta"))}
    entry = json.loads(made["pagefind-entry.json"])
    names: dict[str, str] = {}
    for name, data in files.items():
        if name.endswith(".pf_filter"):
            title, values = _opened(data)
            content = _sealed([title, sorted(values)])
            old, new = name.removeprefix("filter/").removesuffix(".pf_filter"), f"{lang}_{_short(content, 7)}"
            names[old] = new
            made[f"filter/{new}.pf_filter"] = content
    for name, data in files.items():
        if name.endswith(".pf_meta"):
            version, pages, chunks, filters, *rest = _opened(data)
            known = sorted([title, names[key]] for title, key in filters)
            content = _sealed([version, pages, chunks, known, *rest])
            digest = f"{lang}_{_short(content, 10)}"
            made[f"pagefind.{digest}.pf_meta"] = content
            entry["languages"][lang]["hash"] = digest
    made["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return dict(sorted(made.items()))


def _opened(data: bytes) -> Any:  # noqa: ANN401 - CBOR
    return cbor.decode(gzip.decompress(data).removeprefix(_SEAL))


def _sealed(value: object) -> bytes:
    return gzip.compress(_SEAL + cbor.encode(value), 9, mtime=0)


def _short(content: bytes, length: int) -> str:
    return sha256(content).hexdigest()[:length]
