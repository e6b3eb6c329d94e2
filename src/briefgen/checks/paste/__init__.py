"""Paste-check: what a dataset makes of anybody's text, which cites nothing.

In: a plain text and what a dataset supports. Out: a `Mark` for each date, number, quotation and name: supported, by
which claim and passage; contradicted, by which; or unknown to the dataset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.checks.account import Kind, Knowledge, Token, tokens
from briefgen.checks.paste.dates import dated
from briefgen.checks.paste.meetings import meetings
from briefgen.checks.paste.names import named
from briefgen.checks.paste.nearest import Nearest
from briefgen.checks.paste.numbers import numbered
from briefgen.checks.paste.quotations import Quoting
from briefgen.checks.paste.verdict import About, Status, Verdict
from briefgen.checks.sentences import sentences

_FIGURES = (Kind.DATE, Kind.NUMBER)
LONGEST = 2000  # characters of a paragraph; a longer one is read in parts

__all__ = ["Mark", "Sentence", "Status", "Verdict", "examine"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text and what the dataset says of it; offsets are characters of the whole text."""

    kind: Kind
    start: int
    end: int
    words: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text with its marks."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def examine(text: str, knowledge: Knowledge) -> tuple[Sentence, ...]:
    """Return the sentences of a text, each date, number, quotation and name in them marked."""
    nearest, quoting = Nearest(knowledge), Quoting(knowledge)
    return tuple(
        sentence for start, end in _paragraphs(text) for sentence in _of_paragraph(text, (start, end), nearest, quoting)
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\n](?:[^\n]|\n(?![ \t]*\n))*", text):
        for start in range(found.start(), found.end(), LONGEST):
            yield start, min(start + LONGEST, found.end())


def _of_paragraph(text: str, span: tuple[int, int], nearest: Nearest, quoting: Quoting) -> Iterator[Sentence]:
    words = text[span[0] : span[1]]
    found = [token for token in tokens(words, nearest.knowledge.lexicon) if not _is_a_word(token, nearest.knowledge)]
    before = ""
    for start, end in _whole(words, found):
        inside = [token for token in found if start <= token.start < end]
        sentence = words[start:end]
        bare = _without_figures(sentence, [(t.start - start, t.end - start) for t in inside if t.kind in _FIGURES])
        near = nearest.claims(bare, before)
        numbered_in_series = tuple(meetings(inside, nearest.knowledge, near))
        about = About(nearest.knowledge, sentence, (*numbered_in_series, *near), tuple(inside), words)
        marks = tuple(
            Mark(t.kind, span[0] + t.start, span[0] + t.end, t.words, _verdict(t, about, quoting)) for t in inside
        )
        yield Sentence(span[0] + start, span[0] + end, sentence, marks)
        before = bare


def _without_figures(sentence: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a sentence without its dates and numbers: a wrong one must not lead to a claim that happens to have it."""
    done = list(sentence)
    for start, end in spans:
        done[start:end] = " " * (end - start)
    return "".join(done)


def _is_a_word(token: Token, knowledge: Knowledge) -> bool:
    """Tell whether a name is only how the dataset calls a group of people nobody names: “some”, “observers”."""
    actors = (knowledge.dataset.actors.get(key) for key in token.ids)
    groups = bool(token.ids) and all(actor is not None and actor.kind == "group" for actor in actors)
    return token.kind is Kind.NAME and groups and " " not in token.words


def _whole(words: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences, none of which ends within a quotation."""
    quoted = [(t.start, t.end) for t in found if t.kind is Kind.QUOTATION]
    start: int | None = None
    for first, last in sentences(words):
        start = first if start is None else start
        if not any(a < last < b - 1 for a, b in quoted):
            yield start, last
            start = None
    if start is not None:
        yield start, len(words)


def _verdict(token: Token, about: About, quoting: Quoting) -> Verdict:
    match token.kind:
        case Kind.DATE:
            return dated(token, about)
        case Kind.NUMBER:
            return numbered(token, about)
        case Kind.NAME:
            return named(token, about, quoting)
        case Kind.QUOTATION:
            return quoting.verdict(token)
