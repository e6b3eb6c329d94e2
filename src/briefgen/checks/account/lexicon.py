"""The names a dataset knows, and the names in a text, known or not.

In: a dataset, and other texts whose names count as known. Out: a `Lexicon` that finds names in a text. A name is known
when an actor, place, mechanism, term or source bears it; a single capitalised word also when the dataset writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from briefgen.checks.account import naming
from briefgen.checks.account.measures import bag
from briefgen.dataset import Dataset
from briefgen.dates import MONTHS
from briefgen.model import TABLES, Kind

_WORD = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_ENDING = re.compile(r"(?:[’']s?|\.)$")
_GAP = re.compile(r"\s|[–/]")
_CAPITAL = re.compile(r"(?:[^\W\d_a-zà-öø-ÿ])[^\W_]*(?:[-’'.&][^\W_]+)*")
_PARTS = re.compile(r"[-’'&.]")
_PARTICLES = frozenset({"of", "de", "la", "van", "von", "der", "bin", "al", "al-", "du", "di", "da"})
_BEGINS = re.compile(r"(?:^|[.!?…:;|•—–]|\n|[.!?…]?[“‘(\[\"”])[\s\u00a0”’)\]]*$")
_VERBS = (
    "says said argue argues argued reports reported writes wrote tells told recalls recalled warns warned believes"
    " believed calls called thinks thought met visits visited sees saw notes noted adds added expects claims claimed"
    " announced announces agreed agrees asks asked proposes proposed hopes hoped withdrew refused signed offered hosted"
)
_SAYS = re.compile(rf"[’']s\b|,? (?:who|{_VERBS.replace(' ', '|')})\b")
_ORDINARY = bag(
    "a an the i he she it they we you this that these those there here and or but nor so yet for if when while where"
    " who what which why how in on at by to from of with without as not no none never only also even still both each"
    " every all any some many most few more less one two three four five six seven eight nine ten first second third"
    " monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter internet"
) | {month.lower() for month in MONTHS if month}
_LETTERS = bag("GDP NGO NGOs IT PDF HTML CSV URL ISBN ID TV AD BC CE ICD ISO EDTF OK am pm")


@dataclass(frozen=True)
class Lexicon:
    """Names known.

    Attributes:
        names: first word → the rest of the names that begin with it, the longest first, with who bears them.
        written: yields every text in which a name counts as known.
        givens: given names of persons → who bears them.
        surnames: surnames of persons → who bears them.
        shouted: names of one word that are written in capitals alone, as abbreviations are.
    """

    names: Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]
    written: Callable[[], Iterable[str]]
    givens: Mapping[str, frozenset[str]]
    surnames: Mapping[str, frozenset[str]]
    shouted: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The capitalised words that the dataset's own texts hold, without their plural ending."""
        return self._by_case[0]

    @property
    def plain(self) -> frozenset[str]:
        """The words that stand there without a capital."""
        return self._by_case[1]

    @cached_property
    def _by_case(self) -> tuple[frozenset[str], frozenset[str]]:
        return _by_case(self.written())  # on demand: it reads the whole dataset, and only strangers' names need it

    def bears(self, phrase: str) -> frozenset[str]:
        """Return who or what bears a whole phrase as a name: a title, a term."""
        words = [folded(found[0]) for found in _WORD.finditer(phrase)]
        known = self.names.get(words[0], ()) if words else ()
        return next((ids for rest, ids in known if list(rest) == words[1:]), frozenset())

    def find(
        self, text: str, skip: Iterable[tuple[int, int]] = (), *, strangers: bool = True
    ) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Yield (start, end, ids) of the names in a text; no ids: the dataset does not know it.

        Args:
            text: what to search.
            skip: spans to leave out.
            strangers: whether names that nobody bears are looked for, too.
        """
        skipped = sorted(skip)
        if not strangers and self.names.keys().isdisjoint(map(folded, _WORD.findall(text))):
            return
        words = list(_WORD.finditer(text))
        if skipped:
            words = [found for found in words if not _within(found.start(), skipped)]
        folds = [folded(found[0]) for found in words]
        covered: set[int] = set()
        at = 0
        while at < len(words):
            if strangers and folds[at] in self.givens and self._mismatched(text, words[at : at + 2]):
                covered.update((at, at + 1))
                yield words[at].start(), _end(words[at + 1]), frozenset()
                at += 2
                continue
            length, ids = self._known(text, words, folds, at) if folds[at] in self.names else (0, frozenset())
            if length == 2 and folds[at] == "the" and self._goes_on(text, words[at + 1 : at + 3]):
                length = 0  # “the North” is a name, but not in “the North Korean minister”
            if length:
                covered.update(range(at, at + length))
                yield words[at].start(), _end(words[at + length - 1]), ids
            at += length or 1
        if strangers:
            yield from self._unknown(text, words, covered)

    def _goes_on(self, text: str, words: Sequence[re.Match[str]]) -> bool:
        """Tell whether a name that ends with a word goes on with another capitalised one."""
        return len(words) == 2 and words[1][0][0].isupper() and _joined(text, words)

    def _mismatched(self, text: str, words: Sequence[re.Match[str]]) -> bool:
        """Tell whether two words are a given name and a surname, both known, of different persons."""
        if len(words) < 2 or not all(word[0][0].isupper() for word in words) or not _joined(text, words):
            return False
        given, family = self.givens.get(folded(words[0][0])), self.surnames.get(folded(words[1][0]))
        return bool(given and family and not given & family and not words[0][0].endswith(("’s", "'s")))

    def _known(
        self, text: str, words: Sequence[re.Match[str]], folds: Sequence[str], at: int
    ) -> tuple[int, frozenset[str]]:
        for rest, ids in self.names.get(folds[at], ()):
            length = len(rest) + 1
            if tuple(folds[at + 1 : at + length]) != rest or not _joined(text, words[at : at + length]):
                continue
            if length == 1 and folds[at] in self.shouted and not _is_shouted(words[at][0]):
                continue
            if length > 1 or words[at][0][:1].isupper() or "-" in words[at][0]:
                return length, ids
        return 0, frozenset()

    # ------------------------------------------------------------ names nobody bears

    def _unknown(
        self, text: str, words: Sequence[re.Match[str]], covered: set[int]
    ) -> Iterator[tuple[int, int, frozenset[str]]]:
        at = 0
        while at < len(words):
            run = self._run(text, words, covered, at)
            strange = [i for i in run if i not in covered and not self._ordinary(text, words, i, alone=len(run) == 1)]
            if strange:
                first = next(i for i in run if i in strange or not self._leads(text, words[i]))
                last = next(i for i in reversed(run) if _CAPITAL.match(words[i][0]))
                yield words[first].start(), _end(words[last]), frozenset()
            at = run[-1] + 1 if run else at + 1

    def _leads(self, text: str, word: re.Match[str]) -> bool:
        """Tell whether a word only leads up to a name: an article, or whatever a sentence begins with."""
        fold = folded(word[0])
        begins = _BEGINS.search(text, max(0, word.start() - 6), word.start()) is not None
        return fold in _ORDINARY or (begins and fold in self.plain)

    def _run(self, text: str, words: Sequence[re.Match[str]], covered: set[int], at: int) -> list[int]:
        """Return the indices of a run of capitalised words that begins at a word; particles may stand within."""
        if at in covered or not _CAPITAL.match(words[at][0]):
            return []
        run = [at]
        step = at + 1
        while step < len(words) and step not in covered and _joined(text, words[run[-1] : step + 1]):
            if _CAPITAL.match(words[step][0]):
                run.append(step)
            elif words[step][0] not in _PARTICLES:
                break
            step += 1
        return run

    def _ordinary(self, text: str, words: Sequence[re.Match[str]], at: int, *, alone: bool) -> bool:
        """Tell whether a capitalised word is no sign of a name: the dataset writes it, or a sentence begins with it."""
        word = words[at][0].rstrip(".")
        fold = folded(word)
        if fold in _ORDINARY or word in _LETTERS or fold in self.words or len(word) == 1:
            return True
        parts = [part for part in _PARTS.split(fold) if part]
        if len(parts) > 1 and all(part in self.words or part in _ORDINARY or part in self.plain for part in parts):
            return True
        if not _BEGINS.search(text, max(0, words[at].start() - 6), words[at].start()):
            return False
        if fold in self.plain or fold.removesuffix("s") in self.plain:
            return True
        return alone and not _SAYS.match(text, _end(words[at]))


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return a word in the form in which names are compared."""
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'").rstrip(".")


