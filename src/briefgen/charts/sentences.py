"""Sentences of charts: whole messages of the catalogue, with values in them that remember what was counted.

In: what speaks a language, a key, what goes where the braces are. Out: inlines; notes. Pure.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from itertools import chain

from briefgen.document import Inline, Inlines, Text, Value
from briefgen.words import Say

Part = Value | str | Inlines


def sentence(say: Say, key: str, **parts: Part) -> Inlines:
    """Return the words of a key with values in them: `sentence(say, "map.most", n=counted(say, 2, "events"), …)`.

    Raises:
        KeyError: there is no such key, or a value is missing.
    """
    done: list[Inlines] = []
    for text, name, _, _ in string.Formatter().parse(say.catalogue[key]):
        done += [(Text(text),), _inlines(parts[name]) if name else ()]
    return _joined(done)


def numbered(say: Say, count: int, key: str, **parts: Part) -> Inlines:
    """Return the sentence of `key.one` or `key.many`, whichever goes with a count."""
    return sentence(say, f"{key}.one" if count == 1 else f"{key}.many", **parts)


def join(say: Say, parts: Sequence[Inlines]) -> Inlines:
    """Return runs of inlines as one list of a sentence."""
    last = len(parts) - 1
    between = [Text(f" {say('and')} " if n == last else ", ") for n in range(1, len(parts))]
    return _joined([*chain(*zip(parts, ((text,) for text in between), strict=False)), *parts[last:]])


def _inlines(part: Part) -> Inlines:
    return part if isinstance(part, tuple) else (Text(part) if isinstance(part, str) else part,)


def _joined(runs: Sequence[Inlines]) -> Inlines:
    """Return runs of inlines as one, texts beside one another made one, empty ones left out."""
    done: list[Inline] = []
    for inline in chain(*runs):
        if isinstance(inline, Text) and done and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + inline.text)
        elif inline != Text(""):
            done.append(inline)
    return tuple(done)


# ---------------------------------------------------------------- counts


def counted(say: Say, number: int, what: str, *, begins: bool = False, none: str = "cardinal.0") -> Value:
    """Return a count in words that remembers what was counted; `none` is the key of the word for no one."""
    said = say.cardinal(number) if number else say(none)
    return Value(said[:1].upper() + said[1:] if begins else said, "text", f"count({what})")


def share(  # noqa: PLR0913 - two counts, and what each of them counts
    say: Say, number: int, total: int, key: str, *, what: str, of: str
) -> Inlines:
    """Return how many of all, as a sentence begins: `Two of six mechanisms are active`, `All six mechanisms are …`.

    The words are those of `key.single` (there is but one), `.both`, `.all`, `.none`, `.one` and `.many`; `what` and
    `of` tell what is counted.
    """
    if total == 1:
        return sentence(say, f"{key}.single", n=counted(say, number, what, begins=True))
    if number == total == 2:
        return sentence(say, f"{key}.both", n=Value(say("both_first"), "text", f"count({what})"))
    if number == total:
        return sentence(say, f"{key}.all", n=counted(say, total, what))
    every = counted(say, total, of)
    if not number:
        return sentence(say, f"{key}.none", total=every)
    return numbered(say, number, key, n=counted(say, number, what, begins=True), total=every)


def left_out(say: Say, number: int, what: str) -> tuple[str, ...]:
    """Return the note on what found no room (`left.<what>`), if there is any."""
    return (say.some(number, f"left.{what}"),) if number else ()
