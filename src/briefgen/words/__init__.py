"""The words of the furniture, in one catalogue a language: short, plain, and the same everywhere.

In: a language (BCP 47). Out: a `Say`, which gives words by key, and writes dates and numbers as that language does. A
language without a catalogue is told in English, its dates and numbers its own way. `en-XA` is English in letters that
are no one's: whoever renders with it sees what is not in the catalogue.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from briefgen.words.dates import written
from briefgen.words.numbers import amount, numeral
from briefgen.words.pseudo import PSEUDO, pseudo

__all__ = ["ENGLISH", "PSEUDO", "Say", "say_in"]

SOURCE = "en"  # the language the others are translated from


@dataclass(frozen=True, slots=True)
class Say:
    """What speaks a language.

    Attributes:
        lang: the language.
        catalogue: key → words, with `{names}` where values go.
    """

    lang: str
    catalogue: Mapping[str, str] = field(repr=False, hash=False)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words of a key, with its values put in.

        Raises:
            KeyError: there is no such key, or a value is missing.
        """
        return self.catalogue[key].format(**values)

    def date(self, text: str) -> str:
        """Return an EDTF date as a reader of the language would write it, with no-break spaces."""
        return written(text, self.lang, self.catalogue)

    def short_date(self, text: str) -> str:
        """Return an EDTF date as the head of a column has it, its months cut, with blanks that break."""
        return written(text, self.lang, self.catalogue, short=True).replace("\u00a0", " ")

    def number(self, number: float) -> str:
        """Return a number as a reader of the language would write it."""
        return numeral(number, self.lang)

    def amount(self, number: float) -> str:
        """Return a number that measures something, and is never a year: its thousands always stand apart."""
        return amount(number, self.lang)

    def cardinal(self, number: int) -> str:
        """Return a count as a sentence has it: in letters, as far as the catalogue has them."""
        return self.catalogue.get(f"cardinal.{number}") or self.amount(number)

    def ordinal(self, number: int) -> str:
        """Return a place in a row: `1st`, `2nd`, `11th`."""
        key = f"ordinal.{number % 10}"
        teen = 10 <= number % 100 <= 20
        return self("ordinal.other" if teen or key not in self.catalogue else key, n=self.number(number))

    def some(self, count: int, key: str, **values: object) -> str:
        """Return the words of `key.one` or `key.many`, whichever goes with a count, which is the value `n`."""
        return self(f"{key}.one" if count == 1 else f"{key}.many", n=self.number(count), **values)

    def listing(self, parts: list[str] | tuple[str, ...], last: str = "and") -> str:
        """Return `a`, `a and b`, `a, b and c`; `last` is the key of the word before the last one."""
        said = list(parts)
        return f" {self(last)} ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


@lru_cache(maxsize=32)
def say_in(lang: str) -> Say:
    """Return what speaks a language: its own catalogue, over that of the language without its region, over English."""
    whole = dict(_read(SOURCE))
    parts = lang.split("-")
    for n in range(1, len(parts) + 1):
        whole |= _read("-".join(parts[:n]))
    if lang == PSEUDO:
        whole = {key: pseudo(words) for key, words in whole.items()}
    return Say(lang, MappingProxyType(whole))


@lru_cache(maxsize=32)
def _read(lang: str) -> Mapping[str, str]:
    """Return a catalogue, its tables laid flat; empty when there is none of that language."""
    file = files(__package__) / f"{lang}.toml"
    if not lang.replace("-", "").isalnum() or not file.is_file():
        return {}
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))


def _flat(table: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return (key, words); the outermost tables only say where words stand, inner ones are part of the key."""
    return [pair for inner in table.values() if isinstance(inner, dict) for pair in _keyed(inner)]


def _keyed(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key, words), the names of the tables they stand in before the key."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _keyed(value, f"{before}{key}.")
        else:
            yield before + key, str(value)


ENGLISH = say_in("en-GB")
