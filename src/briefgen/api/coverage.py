"""How much of a source is used: its sentences, and which of their words stand in a passage.

In: a text and the spans of the passages in it. Out: a frozen `Coverage`. A sentence is used when a passage holds a
letter or digit of it; offsets are characters of the source file decoded from UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.checks.sentences import sentences
from briefgen.dataset import Dataset
from briefgen.errors import BriefgenError, Diagnostic, did_you_mean
from briefgen.evidence import Evidenced, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands (trimmed of space), and the ids of the passages that hold words of it."""

    start: int
    end: int
    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is used of a source.

    Attributes:
        source: its id.
        sentences: its sentences in order, captions and headings among them: nothing is left out of the count.
        used: the stretches [start, end) that stand in passages, merged, in order.
        letters: letters and digits of the text.
        letters_used: those that stand in passages.
    """

    source: str
    sentences: tuple[Sentence, ...]
    used: tuple[tuple[int, int], ...]
    letters: int
    letters_used: int

    @property
    def covered(self) -> int:
        """How many sentences are used."""
        return sum(bool(sentence.passages) for sentence in self.sentences)

    @property
    def share(self) -> float:
        """The share of the sentences that are used, from 0 to 1; 0 for an empty text."""
        return self.covered / len(self.sentences) if self.sentences else 0.0


def coverage(dataset: Dataset, evidenced: Evidenced, source: str) -> Coverage:
    """Return what is used of a source.

    Raises:
        BriefgenError: there is no such source, or it could not be read (exit code 2).
    """
    known_source(dataset, source)
    if source not in evidenced.texts:
        message = f"the text of “{source}” could not be read"
        raise BriefgenError(Diagnostic("source-missing", message, dataset.place(source), hint="run briefgen check"))
    return covered(source, evidenced.texts[source], spans_of(evidenced, source))


def known_source(dataset: Dataset, source: str) -> None:
    """Stop when there is no such source.

    Raises:
        BriefgenError: there is none (exit code 2).
    """
    if source not in dataset.sources:
        hint = did_you_mean(source, dataset.sources)
        raise BriefgenError(Diagnostic("unknown-source", f"there is no source “{source}”", hint=hint), exit_code=2)


def spans_by_source(evidenced: Evidenced) -> Mapping[str, tuple[Span, ...]]:
    """Return the spans of each source that has any, from its beginning to its end."""
    found: dict[str, list[Span]] = {}
    for span in evidenced.spans.values():
        found.setdefault(span.source, []).append(span)
    return {key: tuple(sorted(spans, key=lambda span: (span.start, span.end))) for key, spans in found.items()}


def spans_of(evidenced: Evidenced, source: str) -> tuple[Span, ...]:
    """Return the spans in a source, from its beginning to its end."""
    return tuple(sorted((s for s in evidenced.spans.values() if s.source == source), key=lambda s: (s.start, s.end)))


def covered(source: str, text: str, spans: Iterable[Span]) -> Coverage:
    """Return what the spans use of a text."""
    listed = tuple(spans)
    used = merged(listed)
    found = tuple(_sentences(text, listed))
    letters_used = sum(_letters(text[start:end]) for start, end in used)
    return Coverage(source, found, used, _letters(text), letters_used)


def merged(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Return the stretches that spans, sorted by their start, cover together."""
    done: list[tuple[int, int]] = []
    for span in spans:
        if done and span.start <= done[-1][1]:
            done[-1] = (done[-1][0], max(done[-1][1], span.end))
        else:
            done.append((span.start, span.end))
    return tuple(done)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _sentences(text: str, spans: tuple[Span, ...]) -> Iterator[Sentence]:
    """Yield the sentences; `spans` are sorted by their start."""
    waiting, open_spans = 0, list[Span]()
    for start, end in sentences(text):
        body = text[start:end]
        first = start + len(body) - len(body.lstrip())
        last = start + len(body.rstrip())
        open_spans = [span for span in open_spans if span.end > first]
        while waiting < len(spans) and spans[waiting].start < last:
            open_spans.append(spans[waiting])
            waiting += 1
        holding = (s.passage for s in open_spans if _letters(text[max(s.start, first) : min(s.end, last)]))
        yield Sentence(first, last, text[first:last], tuple(holding))
