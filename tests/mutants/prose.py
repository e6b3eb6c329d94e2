"""Kinds of mutants of the prose: what a writer of templates may get wrong.

In: the shipped project and dice. Out: a `Mutant`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.mutants.data import MONTH, MONTHS, YEAR
from tests.mutants.dice import Dice
from tests.mutants.shipped import Kind, Mutant, Shipped

_MARKUP = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[@[^\]]*\]", re.DOTALL)
_WRITTEN = re.compile(r'^(?:title|standfirst|headline|subtitle)\s*=\s*"(?P<text>.*)"$', re.MULTILINE)
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
_COUNT = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_WORDS)})\b(?!-)|(?<![\w.,$-])(?<![Tt]rack )\d{{1,3}}(?:,\d{{3}})*(?![\w,.]|\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"(?<![\w-])(?:{'|'.join(_ORDINALS)})\b(?!-| [A-Z])")
_PERCENT = re.compile(r"\b(\d+|one-third|two-thirds|half)\b(?= (?:per cent|percent|of)\b)|\b\d+(?= ?%)")
_UNIT = re.compile(
    r"(?<=\d )(?:million|billion|per cent|days|weeks|months|years|kilometres|hectares|dollars)\b"
    r"|(?<=two |our |ree |ive |six )(?:days|weeks|months|years)\b"
)
_SWAPS = {
    "million": "billion", "billion": "million", "per cent": "years", "days": "weeks", "weeks": "months",
    "months": "years", "years": "months", "kilometres": "miles", "hectares": "kilometres", "dollars": "euros",
}  # fmt: skip
_PLANNED = re.compile(
    r"\b(?:had been proposed|hoped(?: in spite of this)? to meet|planned|announced|proposed|scheduled)\b"
)
_QUOTED = re.compile(r"“([^”]{12,})”")
_CITED = re.compile(r"\[@[^\]]*\]")
_END = re.compile(r"(?P<stop>[.!?])(?= \[@[^\]]*\]$)", re.MULTILINE)
_NUMBERS = ("Some 412 delegates attended.", "It cost 7.3 million dollars.", "Turnout rose by 46 per cent.")
_PEOPLE = ("Harald Nystrøm welcomed it.", "The Velmora Institute agreed.", "Ambassador Ortega took part.")
_QUOTES = ("“We shall never return to this table,” he said.", "One called it “a triumph beyond all hope”.")


def masked(text: str, *, toml: bool) -> str:
    """Return a template with blanks for all that is not written for readers."""
    if not toml:
        return _MARKUP.sub(lambda found: re.sub(r"[^\n]", "\x00", found[0]), text)
    done = ["\n" if c == "\n" else "\x00" for c in text]
    for found in _WRITTEN.finditer(text):
        done[found.start("text") : found.end("text")] = found["text"]
    return "".join(done)


def _places(shipped: Shipped, pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for file, text in shipped.templates.items():
        if file.endswith((".md.j2", "topic.toml")):
            plain = masked(text, toml=file.endswith(".toml"))
            yield from ((file, found) for found in pattern.finditer(plain))


def _put(kind: str, shipped: Shipped, file: str, span: tuple[int, int], new: str) -> Mutant:
    start, end = span
    text = shipped.templates[file]
    line = text.count("\n", 0, start) + 1
    around = " ".join(text[max(0, start - 60) : end + 40].split())
    what = f"{file}:{line}: {text[start:end]!r} → {new!r} in “{around}”"
    return Mutant(kind, what, {file: (text[:start] + new + text[end:]).encode()})


def prose_year(shipped: Shipped, dice: Dice) -> Mutant:
    """A year."""
    file, found = dice.of(list(_places(shipped, YEAR)))
    return _put("prose-year", shipped, file, found.span(), str(int(found[0]) + dice.of((-2, -1, 1, 2))))


def prose_month(shipped: Shipped, dice: Dice) -> Mutant:
    """A month."""
    file, found = dice.of(list(_places(shipped, MONTH)))
    return _put("prose-month", shipped, file, found.span(), dice.other(MONTHS, found[0]))


def prose_number(shipped: Shipped, dice: Dice) -> Mutant:
    """A number in digits or words."""
    file, found = dice.of(list(_places(shipped, _COUNT)))
    word = found[0].lower()
    if word in _WORDS:
        new = _WORDS[(_WORDS.index(word) + dice.of((1, 2, 3))) % len(_WORDS)]
        new = new.capitalize() if found[0][0].isupper() else new
    else:
        new = f"{int(word.replace(',', '')) + dice.of((1, 2, 10)):,}"
    return _put("prose-number", shipped, file, found.span(), new)


def prose_ordinal(shipped: Shipped, dice: Dice) -> Mutant:
    """An ordinal."""
    file, found = dice.of(list(_places(shipped, _ORDINAL)))
    return _put("prose-ordinal", shipped, file, found.span(), dice.other(_ORDINALS, found[0]))


def prose_percentage(shipped: Shipped, dice: Dice) -> Mutant:
    """A percentage or a part."""
    file, found = dice.of(list(_places(shipped, _PERCENT)))
    new = str(int(found[0]) + dice.of((1, 5, 20))) if found[0].isdigit() else "one-quarter"
    return _put("percentage", shipped, file, found.span(), new)


def prose_unit(shipped: Shipped, dice: Dice) -> Mutant:
    """A unit."""
    file, found = dice.of(list(_places(shipped, _UNIT)))
    return _put("unit", shipped, file, found.span(), _SWAPS[found[0]])


def prose_speaker(shipped: Shipped, dice: Dice) -> Mutant:
    """A person or organisation."""
    actors, places = shipped.tables["actors"], {row["name"] for row in shipped.tables["places"]}
    names = [row["name"] for row in actors if row["kind"] in ("person", "organisation") and row["name"][0].isupper()]
    persons = [row["name"].split() for row in actors if row["kind"] == "person" and 1 < len(row["name"].split()) < 4]
    surnames = [words[-1] for words in persons if words[-1][0].isupper() and words[-1] not in {*places, "Berlin"}]
    longest_first = sorted({*names, *surnames}, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest_first))
    file, found = dice.of(list(_places(shipped, pattern)))
    return _put("speaker", shipped, file, found.span(), dice.other(names if " " in found[0] else surnames, found[0]))


def prose_held(shipped: Shipped, dice: Dice) -> Mutant:
    """What was planned, told as held, where a planned event is cited."""
    planned = [row["id"] for row in shipped.tables["events"] if row["status"] in ("planned", "proposed")]
    cited = re.compile(rf"@(?:{'|'.join(planned)})\b")
    told = [(f, m) for f, m in _places(shipped, _PLANNED) if cited.search(_line(shipped.templates[f], m.start()))]
    about_itself = ("/method.md.j2", "/sources.md.j2", "/how-we-know.md.j2")  # where the brief tells how it was made
    places = [(f, m) for f, m in told if not f.endswith(about_itself)]
    file, found = dice.of(places)
    new = {"had been proposed": "was held"}.get(found[0], "met" if found[0].endswith("meet") else "held")
    return _put("held-planned", shipped, file, found.span(), new)


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : (text + "\n").find("\n", at)]


def citation_moved(shipped: Shipped, dice: Dice) -> Mutant:
    """A citation of another claim."""
    found_in = [(f, m) for f, text in shipped.templates.items() if f.endswith(".md.j2") for m in _CITED.finditer(text)]
    file, cited = dice.of(found_in)
    found = dice.of(list(re.finditer(r"(?<=@)[a-z0-9-]+", cited[0])))
    at = cited.start() + found.start()
    return _put("citation-moved", shipped, file, (at, at + len(found[0])), dice.other(shipped.claims, found[0]))


def quotation_altered(shipped: Shipped, dice: Dice) -> Mutant:
    """A word of a quotation."""
    file, quoted = dice.of(list(_places(shipped, _QUOTED)))
    found = dice.of([w for w in re.finditer(r"[a-z]{3,}", quoted[1]) if w[0] not in ("however", "never")])
    at = quoted.start(1) + found.start()
    new = dice.of(("however", "never", "finally"))
    return _put("quotation-altered", shipped, file, (at, at + len(found[0])), new)


def invented(shipped: Shipped, dice: Dice) -> Mutant:
    """An invented number, person or quotation at the end of a cited paragraph."""
    kind, sentences = dice.of((("number", _NUMBERS), ("person", _PEOPLE), ("quotation", _QUOTES)))
    ends = [(f, m) for f, text in shipped.templates.items() if f.endswith(".md.j2") for m in _END.finditer(text)]
    file, found = dice.of(ends)
    return _put(f"invented-{kind}", shipped, file, (found.end(), found.end()), f" {dice.of(sentences)}")


KINDS: tuple[Kind, ...] = (
    prose_year, prose_month, prose_number, prose_ordinal, prose_percentage, prose_unit, prose_speaker, prose_held,
    citation_moved, quotation_altered, invented,
)  # fmt: skip