def _end(word: re.Match[str]) -> int:
    """Return where a word ends, without a possessive or a stop."""
    return word.start() + len(_ENDING.sub("", word[0]))


def _is_shouted(word: str) -> bool:
    """Tell whether a word is in capitals, its possessive or plural ending aside."""
    return re.sub(r"[’']?s$", "", word).isupper()


def _joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Tell whether nothing but a space, a dash or a slash stands between the words."""
    gaps = (text[a.end() : b.start()] for a, b in pairwise(words))
    return all(_GAP.fullmatch(gap) for gap in gaps)


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    for start, end in spans:  # noqa: SIM110 - asked for every word of every text
        if start <= at < end:
            return True
    return False


# ---------------------------------------------------------------- building


def lexicon(dataset: Dataset, others: Iterable[str] = ()) -> Lexicon:
    """Return the lexicon of a dataset; `others` are texts, such as the publisher's name, whose names count as known."""
    phrases: dict[tuple[str, ...], set[str]] = {}
    for phrase, key in naming.phrases(dataset):
        words = tuple(folded(found[0]) for found in _WORD.finditer(phrase))
        if words:
            phrases.setdefault(words, set()).add(key)
    names: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, ids in phrases.items():
        names.setdefault(words[0], []).append((words[1:], frozenset(ids)))
    for bearers in names.values():
        bearers.sort(key=lambda item: (-len(item[0]), item[0]))
    givens, surnames = naming.persons(dataset)
    known = tuple(others)

    def written() -> Iterator[str]:
        yield from _written(dataset)
        yield from known
        yield from (phrase for phrase, _ in naming.phrases(dataset))

    return Lexicon(names, written, _bearers(givens), _bearers(surnames), _shouted(dataset))


