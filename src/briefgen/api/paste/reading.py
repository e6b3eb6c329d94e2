"""The plain text of anybody's file: Markdown, plain text, HTML or DOCX; nothing in it is run, fetched or trusted.

In: a file's name and bytes. Out: its text, a blank line between paragraphs. Work and memory are bounded by the limits
below, whatever the file holds: each reader goes once through its input, and stops at the limit.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from briefgen.checks.account.measures import bag
from briefgen.errors import BriefgenError, Diagnostic, Place

LARGEST = 20 * 1024**2  # bytes of a file
UNPACKED = 30 * 1024**2  # bytes of a part of a DOCX, unpacked
PARTS = 5000  # files in a DOCX
DOCX_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
LONGEST = 300_000  # characters of text: some hundred pages
_LINE = re.compile(r"^[ \t]{0,12}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}\)")
_CITED = re.compile(r" ?\[@[^\]\n]{0,2000}\]")
_MARKS = re.compile(r"\*{1,3}|__|`+")
_BREAKS = bag(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 table tr td th section article header footer blockquote pre figure figcaption"
    " dt dd hr main aside nav title"
)
_UNSEEN = bag("script style template noscript svg math head iframe object textarea select")
_OPENS = re.compile(r"<(?=[a-zA-Z!?]|/[a-zA-Z])")  # any other “<” is a character
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})")


def plain_text(name: str, data: bytes) -> str:
    """Return the text of a file, whose kind its name tells.

    Raises:
        BriefgenError: it is too large, too long, of an unknown kind, not UTF-8, or not what its name says.
    """
    if len(data) > LARGEST:
        raise _fault(name, "file-too-large", f"the file is larger than {LARGEST // 1024**2} MiB")
    read = READERS.get(PurePath(name).suffix.lower())
    if read is None:
        message = f"“{PurePath(name).suffix}” is no kind of text that can be read"
        raise _fault(name, "unknown-kind", message, f"known: {', '.join(READERS)}")
    text = read(name, data)
    if len(text) > LONGEST:
        hint = "check it in parts"
        raise _fault(name, "text-too-long", f"the text has more than {LONGEST:,} characters", hint)
    return text


def _fault(name: str, rule: str, message: str, hint: str = "") -> BriefgenError:
    return BriefgenError(Diagnostic(rule, message, Place(name), hint=hint), exit_code=2)


def _decoded(name: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        fault = Diagnostic("not-utf8", "the file is not UTF-8", Place(name, line), hint="save it as UTF-8")
        raise BriefgenError(fault, exit_code=2) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ---------------------------------------------------------------- plain text and Markdown


def _plain(name: str, data: bytes) -> str:
    return _decoded(name, data)


def _markdown(name: str, data: bytes) -> str:
    """Return what a reader of Markdown sees, near enough: its marks are taken off line by line."""
    text = _decoded(name, data)
    if len(text) > LONGEST * 2:
        return text  # too long in any case
    done: list[str] = []
    for line in text.split("\n"):
        begins = _LINE.match(line)
        words = _MARKS.sub("", _CITED.sub("", _LINK.sub(r"\1", line[begins.end() :] if begins else line)))
        words = words.replace("|", "\n\n") if line.lstrip().startswith("|") else words
        done += ["", words] if begins else [words]
    return "\n".join(done)


# ---------------------------------------------------------------- HTML


def _html(name: str, data: bytes) -> str:
    return "".join(_seen(_decoded(name, data)))


def _seen(text: str) -> Iterator[str]:
    """Yield what stands between the tags; scripts, styles and comments are passed over, never read."""
    at = 0
    lower = text.lower()
    while at < len(text):
        begins = _OPENS.search(text, at)
        if begins is None:
            yield _unescaped(text[at:])
            return
        opens = begins.start()
        yield _unescaped(text[at:opens])
        if text.startswith("<!--", opens):
            at = _after(text, "-->", opens + 4)
            continue
        found = _TAG.match(text, opens)
        tag = found[2].lower() if found else ""
        at = _after(text, ">", opens)
        if found and tag in _UNSEEN and not found[1]:
            at = _after(text, ">", _after(lower, f"</{tag}", at) - 1)
        elif tag in _BREAKS:
            yield "\n\n"


def _after(text: str, mark: str, at: int) -> int:
    """Return the place after the next mark, or the end of the text."""
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def _unescaped(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(text))


# ---------------------------------------------------------------- DOCX


def _docx(name: str, data: bytes) -> str:
    """Return the words of a DOCX: its body and its notes; what was deleted with changes tracked is left out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            names = {info.filename: info for info in whole.infolist()[:PARTS]}
            if "word/document.xml" not in names:
                raise _fault(name, "docx-unreadable", "the file is no DOCX: it has no word/document.xml")
            parts = [_unpacked(name, whole, names[part]) for part in DOCX_PARTS if part in names]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        raise _fault(name, "docx-unreadable", f"the file cannot be unpacked: {type(fault).__name__}") from None
    return "\n\n".join(_words(name, part) for part in parts)


def _unpacked(name: str, whole: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a part, read no further than the limit, whatever its header says."""
    with whole.open(info) as stream:
        data = stream.read(UNPACKED + 1)
    if len(data) > UNPACKED:
        message = f"“{info.filename}” is larger than {UNPACKED // 1024**2} MiB when it is unpacked"
        raise _fault(name, "docx-unreadable", message)
    return data


def _words(name: str, part: bytes) -> str:
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    class Words(ContentHandler):
        """Keeps the text of `w:t`, and where paragraphs end."""

        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []
            self.length, self.within = 0, False

        def startElement(self, tag: str, _: object) -> None:  # noqa: N802 - the name that SAX gives it
            self.within = tag == "w:t"
            if tag in ("w:tab", "w:br", "w:cr"):
                self.found.append(" ")

        def endElement(self, tag: str) -> None:  # noqa: N802 - the name that SAX gives it
            self.within = False
            if tag == "w:p":
                self.found.append("\n\n")

        def characters(self, content: str) -> None:
            if self.within and self.length <= LONGEST:
                self.found.append(content)
                self.length += len(content)

    words = Words()
    try:
        parseString(part, words, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        message = "the file declares XML entities or a document type, which a DOCX never does"
        raise _fault(name, "docx-unreadable", message) from None
    except SAXException:
        raise _fault(name, "docx-unreadable", "the file is not well-formed XML") from None
    return "".join(words.found)


READERS: Mapping[str, Callable[[str, bytes], str]] = {
    ".md": _markdown, ".markdown": _markdown, ".txt": _plain, ".html": _html, ".htm": _html, ".docx": _docx,
}  # fmt: skip
