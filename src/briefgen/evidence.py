"""Step 3, verify the evidence: each source is the file that was recorded, each passage stands in it exactly once.

In: an open workspace and its dataset. Out: `Evidenced` (where each passage stands, and the texts) and all faults.

A passage is compared after one normalisation and no other: Unicode NFC, no-break spaces as spaces, line ends as LF.
Nothing is found fuzzily; the closest span is only shown. Offsets count the characters of the source as its bytes decode
from UTF-8, before any normalisation (the character offsets of a W3C TextPositionSelector).
"""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from briefgen.dataset import Dataset
from briefgen.errors import BriefgenError, Diagnostic, Place, in_order
from briefgen.model import Passage, Source
from briefgen.workspace import Workspace

_NO_BREAK = {0x00A0: " ", 0x2007: " ", 0x202F: " "}  # no-break, figure and narrow no-break space
_SEARCHES = 50  # the closest span is searched for the first ones only: a wrong source should not cost minutes
_SEARCHABLE = 500_000  # characters
_CLOSE = 50.0  # per cent of likeness below which a span tells nothing


@dataclass(frozen=True, slots=True)
class Span:
    """Where a passage stands: characters [start:end) of its source's text."""

    passage: str
    source: str
    start: int
    end: int


@dataclass(frozen=True)
class Evidenced:
    """The evidence as found.

    Attributes:
        spans: passage id -> where it stands; a passage that is not found, or found twice, has none.
        texts: source id -> its text as decoded from UTF-8; a source that cannot be read has none.
    """

    spans: Mapping[str, Span]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Normalised:
    """A text after normalisation, and where each of its characters came from.

    Attributes:
        text: the normalised text.
        origins: for each character, and for the end, the offset in the original; None when nothing moved.
    """

    text: str
    origins: array[int] | None = field(default=None, repr=False)

    def offset(self, at: int) -> int:
        """Return the offset in the original of an offset in the normalised text."""
        return at if self.origins is None else self.origins[at]


def normalise(text: str) -> str:
    """Return the text in the form in which passages and sources are compared."""
    if text.isascii() and "\r" not in text:
        return text
    spaced = text.translate(_NO_BREAK) if not text.isascii() else text
    return unicodedata.normalize("NFC", spaced).replace("\r\n", "\n").replace("\r", "\n")


def normalised(text: str) -> Normalised:
    """Return the text normalised, with the way back to its own offsets."""
    if "\r" not in text and unicodedata.is_normalized("NFC", text):
        return Normalised(text.translate(_NO_BREAK) if not text.isascii() else text)
    origins = array("q")
    parts: list[str] = []
    for start, piece in _pieces(text):
        part = normalise(piece)
        parts.append(part)
        # Characters that merge have one origin; where a piece keeps its length, each character keeps its own.
        step = 1 if len(part) == len(piece) else 0
        origins.extend(start + step * at for at in range(len(part)))
    origins.append(len(text))
    return Normalised("".join(parts), origins)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Split a text into the smallest pieces that normalise independently of one another, each with its offset."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _separable(text, start, at):
            yield start, text[start:at]
            start = at


def _separable(text: str, start: int, at: int) -> bool:
    """Tell whether the character at `at` begins a new piece after text[start:at]."""
    before, after = text[at - 1], text[at]
    if before in "\r\n":
        return before == "\n" or after != "\n"
    if after < "\u0300":  # nothing below merges with what stands before it
        return True
    if unicodedata.combining(after):
        return False
    piece = text[start:at]
    together = unicodedata.normalize("NFC", piece + after)
    return together == unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", after)


def locate(workspace: Workspace, dataset: Dataset) -> tuple[Evidenced, tuple[Diagnostic, ...]]:
    """Check every source's hash and find every passage; return where they stand and all faults, sorted."""
    texts: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for source in dataset.sources.values():
        text, found = _read(workspace, dataset, source)
        faults += found
        if text is not None:
            texts[source.id] = text
    by_source: dict[str, list[Passage]] = {}
    for passage in dataset.passages.values():
        if passage.source in texts and passage.exact:  # anything else is reported already
            by_source.setdefault(passage.source, []).append(passage)
    spans: dict[str, Span] = {}
    missing: list[Passage] = []
    for key, passages in by_source.items():
        prepared = normalised(texts[key])
        for passage in passages:
            span = _locate(passage, prepared)
            if isinstance(span, Span):
                spans[passage.id] = span
            elif span == 0:
                missing.append(passage)
            else:
                faults.append(_ambiguous(dataset, passage, span))
    faults += _not_found(dataset, missing, texts)
    in_file_order = {key: spans[key] for key in dataset.passages if key in spans}
    return Evidenced(MappingProxyType(in_file_order), MappingProxyType(texts)), in_order(faults)