def _shouted(dataset: Dataset) -> frozenset[str]:
    alone = {phrase for phrase, _ in naming.phrases(dataset) if " " not in phrase and len(phrase) > 1}
    others = frozenset(folded(phrase) for phrase in alone if not phrase.isupper())
    return frozenset(folded(phrase) for phrase in alone if phrase.isupper()) - others


def _bearers(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word, key in pairs:
        found.setdefault(folded(word), set()).add(key)
    return {word: frozenset(ids) for word, ids in found.items()}


def _written(dataset: Dataset) -> Iterator[str]:
    """Yield every text a curator wrote or copied."""
    for table in TABLES.values():
        columns = [name for name, column in table.columns.items() if column.kind is Kind.TEXT]
        for record in dataset.tables.get(table.name, {}).values():
            for column in columns:
                value = getattr(record, column)
                yield from value if isinstance(value, tuple) else (value,)
    for source in dataset.sources.values():
        yield from (source.descriptor, source.interest, source.note)


def _by_case(texts: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    capital: set[str] = set()
    plain: set[str] = set()
    for text in dict.fromkeys(texts):
        for word in re.findall(r"[^\W\d_][\w’'-]*", text):
            (capital if word[0].isupper() else plain).add(word)
    parts = {part for word in capital for part in re.split(r"[-’']", word) if part[:1].isupper()}
    return frozenset(folded(word) for word in capital | parts), frozenset(folded(word) for word in plain)
