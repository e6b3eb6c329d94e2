"""What a restricted source says stays out of every output: pages, alternative texts, metadata, attachments.

In: the texts of an output, the dataset and the evidence as located. Out: a diagnostic for each restricted passage of
which a run of words is found. Words that a public source has, too, are everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic, Place
from briefgen.evidence import Evidenced
from briefgen.export.bundle.quoted import RUN, Runs, words_of

_SHORT = 4  # words: a passage of fewer is no quotation when it stands by itself


class Secrets:
    """The runs of words that no output may hold; made once, asked for many texts."""

    def __init__(self, dataset: Dataset, evidenced: Evidenced) -> None:
        """Take the restricted passages apart."""
        self._dataset = dataset
        texts = evidenced.texts
        secret = [s for s in evidenced.spans.values() if dataset.sources[s.source].handling != "public"]
        public = (text for key, text in texts.items() if secret and dataset.sources[key].handling == "public")
        common = Runs(public)
        self._passages: dict[tuple[str, ...], tuple[str, ...]] = {}
        for span in secret:
            for run in _runs(words_of(texts[span.source][span.start : span.end])):
                if not common.touch(" ".join(run)):
                    self._passages[run] = (*self._passages.get(run, ()), span.passage)
        self._lengths = sorted({len(run) for run in self._passages})

    def found(self, what: str, text: str, place: Place | None = None) -> tuple[Diagnostic, ...]:
        """Return a diagnostic for each restricted passage of which a run stands in a text.

        Args:
            what: what the text is.
            text: the text; character references count as the characters they stand for.
            place: where the fault is said to be; None: where the passage is written.
        """
        if not self._passages:
            return ()
        words = words_of(unescape(text))
        runs = (words[at : at + length] for length in self._lengths for at in range(len(words) - length + 1))
        keys = {key for run in runs for key in self._passages.get(run, ())}
        hint = "paraphrase, and cite: a restricted source is cited by its place only"
        return tuple(
            Diagnostic(
                "restricted-passage",
                f"words of the restricted passage “{key}” stand in {what}",
                place or self._dataset.place(key, "exact"),
                hint=hint,
            )
            for key in self._dataset.passages
            if key in keys
        )


def leaked(outputs: Iterable[tuple[str, str]], dataset: Dataset, evidenced: Evidenced) -> tuple[Diagnostic, ...]:
    """Return what of restricted sources stands in outputs, given as (what it is, its text)."""
    secrets = Secrets(dataset, evidenced)
    return tuple(fault for what, text in outputs for fault in secrets.found(what, text))


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if _SHORT <= len(words) < RUN:
        yield words
    for at in range(len(words) - RUN + 1):
        yield words[at : at + RUN]
