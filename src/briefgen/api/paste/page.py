"""A checked text as one HTML page: each part marked in colour and in words, with the claim and the passage beside it.

In: a `Checked` text and a way to look up passages. Out: the page; it needs no network and no JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from briefgen.api.paste import Checked
from briefgen.checks.paste import Mark, Sentence, Status
from briefgen.dataset import Dataset

_SIGNS = {Status.SUPPORTED: "✓", Status.CONTRADICTED: "✗", Status.UNKNOWN: "?"}
_STYLE = """
body { font: 1rem/1.55 Georgia, serif; color: #1b1b1b; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
mark { color: inherit; background: #e3f1e4; border-bottom: 2px solid #2d6a35; padding: 0 .1em }
mark.contradicted { background: #fbe3e0; border-bottom: 3px double #9c1c12 }
mark.unknown { background: #f6ecd2; border-bottom: 2px dashed #76560a }
mark a { color: inherit; text-decoration: none; font: .7em sans-serif; vertical-align: super }
ol { font: .85rem/1.5 sans-serif; padding-left: 2.5em } li { margin: .5em 0 } li:target { outline: 2px solid #1f4e79 }
blockquote { margin: .2em 0 0; color: #444 } .say { font: .95rem/1.5 sans-serif } code { font-size: .95em }
"""


def page(checked: Checked, dataset: Dataset, lang: str = "en") -> str:
    """Return the page."""
    numbers = {id(mark): number for number, mark in enumerate(checked.marks(), 1)}
    counts = checked.counts
    said = ", ".join(f"{number} {status}" for status, number in counts.items())
    body = "".join(_paragraphs(checked, numbers))
    notes = "".join(_note(mark, numbers[id(mark)], dataset) for mark in checked.marks())
    title = escape(f"Check of {checked.name}")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(lang, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="say">{said}. Supported means: a claim on the subject has it; not that the sentence is true.</p>\n'
        f"<main>\n{body}</main>\n<h2>What the dataset says</h2>\n<ol>\n{notes}</ol>\n</body>\n</html>\n"
    )


def _paragraphs(checked: Checked, numbers: dict[int, int]) -> Iterator[str]:
    run: list[Sentence] = []
    for sentence in checked.sentences:
        if run and "\n\n" in checked.text[run[-1].start : sentence.start].rstrip(" "):
            yield _paragraph(checked, run, numbers)
            run = []
        run.append(sentence)
    if run:
        yield _paragraph(checked, run, numbers)


def _paragraph(checked: Checked, run: list[Sentence], numbers: dict[int, int]) -> str:
    parts: list[str] = []
    at = run[0].start
    for mark in (mark for sentence in run for mark in sentence.marks):
        status, number = mark.verdict.status, numbers[id(mark)]
        words = escape(checked.text[mark.start : mark.end])
        sign = f'<a href="#n{number}" aria-label="{status}, note {number}">{_SIGNS[status]}{number}</a>'
        parts += [escape(checked.text[at : mark.start]), f'<mark class="{status}">{words}{sign}</mark>']
        at = mark.end
    parts.append(escape(checked.text[at : run[-1].end]))
    return f"<p>{''.join(parts).strip()}</p>\n"


def _note(mark: Mark, number: int, dataset: Dataset) -> str:
    verdict = mark.verdict
    by = f" by <code>{escape(verdict.claim)}</code>" if verdict.claim else ""
    said = f": {escape(verdict.said)}" if verdict.said else ""
    passage = dataset.passages.get(verdict.passage)
    quoted = ""
    if passage is not None:
        source = escape(passage.source)
        quoted = f"<blockquote>“{escape(passage.exact)}” (<code>{escape(passage.id)}</code>, {source})</blockquote>"
    words = f"<b>{escape(mark.words)}</b> ({mark.kind})"
    return f'<li id="n{number}">{words}: {verdict.status}{by}{said}{quoted}</li>\n'
