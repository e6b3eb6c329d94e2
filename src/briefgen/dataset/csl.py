"""The vocabulary of CSL-JSON 1.0.2: which keys an item may have and of what shape; anything else is a slip of the pen.

In: an item as parsed JSON. Out: (key, message) for everything the format does not allow. The names of keys and types
are those of the Citation Style Language's published schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.dates import parse


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic "
    "collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing "
    "interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference "
    "patent performance periodical personal_communication post post-weblog regulation report review "
    "review-book software song speech standard thesis treaty webpage"
)
NAMES = _words(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director editor-translator executive-producer guest host illustrator interviewer narrator "
    "organizer original-author performer producer recipient reviewed-author script-writer series-creator "
    "translator"
)
DATES = _words("accessed available-date event-date issued original-date submitted")
TEXTS = _words(
    "abstract annote archive archive_collection archive_location archive-place authority call-number "
    "citation-key citation-label collection-title container-title container-title-short dimensions division "
    "DOI event event-title event-place genre ISBN ISSN journalAbbreviation jurisdiction keyword language "
    "medium note original-publisher original-publisher-place original-title part-title PMCID PMID publisher "
    "publisher-place references reviewed-genre reviewed-title scale section shortTitle source status title "
    "title-short URL volume-title year-suffix"
)
NUMBERS = _words(
    "chapter-number citation-number collection-number edition first-reference-note-number issue locator "
    "number number-of-pages number-of-volumes page page-first part-number printing-number supplement-number "
    "version volume"
)
KEYS = NAMES | DATES | TEXTS | NUMBERS | {"id", "type", "custom", "categories"}
_NAME_TEXTS = frozenset({"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"})
_NAME_FLAGS = frozenset({"comma-suffix", "static-ordering", "parse-names"})


def item_faults(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (key, message) for values of the wrong shape; unknown keys are the caller's business."""
    for key, value in item.items():
        if key in NAMES:
            yield from ((key, f"“{key}”: {message}") for message in _names(value))
        elif key in DATES:
            yield from ((key, f"“{key}”: {message}") for message in _date(value))
        elif key in TEXTS and not isinstance(value, str):
            yield key, f"“{key}” must be a text"
        elif key in NUMBERS and (not isinstance(value, str | int) or isinstance(value, bool)):
            yield key, f"“{key}” must be a text or a whole number"
        elif key == "categories" and not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
            yield key, "“categories” must be a list of texts"


def _names(value: object) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        yield "must be a list of names such as {“family”: …, “given”: …} or {“literal”: …}"
        return
    for name in value:
        yield from (f"“{key}” is not a part of a name" for key in name if key not in _NAME_TEXTS | _NAME_FLAGS)
        yield from (
            f"“{key}” of a name must be a text" for key in name if key in _NAME_TEXTS and not isinstance(name[key], str)
        )
        if not (name.get("family") or name.get("literal") or name.get("given")):
            yield "a name is empty"


def _date(value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "must be a date such as {“date-parts”: [[2015, 6, 22]]}"
        return
    yield from (
        f"“{key}” is not a part of a date"
        for key in value
        if key not in ("date-parts", "season", "circa", "literal", "raw")
    )
    if "date-parts" in value and date_parts(value) is None:
        yield "“date-parts” must be one or two lists of year, month and day, such as [[2015, 6, 22]]"


def date_parts(value: Mapping[str, Any]) -> list[list[int]] | None:
    """Return the `date-parts` of a CSL date as whole numbers (Zotero writes some as text), or None."""
    given = value.get("date-parts")
    if not isinstance(given, list) or not 1 <= len(given) <= 2:
        return None
    ends: list[list[int]] = []
    for end in given:
        if not isinstance(end, list) or not 1 <= len(end) <= 3:
            return None
        numbers = [_whole(part) for part in end]
        if None in numbers or not _exists(ints := [number for number in numbers if number is not None]):
            return None
        ends.append(ints)
    return ends


def _whole(part: object) -> int | None:
    if isinstance(part, bool):
        return None
    if isinstance(part, int):
        return part
    return int(part) if isinstance(part, str) and part.isascii() and part.isdigit() and len(part) <= 4 else None


def _exists(parts: list[int]) -> bool:
    year, *rest = parts
    try:
        parse("-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)]))
    except ValueError:
        return False
    return not rest or 1 <= rest[0] <= 12  # EDTF's seasons are no months
