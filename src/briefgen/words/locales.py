"""The locale of CLDR that a language's dates and numbers follow.

In: a language (BCP 47). Out: a locale that Babel knows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_BRITISH = "en-GB"


@lru_cache(maxsize=32)
def locale_of(lang: str) -> Locale:
    """Return the locale; British for English without a region, and for what Babel does not know."""
    from babel import Locale, UnknownLocaleError

    for name in (_BRITISH if lang == "en" else lang, lang.partition("-")[0], _BRITISH):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows British English")
