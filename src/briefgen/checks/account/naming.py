"""Which phrases of a dataset are names, and whose.

In: a dataset. Out: (phrase, id) pairs, and the given names and surnames of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.dataset import Dataset
from briefgen.model import Source

_CREATORS = ("author", "editor", "interviewer", "translator", "contributor")
_PREPOSITION = re.compile(r" (?:on|for|of|in|between|with|to) ")
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def phrases(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield every name of the dataset with the id of what bears it; an abbreviation in brackets is a name too."""
    for actor in dataset.actors.values():
        yield from _each((actor.name, *actor.aliases), actor.id)
        if actor.kind == "person":
            yield from ((part, actor.id) for part in _parts(actor.name))
    for place in dataset.places.values():
        yield from _each((place.name, *place.aliases), place.id)
    for mechanism in dataset.mechanisms.values():
        yield from _each((mechanism.name, *_short(mechanism.name)), mechanism.id)
    for term in dataset.glossary.values():
        yield from _each((term.term, *term.aliases), term.id)
    for source in dataset.sources.values():
        csl = source.csl
        titles = [csl.get(key) for key in ("title", "title-short", "publisher", "container-title")]
        yield from _each((str(title) for title in titles if title), source.id)
        for person in creators(csl):
            yield person, source.id
            yield " ".join(word for word in person.split() if not word.endswith(".")), source.id
            yield from ((part, source.id) for part in _parts(person))


def persons(dataset: Dataset) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the given names and the surnames of persons with who bears them; who has one name has neither."""
    given: list[tuple[str, str]] = []
    family: list[tuple[str, str]] = []
    for actor in dataset.actors.values():
        words = actor.name.split()
        if actor.kind == "person" and len(words) > 1:
            given.append((words[0], actor.id))
            family.append((words[-1], actor.id))
    return given, family


def creators(csl: Any, roles: Iterable[str] = _CREATORS) -> Iterator[str]:  # noqa: ANN401 - a CSL-JSON item
    """Yield the persons who made a source, as a reader writes their names."""
    for role in roles:
        for person in csl.get(role) or ():
            yield person.get("literal") or f"{person.get('given', '')} {person.get('family', '')}".strip()


def behind(source: Source) -> str:
    """Return a text with the names of all who speak through a source: who wrote it, who asked, who published it."""
    said = [str(source.csl.get(key) or "") for key in ("title-short", "publisher", "container-title")]
    return "; ".join((*said, *creators(source.csl, ("author", "interviewer"))))


def _each(names: Any, key: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - an iterable of texts
    for name in names:
        bare = _IN_BRACKETS.sub("", name).strip()
        yield bare, key
        for inner in _IN_BRACKETS.findall(name):
            if inner.isupper():
                yield inner, key


def _short(name: str) -> Iterator[str]:
    """Yield what a long name is called for short: what stands before its first preposition, if that is a name."""
    words = _PREPOSITION.split(name)[0].split()
    if 1 < len(words) < len(name.split()) and all(word[:1].isupper() for word in words):
        yield " ".join(words)


def _parts(name: str) -> Iterator[str]:
    """Yield the parts of a person's name by which a text may call them; initials are none."""
    words = name.split()
    if len(words) > 1 and all(word[:1].isupper() for word in words):
        yield from (word for word in words if len(word) > 2 and "." not in word)
