"""Rule `silence-ended`: what is said not to be said is searched for, and must not be found.

A term is words joined by `+`; it is found where all of them stand in one sentence, whatever their case and order, as
whole words; `*` at the end of a word stands for any ending; a word may be a phrase. Straight and curly apostrophes, and
plain and no-break hyphens and spaces, are the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.rule import DataView
from briefgen.checks.sentences import sentences
from briefgen.errors import Diagnostic
from briefgen.evidence import Evidenced, Normalised, normalise, normalised
from briefgen.model import Silence

_ALIKE = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True)
class _Searchable:
    """A source made ready for searching: its normal form, the text to search, and that text without case."""

    form: Normalised
    text: str
    folded: str

    @classmethod
    def of(cls, text: str) -> _Searchable:
        form = normalised(text)
        plain = form.text.translate(_ALIKE)
        return cls(form, plain, plain.casefold())

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Its sentences, told apart when a word has been found: most sources do not come to that."""
        return tuple(sentences(self.text))

    def around(self, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the sentences in which something begins, and those next to them: it may run over a boundary."""
        begins = [start for start, _ in self.sentences]
        found = {bisect_right(begins, place) - 1 for place in places}
        for at in sorted(found | {at + 1 for at in found}):
            if 0 <= at < len(begins):
                yield self.sentences[at]


def check(view: DataView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each silence that a source now breaks, with the first sentence that breaks it."""
    searched = view.evidenced.texts if view.dataset.silences else {}
    sources = {key: _Searchable.of(text) for key, text in searched.items()}
    for silence in view.dataset.silences.values():
        for term in silence.terms:
            words = words_of(term)
            if not words:
                message = f"“{term}” searches for nothing"
                yield Diagnostic("silence-ended", message, view.place(silence, "terms"), hint="write words joined by +")
                continue
            for key in silence.sources or sources:
                if key in sources and (span := _search(sources[key], words)):
                    yield _broken(view, silence, term, key, span)


def words_of(term: str) -> tuple[str, ...]:
    """Return the words and phrases of a term, each perhaps ending in `*`."""
    parts = (" ".join(normalise(part).translate(_ALIKE).split()) for part in term.split("+"))
    return tuple(part for part in parts if part.strip(" *"))


def search(text: str, term: str) -> tuple[int, int] | None:
    """Return the span of the first sentence of a text in which all words of a term stand, or None."""
    return _search(_Searchable.of(text), words_of(term))


def _search(source: _Searchable, words: Sequence[str]) -> tuple[int, int] | None:
    # A quick look at the whole text first: most words of a silence are nowhere.
    if not all(_begins_a_word(part, source.folded) for word in words for part in word.rstrip("*").casefold().split()):
        return None
    patterns = [_pattern(word) for word in words]
    for start, end in source.around(found.start() for found in patterns[0].finditer(source.text)):
        if all(pattern.search(source.text, start, end) for pattern in patterns):
            return source.form.offset(start), source.form.offset(end)
    return None


def _begins_a_word(part: str, text: str) -> bool:
    at = text.find(part)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(part, at + 1)
    return at >= 0


def _pattern(word: str) -> re.Pattern[str]:
    stem = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    return re.compile(rf"(?<!\w){stem}" + ("" if word.endswith("*") else r"(?!\w)"), re.IGNORECASE)


def _broken(view: DataView, silence: Silence, term: str, source: str, span: tuple[int, int]) -> Diagnostic:
    start, end = span
    sentence = " ".join(view.evidenced.texts[source][start:end].split())
    message = f"the search “{term}” finds something in “{source}”"
    details = [f"at character {f'{start:,}'.replace(',', ' ')}: “{sentence}”"]
    if passages := _passages_within(view.evidenced, source, start, end):
        details.append(f"in {'passages' if len(passages) > 1 else 'passage'} {', '.join(passages)}")
    hint = "if it answers the question, remove the silence; if not, make the search narrower"
    return Diagnostic("silence-ended", message, view.place(silence, "terms"), tuple(details), hint)


def _passages_within(evidenced: Evidenced, source: str, start: int, end: int) -> list[str]:
    spans = evidenced.spans.values()
    return [span.passage for span in spans if span.source == source and span.start < end and span.end > start]
