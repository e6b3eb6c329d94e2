"""An audience's words for the dataset's: `{"North Korea": "the DPRK"}` applied to a whole Document.

In: a term table. Out: a function on texts, and the Document rewritten with it. Quotations, passages, references and
titles keep their own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from briefgen.document import Block, ChartSpec, Cite, Inline, Metadata, Origin, Quote, Reference, Value, plain

T = TypeVar("T")
KEPT = (Quote, Cite, Reference, ChartSpec, Origin)
ENDS = (".", "!", "?", ":")
BEFORE_A_SENTENCE = " \u00a0“("
NAMES = frozenset({"id", "ids", "cites", "kind", "source", "relation", "materiality", "href", "lang"})


class Vocabulary:
    """A term table, compiled once."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        """Compile the table; longer terms win over shorter ones."""
        self.terms = dict(terms)
        ordered = sorted(self.terms, key=lambda term: (-len(term), term))
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)") if ordered else None

    def words(self, text: str, *, begins: bool = True) -> str:
        """Return the text in the audience's words; `begins` tells whether it stands at the beginning of a sentence.

        >>> Vocabulary({"North Korea": "the DPRK"}).words("North Korea withdrew. Asked, North Korea was silent.")
        'The DPRK withdrew. Asked, the DPRK was silent.'
        """
        if self.pattern is None or not any(term in text for term in self.terms):  # most texts have none: quicker
            return text

        def put(found: re.Match[str]) -> str:
            word = self.terms[found[0]]
            before = text[: found.start()].rstrip(BEFORE_A_SENTENCE)
            if (not before and begins) or (before.endswith(ENDS) and before != text[: found.start()]):
                return word[:1].upper() + word[1:]
            if word[:4] == "the " and re.search(r"\b[Tt]he[  ]$", text[: found.start()]):
                return word[4:]
            return word

        return self.pattern.sub(put, text)

    def rewrite(self, node: T, *, begins: bool = True) -> T:
        """Return a part of a Document with every text in the audience's words."""
        return node if self.pattern is None else self._rewritten(node, begins=begins)

    def _rewritten(self, node: Any, *, begins: bool) -> Any:  # noqa: ANN401 - walks any part of a Document
        if isinstance(node, str):
            return self.words(node, begins=begins)
        if isinstance(node, tuple):
            return tuple(self._run(node, begins=begins))
        if isinstance(node, Metadata):
            return replace(node, standfirst=self.words(node.standfirst))
        if isinstance(node, KEPT) or not is_dataclass(node) or isinstance(node, type):
            return node
        if isinstance(node, Value) and node.kind != "text":
            return node
        begins = begins or isinstance(node, Block)
        names = [f.name for f in fields(node) if f.name not in NAMES]
        return replace(node, **{name: self._rewritten(getattr(node, name), begins=begins) for name in names})

    def _run(self, parts: tuple[Any, ...], *, begins: bool) -> Iterator[Any]:
        """Yield rewritten parts; an inline begins a sentence when it is first, or when what precedes it ends one."""
        before = ""
        for part in parts:
            yield self._rewritten(part, begins=before.rstrip().endswith(ENDS) if before else begins)
            if isinstance(part, Inline):
                before = (before + plain((part,)))[-8:]