def _read(workspace: Workspace, dataset: Dataset, source: Source) -> tuple[str | None, list[Diagnostic]]:
    """Return a source's text, or None when it cannot be read; and what is wrong with it."""
    if not source.file:
        return None, []  # reported when it was loaded
    try:
        data = workspace.read_bytes(source.file)
    except BriefgenError as error:
        place = dataset.place(source, "file")
        hint = "bring the file back, or correct its path"
        return None, [_unread(source, fault, place, hint) for fault in error.diagnostics]
    faults = _pinned(dataset, source, data)
    try:
        return data.decode("utf-8"), faults
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        hint = "sources are plain text in UTF-8"
        return None, [*faults, Diagnostic("not-utf8", "the file is not UTF-8", Place(source.file, line), hint=hint)]


def _unread(source: Source, fault: Diagnostic, place: Place, hint: str) -> Diagnostic:
    rule = "source-missing" if fault.rule == "file-missing" else fault.rule
    return Diagnostic(rule, f"“{source.file}”: {fault.message}", place, hint=hint)


def _pinned(dataset: Dataset, source: Source, data: bytes) -> list[Diagnostic]:
    """Rule 2: the file has the recorded SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    if not source.sha256 or digest == source.sha256:
        return []
    message = f"“{source.file}” is not the file that was recorded"
    details = (f"recorded: {source.sha256}", f"found:    {digest}")
    hint = "bring the recorded file back; a new version is a new source"
    return [Diagnostic("source-altered", message, dataset.place(source, "sha256"), details, hint)]


def _locate(passage: Passage, source: Normalised) -> Span | int:
    """Rule 1: return the passage's span, or how often it was found (0: not, 2 or more: ambiguous)."""
    before, exact, after = normalise(passage.prefix), normalise(passage.exact), normalise(passage.suffix)
    needle = before + exact + after
    at = source.text.find(needle)
    if at < 0:
        return 0
    if source.text.find(needle, at + 1) >= 0:
        return _count(source.text, needle)
    start = at + len(before)
    return Span(passage.id, passage.source, source.offset(start), source.offset(start + len(exact)))


def _count(text: str, needle: str) -> int:
    count, at = 0, text.find(needle)
    while at >= 0:
        count, at = count + 1, text.find(needle, at + 1)
    return count


def _ambiguous(dataset: Dataset, passage: Passage, count: int) -> Diagnostic:
    message = f'found {count} times in source "{passage.source}"'
    hint = "add the words just before it as prefix, or just after it as suffix, spaces included"
    return Diagnostic("passage-ambiguous", message, dataset.place(passage, "exact"), hint=hint)


def _not_found(dataset: Dataset, missing: Iterable[Passage], texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    for number, passage in enumerate(missing):
        message = f'not in source "{passage.source}"'
        details, hint = _nearest(passage, texts) if number < _SEARCHES else ((), "")
        yield Diagnostic("passage-not-found", message, dataset.place(passage, "exact"), details, hint)


def _nearest(passage: Passage, texts: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """Return the lines that show the closest span, and a hint."""
    exact, text = normalise(passage.exact), texts[passage.source]
    if exact in normalise(text):
        return (), "the words are there, but not between this prefix and suffix"
    elsewhere = [key for key, other in texts.items() if len(other) <= _SEARCHABLE and exact in normalise(other)]
    if elsewhere:
        return (), f'it stands in source "{elsewhere[0]}"'
    hint = "copy the span exactly; curly quotes count"
    if len(text) > _SEARCHABLE:
        return (), hint
    found = _closest(exact, text)
    if found is None:
        return ("nothing in it is like this",), hint
    start, end = _whole_words(text, *found)
    shown = " ".join(text[start:end].split())
    return (f"closest, at character {f'{start:,}'.replace(',', ' ')}: “{shown}”",), hint


def _closest(exact: str, text: str) -> tuple[int, int] | None:
    """Return the span of the text most like the passage, from its first to its last common character, or None."""
    from rapidfuzz import fuzz  # only needed when something is wrong
    from rapidfuzz.distance import Indel

    found = fuzz.partial_ratio_alignment(exact, text)
    if found is None or found.score < _CLOSE:
        return None
    # The span found is as long as the passage; the words may be fewer or more: look again with some room around.
    room = max(12, len(exact) // 5)
    begin = max(0, found.dest_start - room)
    same = [block for block in Indel.opcodes(exact, text[begin : found.dest_end + room]) if block.tag == "equal"]
    long = [block for block in same if block.dest_end - block.dest_start > 2] or same
    return begin + long[0].dest_start, begin + long[-1].dest_end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole words and trim what belongs to its neighbours, so that it can be copied."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "“‘([«"):
        end -= 1
    if text[end : end + 1] == "”" and text.count("“", start, end) > text.count("”", start, end):
        end += 1
    while start < end and (text[start].isspace() or text[start] in "”’)]».,;:!?"):
        start += 1
    return start, end
