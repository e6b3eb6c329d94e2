"""Author-date citations: how each source is called in the text, and where in a sentence that stands.

In: the sources an edition cites; a Document. Out: source id → marker such as `Rinna 2015a`; the Document with citations
before the stop of their sentence. Nobody is made an author: a source whose author is not stated goes by its label; a
year that is only inferred stands in brackets, a missing one is `n.d.`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from string import ascii_lowercase
from typing import Any, TypeVar

from briefgen.compose.sources import label
from briefgen.document import ChartSpec, Cite, Inline, Metadata, Text
from briefgen.model import Source
from briefgen.words import ENGLISH, Say

T = TypeVar("T")


def markers(sources: Iterable[Source], say: Say = ENGLISH) -> dict[str, str]:
    """Return source id → marker, different for each: `Rinna 2015a`, `Rinna 2015b` where both are the same."""
    listed = tuple(sources)
    plain = {source.id: (_who(source, say), _year(source, say)) for source in listed}
    alike: dict[tuple[str, str], list[str]] = {}
    for key, (who, year) in plain.items():
        alike.setdefault((who, year.strip("[]")), []).append(key)
    done: dict[str, str] = {}
    for key, (who, year) in plain.items():
        group = alike[who, year.strip("[]")]
        letter = _letter(group.index(key)) if len(group) > 1 else ""
        done[key] = _marker(who, year, letter, dated=year != say("nd"))
    return done


def _marker(who: str, year: str, letter: str, *, dated: bool) -> str:
    if not dated:
        return f"{who} {year}-{letter}" if letter else f"{who} {year}"
    if not letter and year and who.endswith(f" {year}"):
        return who  # a label that says its year
    return f"{who} {year[:-1]}{letter}]" if year.endswith("]") else f"{who} {year}{letter}"


def _letter(at: int) -> str:
    many, rest = divmod(at, len(ascii_lowercase))
    return (ascii_lowercase[many - 1] if many else "") + ascii_lowercase[rest]


def _who(source: Source, say: Say) -> str:
    people = source.csl.get("author") or ()
    names = [str(p.get("family") or p.get("literal") or p.get("given") or "") for p in people]
    names = [name for name in names if name]
    if not names or source.basis.get("author") == "absent":
        return label(source)
    if len(names) > 2:
        return say("et_al", name=names[0])
    return say.listing(names)


def _year(source: Source, say: Say) -> str:
    year = source.issued[:4]
    if not year or source.basis.get("issued") == "absent":
        return say("nd")
    return f"[{year}]" if source.basis.get("issued") == "inferred" else year


def before_stops(node: T) -> T:
    """Return a part of a Document with each citation before the stop it followed, as in `so (Rinna 2015).` here."""
    done: T = _moved(node)
    return done


def _moved(node: Any) -> Any:  # noqa: ANN401 - walks any part of a Document
    if isinstance(node, tuple):
        parts = tuple(_moved(part) for part in node)
        return _shifted(parts) if any(isinstance(part, Cite) for part in parts) else parts
    if not is_dataclass(node) or isinstance(node, type | Metadata | ChartSpec | Cite | Text):
        return node
    return replace(node, **{f.name: _moved(getattr(node, f.name)) for f in fields(node)})


def _shifted(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    done: list[Inline] = []
    stop = ""
    for inline in inlines:
        if not isinstance(inline, Cite):
            if stop:
                done.append(Text(stop))
                stop = ""
            done.append(inline)
            continue
        before = done[-1] if done else None
        if not stop and isinstance(before, Text) and before.text.rstrip().endswith((".", "!", "?")):
            text = before.text.rstrip()
            stop = text[-1]
            done[-1] = Text(text[:-1])
        done.append(inline)
    return (*done, Text(stop)) if stop else tuple(done)
