"""What a restricted source says stays out of every output: pages, alternative texts, metadata, attachments.

In: the texts of an output, the dataset and the evidence as located. Out: a diagnostic for each restricted passage of
which a run of words is found. Words that a public source has, too, are everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from briefgen.dataset import Dataset
from briefgen.errors import Diagnostic
from briefgen.evidence import Evidenced
from briefgen.export.bundle.quoted import RUN, Runs, words_of

_SHORT = 4  # words: a passage of fewer is no quotation when it stands by itself


def leaked(outputs: Iterable[tuple[str, str]], dataset: Dataset, evidenced: Evidenced) -> tuple[Diagnostic, ...]:
    """Return what of restricted sources stands in outputs, given as (what it is, its text)."""
    secret = [
        (key, evidenced.texts[span.source][span.start : span.end])
        for key, span in evidenced.spans.items()
        if dataset.sources[span.source].handling != "public"
    ]
    if not secret:
        return ()
    public = Runs(text for key, text in evidenced.texts.items() if dataset.sources[key].handling == "public")
    return tuple(
        fault
        for what, text in outputs
        for fault in _found(what, f" {' '.join(words_of(unescape(text)))} ", secret, public, dataset)
    )


def _found(what: str, text: str, secret: list[tuple[str, str]], public: Runs, dataset: Dataset) -> Iterator[Diagnostic]:
    for key, words in secret:
        run = next((run for run in _runs(words_of(words)) if f" {run} " in text and not public.touch(run)), "")
        if run:
            message = f"words of the restricted passage “{key}” stand in {what}"
            hint = "paraphrase, and cite: a restricted source is cited by its place only"
            yield Diagnostic("restricted-passage", message, dataset.place(key, "exact"), hint=hint)


def _runs(words: tuple[str, ...]) -> Iterator[str]:
    if _SHORT <= len(words) < RUN:
        yield " ".join(words)
    for at in range(len(words) - RUN + 1):
        yield " ".join(words[at : at + RUN])
