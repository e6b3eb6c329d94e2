"""Rule `foreign-term`: an edition keeps its audience's words; quotations, titles and names keep their own.

Foreign is another audience's word for something (“the DPRK” in the minister's note), and the dataset's own word where
this audience has another. An audience without a term table takes the dataset's words for its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefgen.briefs import Audience
from briefgen.checks.account import Kind
from briefgen.checks.prose.attribution import plain_text
from briefgen.checks.prose.language import without_quotations
from briefgen.checks.prose.units import Unit
from briefgen.checks.prose.view import ProseView
from briefgen.errors import Diagnostic


def check(view: ProseView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each term of another audience."""
    plain_words = view.knowledge.lexicon.plain
    everything = foreign_terms(view.audience, view.audiences).items()
    # A word that the dataset itself uses as an ordinary one, such as “unofficial”, belongs to everybody.
    foreign = {term: mine for term, mine in everything if not plain_words.issuperset(term.casefold().split())}
    pattern = _pattern(tuple(sorted(foreign, key=lambda term: (-len(term), term))))
    own = _pattern(tuple(sorted(_kept(view.audience), key=lambda term: (-len(term), term))))
    if pattern is None:
        return
    for unit in view.units:
        plain = _bare(view, unit)
        if own:
            plain = own.sub(lambda found: " " * len(found[0]), plain)
        for found in pattern.finditer(plain):
            mine = foreign[found[0]]
            message = f"“{found[0]}” is not this audience’s word"
            yield view.finding("foreign-term", unit, message, found.span(), f"here it is “{mine}”")


def foreign_terms(audience: Audience, audiences: Mapping[str, Audience]) -> Mapping[str, str]:
    """Return term → this audience's word for the same thing."""
    found = {word: mine for word, mine in audience.terms.items() if _bare_term(mine) != word}
    kept = {_bare_term(term) for term in _kept(audience)}
    for other in audiences.values():
        for word, theirs in other.terms.items():
            term, mine = _bare_term(theirs), audience.terms.get(word, word)
            if other.slug != audience.slug and term not in (word, _bare_term(mine)) and term not in kept:
                found.setdefault(term, mine)
    return found


def _kept(audience: Audience) -> frozenset[str]:
    """Return this audience's own words: a foreign term within one of them is none."""
    return frozenset(_bare_term(term) for term in audience.terms.values())


def _bare_term(term: str) -> str:
    return term.removeprefix("the ")


def _bare(view: ProseView, unit: Unit) -> str:
    """Return the words of a unit without quotations, and without titles and names of several words."""
    spans = tuple(
        (entry.token.start, entry.token.end)
        for entry in view.account(unit)
        if entry.token.kind is Kind.NAME and _is_title(view, entry.token.ids)
    )
    return without_quotations(plain_text(unit), spans)


def _is_title(view: ProseView, ids: frozenset[str]) -> bool:
    return bool(ids) and all(
        view.dataset.table_of(key) in ("sources", "mechanisms")
        or (key in view.dataset.actors and view.dataset.actors[key].kind not in ("state", "group"))
        for key in ids
    )


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, terms)) + r")(?![\w-])") if terms else None
