"""The engine process: the only place that imports WeasyPrint.

In, over a socket: print HTML and attachments. Out: a PDF and every warning of WeasyPrint, or what went wrong. It has
limits on memory and processor time, no way to the network or to files but the project's assets, and no state between
pages.

Started by `engine.Engine` as `python -I -c … FD SETTINGS`.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import hashlib
import io
import json
import logging
import mimetypes
import resource
import socket
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from briefgen.render.bounds import Bounds, OutOfBoundsError, kept
from briefgen.render.metadata import Described
from briefgen.render.pdf import VARIANT, ForeignLinkError, finish
from briefgen.render.pictures import PictureError, fit_picture
from briefgen.render.seal import sealed
from briefgen.render.tagging import mend_tags
from briefgen.render.wire import Message, receive, send

_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_LONGEST = 400  # characters of one warning: data: addresses are long


class Warnings(logging.Handler):
    """Keeps what WeasyPrint and fontTools complain of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[dict[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record: its text, and the character when it is about a missing glyph."""
        glyph = str(record.args[0]) if isinstance(record.args, tuple) and ".notdef" in str(record.msg) else ""
        self.found.append({"message": record.getMessage()[:_LONGEST], "glyph": glyph})


def main(fd: int, settings: Mapping[str, Any]) -> None:
    """Serve pages until the parent closes the connection."""
    channel = socket.socket(fileno=fd)
    limit(resource.RLIMIT_AS, settings["memory"])
    limit(resource.RLIMIT_CORE, 0)
    try:
        for library in settings["libraries"]:
            ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)  # found by its name from now on
        engine = WeasyPrint(settings)
    except (ImportError, OSError) as error:
        kind = "ImportError" if isinstance(error, ImportError) else "OSError"
        send(channel, Message({"kind": "broken", "error": kind, "message": str(error).partition("\n")[0]}))
        return
    send(channel, Message({"kind": "ready"}))
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            send(channel, engine.answer(receive(channel)))
            gc.collect()  # now, while nobody waits


def fault(rule: str, message: str) -> Message:
    """Return the answer that says what is wrong with a page."""
    return Message({"kind": "fault", "rule": rule, "message": message})


def limit(what: int, amount: int) -> None:
    """Lower a limit of this process, where the system allows it."""
    hard = resource.getrlimit(what)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (amount if hard == resource.RLIM_INFINITY else min(amount, hard), hard))


class WeasyPrint:
    """WeasyPrint, imported and bound to one project's assets and date."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        import weasyprint

        mend_tags()
        mimetypes.add_type("application/ld+json", ".jsonld")  # whatever this machine calls it
        self._weasyprint = weasyprint
        self._seconds = settings["seconds"]
        self._fetch = fetcher(Path(settings["assets"]))
        self._date = datetime.fromisoformat(settings["as_of"]).replace(tzinfo=UTC)
        self._warnings = Warnings()
        logging.getLogger("weasyprint").addHandler(self._warnings)
        logging.getLogger("fontTools").addHandler(self._warnings)
        gc.freeze()
        gc.disable()

    def answer(self, job: Message) -> Message:
        """Return the PDF of a page, or what prevents it."""
        self._warnings.found.clear()
        limit(resource.RLIMIT_CPU, int(resource.getrusage(resource.RUSAGE_SELF).ru_utime) + self._seconds)
        try:
            pdf = self._pdf(job)
        except OutOfBoundsError as error:
            outside = {"kind": "outside", "pages": error.pages, "leads": error.leads}
            return Message({**outside, "warnings": self._warnings.found})
        except self._weasyprint.urls.FatalURLFetchingError as error:  # no Exception, so that nothing takes it for one
            message, rule = (*error.args, "forbidden-url")[:2]
            return fault(rule, message)
        except Exception as error:  # noqa: BLE001 - whatever a page does to WeasyPrint is a fault of the page
            return _told(error)
        return Message({"kind": "pdf", "warnings": self._warnings.found}, (pdf,))

    def _pdf(self, job: Message) -> bytes:
        html, contents = job.parts[0].decode(), job.parts[1:]
        description: Described = job.header.get("description", {})
        page = self._weasyprint.HTML(string=html, base_url=None, url_fetcher=self._fetch)
        document = page.render(pdf_variant=VARIANT)
        if bounds := job.header.get("bounds"):
            _keep(Bounds(**bounds), document.pages)
        document.metadata.created = document.metadata.created or f"{self._date:%Y-%m-%d}"
        document.metadata.modified = document.metadata.modified or f"{self._date:%Y-%m-%d}"
        document.metadata.attachments += [
            self._weasyprint.Attachment(string=content, created=self._date, modified=self._date, **about)
            for about, content in zip(job.header["attachments"], contents, strict=True)
        ]
        digest = hashlib.sha256(repr((html, contents, description)).encode()).hexdigest()[:32]
        finisher = partial(finish, description=description)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=digest.encode(), finisher=finisher)
        return sealed(pdf)


def _told(error: Exception) -> Message:
    if isinstance(error, ForeignLinkError):
        message = f"the page links to “{str(error)[:100]}”; only https, http, mailto and # are followed"
        return fault("link-scheme", message)
    if isinstance(error, (MemoryError, SystemError)):  # the latter: C code has no memory to say it
        return fault("engine-memory", "the page needs too much memory")
    if isinstance(error, RecursionError):
        return fault("engine-error", "the page nests its elements too deeply")
    message = f"WeasyPrint cannot lay the page out: {type(error).__name__}: {error}"
    return fault("engine-error", message[:_LONGEST])


def _keep(bounds: Bounds, pages: Sequence[Any]) -> None:
    """Stop before anything is written when a layout does not keep to its bounds."""
    where = {name: number for number in reversed(range(len(pages))) for name in pages[number].anchors}
    inside, counted, leads = kept(bounds, len(pages), where)
    if bounds.trial or not inside:
        raise OutOfBoundsError(counted, leads=leads)


def fetcher(assets: Path) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Return a URL fetcher that knows `data:` and the project's assets (`asset:logo.png`) and refuses all else."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        """Opens nothing that could leave the project."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
            """Return what an address leads to."""
            scheme = url.partition(":")[0].lower()
            if scheme == "data":
                answer = super().fetch(url, headers)
                return _fit(answer.read(), url, "a picture in the page") if _is_picture(url) else answer
            path = assets / unquote(urlsplit(url).path).lstrip("/")
            if scheme != "asset" or not path.resolve().is_relative_to(assets.resolve()):
                shown = url if len(url) <= 100 else f"{url[:100]}…"
                raise FatalURLFetchingError(f"the page asks for {shown}; only data: and asset: addresses are opened")
            if not path.is_file():
                raise FatalURLFetchingError(f"there is no file {path.name} in the project's templates/assets/")
            data = path.read_bytes()
            name = f"templates/assets/{path.name}"
            if path.suffix.lower() in _FONTS and not _is_font(data):
                raise _refused("font-unreadable", f"{name} is no font, or is damaged")
            known = path.suffix.lower() in (*_FONTS, ".css")
            return URLFetcherResponse(url, data) if known else _fit(data, url, name)

    def _fit(data: bytes, url: str, name: str) -> Any:  # noqa: ANN401
        try:
            return URLFetcherResponse(url, fit_picture(data, name))
        except PictureError as error:
            raise _refused("bad-picture", str(error)) from None

    def _refused(rule: str, message: str) -> Exception:
        error: Exception = FatalURLFetchingError(message)
        error.args = (message, rule)
        return error

    return Fetcher(allowed_protocols=("data",), allow_redirects=False)


def _is_font(data: bytes) -> bool:
    """Tell whether a font can be read: its tables, its letters, its shapes."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return bool(font["head"].unitsPerEm and font.getBestCmap() and font["maxp"].numGlyphs)
    except Exception:  # noqa: BLE001 - a damaged font fails in many ways
        return False


def _is_picture(url: str) -> bool:
    """Tell whether a `data:` address is a picture's: a font's says so, and what says nothing is looked at."""
    return not url[5:].lstrip().lower().startswith(("font/", "application/font", "application/x-font", "text/css"))


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
