"""Rule `reading-level`: the running text is as easy to read as its audience asks; and `length`: as short.

LIX (Björnsson 1968) is words per sentence plus the percentage of words of more than six letters; ARI (Senter and Smith
1967) is shown beside it for English. Neither needs a dictionary. Names are masked: nobody can write them shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.checks.account import Kind
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic, Place, Severity

RUNNING = frozenset({"standfirst", "paragraph", "item", "remark"})
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a text is: LIX (below 30 very easy, above 60 very hard) and ARI (school years)."""

    lix: float
    ari: float
    words: int


def level(texts: Iterable[tuple[str, int]]) -> Level:
    """Return the level of texts, each with the number of its sentences."""
    words = letters = long = sentences = 0
    for text, count in texts:
        found = _WORD.findall(text)
        words += len(found)
        letters += sum(len(word) for word in found)
        long += sum(len(word) > 6 for word in found)
        sentences += max(count, 1)
    if not words:
        return Level(0.0, 0.0, 0)
    per_sentence = words / sentences
    return Level(per_sentence + 100 * long / words, 4.71 * letters / words + 0.5 * per_sentence - 21.43, words)


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a warning when the counted text is harder than the audience's `reading`."""
    target = view.audience.reading
    side = {section.id for section in view.document.sections if section.side}
    running = [unit for unit in view.units if unit.kind in RUNNING and unit.section not in side]
    whole = level((masked(view, unit), len(unit.sentences)) for unit in running)
    if not target or whole.lix <= target:
        return
    hardest = sorted(running, key=lambda unit: -level([(masked(view, unit), len(unit.sentences))]).lix)[:3]
    details = [f"ARI {whole.ari:.0f}; the hardest:"] if view.settings.lang.startswith("en") else ["the hardest:"]
    details += [
        f"{view.place(unit)}: LIX {level([(masked(view, unit), len(unit.sentences))]).lix:.0f}" for unit in hardest
    ]
    message = f"the text has a LIX of {whole.lix:.0f}; for {view.audience.name} it may have {target}"
    place = Place(view.audience.file, 0, "reading")
    hint = "shorter sentences, shorter words; or raise `reading` in audience.toml"
    yield Diagnostic("reading-level", message, place, tuple(details), hint, Severity.WARNING)


def masked(view: ProseView, unit: Unit) -> str:
    """Return the words of a unit with each name as one short word."""
    text = unit.text
    for entry in reversed(view.account(unit)):
        if entry.token.kind is Kind.NAME and text[entry.token.start].isupper():
            text = text[: entry.token.start] + "Name" + text[entry.token.end :]
    return text


def length(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic when the counted part has more words than its audience's budget."""
    budget = view.audience.words
    if budget and view.words > budget:
        message = f"the edition has {view.words:,} words; its budget is {budget:,}"
        place = Place(view.audience.file, 0, "words")
        yield Diagnostic("length", message, place, hint="shorten it, or raise `words` in audience.toml")
